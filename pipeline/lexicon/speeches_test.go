package lexicon

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/token"
)

// off is by how many per cent our total differs.
func (a *agreement) off() float64 { return 100 * (a.ours - a.theirs) / a.theirs }

// flowLexicon reads lines like "key: [a, b]". The YAML package takes the ? in
// one of them for a sign of its own.
func flowLexicon(tb testing.TB, path string) *Lexicon {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	lex := &Lexicon{Name: "quanteda"}
	for line := range strings.Lines(string(b)) {
		key, list, ok := strings.Cut(strings.TrimSpace(line), ": [")
		if !ok {
			continue
		}
		var entries []Entry
		for _, term := range strings.Split(strings.TrimSuffix(list, "]"), ", ") {
			entries = append(entries, Entry{Term: term, Weight: 1, Match: MatchGlob})
		}
		lex.Frames = append(lex.Frames, Frame{Key: key, Entries: map[string][]Entry{"en": entries}})
	}
	return lex
}

// agreement compares two counts over documents.
type agreement struct {
	n, equal, largest                 int
	ours, theirs, sumXX, sumYY, sumXY float64
}

func (a *agreement) add(ours, theirs int) {
	a.n++
	if ours == theirs {
		a.equal++
	}
	a.largest = max(a.largest, ours-theirs, theirs-ours)
	x, y := float64(ours), float64(theirs)
	a.ours, a.theirs = a.ours+x, a.theirs+y
	a.sumXX, a.sumYY, a.sumXY = a.sumXX+x*x, a.sumYY+y*y, a.sumXY+x*y
}

func (a *agreement) correlation() float64 {
	n := float64(a.n)
	return (n*a.sumXY - a.ours*a.theirs) /
		math.Sqrt((n*a.sumXX-a.ours*a.ours)*(n*a.sumYY-a.theirs*a.theirs))
}

// TestQuantedaSpeeches compares with quanteda 4.5.1 on 5,488 whole speeches,
// where its tokenizer is not ours, so that agreement is a figure and not an
// equality. One difference is a rule: quanteda's split_hyphens makes the hyphen
// a token and remove_punct a gap, so that its "self determination" does not
// match self-determination; ours does. So we count a second time with every
// hyphen a boundary, and there the agreement may not get worse.
func TestQuantedaSpeeches(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus")
	}
	lex := flowLexicon(t, reference(t, "dictionary_raw.yml"))
	for scope, name := range map[Scope]string{ScopeFrame: "speeches_frame.csv.gz", ScopeLexicon: "speeches_lexicon.csv.gz"} {
		m, err := Compile(lex, Options{Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		want := referenceCounts(t, name)
		tk, find := token.NewTokenizer(token.NewVocabulary()), m.NewFinder()
		keys := map[string]*[2]agreement{}
		speeches.Each(t, func(id, text string) bool {
			theirs, ok := want[id]
			if !ok {
				return true
			}
			var counts [2]map[string]int
			for i, text := range []string{text, strings.ReplaceAll(text, "-", " - ")} {
				d, err := tk.Tokenize(text, "en")
				if err != nil {
					t.Fatal(err)
				}
				counts[i] = keptCounts(m, find, d)
			}
			for key := range theirs {
				if keys[key] == nil {
					keys[key] = &[2]agreement{}
				}
				keys[key][0].add(counts[0][key], theirs[key])
				keys[key][1].add(counts[1][key], theirs[key])
			}
			return true
		})
		for _, key := range sortedKeys(keys) {
			for i, rule := range []string{"ours", "hyphens as gaps"} {
				a := &keys[key][i]
				t.Logf("scope %-7s %-15s %-15s equal in %4d of %d, largest difference %3d, correlation %.6f, totals %8.0f and %8.0f (%+.2f %%)",
					scope, key, rule, a.equal, a.n, a.largest, a.correlation(), a.ours, a.theirs, a.off())
			}
			if a := &keys[key][1]; a.n != len(want) || a.correlation() < 0.999 || math.Abs(a.off()) > 2 {
				t.Errorf("scope %s, %s: agreement got worse", scope, key)
			}
		}
	}
}
