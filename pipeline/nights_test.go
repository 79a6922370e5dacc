package pipeline

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Nights over the General Debate: each adds a year, and changes, takes or brings back a
// speech; the last adds 2025, which is another corpus. Each says what it knew, and its
// bytes are those of a run that remembers nothing. FRAMESHIFT_NIGHTS says how many, of
// the whole corpus; without it there are three, of five states.
func TestNights(t *testing.T) {
	corpora, old := os.Getenv("FRAMESHIFT_CORPORA"), os.Getenv("FRAMESHIFT_UNGDC")
	if corpora == "" || old == "" {
		t.Skip("FRAMESHIFT_CORPORA or FRAMESHIFT_UNGDC is unset")
	}
	nights, states := 3, []string{"CHN", "RUS", "USA", "FRA", "BRA"}
	if n, err := strconv.Atoi(os.Getenv("FRAMESHIFT_NIGHTS")); err == nil {
		nights, states = n, nil
	}
	a := openArchive(t, corpora, old, states)
	for len(a.years) > nights {
		a.next(t)
	}
	dir := t.TempDir()
	c := Config{Preset: "ungdc", Inputs: []string{a.dir}, Out: filepath.Join(dir, "out")}
	for night := range nights {
		a.next(t)
		a.meddle(t)
		began := time.Now()
		got, err := Run(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(began)
		t.Logf("night %d: %d documents, %d known, %.1f s, %s", night+1, got.Documents, got.Known, took.Seconds(), cmp.Or(got.Why, "the first"))
		if night > 0 && (got.Known == 0 || got.Documents-got.Known > a.changed) {
			t.Errorf("night %d: %d of %d documents known, %d files have changed", night+1, got.Known, got.Documents, a.changed)
		}
		if states == nil && night%5 < 4 && night < nights-1 {
			continue
		}
		clean := c
		clean.Cache, clean.Out = cacheOff, filepath.Join(dir, "clean")
		want, err := Run(context.Background(), clean, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differentFile(t, got.Dir, want.Dir); diff != "" {
			t.Fatalf("night %d: %s is not that of a clean run", night+1, diff)
		}
		if err := os.RemoveAll(want.Dir); err != nil {
			t.Fatal(err)
		}
	}
}

// archive is a folder that grows by a year at a time.
type archive struct {
	dir     string
	years   [][]string // files still to come, by year
	taken   []string   // files that were there, and are not now
	here    []string
	changed int // files of the last step
	random  *rand.Rand
}

func openArchive(t *testing.T, corpora, old string, states []string) *archive {
	a := &archive{dir: t.TempDir(), random: rand.New(rand.NewPCG(30, 2025))}
	years := map[string][]string{}
	session80 := t.TempDir()
	if err := unzip(filepath.Join(corpora, "session80", "session80.zip"), session80); err != nil {
		t.Skip(err)
	}
	for _, pattern := range []string{filepath.Join(old, "*", "[A-Z]*.txt"), filepath.Join(session80, "*.txt")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			name := strings.Split(strings.TrimSuffix(filepath.Base(f), ".txt"), "_")
			if len(name) == 3 && (states == nil || slices.Contains(states, name[0])) {
				years[name[2]] = append(years[name[2]], f)
			}
		}
	}
	for year := 1946; year <= 2025; year++ {
		if files := years[fmt.Sprint(year)]; len(files) > 0 {
			a.years = append(a.years, files)
		}
	}
	if len(years["2025"]) == 0 {
		t.Fatal("no speech of 2025")
	}
	return a
}

// unzip puts the texts of an archive into one folder.
func unzip(path, dir string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".txt") {
			continue
		}
		raw, err := fs.ReadFile(z, f.Name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.Base(f.Name)), raw, 0o666)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// next brings a year.
func (a *archive) next(t *testing.T) {
	a.changed = len(a.years[0])
	for _, f := range a.years[0] {
		a.copy(t, f)
	}
	a.years = a.years[1:]
}

func (a *archive) copy(t *testing.T, from string) {
	raw, err := os.ReadFile(from)
	to := filepath.Join(a.dir, filepath.Base(from))
	if err = errors.Join(err, os.WriteFile(to, raw, 0o666)); err != nil {
		t.Fatal(err)
	}
	a.here = append(a.here, from)
}

// meddle changes a speech, takes one, and brings one back.
func (a *archive) meddle(t *testing.T) {
	if n := len(a.taken); n > 0 {
		a.copy(t, a.taken[n-1])
		a.taken = a.taken[:n-1]
		a.changed++
	}
	at := a.random.IntN(len(a.here))
	a.taken = append(a.taken, a.here[at])
	gone := filepath.Join(a.dir, filepath.Base(a.here[at]))
	a.here = slices.Delete(a.here, at, at+1)
	other := filepath.Join(a.dir, filepath.Base(a.here[a.random.IntN(len(a.here))]))
	raw, err := os.ReadFile(other)
	if err = errors.Join(err, os.Remove(gone), os.WriteFile(other, append(raw, " Sovereignty, again."...), 0o666)); err != nil {
		t.Fatal(err)
	}
	a.changed++
}
