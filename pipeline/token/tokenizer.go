package token

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Tokenizer tokenizes one text after the other. It is not safe for concurrent
// use; give each worker its own over one Vocabulary.
type Tokenizer struct {
	v   *Vocabulary
	doc Document
	all Document // of a text in several languages

	ctx   context.Context // of the current call
	steps int

	recents    map[*lang.Language]*recent
	candidates []candidate // of the current paragraph
	nearby     []byte      // around a place where a sentence may end
	units      []unit      // of the current piece of a sentence without spaces
	ends       []int32     // of its words
}

// NewTokenizer returns a Tokenizer over the vocabulary.
func NewTokenizer(v *Vocabulary) *Tokenizer {
	return &Tokenizer{v: v, recents: map[*lang.Language]*recent{}}
}

// recent returns what was seen last of a language.
func (t *Tokenizer) recent(l *lang.Language) *recent {
	if t.recents[l] == nil {
		t.recents[l] = new(recent)
	}
	return t.recents[l]
}

// Tokenize tokenizes a raw text, which must be valid UTF-8, in the language
// with that code. The Document is
// valid until the next call. An error, or a panic caught in a dependency,
// concerns this text only.
func (t *Tokenizer) Tokenize(raw, code string) (*Document, error) {
	return t.TokenizeContext(context.Background(), raw, code)
}

// TokenizeContext is Tokenize until the context ends, whose error it returns then.
func (t *Tokenizer) TokenizeContext(ctx context.Context, raw, code string) (*Document, error) {
	l := lang.Of(code)
	if l == nil {
		return nil, fmt.Errorf("tokenize: no tokenizer for language %q", code)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return t.tokenize(ctx, raw, l)
}

// pauseSteps is how many spans, or pieces of text, are taken before the next look
// at the context.
const pauseSteps = 1 << 10

// pause returns the context's error, from time to time.
func (t *Tokenizer) pause() error {
	if t.steps++; t.steps%pauseSteps == 0 {
		return t.ctx.Err()
	}
	return nil
}

func (t *Tokenizer) tokenize(ctx context.Context, raw string, l *lang.Language, skip ...lang.Span) (doc *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, fmt.Errorf("tokenize: panic: %v", r)
		}
	}()
	t.ctx = ctx
	d := &t.doc
	d.Lang, d.Words = l, 0
	d.Sentences, d.Tokens, d.Hashes, d.Extra = d.Sentences[:0], d.Tokens[:0], d.Hashes[:0], d.Extra[:0]
	d.Text.normalize(raw, l, skip...)
	if err := d.Text.fold(ctx, l); err != nil {
		return nil, err
	}
	if l.Dictionary == "" {
		err = t.spaced()
	} else {
		err = t.unspaced()
	}
	d.vocabulary = t.v.snapshot()
	return d, err
}

// spaced cuts a text with white space between words into spans and appends their
// tokens. Of a span nothing else is kept but where a sentence may end with it.
func (t *Tokenizer) spaced() error {
	d, text := &t.doc, t.doc.Text.Norm
	vocabulary, recent := t.v.of(d.Lang), t.recent(d.Lang)
	p, after := Sentence{Lang: d.Lang}, false
	t.candidates = t.candidates[:0]
	for i := 0; i < len(text); {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		i = recent.cut(vocabulary, text, i)
		recent.lookup(vocabulary, text, &d.Extra)
		for n := range recent.n {
			at, s := &recent.places[n], &recent.slots[recent.found[n]]
			if at.blank && p.End > 0 {
				t.paragraph(vocabulary, p)
				p = Sentence{First: int32(len(d.Tokens)), Words: int32(d.Words), Paragraph: p.Paragraph + 1, Lang: d.Lang}
				after = false
			}
			if s.end > 0 {
				d.Words += d.tokens(s, at.start)
			} else {
				d.Words += d.pieces(recent.span(vocabulary, s), at.start)
			}
			if s.punct || after {
				known := recent.span(vocabulary, s)
				t.candidates = append(t.candidates, candidate{span: known, end: at.end, tokens: int32(len(d.Tokens)), words: int32(d.Words)})
				after = s.punct || d.Lang.Sentences.Standard && vocabulary.traits(known).flags&closes != 0
			}
			if p.End == 0 {
				p.Start = at.start
			}
			p.End = at.end
		}
		recent.keep()
	}
	t.paragraph(vocabulary, p)
	return nil
}

