package token

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
)

// everyNth returns every nth speech of the UN General Debate Corpus, in the
// order of the archive, at most so many.
func everyNth(tb testing.TB, nth, most int) []string {
	tb.Helper()
	var texts []string
	n := 0
	speeches.Each(tb, func(_, text string) bool {
		if n++; n%nth == 0 {
			texts = append(texts, text)
		}
		return len(texts) < most
	})
	return texts
}

// paragraphs cuts a normalised text at its blank lines, the plain way.
func paragraphs(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(text)
	var out []string
	var lines []string
	flush := func() {
		if p := strings.TrimSpace(strings.Join(lines, "\n")); p != "" {
			out = append(out, p)
		}
		lines = lines[:0]
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
		}
		lines = append(lines, line)
	}
	flush()
	return out
}

// some is n, or a tenth of it in short mode.
func some(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

// oracle says what prose makes of one paragraph: its sentences and tokens.
type oracle func(tb testing.TB, paragraph string) (sentences, tokens []string)

// plainProse is prose as anyone would call it. It loads its model every time.
func plainProse(tb testing.TB, paragraph string) (sentences, tokens []string) {
	doc, err := prose.NewDocument(paragraph, prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		tb.Fatal(err)
	}
	for _, s := range doc.Sentences() {
		sentences = append(sentences, s.Text)
	}
	for _, t := range doc.Tokens() {
		tokens = append(tokens, t.Text)
	}
	return sentences, tokens
}

// loadedProse is the same with the model loaded once, for very many texts.
func loadedProse(tb testing.TB, paragraph string) (sentences, tokens []string) {
	for _, s := range loadPunkt().Tokenize(paragraph) {
		sentences = append(sentences, s.Text)
	}
	doc, err := prose.NewDocument(paragraph, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		tb.Fatal(err)
	}
	for _, t := range doc.Tokens() {
		tokens = append(tokens, t.Text)
	}
	return sentences, tokens
}

// want is what prose makes of the paragraphs of a normalised text.
func (o oracle) want(tb testing.TB, text string) (sentences, tokens []string) {
	for _, p := range paragraphs(text) {
		s, t := o(tb, p)
		for _, s := range s {
			if s = strings.Join(strings.Fields(s), " "); s != "" {
				sentences = append(sentences, s)
			}
		}
		tokens = append(tokens, t...)
	}
	return sentences, tokens
}

// got is what the Tokenizer made of it, its hyphenated pieces put together.
func got(d *Document) (sentences, tokens []string) {
	text := d.Text.Norm
	for _, s := range d.Sentences {
		sentences = append(sentences, strings.Join(strings.Fields(string(text[s.Start:s.End])), " "))
	}
	for _, t := range d.Tokens {
		tokens = append(tokens, string(text[t.Start:t.End]))
	}
	return sentences, tokens
}

// pieces splits prose's tokens at hyphens as the Tokenizer does.
func pieces(tokens []string) []string {
	var out []string
	for _, t := range tokens {
		for _, p := range appendHyphenated(nil, t, 0, len(t)) {
			out = append(out, t[p.start:p.end])
		}
	}
	return out
}

func straight(tokens []string) []string {
	for i, t := range tokens {
		tokens[i], _ = straighten(t)
	}
	return tokens
}

func diff(tb testing.TB, what, raw string, got, want []string) {
	tb.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(none)", "(none)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			tb.Fatalf("%s %d of a text of %d bytes: got %q, prose has %q", what, i, len(raw), g, w)
		}
	}
}

func (o oracle) compare(tb testing.TB, tk *Tokenizer, raw string) {
	tb.Helper()
	d, err := tk.Tokenize(raw, "en")
	if err != nil {
		tb.Skip(err)
	}
	wantSentences, wantTokens := o.want(tb, string(d.Text.Norm))
	gotSentences, gotTokens := got(d)
	diff(tb, "sentence", raw, gotSentences, wantSentences)
	diff(tb, "token", raw, straight(gotTokens), pieces(wantTokens))
}

// TestProseSpeeches: tokens and sentences are those of a plain
// prose.NewDocument on each paragraph of 500 UN speeches.
func TestProseSpeeches(t *testing.T) {
	tk := NewTokenizer(NewVocabulary())
	n := some(500)
	texts := everyNth(t, 21, n)
	if len(texts) != n {
		t.Fatalf("%d speeches, want %d", len(texts), n)
	}
	for _, raw := range texts {
		oracle(plainProse).compare(t, tk, raw)
	}
}

// TestProseRandom: the same on texts put together at random from what is hard
// about sentences.
func TestProseRandom(t *testing.T) {
	parts := strings.Fields(`. .. ... ! ? ." .) .” ?” !' ) ” " ' U.S. F.B.I. Mr. no. No. J. a. 1. 3.5 12, etc. etc.) Gov. vs. The the In
		in However but Peace peace X .[ ?( !( A.B.C. e.g. “Peace. "Peace." peace.” Peace! ’ é. é” ½. : ; -- St. Inc.) May. may i.`)
	rng := rand.New(rand.NewPCG(1, 2))
	tk := NewTokenizer(NewVocabulary())
	for range 30_000 {
		var b strings.Builder
		for range 1 + rng.IntN(9) {
			b.WriteString(parts[rng.IntN(len(parts))])
			b.WriteString([]string{" ", " ", " ", "\n", "\n\n", ""}[rng.IntN(6)])
		}
		oracle(loadedProse).compare(t, tk, b.String())
	}
}

// TestShortcuts: what is known of plain words without asking prose is what
// prose says, for every distinct span of 3,000 speeches, and some more.
func TestShortcuts(t *testing.T) {
	p := loadPunkt()
	words := map[string]bool{}
	for _, w := range strings.Fields("a A I x X xD XDD vv nt m re ll s S the The March mr Mr no No St st et Al U u") {
		words[w] = true
	}
	for _, raw := range everyNth(t, 3, some(3000)) {
		for _, w := range strings.Fields(raw) {
			words[w] = true
		}
	}
	plain := 0
	for w := range words {
		n := letters(w)
		if n == 0 {
			continue
		}
		for _, text := range []string{w[:n], w[:n] + ",", w[:n] + ";", w[:n] + ":"} {
			plain++
			want, err := askProse(text)
			if got := splitWord(text, n); err != nil || !slices.Equal(got, want) {
				t.Fatalf("%q: got %v, prose has %v, %v", text, got, want, err)
			}
			if got, want := p.traitsOfWord(text), p.traitsOf(text); got != want {
				t.Fatalf("%q: got %+v, prose has %+v", text, got, want)
			}
		}
	}
	if plain < some(100_000) {
		t.Errorf("only %d spans", plain)
	}
}

func BenchmarkTokenize(b *testing.B) {
	texts := everyNth(b, 10, 1000)
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	tk := NewTokenizer(NewVocabulary())
	for _, raw := range texts {
		if _, err := tk.Tokenize(raw, "en"); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range texts {
			if _, err := tk.Tokenize(raw, "en"); err != nil {
				b.Fatal(err)
			}
		}
	}
}
