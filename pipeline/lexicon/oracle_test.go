package lexicon

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/token"
)

// plainHits is scope frame by the book: within a frame the longest match
// first, then the leftmost, no token twice, a comma crossed by nothing; a block
// takes out every match it overlaps and does not lie inside as the shorter.
// Words are lower-case letters; patterns are words with * and ?.
func plainHits(entries, except []string, words []string) []string {
	type span struct{ start, end int }
	find := func(patterns []string) (spans []span) {
		for n := len(words); n > 0; n-- {
			for i := 0; i+n <= len(words); i++ {
				for _, p := range patterns {
					if fits(strings.Fields(p), words[i:i+n]) {
						spans = append(spans, span{i, i + n})
					}
				}
			}
		}
		return spans
	}
	blocks := find(except)
	var kept []span
	for _, m := range find(entries) {
		free := true
		for _, b := range blocks {
			overlap := b.start < m.end && m.start < b.end
			inside := m.start <= b.start && b.end <= m.end && b.end-b.start < m.end-m.start
			free = free && (!overlap || inside)
		}
		for _, k := range kept {
			free = free && (k.end <= m.start || m.end <= k.start)
		}
		if free {
			kept = append(kept, m)
		}
	}
	var out []string
	for _, k := range kept {
		out = append(out, fmt.Sprint(k.start, " ", k.end))
	}
	slices.Sort(out)
	return out
}

func fits(pattern, words []string) bool {
	if len(pattern) != len(words) {
		return false
	}
	for i, p := range pattern {
		if words[i] == "," || !fitsWord(p, words[i]) {
			return false
		}
	}
	return true
}

func fitsWord(p, w string) bool {
	switch {
	case p == "":
		return w == ""
	case p[0] == '*':
		return fitsWord(p[1:], w) || w != "" && fitsWord(p, w[1:])
	}
	return w != "" && (p[0] == '?' || p[0] == w[0]) && fitsWord(p[1:], w[1:])
}

// compiled is the same by the compiled matcher.
type compiled struct {
	tb   testing.TB
	tok  *token.Tokenizer
	scan *Scanner
}

var oracleWords = token.NewVocabulary()

func compileTerms(tb testing.TB, entries, except []string) compiled {
	tb.Helper()
	list := func(terms []string) map[string][]Entry {
		var es []Entry
		for _, t := range terms {
			es = append(es, Entry{Term: t, Weight: 1, Match: MatchGlob})
		}
		return map[string][]Entry{token.English: es}
	}
	lex := &Lexicon{Name: "t", Frames: []Frame{{Key: "f", Entries: list(entries), Except: list(except)}}}
	m, err := Compile(lex, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return compiled{tb, token.NewTokenizer(oracleWords), m.NewScanner()}
}

func (c compiled) hits(words []string) []string {
	d, err := c.tok.Tokenize(strings.Join(words, " "), token.English)
	if err != nil {
		c.tb.Fatal(err)
	}
	index := map[int32]int{}
	for i, t := range d.Tokens {
		index[t.Start] = i
	}
	var out []string
	for _, h := range c.scan.Scan(d) {
		if h.Reason == Kept {
			out = append(out, fmt.Sprint(index[h.Start], " ", index[h.Start]+int(h.Size)))
		}
	}
	slices.Sort(out)
	return out
}

// TestOracleExhaustive: every sentence of up to five of the tokens a, b and
// comma, against every lexicon of one entry, and pair of entries and block,
// from a short list of patterns.
func TestOracleExhaustive(t *testing.T) {
	patterns := []string{"a", "b", "a b", "b a", "a a", "* b", "a ? b", "a b a"}
	var sentences [][]string
	var grow func(prefix []string)
	grow = func(prefix []string) {
		if len(prefix) > 0 && prefix[0] != "," {
			sentences = append(sentences, slices.Clone(prefix))
		}
		if len(prefix) < 5 {
			for _, w := range []string{"a", "b", ","} {
				grow(append(prefix, w))
			}
		}
	}
	grow(nil)
	for _, p := range patterns {
		for _, q := range patterns {
			for _, x := range []string{"", "b", "b a", "a a b"} {
				var except []string
				if x != "" {
					except = []string{x}
				}
				c := compileTerms(t, []string{p, q}, except)
				for _, s := range sentences {
					got, want := c.hits(s), plainHits([]string{p, q}, except, s)
					if !slices.Equal(got, want) {
						t.Fatalf("entries %q %q, except %q, sentence %q: got %v, want %v", p, q, x, s, got, want)
					}
				}
			}
		}
	}
}

// TestOracleRandom: longer sentences and lexicons, drawn at random, the
// entries in two orders.
func TestOracleRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	pick := func(from string, most int) []string {
		words := strings.Fields(from)
		out := make([]string, 1+rng.IntN(most))
		for i := range out {
			out[i] = words[rng.IntN(len(words))]
		}
		return out
	}
	for range 20_000 {
		var terms []string
		for range 1 + rng.IntN(6) {
			terms = append(terms, strings.Join(pick("a b aa ab ba a* *b ?b * a?", 4), " "))
		}
		cut := rng.IntN(len(terms)) + 1
		entries, except := terms[:cut], terms[cut:]
		words := pick("a b aa ab ba bb , c", 14)
		if words[0] == "," {
			continue
		}
		want := plainHits(entries, except, words)
		if got := compileTerms(t, entries, except).hits(words); !slices.Equal(got, want) {
			t.Fatalf("entries %q, except %q, sentence %q: got %v, want %v", entries, except, words, got, want)
		}
		slices.Reverse(entries)
		if got := compileTerms(t, entries, except).hits(words); !slices.Equal(got, want) {
			t.Fatalf("entries %q reversed, except %q, sentence %q: got %v, want %v", entries, except, words, got, want)
		}
	}
}
