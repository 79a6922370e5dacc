package suggest

import (
	"bytes"
	"compress/flate"
	"context"
	"io"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// reader reads one document after the other into the archive.
type reader struct {
	*archive
	tok   *token.Tokenizer
	find  *lexicon.Finder
	known map[*lang.Language][]uint32 // numbers by the word's id in the vocabulary, and 1
	chars map[string]uint32           // numbers of words where ids have none

	packer *flate.Writer
	buffer bytes.Buffer
}

func (r *reader) read(ctx context.Context, in *numbered) error {
	d, err := r.tok.TokenizeInput(ctx, in.Input)
	if err != nil {
		return err
	}
	hits, err := r.find.FindContext(ctx, d)
	if err != nil {
		return err
	}
	packed, err := r.pack(in.Text)
	if err != nil {
		return err
	}
	parts := map[*lang.Language]*document{}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		n := 0
		for n < len(hits) && hits[n].Sentence == int32(i) {
			n++
		}
		if parts[s.Lang] == nil {
			parts[s.Lang] = &document{
				id: in.id, packed: packed, words: make([]uint32, 0, len(d.Tokens)),
				ends: make([]int32, 0, len(d.Sentences)), spans: make([]span, 0, len(d.Sentences)),
			}
		}
		r.sentence(parts[s.Lang], d, s, hits[:n])
		hits = hits[n:]
	}
	for _, l := range lang.All() {
		if parts[l] != nil {
			r.put(l, in.at, *parts[l])
		}
	}
	return nil
}

// pack makes a text small: all of a corpus is kept, for the few sentences that are
// shown in the end.
func (r *reader) pack(text string) ([]byte, error) {
	r.buffer.Reset()
	if r.packer == nil {
		var err error
		if r.packer, err = flate.NewWriter(&r.buffer, flate.BestSpeed); err != nil {
			return nil, err
		}
	}
	r.packer.Reset(&r.buffer)
	if _, err := io.WriteString(r.packer, text); err != nil {
		return nil, err
	}
	err := r.packer.Close()
	return bytes.Clone(r.buffer.Bytes()), err
}

// sentence appends a sentence and the hits in it.
func (r *reader) sentence(to *document, d *token.Document, s *token.Sentence, hits []lexicon.Hit) {
	first := int32(len(to.words))
	tokens := d.Tokens[s.First:s.Last]
	for _, t := range tokens {
		to.words = append(to.words, r.word(d, s.Lang, t))
	}
	start, end := d.Text.Raw(int(s.Start), int(s.End))
	to.ends, to.spans = append(to.ends, int32(len(to.words))), append(to.spans, span{int32(start), int32(end)})
	for _, h := range hits {
		if h.Reason != lexicon.Kept {
			continue
		}
		p := place{entry: h.Entry, start: -1}
		for i, t := range tokens {
			if t.End > h.Start && t.Start < h.End {
				if p.start < 0 {
					p.start = first + int32(i)
				}
				p.size = first + int32(i) + 1 - p.start
			}
		}
		if p.start >= 0 {
			to.places = append(to.places, p)
		}
	}
}

// word returns the number of a token's word, 0 for a boundary.
func (r *reader) word(d *token.Document, l *lang.Language, t token.Token) uint32 {
	if l.Unit == lang.Characters {
		return r.characters(l, d.Text.Norm[t.Start:t.End])
	}
	if t.Word == token.Boundary {
		return 0
	}
	if !token.Listed(t.Word) {
		return r.number(l, compared(l, d.Word(t.Word)))
	}
	known := r.known[l]
	if int(t.Word) >= len(known) {
		known = append(known, make([]uint32, int(t.Word)+4096-len(known))...)
		r.known[l] = known
	}
	if known[t.Word] == 0 {
		known[t.Word] = 1 + r.number(l, compared(l, d.Word(t.Word)))
	}
	return known[t.Word] - 1
}

func (r *reader) characters(l *lang.Language, text []byte) uint32 {
	if id, ok := r.chars[string(text)]; ok {
		return id
	}
	if r.chars == nil {
		r.chars = map[string]uint32{}
	}
	word := string(text)
	id := uint32(0)
	if strings.ContainsFunc(word, isLetterOrDigit) {
		id = r.number(l, compared(l, word))
	}
	r.chars[word] = id
	return id
}
