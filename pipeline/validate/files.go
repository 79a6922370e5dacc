package validate

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// SchemaVersion counts the changes to the tables of a validation.
const SchemaVersion = 1

// replace has files made in a folder beside their place, and moves them there once all
// are whole.
func replace(dir string, fill func(to string) error) error {
	to, err := os.MkdirTemp(dir, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(to)
	if err := fill(to); err != nil {
		return err
	}
	made, err := os.ReadDir(to)
	for _, f := range made {
		err = errors.Join(err, os.Rename(filepath.Join(to, f.Name()), filepath.Join(dir, f.Name())))
	}
	return err
}

// rows reads a table of a validation.
func rows[T any](dir string) (out []T, err error) {
	for row, err := range table.Scan[T](dir) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// put writes a table of a validation, whole or not at all.
func put[T any](dir string, rows []T) error {
	return replace(dir, func(to string) error { return fill(to, rows) })
}

func fill[T any](to string, rows []T) error {
	return table.Write(to, table.Options{Version: SchemaVersion}, func(w *table.Writer[T]) error {
		for _, r := range rows {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// WiderRow is a sentence in which the wider lexicon finds something.
type WiderRow struct {
	_        struct{} `table:"wider" row:"a sentence in which the wider lexicon finds something" key:"id sentence"`
	ID       string   `column:"id,repeats" about:"the document, as in the run's documents.id"`
	Sentence int64    `column:"sentence" about:"number of the sentence in the document, counted from 0"`
}

func writeWider(dir string, wider Places) error {
	if len(wider) == 0 {
		return nil
	}
	var list []WiderRow
	for _, id := range slices.Sorted(maps.Keys(wider)) {
		for _, n := range wider[id] {
			list = append(list, WiderRow{ID: id, Sentence: int64(n)})
		}
	}
	return put(dir, list)
}

func readWider(dir string, d *Design) (Places, error) {
	if d.Near == "" {
		return nil, nil
	}
	list, err := rows[WiderRow](dir)
	if err != nil {
		return nil, err
	}
	out := Places{}
	for _, r := range list {
		out[r.ID] = append(out[r.ID], int32(r.Sentence))
	}
	return out, nil
}

// check makes sure that a run is the one that was sampled.
func (d *Design) check(run *result.Run) error {
	if run.Manifest.Fingerprint == d.Fingerprint {
		return nil
	}
	return errors.New("the sample is of the run " + d.Run + " (" + d.Fingerprint[:8] + "), this run is " + filepath.Base(run.Dir) + " (" + run.Manifest.Fingerprint[:8] +
		"): name the run that was sampled, or draw a sample of this one")
}

// Create writes the sample into a folder that appears whole or not at all.
func (s *Sample) Create(dir string) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	made, err := os.MkdirTemp(parent, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	if err := errors.Join(os.Chmod(made, 0o755), s.Write(made)); err != nil {
		return err
	}
	return os.Rename(made, dir)
}
