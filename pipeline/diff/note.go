package diff

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/safe"
	"github.com/frameshift/frameshift/pipeline/store"
)

// mostNoted bounds the lists in changes.json, so that a corpus that is new costs no
// more than a line of it a document for so many.
const mostNoted = 1000

// Note writes changes.json into the folder of a run that is about to be published
// beside the earlier ones. short says what the run lacks to be the latest. That
// runs can't be compared is no error: the changes say why.
func Note(ctx context.Context, dir string, m store.Manifest, short string) (*Changes, error) {
	m.SchemaVersion = store.SchemaVersion
	after := &result.Run{Dir: dir, Manifest: m}
	if err := json.Unmarshal(m.Configuration, &after.Config); err != nil {
		return nil, err
	}
	t, err := after.Table("documents")
	if err != nil {
		return nil, err
	}
	after.Manifest.Rows = map[string]int64{"documents": t.NumRows()}
	if err := t.Close(); err != nil {
		return nil, err
	}
	c := empty(after)
	before, err := Earlier(filepath.Dir(dir), after)
	if err == nil && before != nil {
		var found *Changes
		if found, err = Of(ctx, before, after, Options{Most: mostNoted}); err == nil {
			c = found
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		c.Failed = err.Error()
		if before != nil {
			c.Before = side(before)
		}
	}
	c.Short = short
	return c, c.Write(filepath.Join(dir, store.ChangesName))
}

// Write writes the changes as JSON.
func (c *Changes) Write(path string) error {
	raw, err := c.JSON()
	if err != nil {
		return err
	}
	return os.WriteFile(path, raw, 0o666)
}

// JSON is what changes.json has: nothing in it steers a terminal.
func (c *Changes) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(c)
	return []byte(safe.Text(b.String())), err
}

// Read reads the changes that a run noted; nil where it noted none.
func Read(runDir string) (*Changes, error) {
	path := filepath.Join(runDir, store.ChangesName)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var c Changes
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return &c, nil
}

// Earlier finds the run with which another in the same folder of runs, or one that
// is about to be there, is compared: of those that finished before it the newest
// with the same configuration and inputs, else the newest with the same
// configuration that shares an input. Runs that fell short are passed over. nil if
// there is none.
func Earlier(runs string, of *result.Run) (*result.Run, error) {
	listed, err := result.List(runs)
	if err != nil {
		return nil, err
	}
	for i, l := range listed {
		if l.Name() == filepath.Base(of.Dir) {
			listed = listed[i+1:]
			break
		}
	}
	var kindred *result.Run
	for _, l := range listed {
		r, err := result.Open(l.Dir)
		if err != nil {
			continue // of a later version, damaged, or gone since
		}
		kin := result.KinOf(&of.Manifest, &r.Manifest)
		if kin == result.Strangers || kin == result.Kindred && kindred != nil || FellShort(l.Dir) {
			continue
		}
		if kin == result.Siblings {
			return r, nil
		}
		kindred = r
	}
	return kindred, nil
}

// FellShort says whether a run noted that it lacks something.
func FellShort(dir string) bool {
	var c struct {
		Short string `json:"falls_short"`
	}
	raw, err := os.ReadFile(filepath.Join(dir, store.ChangesName))
	return err == nil && json.Unmarshal(raw, &c) == nil && c.Short != ""
}
