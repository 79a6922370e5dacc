package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/corpus"
)

// filed writes a folder of speeches with a table of speakers that misses one of them,
// has a row for nobody, and states another date for a third.
func filed(t *testing.T) (c Config, file func(n int) string) {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o777); err != nil {
		t.Fatal(err)
	}
	h := &history{lexicon: filepath.Join(dir, "lex.yaml")}
	h.write(t, h.lexicon, lexiconOf(0))
	file = func(n int) string { return filepath.Join(in, fmt.Sprintf("A%02d_%d.txt", n, 1990+n)) }
	table := "who,name,said\n"
	for n := range 12 {
		h.write(t, file(n), speech(n))
		if n != 4 {
			table += fmt.Sprintf("A%02d,Speaker %d,%d\n", n, n, 1990+n+n/11)
		}
	}
	h.write(t, filepath.Join(in, "speakers.csv"), table+"A99,Nobody,1999\n")
	h.write(t, filepath.Join(in, "B_1999.txt"), "1 2 3")                                              // no document
	h.write(t, filepath.Join(in, "C_1998.txt"), "Sovereignty.")                                       // too short for recall
	h.write(t, filepath.Join(in, "D_1997.txt"), speech(7))                                            // the text of another
	h.write(t, filepath.Join(in, "E_1996.md"), "---\ntitle: E\nwhen: 03/05/1996\n---\n\n"+speech(20)) // the order of its date is for others to say
	h.write(t, filepath.Join(in, "F_1996.md"), "---\ntitle: F\nwhen: 25/05/1996\n---\n\n"+speech(21))
	return Config{
		Inputs: []string{in}, Lexicon: h.lexicon, Draws: 100, Out: filepath.Join(dir, "out"),
		Corpus: corpus.Options{
			Path:     []string{"{who}_{year}.{_}"},
			DateFrom: []corpus.DateRule{{Field: "when", Pattern: "(.*)"}},
			Metadata: []corpus.Table{{
				File: "speakers.csv", On: corpus.Mapping{{From: "who", To: "who"}},
				Columns: corpus.Mapping{{From: "name", To: "speaker"}, {From: "said", To: "date"}},
			}},
		},
	}, file
}

func speech(n int) string {
	return strings.Repeat(fmt.Sprintf("Statement %d speaks of sovereignty, and of development. ", n), 10)
}

// A folder of which one file has changed: the others are not opened, and the run and
// what it warns of are those of a run that opens all.
func TestLedger(t *testing.T) {
	c, file := filed(t)
	time.Sleep(50 * time.Millisecond) // until a further change would show
	for round, change := range []func(){
		func() {},
		func() { os.WriteFile(file(3), []byte(speech(3)+"Security."), 0o666) },
		func() { os.Remove(file(5)) },
		func() { os.Rename(file(6), file(15)) },
	} {
		change()
		time.Sleep(50 * time.Millisecond)
		got, err := Run(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		clean := c
		clean.Cache, clean.Out = cacheOff, filepath.Join(t.TempDir(), "out")
		want, err := Run(context.Background(), clean, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := differentFile(t, got.Dir, want.Dir); diff != "" {
			t.Errorf("round %d: %s is not that of a clean run", round, diff)
		}
		if !slices.Equal(got.Warnings, want.Warnings) {
			t.Errorf("round %d: warnings\n%s\nwant\n%s", round, strings.Join(got.Warnings, "\n"), strings.Join(want.Warnings, "\n"))
		}
		if round > 0 && got.Known < 12 {
			t.Errorf("round %d: %d known", round, got.Known)
		}
	}
}

// Where files are new each time, whatever is in them, no more is kept of them after the
// second run; where the metadata change, it may be worth it yet.
func TestLedgerFleeting(t *testing.T) {
	c, file := filed(t)
	anew := func() {
		for n := range 12 {
			if err := os.Remove(file(n)); err != nil {
				t.Fatal(err)
			}
			os.WriteFile(file(n), []byte(speech(n)), 0o666)
		}
	}
	size := func() int64 {
		time.Sleep(50 * time.Millisecond)
		if _, err := Run(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
		info, err := cache.Stat(filepath.Join(c.Out, "cache"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Bytes
	}
	sizes := []int64{size()}
	for range 3 {
		anew()
		sizes = append(sizes, size())
	}
	if sizes[1] == sizes[0] || sizes[2] != sizes[1] || sizes[3] != sizes[1] {
		t.Errorf("the cache has %d bytes", sizes)
	}
	table := filepath.Join(c.Inputs[0], "speakers.csv")
	os.WriteFile(table, []byte("who,name,said\nA01,Somebody,1991\n"), 0o666)
	if last := size(); last == sizes[3] {
		t.Errorf("the cache has %d bytes still", last)
	}
}

// Which files a second run opens.
func TestLedgerOpensNothing(t *testing.T) {
	c, _ := filed(t)
	time.Sleep(50 * time.Millisecond)
	if _, err := Run(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	p, err := newPlan(c)
	if err != nil {
		t.Fatal(err)
	}
	known, err := p.remember(p.list())
	if err != nil {
		t.Fatal(err)
	}
	known.open(p.Config, newSummary(p))
	defer known.close(newSummary(p))
	j, err := p.open(known)
	if err != nil {
		t.Fatal(err)
	}
	var opened []string
	err = j.in.Read(context.Background(), func(raw corpus.Raw) error {
		if raw.Size() > 0 && raw.Note() == nil {
			opened = append(opened, filepath.Base(raw.Source))
		}
		return nil
	})
	// What is no document, and what depends on others.
	if want := []string{"B_1999.txt", "E_1996.md"}; err != nil || !slices.Equal(opened, want) {
		t.Errorf("%v opened, %v, want %v", opened, err, want)
	}
}

// A file that is known and changes while the run goes on: when its text is needed after
// all, the run begins again, and opens every file.
func TestLedgerBehindTheTimes(t *testing.T) {
	c, file := filed(t)
	time.Sleep(50 * time.Millisecond)
	if _, err := Run(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(file(3), []byte(speech(3)+"Security."), 0o666)
	stages, last := 0, ""
	got, err := Run(context.Background(), c, func(p Progress) {
		if p.Stage == "writing" && last != p.Stage {
			if stages++; stages == 1 {
				os.WriteFile(file(8), []byte(speech(8)+"Development."), 0o666)
			}
		}
		last = p.Stage
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Cache, c.Out = cacheOff, filepath.Join(t.TempDir(), "out")
	want, err := Run(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := differentFile(t, got.Dir, want.Dir); diff != "" || stages != 2 {
		t.Errorf("%s is not that of a clean run; written %d times, want 2", diff, stages)
	}
}
