package diffusion

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/internal/beside"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// DesignName is the file that says what was asked, of which run.
const DesignName = "diffusion.json"

// Folder is where the diffusion of a run lies by default.
func Folder(runDir string) string { return beside.Folder(runDir, "diffusion") }

// Write puts the tables into a folder, which is there with all of them or as it was.
func (s *Study) Write(dir string) error {
	err := beside.Replace(dir, DesignName, s.write)
	if errors.Is(err, beside.ErrOther) {
		return usage.Wrap(err)
	}
	return err
}

func (s *Study) write(dir string) error {
	raw, err := json.MarshalIndent(s.Design, "", "  ")
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, DesignName), append(raw, '\n'), 0o666), writeCodebook(dir),
		put(dir, s.Firsts), put(dir, s.Leads), put(dir, s.Adoption), put(dir, s.Curves), put(dir, s.CurveTests),
		putSome(dir, s.Uptake), putSome(dir, s.Linkage), putSome(dir, s.Backdrop), putSome(dir, s.Covariates),
	)
}

// putSome writes a table that is there where it was asked for.
func putSome[T any](dir string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return put(dir, rows)
}

func put[T any](dir string, rows []T) error {
	return table.Write(dir, table.Options{Version: SchemaVersion}, func(w *table.Writer[T]) error {
		for _, r := range rows {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Rows reads a table of a diffusion.
func Rows[T any](dir string) (out []T, err error) {
	for row, err := range table.Scan[T](dir) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Beside opens what lies beside a run by default: its folder and what was asked; a nil
// design where there is nothing, or where it is of another run.
func Beside(run *result.Run) (dir string, d *Design, err error) {
	dir = filepath.Clean(Folder(run.Dir))
	raw, err := os.ReadFile(filepath.Join(dir, DesignName))
	if errors.Is(err, os.ErrNotExist) {
		return dir, nil, nil
	}
	if err != nil {
		return dir, nil, err
	}
	d = &Design{}
	if err := json.Unmarshal(raw, d); err != nil {
		return dir, nil, fmt.Errorf("%s: %w", filepath.Join(dir, DesignName), err)
	}
	if d.Fingerprint != run.Manifest.Fingerprint {
		return dir, nil, nil
	}
	return dir, d, nil
}
