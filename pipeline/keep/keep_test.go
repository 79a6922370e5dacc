package keep_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/keep"
	"github.com/frameshift/frameshift/pipeline/store"
)

// out is an output folder with runs that are made by hand.
type out struct {
	*testing.T
	dir  string
	made int
}

func newOut(t *testing.T) *out { return &out{T: t, dir: t.TempDir()} }

func (o *out) write(path string, v any) {
	o.Helper()
	raw, err := json.Marshal(v)
	if err == nil {
		err = os.WriteFile(path, raw, 0o600)
	}
	if err != nil {
		o.Fatal(err)
	}
}

// run adds a finished run of a configuration.
func (o *out) run(name, configuration string) string {
	o.Helper()
	o.made++
	dir := filepath.Join(o.dir, "runs", name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		o.Fatal(err)
	}
	o.write(filepath.Join(dir, store.ManifestName), store.Manifest{Configuration: json.RawMessage(configuration)})
	o.write(filepath.Join(dir, store.TimingName), store.Timing{Finished: time.Date(2026, 1, o.made, 0, 0, 0, 0, time.UTC)})
	return dir
}

func (o *out) latest(name string) {
	o.Helper()
	os.Remove(filepath.Join(o.dir, "latest"))
	if err := os.Symlink(filepath.Join("runs", name), filepath.Join(o.dir, "latest")); err != nil {
		o.Skip(err)
	}
}

func (o *out) left() (names []string) {
	o.Helper()
	entries, err := os.ReadDir(filepath.Join(o.dir, "runs"))
	if err != nil {
		o.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != ".lock" {
			names = append(names, e.Name())
		}
	}
	return names
}

const one, two = `{"inputs": ["a"], "freq": "year"}`, `{"inputs": ["b"], "freq": "year"}`

// TestPrune: the newest of each configuration stay, so many whole ones and so many
// that fell short, and with them the latest and pinned ones. What is no finished run
// stays, and so does what a link leads to.
func TestPrune(t *testing.T) {
	o := newOut(t)
	o.run("a1", one)
	pinned := o.run("a2", one)
	o.run("a3", one)
	o.run("b1", two)
	o.run("a4", `{"freq": "year", "corpus": {}, "inputs": ["a"]}`) // written otherwise, and the same
	for _, name := range []string{"a5short", "a6short"} {
		o.write(filepath.Join(o.run(name, one), store.ChangesName), map[string]string{"falls_short": "it has no document"})
	}
	o.run("a7", one)
	o.latest("a1")
	if err := keep.Pin(pinned); err != nil {
		t.Fatal(err)
	}
	elsewhere := newOut(t)
	if err := os.Symlink(elsewhere.run("far", one), filepath.Join(o.dir, "runs", "link")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"mine", ".staging-1"} {
		if err := os.Mkdir(filepath.Join(o.dir, "runs", name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	all := o.left()
	want := []string{"a5short", "a4", "a3"}
	names, err := keep.Prune(o.dir, keep.Options{Newest: 1, DryRun: true})
	if err != nil || !slices.Equal(names, want) || !slices.Equal(o.left(), all) {
		t.Fatalf("would remove %q, %v; there are %q", names, err, o.left())
	}
	if names, err = keep.Prune(o.dir, keep.Options{Newest: 1}); err != nil || !slices.Equal(names, want) {
		t.Fatalf("removed %q, %v", names, err)
	}
	if got, want := o.left(), []string{".staging-1", "a1", "a2", "a6short", "a7", "b1", "link", "mine"}; !slices.Equal(got, want) {
		t.Errorf("%q are left, want %q", got, want)
	}
	if got := elsewhere.left(); !slices.Equal(got, []string{"far"}) {
		t.Errorf("what a link leads to: %q", got)
	}
	if err := keep.Unpin(pinned); err != nil {
		t.Fatal(err)
	}
	if names, err = keep.Prune(o.dir, keep.Options{Newest: 1}); err != nil || !slices.Equal(names, []string{"a2"}) {
		t.Errorf("removed %q, %v", names, err)
	}
}

// TestOf: a run's own pruning leaves other configurations alone.
func TestOf(t *testing.T) {
	o := newOut(t)
	for i := range 3 {
		o.run(fmt.Sprint("a", i), one)
		o.run(fmt.Sprint("b", i), two)
	}
	names, err := keep.Prune(o.dir, keep.Options{Newest: 2, Of: &store.Manifest{Configuration: json.RawMessage(two)}})
	if err != nil || !slices.Equal(names, []string{"b0"}) {
		t.Errorf("removed %q, %v", names, err)
	}
}

// TestOpenRun: what is open of a run stays readable when the run goes.
func TestOpenRun(t *testing.T) {
	o := newOut(t)
	f, err := os.Open(filepath.Join(o.run("a1", one), store.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o.run("a2", one)
	if names, err := keep.Prune(o.dir, keep.Options{Newest: 1}); err != nil || len(names) != 1 {
		t.Fatalf("%q, %v", names, err)
	}
	if n, err := f.Read(make([]byte, 10)); n != 10 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// TestTogether: several at once remove each run once.
func TestTogether(t *testing.T) {
	o := newOut(t)
	for i := range 40 {
		o.run(fmt.Sprintf("a%02d", i), one)
	}
	var wait sync.WaitGroup
	var lock sync.Mutex
	var removed []string
	for range 8 {
		wait.Go(func() {
			names, err := keep.Prune(o.dir, keep.Options{Newest: 3})
			lock.Lock()
			defer lock.Unlock()
			if removed = append(removed, names...); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	slices.Sort(removed)
	if len(slices.Compact(removed)) != 37 || len(removed) != 37 || !slices.Equal(o.left(), []string{"a37", "a38", "a39"}) {
		t.Errorf("%d removed; %q are left", len(removed), o.left())
	}
}

func TestRefused(t *testing.T) {
	o := newOut(t)
	if names, err := keep.Prune(filepath.Join(o.dir, "absent"), keep.Options{Newest: 1}); err != nil || len(names) > 0 {
		t.Errorf("%q, %v", names, err)
	}
	if _, err := keep.Prune(o.dir, keep.Options{}); err == nil {
		t.Error("keep 0 removes everything")
	}
	if err := keep.Pin(t.TempDir()); err == nil {
		t.Error("a folder that is in no runs was pinned")
	}
	dir := o.run("a1", one)
	if err := os.Remove(filepath.Join(dir, store.ManifestName)); err != nil {
		t.Fatal(err)
	}
	if err := keep.Pin(dir); err == nil {
		t.Error("what is no finished run was pinned")
	}
}
