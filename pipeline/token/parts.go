package token

import (
	"context"
	"slices"
	"sort"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Input is a raw text, valid UTF-8, and what is known of its stretches.
type Input struct {
	Text string
	Lang string // code of what most of it is in
	// Parts are its stretches by language, one after the other from its first byte
	// to its last, cut at line ends. None: all of it is in Lang.
	Parts []lang.Part
	// Skip are the bytes that are no text, in their order.
	Skip []lang.Span
}

// TokenizeInput is TokenizeContext for a text of which more is known: each part is
// tokenized by its own language.
func (t *Tokenizer) TokenizeInput(ctx context.Context, in Input) (*Document, error) {
	l := lang.Of(in.Lang)
	switch {
	case l == nil || ctx.Err() != nil:
		return t.TokenizeContext(ctx, in.Text, in.Lang) // says what is wrong
	case len(in.Parts) == 0:
		return t.tokenize(ctx, in.Text, l, in.Skip...)
	}
	all, skip := &t.all, in.Skip
	all.reset(l)
	for _, p := range in.Parts {
		for len(skip) > 0 && skip[0].End <= p.Start {
			skip = skip[1:]
		}
		d, err := t.tokenize(ctx, in.Text[p.Start:p.End], p.Lang, within(skip, p.Span)...)
		if err != nil {
			return nil, err
		}
		all.append(d, p.Start)
	}
	return all, nil
}

// within returns the spans inside a stretch, as they lie in it; none ends before it.
func within(spans []lang.Span, in lang.Span) []lang.Span {
	var out []lang.Span
	for _, s := range spans {
		if s.Start >= in.End {
			break
		}
		out = append(out, lang.Span{Start: max(s.Start-in.Start, 0), End: min(s.End, in.End) - in.Start})
	}
	return out
}

func (d *Document) reset(l *lang.Language) {
	d.Lang, d.Words = l, 0
	d.Sentences, d.Tokens, d.Hashes, d.Extra = d.Sentences[:0], d.Tokens[:0], d.Hashes[:0], d.Extra[:0]
	d.Text = Text{Norm: d.Text.Norm[:0], parts: d.Text.parts[:0]}
}

// append puts a part of a text, which begins at the byte raw of it, behind those
// before it.
func (d *Document) append(part *Document, raw int) {
	norm, tokens, extra := int32(len(d.Text.Norm)), int32(len(d.Tokens)), uint32(len(d.Extra))
	paragraph := int32(0)
	if n := len(d.Sentences); n > 0 {
		paragraph = d.Sentences[n-1].Paragraph + 1
	}
	for _, s := range part.Sentences {
		s.Start, s.End, s.First, s.Last = s.Start+norm, s.End+norm, s.First+tokens, s.Last+tokens
		s.Paragraph += paragraph
		d.Sentences = append(d.Sentences, s)
	}
	for _, t := range part.Tokens {
		t.Start, t.End = t.Start+norm, t.End+norm
		if !Listed(t.Word) {
			t.Word += extra
		}
		d.Tokens = append(d.Tokens, t)
	}
	d.Hashes = append(d.Hashes, part.Hashes...)
	d.Extra = append(d.Extra, part.Extra...)
	d.Words += part.Words
	d.vocabulary = part.vocabulary
	d.Text.append(&part.Text, raw)
}

// textPart is a part of a text in several languages: from where on, in the
// normalised text and in the raw one, and its own way back.
type textPart struct {
	norm, raw int
	Text
}

// append copies the way back of a part, whose memory is used again.
func (t *Text) append(part *Text, raw int) {
	t.parts = append(t.parts, textPart{len(t.Norm), raw, Text{
		Norm:     part.Norm, // for its length
		segments: slices.Clone(part.segments), composed: slices.Clone(part.composed), decoded: slices.Clone(part.decoded),
	}})
	t.Norm = append(t.Norm, part.Norm...)
}

// partAt returns the part that holds a normalised byte.
func (t *Text) partAt(at int) *textPart {
	i := sort.Search(len(t.parts), func(i int) bool { return t.parts[i].norm > at })
	return &t.parts[i-1]
}
