package network

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Taken are the networks of a run as they lie beside it.
type Taken struct {
	Told
	Links   []LinkRow
	Changes []ChangeRow
}

// Load reads the networks of a run; nil if there are none.
func Load(run *result.Run) (*Taken, error) {
	dir := Folder(run.Dir)
	raw, err := os.ReadFile(filepath.Join(dir, ToldName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t := &Taken{}
	if err := json.Unmarshal(raw, &t.Told); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, ToldName), err)
	}
	if t.Fingerprint != run.Manifest.Fingerprint {
		return nil, fmt.Errorf("the networks in %s are of another run: take them anew with frameshift network", dir)
	}
	if t.Links, err = rows[LinkRow](dir); err != nil {
		return nil, err
	}
	t.Changes, err = rows[ChangeRow](dir)
	return t, err
}

func rows[T any](dir string) (out []T, err error) {
	for row, err := range table.Scan[T](dir) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}