// space marks the ASCII bytes that end a span; others are looked at as runes.
var space = [256]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, ' ': true}

// skipSpace returns the end of the white space at i and whether it holds a
// blank line.
func skipSpace(text []byte, i int) (int, bool) {
	var lines lineCounter
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if !unicode.IsSpace(r) {
			break
		}
		if r != ' ' {
			lines.add(r)
		}
		i += size
	}
	return i, lines.blank()
}

// mostSpan bounds a span, so that the context is looked at before it is cut: what
// is longer without white space goes on as another.
const mostSpan = 1 << 20

// spanEnd returns the end of the span that starts at i.
func spanEnd(text []byte, i int) int {
	for most := i + mostSpan; i < min(most, len(text)); {
		b := text[i]
		if b < utf8.RuneSelf {
			if space[b] {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if unicode.IsSpace(r) {
			return i
		}
		i += size
	}
	return i
}

// paragraph lets Punkt, or the standard, decide on the breaks in a paragraph and
// appends its sentences. p is the paragraph as if it were one, its Words those of the
// document before it.
func (t *Tokenizer) paragraph(v *spanVocabulary, p Sentence) {
	if p.End == 0 {
		return
	}
	for i := range t.candidates {
		t.candidates[i].traits = v.traits(t.candidates[i].span)
	}
	if p.Lang.Sentences.Standard {
		t.standardBreaks(p.End)
	} else {
		loadPunkt().decide(t.punktCandidates(p.End))
	}
	d := &t.doc
	end := func(at, tokens, words int32) {
		d.Sentences = append(d.Sentences, Sentence{p.Start, at, p.First, tokens, p.Paragraph, words - p.Words, p.Lang})
		p.First, p.Words = tokens, words
	}
	for _, c := range t.candidates {
		if c.breaks && c.end < p.End {
			end(c.end, c.tokens, c.words)
			next, _ := skipSpace(d.Text.Norm, int(c.end))
			p.Start = int32(next)
		}
	}
	end(p.End, int32(len(d.Tokens)), int32(d.Words))
	t.candidates = t.candidates[:0]
}

// punktCandidates are all that Punkt looks at: the words with sentence punctuation and
// those after them. The library never sees a last word of the paragraph that ends with
// a character above ASCII.
func (t *Tokenizer) punktCandidates(end int32) []candidate {
	cs := t.candidates
	if n := len(cs); n > 0 && cs[n-1].end == end && t.doc.Text.Norm[end-1] >= utf8.RuneSelf {
		return cs[:n-1]
	}
	return cs
}

// tokens appends those of the span at start, of which a glance says all, and returns
// how many words they are.
func (d *Document) tokens(s *slot, start int32) (words int) {
	// Which word has a separator behind it no processor foresees: one is written, and
	// there or not.
	end, n := start+int32(s.end), len(d.Tokens)+1
	if s.separator {
		n++
	}
	d.Tokens = append(d.Tokens, Token{s.word, start, end}, Token{Boundary, end, start + int32(s.size)})[:n]
	if s.word != Boundary {
		words = 1
	}
	d.Hashes = append(d.Hashes, s.hash)[:len(d.Hashes)+words]
	return words
}

// pieces is tokens for a span of which a glance does not say them.
func (d *Document) pieces(s *span, start int32) (words int) {
	add := func(p piece) {
		d.Tokens = append(d.Tokens, Token{p.word, start + p.start, start + p.end})
		if p.word != Boundary {
			d.Hashes = append(d.Hashes, p.hash)
			words++
		}
	}
	if s.pieces > 0 {
		add(s.first)
	}
	for _, p := range s.more {
		add(p)
	}
	return words
}
