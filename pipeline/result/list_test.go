package result

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestKin: the same configuration is one whatever the order of its keys and however
// empty ones are written; with other inputs it is kin only where an input is shared.
func TestKin(t *testing.T) {
	of := func(configuration string, inputs ...string) *store.Manifest {
		m := &store.Manifest{Configuration: json.RawMessage(configuration)}
		for _, name := range inputs {
			m.Inputs = append(m.Inputs, store.InputFile{Name: name, Kind: "archive"})
		}
		m.Inputs = append(m.Inputs, store.InputFile{Name: "speakers.csv", Kind: "metadata"})
		return m
	}
	a := of(`{"inputs": ["a.zip"], "corpus": {}, "freq": "year"}`, "a.zip")
	for _, c := range []struct {
		name string
		b    *store.Manifest
		want Kin
	}{
		{"itself", a, Siblings},
		{"written otherwise", of(`{"freq":"year","inputs":["a.zip"]}`, "a.zip"), Siblings},
		{"one input more", of(`{"inputs": ["a.zip", "b.zip"], "freq": "year"}`, "a.zip", "b.zip"), Kindred},
		{"the input elsewhere", of(`{"inputs": ["/archive/a.zip"], "freq": "year"}`, "a.zip"), Kindred},
		{"another input, with the same table", of(`{"inputs": ["b.zip"], "freq": "year"}`, "b.zip"), Strangers},
		{"another key", of(`{"inputs": ["a.zip"], "freq": "month"}`, "a.zip"), Strangers},
		{"no configuration", of(``, "a.zip"), Strangers},
	} {
		if got := KinOf(a, c.b); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		same, errA := Identity(a)
		other, errB := Identity(c.b)
		if errA != nil || (errB == nil && same == other) != (c.want == Siblings) {
			t.Errorf("%s: identities %q and %q, %v", c.name, same, other, errA)
		}
	}
}

// TestList: finished runs by when they were finished, whatever they are called.
func TestList(t *testing.T) {
	runs := t.TempDir()
	for day, name := range []string{"c", "a", "b", ".hidden"} {
		dir := filepath.Join(runs, name)
		raw, err := json.Marshal(store.Timing{Finished: time.Date(2026, 1, 1+day, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			err = os.Mkdir(dir, 0o700)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, store.TimingName), raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(runs, "mine"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a", filepath.Join(runs, "link")); err != nil {
		t.Skip(err)
	}
	listed, err := List(runs)
	var names []string
	for _, l := range listed {
		names = append(names, l.Name())
	}
	if err != nil || !slices.Equal(names, []string{"b", "a", "c"}) {
		t.Errorf("%q, %v", names, err)
	}
	if none, err := List(filepath.Join(runs, "absent")); err != nil || none != nil {
		t.Errorf("%v, %v", none, err)
	}
}
