package token

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/jdkato/prose/v2"
	"gopkg.in/neurosnap/sentences.v1"

	"github.com/frameshift/frameshift/pipeline/internal/speeches"
	"github.com/frameshift/frameshift/pipeline/lang"
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

// oracle says what sentences prose finds in one paragraph.
type oracle func(tb testing.TB, paragraph string) (sentences []string)

// plainProse is prose as anyone would call it. It loads its model every time.
func plainProse(tb testing.TB, paragraph string) (sentences []string) {
	doc, err := prose.NewDocument(paragraph, prose.WithTokenization(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		tb.Fatal(err)
	}
	for _, s := range doc.Sentences() {
		sentences = append(sentences, s.Text)
	}
	return sentences
}

// loadedProse is the same with the model loaded once, for very many texts.
func loadedProse(_ testing.TB, paragraph string) (sentences []string) {
	for _, s := range loadPunkt().Tokenize(paragraph) {
		sentences = append(sentences, s.Text)
	}
	return sentences
}

// want is what prose makes of the paragraphs of a normalised text.
func (o oracle) want(tb testing.TB, text string) (sentences []string) {
	for _, p := range paragraphs(text) {
		for _, s := range o(tb, p) {
			if s = strings.Join(strings.Fields(s), " "); s != "" {
				sentences = append(sentences, s)
			}
		}
	}
	return sentences
}

// got is what the Tokenizer made of it.
func got(d *Document) (sentences []string) {
	for _, s := range d.Sentences {
		sentences = append(sentences, strings.Join(strings.Fields(string(d.Text.Norm[s.Start:s.End])), " "))
	}
	return sentences
}

// standard compares the document's words with those of UAX #29 in the whole
// text: every one of ours lies inside one of the standard's, and those that no
// rule of splitter concerns are ours as they are.
func standard(tb testing.TB, d *Document) {
	tb.Helper()
	tokens := slices.DeleteFunc(slices.Clone(d.Tokens), func(t Token) bool { return t.Word == Boundary })
	for segments := words.FromBytes(d.Text.Norm); segments.Next(); {
		if !wordlike(string(segments.Value())) {
			continue
		}
		n := 0
		for n < len(tokens) && int(tokens[n].Start) >= segments.Start() && int(tokens[n].End) <= segments.End() {
			n++
		}
		whole := n == 1 && int(tokens[0].Start) == segments.Start() && int(tokens[0].End) == segments.End()
		if n == 0 || !whole && !bytes.ContainsAny(segments.Value(), "'’‘:：._0123456789") {
			tb.Fatalf("%q is a word of UAX #29 and has %d tokens, next %+v", segments.Value(), n, tokens[:min(1, len(tokens))])
		}
		tokens = tokens[n:]
	}
	if len(tokens) > 0 {
		tb.Fatalf("%d tokens are in no word of UAX #29", len(tokens))
	}
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

// unlisted is English without what its list adds to prose.
var unlisted = func() *lang.Language {
	l := *lang.English
	l.Abbreviations = nil
	return &l
}()

func (o oracle) compare(tb testing.TB, tk *Tokenizer, raw string) {
	tb.Helper()
	d, err := tk.tokenize(tb.Context(), raw, unlisted)
	if err != nil {
		tb.Skip(err)
	}
	diff(tb, "sentence", raw, got(d), o.want(tb, string(d.Text.Norm)))
	standard(tb, d)
}

// TestProseSpeeches: sentences are prose's on each paragraph of 500 UN speeches, and of
// every tenth those of a plain prose.NewDocument, which loads its model for each
// paragraph; words are those of UAX #29.
func TestProseSpeeches(t *testing.T) {
	tk := NewTokenizer(NewVocabulary())
	n := some(500)
	texts := everyNth(t, 21, n)
	if len(texts) != n {
		t.Fatalf("%d speeches, want %d", len(texts), n)
	}
	for i, raw := range texts {
		oracle(loadedProse).compare(t, tk, raw)
		if i%10 == 0 {
			oracle(plainProse).compare(t, tk, raw)
		}
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

// askedOf is punkt.traitsOf with every question asked of prose, whatever the word.
func (p *punkt) askedOf(word string) traits {
	tok := sentences.NewToken(word)
	typ, noPeriod := p.Type(tok), p.TypeNoPeriod(tok)
	t := traits{
		ortho: uint8(p.OrthoContext[typ]), orthoNoPeriod: uint8(p.OrthoContext[noPeriod]),
		first: p.firsts[noPeriod], second: p.seconds[typ], secondNoPeriod: p.seconds[noPeriod],
	}
	for flag, is := range map[uint32]bool{
		hasPunct: p.HasSentencePunct(word), endsSentence: p.HasSentEndChars(tok), finalPeriod: p.HasPeriodFinal(tok),
		finalDots: p.IsEllipsis(tok), abbreviation: p.abbreviated(word), initial: p.IsInitial(tok), ordinal: noPeriod == "##number##",
		innerEllipsis: reEllipsis.MatchString(word), looksInternal: endsInternally(word), dottedAbbr: reDotted.MatchString(word),
		upperFirst: p.FirstUpper(tok), lowerFirst: p.FirstLower(tok), lonePeriod: word == ".",
		lonePunct: len(word) == 1 && strings.Contains(p.Punctuation(), word),
		starter:   p.SentStarters[typ] != 0, starterNoPeriod: p.SentStarters[noPeriod] != 0,
	} {
		if is {
			t.flags |= flag
		}
	}
	return t
}

// TestTraits: no question that is not asked of prose would have been answered with
// yes, for every distinct span of 3,000 speeches, and drawn ones.
func TestTraits(t *testing.T) {
	p := loadPunkt()
	same := func(word string) {
		t.Helper()
		if got, want := p.traitsOf(word), p.askedOf(word); got != want {
			t.Fatalf("%q: got %+v, prose has %+v", word, got, want)
		}
		for _, code := range []string{"en", "fr"} {
			if l := lang.Of(code); mayEnd(word, l) != (traitsOf(word, l).flags&hasPunct != 0) {
				t.Fatalf("%q, %s: a sentence may end behind it: %v", word, code, mayEnd(word, l))
			}
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range some(200_000) {
		var b strings.Builder
		for range 1 + rng.IntN(5) {
			b.WriteString([]string{".", "!", "?", ",", "-", "a", "B", "mr", "The", "1", "12", "é", "’", "”", ")", "[", "\"", "&#", ";", "etc", "İ", "..."}[rng.IntN(22)])
		}
		same(b.String())
	}
	seen := map[string]bool{}
	for _, raw := range everyNth(t, 3, some(3000)) {
		for _, w := range strings.Fields(raw) {
			if !seen[w] {
				seen[w] = true
				same(w)
			}
		}
	}
}

// TestShortcuts: what is known of plain words without asking is what
// prose and the standard say, for every distinct span of 3,000 speeches, and some more.
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
			want := splitSegments(text, lang.English)
			if got := splitWord(text, n); !slices.Equal(got, want) {
				t.Fatalf("%q: got %v, want %v", text, got, want)
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
