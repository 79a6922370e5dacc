package reuse

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/internal/beside"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// SchemaVersion counts the changes to the tables of this package.
const SchemaVersion = 1

// Files that say what a folder holds.
const (
	ToldName     = "reuse.json"
	ComparedName = "compare.json"
)

// Folder is where the passages of a run lie by default, ComparedFolder where what was
// compared does.
func Folder(runDir string) string         { return beside.Folder(runDir, "reuse") }
func ComparedFolder(runDir string) string { return beside.Folder(runDir, "compare") }

// told is what a folder says about itself.
type told struct {
	Software    string   `json:"software"`
	Run         string   `json:"run"`
	Fingerprint string   `json:"fingerprint"`
	Options     *Options `json:"options,omitempty"`
	A           string   `json:"a,omitempty"`
	B           string   `json:"b,omitempty"`
}

func toldOf(run *result.Run) told {
	return told{Software: run.Manifest.Software, Run: filepath.Base(run.Dir), Fingerprint: run.Manifest.Fingerprint}
}

// Write puts the passages into a folder, which is replaced whole.
func (p *Passages) Write(dir string) error {
	t := toldOf(p.Run)
	t.Options = &p.Options
	return write(dir, ToldName, t, p.Rows)
}

// Write puts the revisions into a folder, which is replaced whole.
func (r *Revisions) Write(dir string) error {
	t := toldOf(r.Run)
	t.A, t.B = r.A, r.B
	return write(dir, ComparedName, t, r.Rows)
}

func write[T any](dir, name string, t told, rows []T) error {
	raw, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	err = beside.Replace(dir, name, func(to string) error {
		if err := os.WriteFile(filepath.Join(to, name), append(raw, '\n'), 0o666); err != nil {
			return err
		}
		return table.Write(to, table.Options{Version: SchemaVersion}, func(w *table.Writer[T]) error {
			for _, r := range rows {
				if err := w.Put(r); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if errors.Is(err, beside.ErrOther) {
		return usage.Wrap(err)
	}
	return err
}
