// Package keep removes old runs, and pins those that are to stay.
//
// Of every configuration, inputs and all, the newest runs stay: so many that are
// whole and, counted by themselves, so many that fell short of what they were to
// have. Beside them stay the latest one and those that are pinned, which a file in
// their folder says. Only finished runs in the folder of runs are ever removed, never
// what a link leads to; a run goes by one rename, and is deleted then.
package keep

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/frameshift/frameshift/pipeline/diff"
	"github.com/frameshift/frameshift/pipeline/internal/atomicdir"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Options say what stays.
type Options struct {
	Newest int             // runs of each configuration; at least 1
	Of     *store.Manifest // only runs of its configuration go; nil: of each
	DryRun bool            // nothing is removed
}

// Prune removes runs of an output folder and returns their names, the newest first.
func Prune(out string, o Options) ([]string, error) {
	if o.Newest < 1 {
		return nil, fmt.Errorf("keep %d: want at least 1 run", o.Newest)
	}
	runs := filepath.Join(out, "runs")
	if _, err := os.Stat(runs); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	choose := func() ([]string, error) { return superfluous(out, runs, o) }
	if o.DryRun {
		return choose()
	}
	return atomicdir.Remove(runs, choose)
}

// class is what runs are counted by.
type class struct {
	identity string
	short    bool
}

// superfluous names the runs that are not to stay.
func superfluous(out, runs string, o Options) (names []string, err error) {
	listed, err := result.List(runs)
	if err != nil {
		return nil, err
	}
	latest, err := store.Latest(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	only := ""
	if o.Of != nil {
		if only, err = result.Identity(o.Of); err != nil {
			return nil, err
		}
	}
	kept := map[class]int{}
	for _, l := range listed {
		r, err := result.Open(l.Dir)
		if err != nil {
			continue // damaged, or of a later version: not ours to judge
		}
		identity, err := result.Identity(&r.Manifest)
		if err != nil || only != "" && identity != only {
			continue
		}
		c := class{identity, diff.FellShort(l.Dir)}
		if kept[c]++; kept[c] <= o.Newest || l.Name() == filepath.Base(latest) || Pinned(l.Dir) {
			continue
		}
		names = append(names, l.Name())
	}
	return names, nil
}

// Pinned says whether a run is pinned.
func Pinned(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, store.PinName))
	return err == nil
}

// Pin has a run stay until Unpin.
func Pin(dir string) error {
	return inRuns(dir, func() error {
		return os.WriteFile(filepath.Join(dir, store.PinName), []byte("frameshift pin keeps this run\n"), 0o666)
	})
}

// Unpin lets a run go when it is old.
func Unpin(dir string) error {
	return inRuns(dir, func() error {
		err := os.Remove(filepath.Join(dir, store.PinName))
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return err
	})
}

// inRuns does something to a finished run that nobody removes meanwhile.
func inRuns(dir string, do func() error) error {
	runs := filepath.Dir(dir)
	if filepath.Base(runs) != "runs" {
		return fmt.Errorf("%s does not lie in the runs of an output folder, from which nothing is removed", dir)
	}
	return atomicdir.Exclusively(runs, func() error {
		if _, err := result.Open(dir); err != nil {
			return err
		}
		return do()
	})
}
