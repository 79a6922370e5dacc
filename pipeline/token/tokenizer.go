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
	candidates []candidate
	spans      []spanAt // of the current paragraph
	nearby     []byte   // around a place where a sentence may end
	units      []unit   // of the current piece of a sentence without spaces
	ends       []int32  // of its words
}

// spanAt is a span in its place in the normalised text.
type spanAt struct {
	*span
	glance
	start int32
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

// pauseAfter is pause behind a long stretch of text.
func (t *Tokenizer) pauseAfter(bytes int) error {
	if bytes > maxSpan {
		return t.ctx.Err()
	}
	return t.pause()
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
	d.Sentences, d.Tokens, d.Extra = d.Sentences[:0], d.Tokens[:0], d.Extra[:0]
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

// spaced cuts a text with white space between words into paragraphs of spans.
func (t *Tokenizer) spaced() error {
	text := t.doc.Text.Norm
	vocabulary, recent := t.v.of(t.doc.Lang), t.recent(t.doc.Lang)
	paragraph, last := int32(0), 0
	t.spans = t.spans[:0]
	for i := 0; i < len(text); {
		if err := t.pauseAfter(last); err != nil {
			return err
		}
		start, blank := i+1, false
		if !oneSpace(text, i) {
			start, blank = skipSpace(text, i)
		}
		if blank && len(t.spans) > 0 {
			t.paragraph(paragraph)
			paragraph++
		}
		if start == len(text) {
			break
		}
		end, key := vocabulary.cut(text, start)
		i, last = end, end-start
		t.spans = append(t.spans, recent.lookup(vocabulary, key, text, start, end, &t.doc.Extra))
	}
	t.paragraph(paragraph)
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

// paragraph ends the paragraph: it lets Punkt, or the standard, decide on the
// breaks and appends its sentences and tokens to the document.
func (t *Tokenizer) paragraph(number int32) {
	if t.doc.Lang.Sentences.Standard {
		t.standardBreaks()
	} else {
		t.punktCandidates()
		loadPunkt().decide(t.candidates)
	}
	first := 0
	for _, c := range t.candidates {
		if c.breaks {
			t.sentence(t.spans[first:c.span+1], number)
			first = int(c.span) + 1
		}
	}
	if first < len(t.spans) {
		t.sentence(t.spans[first:], number)
	}
	t.spans = t.spans[:0]
}

// punktCandidates collects the words with sentence punctuation and the words
// after them, which are all Punkt looks at.
func (t *Tokenizer) punktCandidates() {
	t.candidates = t.candidates[:0]
	spans := t.spans
	if n := len(spans); n > 0 && endsMultibyte(spans[n-1].text) {
		spans = spans[:n-1] // the library never sees such a last word
	}
	after := false
	for i := range spans {
		s := &spans[i]
		if s.punct || after {
			t.candidates = append(t.candidates, candidate{traits: s.traits, span: int32(i)})
		}
		after = s.punct
	}
}

func endsMultibyte(s string) bool { return s[len(s)-1] >= utf8.RuneSelf }

// token appends a piece of the span at start and returns how many words it is.
func (d *Document) token(start int32, p piece) int32 {
	d.Tokens = append(d.Tokens, Token{p.word, start + p.start, start + p.end})
	if p.word == Boundary {
		return 0
	}
	return 1
}

// tokens appends those of a span and returns how many words they are.
func (d *Document) tokens(s *spanAt) (words int32) {
	if s.end > 0 {
		words = d.token(s.start, piece{s.word, 0, int32(s.end)})
		if s.separator {
			d.Tokens = append(d.Tokens, Token{Boundary, s.start + int32(s.end), s.start + int32(s.size)})
		}
		return words
	}
	if s.pieces > 0 {
		words = d.token(s.start, s.first)
		for _, p := range s.more {
			words += d.token(s.start, p)
		}
	}
	return words
}

func (t *Tokenizer) sentence(spans []spanAt, paragraph int32) {
	d := &t.doc
	s := Sentence{Start: spans[0].start, First: int32(len(d.Tokens)), Paragraph: paragraph, Lang: d.Lang}
	for i := range spans {
		s.Words += d.tokens(&spans[i])
	}
	last := spans[len(spans)-1]
	s.End, s.Last = last.start+int32(len(last.text)), int32(len(d.Tokens))
	d.Words += int(s.Words)
	d.Sentences = append(d.Sentences, s)
}
