package network

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/internal/beside"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// SchemaVersion counts the changes to the tables of networks.
const SchemaVersion = 1

// Files of a folder of networks, beside its tables.
const (
	ToldName    = "network.json" // what was asked for, of which run
	MethodsName = "methods.txt"
)

// Folder is where the networks of a run lie by default.
func Folder(runDir string) string { return beside.Folder(runDir, "network") }

// Told is what a folder of networks says about itself.
type Told struct {
	Software     string   `json:"software"`
	Run          string   `json:"run"`
	Fingerprint  string   `json:"fingerprint"`
	Where        []string `json:"where"`
	Spans        []string `json:"spans"`
	Window       string   `json:"window"`
	Topic        string   `json:"topic"`
	Nodes        string   `json:"nodes"`
	By           string   `json:"by"`
	Null         string   `json:"null"`
	Blocs        []Bloc   `json:"blocs"`
	Draws        int      `json:"draws"`
	Permutations int      `json:"permutations"`
	Seed         uint64   `json:"seed"`
	Said         []string `json:"said"`
}

// told says what was asked for; conditions are the texts of --where.
func (n *Networks) told(conditions []string) Told {
	o := n.Options
	t := Told{Software: n.Run.Manifest.Software, Run: filepath.Base(n.Run.Dir), Fingerprint: n.Run.Manifest.Fingerprint, Where: conditions,
		Window: o.Window, Topic: o.Topic, Nodes: o.Nodes, By: o.By, Null: o.Null, Blocs: o.Blocs,
		Draws: o.Draws, Permutations: o.Permutations, Seed: o.Seed, Said: n.Said}
	for _, s := range o.Spans {
		t.Spans = append(t.Spans, s.String())
	}
	return t
}

// Write puts the tables, what was asked for and the paragraph of methods into a folder,
// which is replaced whole.
func (n *Networks) Write(dir string, conditions []string) error {
	told, err := json.MarshalIndent(n.told(conditions), "", "  ")
	if err != nil {
		return err
	}
	err = beside.Replace(dir, ToldName, func(to string) error {
		return errors.Join(put(to, n.Links), put(to, n.Networks), put(to, n.Alignment), put(to, n.Changes),
			os.WriteFile(filepath.Join(to, ToldName), append(told, '\n'), 0o666),
			os.WriteFile(filepath.Join(to, MethodsName), []byte(n.Methods()+"\n"), 0o666))
	})
	if errors.Is(err, beside.ErrOther) {
		return usage.Wrap(err)
	}
	return err
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
