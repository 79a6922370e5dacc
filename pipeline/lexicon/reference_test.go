package lexicon

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/frameshift/frameshift/pipeline/token"
)

func reference(tb testing.TB, name string) string {
	tb.Helper()
	dir := os.Getenv("FRAMESHIFT_REFERENCE")
	if dir == "" {
		tb.Skip("FRAMESHIFT_REFERENCE is unset: no quanteda results to compare with")
	}
	return filepath.Join(dir, "quanteda", name)
}

func gunzip(tb testing.TB, path string) *gzip.Reader {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	gz, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	return gz
}

// quantedaLexicon reads quanteda's layout: key -> list of patterns.
func quantedaLexicon(tb testing.TB, path string) *Lexicon {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var dict map[string][]string
	if err := yaml.Unmarshal(b, &dict); err != nil {
		tb.Fatal(err)
	}
	lex := &Lexicon{Name: "quanteda"}
	for _, key := range sortedKeys(dict) {
		var entries []Entry
		for _, term := range dict[key] {
			entries = append(entries, Entry{Term: term, Weight: 1, Match: MatchGlob})
		}
		lex.Frames = append(lex.Frames, Frame{Key: key, Entries: map[string][]Entry{"en": entries}})
	}
	return lex
}

type sentence struct{ ID, Text string }

func referenceSentences(tb testing.TB) []sentence {
	tb.Helper()
	in := bufio.NewScanner(gunzip(tb, reference(tb, "sentences.jsonl.gz")))
	in.Buffer(nil, 1<<20)
	var out []sentence
	for in.Scan() {
		var s sentence
		if err := json.Unmarshal(in.Bytes(), &s); err != nil {
			tb.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// referenceCounts returns quanteda's counts by id and column.
func referenceCounts(tb testing.TB, name string) map[string]map[string]int {
	tb.Helper()
	rows, err := csv.NewReader(gunzip(tb, reference(tb, name))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]map[string]int{}
	for _, row := range rows[1:] {
		counts := map[string]int{}
		for i, cell := range row[1:] {
			n, err := strconv.Atoi(cell)
			if err != nil {
				tb.Fatal(err)
			}
			counts[rows[0][i+1]] = n
		}
		out[row[0]] = counts
	}
	return out
}

// keptCounts counts words, and kept hits by frame, over all sentences of a text.
func keptCounts(m *Matcher, s *Finder, d *token.Document) map[string]int {
	counts := map[string]int{"tokens": d.Words}
	for _, h := range s.Find(d) {
		if h.Reason == Kept {
			counts[m.Entries()[h.Entry].Key]++
		}
	}
	return counts
}

// TestQuantedaSentences: every cell that quanteda 4.5.1 counted on 12,000
// sentences, in both scopes.
func TestQuantedaSentences(t *testing.T) {
	lex := quantedaLexicon(t, reference(t, "dictionary.yml"))
	for scope, name := range map[Scope]string{ScopeFrame: "counts_frame.csv.gz", ScopeLexicon: "counts_lexicon.csv.gz"} {
		m, err := Compile(lex, Options{Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		tk, find := token.NewTokenizer(token.NewVocabulary()), m.NewFinder()
		want := referenceCounts(t, name)
		cells, bad := 0, 0
		for _, s := range referenceSentences(t) {
			d, err := tk.Tokenize(s.Text, "en")
			if err != nil {
				t.Fatal(err)
			}
			got := keptCounts(m, find, d)
			for _, key := range sortedKeys(want[s.ID]) {
				cells++
				if got[key] != want[s.ID][key] {
					if bad++; bad <= 10 {
						t.Errorf("scope %s, %s, %s: got %d, quanteda has %d: %s", scope, s.ID, key, got[key], want[s.ID][key], s.Text)
					}
				}
			}
		}
		t.Logf("scope %s: %d of %d cells agree", scope, cells-bad, cells)
	}
}
