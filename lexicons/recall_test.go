package lexicons_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A coding says which frames a reader saw in a sentence of the General Debate: a
// span of bytes of a speech. testdata/codings.csv has 200 random sentences of
// each era, read without seeing the lexicon's hits, and one row for each. Half a
// was read while the list was made, half b after it was closed.
type coding struct {
	half, id   string
	start, end int
	frames     []string
}

// The eras, by their last year.
var eras = []int{1969, 1989, 2009, 2024}

func (c coding) era(t *testing.T) int {
	year, err := strconv.Atoi(c.id[strings.LastIndex(c.id, "_")+1:])
	if err != nil {
		t.Fatal(err)
	}
	return slices.IndexFunc(eras, func(last int) bool { return year <= last })
}

func codings(t *testing.T) (out []coding) {
	t.Helper()
	f, err := os.Open("testdata/codings.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		start, err := strconv.Atoi(r[2])
		if err != nil {
			t.Fatal(err)
		}
		end, err := strconv.Atoi(r[3])
		if err != nil {
			t.Fatal(err)
		}
		c := coding{half: r[0], id: r[1], start: start, end: end}
		if r[4] != "" {
			c.frames = strings.Split(r[4], "|")
		}
		out = append(out, c)
	}
	return out
}

// speeches reads the speeches named from the corpus.
func speeches(t *testing.T, named func(id string) bool) map[string]string {
	t.Helper()
	root := os.Getenv("FRAMESHIFT_CORPORA")
	if root == "" || testing.Short() {
		t.Skip("needs the General Debate in FRAMESHIFT_CORPORA")
	}
	f, err := os.Open(filepath.Join(root, "ungdc", "UNGDC_1946-2024.tgz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if id, ok := strings.CutSuffix(path.Base(h.Name), ".txt"); ok && named(id) {
			b, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			out[id] = string(b)
		}
	}
}

// agreement counts sentences: in how many the reader saw a frame, in how many
// the lexicon has a hit of it, and both.
type agreement struct{ coded, hit, both int }

// agree counts, by frame and era, in one half; the last era is all of them.
func agree(t *testing.T, half string) map[string][]agreement {
	all := codings(t)
	text := speeches(t, func(id string) bool {
		return slices.ContainsFunc(all, func(c coding) bool { return c.id == id })
	})
	by := newFinder(t, source(t, "norms"))
	out := make(map[string][]agreement)
	for _, key := range frames {
		out[key] = make([]agreement, len(eras)+1)
	}
	for _, c := range all {
		if c.half != half {
			continue
		}
		hits := by.hits(t, text[c.id][c.start:c.end], "en")
		for _, key := range frames {
			coded := slices.Contains(c.frames, key)
			found := slices.ContainsFunc(hits, func(h hit) bool { return h.frame == key })
			for _, e := range []int{c.era(t), len(eras)} {
				out[key][e].add(coded, found)
			}
		}
	}
	return out
}

func (a *agreement) add(coded, hit bool) {
	if coded {
		a.coded++
	}
	if hit {
		a.hit++
	}
	if coded && hit {
		a.both++
	}
}

// share is k of n with Wilson's interval at 95 % (Wilson 1927), in per cent.
func share(k, n int) string {
	if n == 0 {
		return "–"
	}
	const z = 1.959963984540054
	p, m := float64(k)/float64(n), float64(n)
	centre := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return fmt.Sprintf("%d/%d (%.0f–%.0f)", k, n, 100*max(0, centre-half), 100*min(1, centre+half))
}

// The tables of recall and precision in the README are those of the sentences
// read after the list was closed. Behaviours were not coded.
func TestReadmeRecall(t *testing.T) {
	counts := agree(t, "B")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []struct {
		name string
		n    func(agreement) int
	}{
		{"recall", func(a agreement) int { return a.coded }},
		{"precision", func(a agreement) int { return a.hit }},
	} {
		var want []string
		for _, key := range frames {
			if strings.HasPrefix(key, "behaviours.") || counts[key][len(eras)].coded == 0 {
				continue
			}
			line := "| `" + key + "` |"
			for _, a := range counts[key] {
				line += " " + share(a.both, of.n(a)) + " |"
			}
			want = append(want, line)
		}
		if table := strings.Join(want, "\n"); !strings.Contains(string(readme), table) {
			t.Errorf("the table of %s in README.md is out of date; it should be\n%s", of.name, table)
		}
	}
}
