package result

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// Listed is a finished run in a folder of runs.
type Listed struct {
	Dir      string
	Finished time.Time
}

// Name is the name of the run's folder.
func (l Listed) Name() string { return filepath.Base(l.Dir) }

// List lists the finished runs in a folder of runs (out/runs), the newest first.
// Links are not followed; what is no finished run, or hidden, is passed over. A
// missing folder has no runs.
func List(runs string) ([]Listed, error) {
	entries, err := os.ReadDir(runs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Listed
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		dir := filepath.Join(runs, e.Name())
		if t, err := store.ReadTiming(dir); err == nil {
			out = append(out, Listed{dir, t.Finished})
		}
	}
	slices.SortFunc(out, func(a, b Listed) int {
		return cmp.Or(b.Finished.Compare(a.Finished), strings.Compare(b.Dir, a.Dir))
	})
	return out, nil
}

// Kin says how alike what two runs were told is.
type Kin int

// Strangers have another configuration, or share no input. Kindred runs have the
// same one, beside inputs of which they share a name: a source that grows gets new
// files. Siblings have the same configuration, inputs and all.
const (
	Strangers Kin = iota
	Kindred
	Siblings
)

// KinOf compares what two runs were told, whatever lexicon and version it met.
func KinOf(a, b *store.Manifest) Kin {
	x, errX := topLevel(a.Configuration)
	y, errY := topLevel(b.Configuration)
	if errX != nil || errY != nil {
		return Strangers
	}
	same := x["inputs"] == y["inputs"]
	delete(x, "inputs")
	delete(y, "inputs")
	switch {
	case !maps.Equal(x, y):
		return Strangers
	case same:
		return Siblings
	case slices.ContainsFunc(a.Inputs, func(in store.InputFile) bool { return in.Kind != "metadata" && named(b.Inputs, in.Name) }):
		return Kindred
	}
	return Strangers
}

// Identity is equal for runs of one configuration, inputs and all.
func Identity(m *store.Manifest) (string, error) {
	keys, err := topLevel(m.Configuration)
	if err != nil {
		return "", err
	}
	raw, err := json.Marshal(keys) // sorted
	return string(raw), err
}

func named(inputs []store.InputFile, name string) bool {
	return slices.ContainsFunc(inputs, func(in store.InputFile) bool { return in.Kind != "metadata" && in.Name == name })
}

// topLevel are the keys of a configuration with their values, written one way.
func topLevel(configuration json.RawMessage) (map[string]string, error) {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(configuration, &keys); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for key, value := range keys {
		var b bytes.Buffer
		if err := json.Compact(&b, value); err != nil {
			return nil, err
		}
		if b.String() != "{}" { // a file of keys leaves one where a command line leaves none
			out[key] = b.String()
		}
	}
	return out, nil
}
