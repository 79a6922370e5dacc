package lexicon

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/sized"
	"github.com/frameshift/frameshift/pipeline/token"
)

// plainHits is scope frame by the book: within a frame the longest match
// first, then the leftmost, no token twice, a comma crossed by nothing; a block
// takes out every match inside it.
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
			free = free && !(b.start <= m.start && m.end <= b.end)
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

// terms are the entries and exceptions of one frame.
type terms struct{ entries, except []string }

// compiled is the same by the compiled matcher.
type compiled struct {
	tb   testing.TB
	tok  *token.Tokenizer
	find *Finder
	n    int // frames
}

var oracleWords = token.NewVocabulary()

func compileFrames(tb testing.TB, scope Scope, frames ...terms) compiled {
	tb.Helper()
	lex := &Lexicon{Name: "t"}
	for i, f := range frames {
		lex.Frames = append(lex.Frames, Frame{Key: fmt.Sprint(i), Entries: globs(f.entries), Except: globs(f.except)})
	}
	m, err := Compile(lex, Options{Scope: scope})
	if err != nil {
		tb.Fatal(err)
	}
	return compiled{tb, token.NewTokenizer(oracleWords), m.NewFinder(), len(frames)}
}

func globs(list []string) map[string][]Entry {
	var es []Entry
	for _, t := range list {
		es = append(es, Entry{Term: t, Weight: 1, Match: MatchGlob})
	}
	return map[string][]Entry{"en": es}
}

// hits returns the kept hits of each frame.
func (c compiled) hits(words []string) [][]string {
	d, err := c.tok.Tokenize(strings.Join(words, " "), "en")
	if err != nil {
		c.tb.Fatal(err)
	}
	index := map[int32]int{}
	for i, t := range d.Tokens {
		index[t.Start] = i
	}
	out := make([][]string, c.n)
	for _, h := range c.find.Find(d) {
		if h.Reason == Kept {
			out[h.list] = append(out[h.list], fmt.Sprint(index[h.Start], " ", index[h.Start]+int(h.Size)))
		}
	}
	for _, hits := range out {
		slices.Sort(hits)
	}
	return out
}

// plainLexicon is scope lexicon by the book, over the hits of each frame: the
// longest first, a hit goes that lies wholly inside a longer one of another
// frame that stays.
func plainLexicon(frames [][]string) [][]string {
	type hit struct{ frame, start, end int }
	var all []hit
	for f, hits := range frames {
		for _, h := range hits {
			var start, end int
			fmt.Sscan(h, &start, &end)
			all = append(all, hit{f, start, end})
		}
	}
	slices.SortFunc(all, func(a, b hit) int { return (b.end - b.start) - (a.end - a.start) })
	var kept []hit
	out := make([][]string, len(frames))
	for _, h := range all {
		inside := false
		for _, k := range kept {
			inside = inside || k.frame != h.frame && k.start <= h.start && h.end <= k.end && k.end-k.start > h.end-h.start
		}
		if !inside {
			kept = append(kept, h)
			out[h.frame] = append(out[h.frame], fmt.Sprint(h.start, " ", h.end))
		}
	}
	for _, hits := range out {
		slices.Sort(hits)
	}
	return out
}

// FuzzMatcher: two frames of drawn entries against drawn words, in both scopes,
// by the compiled matcher and by the book. The bytes of the input pick what is
// drawn from short lists.
func FuzzMatcher(f *testing.F) {
	patterns := strings.Fields("a b aa ab ba a* *b ?b * a? *a* ??")
	words := strings.Fields("a b aa ab ba bb aab , c")
	f.Add([]byte{1, 2, 0, 3, 1, 4, 0, 7}, []byte{5, 1, 0, 2}, []byte{0, 1, 2, 3, 4, 5, 6, 7, 0, 1})
	f.Add([]byte{0, 0, 1, 0}, []byte{8, 0, 9}, []byte{1, 1, 1, 7, 1, 0, 0})
	f.Fuzz(func(t *testing.T, first, second, text []byte) {
		if len(first) > 24 || len(second) > 24 || len(text) == 0 || len(text) > 24 {
			t.Skip()
		}
		lists := [][]string{drawn(patterns, first), drawn(patterns, second)}
		var sentence []string
		for _, b := range text {
			sentence = append(sentence, words[int(b)%len(words)])
		}
		if sentence[0] == "," || len(lists[0]) == 0 || len(lists[1]) == 0 {
			t.Skip()
		}
		plain := [][]string{plainHits(lists[0], nil, sentence), plainHits(lists[1], nil, sentence)}
		for scope, want := range map[Scope][][]string{ScopeFrame: plain, ScopeLexicon: plainLexicon(plain)} {
			got := compileFrames(t, scope, terms{entries: lists[0]}, terms{entries: lists[1]}).hits(sentence)
			for i := range want {
				if !slices.Equal(got[i], want[i]) {
					t.Fatalf("scope %s, entries %q, sentence %q: frame %d got %v, want %v", scope, lists, sentence, i, got[i], want[i])
				}
			}
		}
	})
}

// drawn makes terms of up to four words: a byte of 0 ends a term.
func drawn(patterns []string, picks []byte) (terms []string) {
	var term []string
	flush := func() {
		if len(term) > 0 {
			terms = append(terms, strings.Join(term, " "))
		}
		term = nil
	}
	for _, b := range picks {
		if b == 0 || len(term) == 4 {
			flush()
			continue
		}
		term = append(term, patterns[int(b)%len(patterns)])
	}
	flush()
	return terms
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
				c := compileFrames(t, "", terms{[]string{p, q}, except})
				for _, s := range sentences {
					got, want := c.hits(s)[0], plainHits([]string{p, q}, except, s)
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
	for range sized.Of(20_000, 5_000) {
		var list []string
		for range 1 + rng.IntN(6) {
			list = append(list, strings.Join(pick("a b aa ab ba a* *b ?b * a?", 4), " "))
		}
		cut := rng.IntN(len(list)) + 1
		entries, except := list[:cut], list[cut:]
		words := pick("a b aa ab ba bb , c", 14)
		if words[0] == "," {
			continue
		}
		want := plainHits(entries, except, words)
		if got := compileFrames(t, "", terms{entries, except}).hits(words)[0]; !slices.Equal(got, want) {
			t.Fatalf("entries %q, except %q, sentence %q: got %v, want %v", entries, except, words, got, want)
		}
		slices.Reverse(entries)
		if got := compileFrames(t, "", terms{entries, except}).hits(words)[0]; !slices.Equal(got, want) {
			t.Fatalf("entries %q reversed, except %q, sentence %q: got %v, want %v", entries, except, words, got, want)
		}
	}
}
