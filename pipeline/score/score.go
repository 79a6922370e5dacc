// Package score turns the hits of one document into its counts: hits, weight
// and sentences by frame, and the sentence table of each pair. What it returns
// is the row that travels between the stages and that the series add up;
// positions and the other measures are taken from sums of it.
//
// A Scorer belongs to one goroutine. The Documents it returns own their memory.
package score

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Document is a document with its counts.
type Document struct {
	*corpus.Document
	Tokens    int // words: with a letter or a digit
	Sentences int
	Frames    []FrameCount
	Pairs     []PairCount
	Hits      []Hit
	Passages  []Passage
}

// FrameCount is what one frame has in a document; kept hits only.
type FrameCount struct {
	Hits      int
	Weight    float64
	Sentences int // with a hit
}

// PairCount is the sentence table of a pair in a document.
type PairCount struct {
	Both, OnlyA, OnlyB int // sentences
	HitsA, HitsB       int
}

// Hit is one line of the ledger. Start and End are bytes of the raw text.
type Hit struct {
	Sentence   int32 // from 0
	Start, End int32
	Frame      int32 // position in the lexicon's frames
	Entry      int32 // position in the matcher's entries
	Reason     lexicon.Reason
	Surface    string // the raw text between Start and End
}

// Passage is a sentence whose text is kept: bytes Start..End of the raw text.
type Passage struct {
	Sentence   int32
	Start, End int32
	Text       string
}

// Text says which sentences are kept as passages.
type Text string

// The choices of Text.
const (
	TextHits Text = "hits" // sentences with a kept hit
	TextAll  Text = "all"
	TextNone Text = "none"
)

// Scorer tokenizes, matches and counts one document after the other.
type Scorer struct {
	tok  *token.Tokenizer
	scan *lexicon.Scanner
	m    *lexicon.Matcher
	text Text

	pairs []pairSides
	seen  []bool // frames with a hit in the current sentence
}

// pairSides says, by frame, whether it is on side A or B of a pair.
type pairSides struct{ a, b []bool }

// New returns a Scorer over the vocabulary of the run.
func New(m *lexicon.Matcher, v *token.Vocabulary, text Text) *Scorer {
	s := &Scorer{tok: token.NewTokenizer(v), scan: m.NewScanner(), m: m, text: text}
	lex := m.Lexicon()
	s.seen = make([]bool, len(lex.Frames))
	for _, p := range lex.Pairs {
		s.pairs = append(s.pairs, pairSides{side(lex, p.A), side(lex, p.B)})
	}
	return s
}

func side(lex *lexicon.Lexicon, keys []string) []bool {
	on := make([]bool, len(lex.Frames))
	for _, k := range keys {
		on[lex.FrameIndex(k)] = true
	}
	return on
}

// Score scores one document. An error, or a panic of a dependency caught on
// the way, concerns this document only.
func (s *Scorer) Score(d *corpus.Document) (out *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("score: panic: %v", r)
		}
	}()
	tokens, err := s.tok.Tokenize(d.Text, d.Lang)
	if err != nil {
		return nil, err
	}
	hits := s.scan.Scan(tokens)
	out = &Document{
		Document:  d,
		Tokens:    tokens.Words,
		Sentences: len(tokens.Sentences),
		Frames:    make([]FrameCount, len(s.seen)),
		Pairs:     make([]PairCount, len(s.pairs)),
		Hits:      make([]Hit, len(hits)),
	}
	for i, h := range hits {
		out.Hits[i] = ledger(d.Text, &tokens.Text, h)
	}
	s.count(out)
	s.passages(out, tokens)
	return out, nil
}

// ledger gives a hit its place in the raw text, widened to whole characters.
func ledger(raw string, text *token.Text, h lexicon.Hit) Hit {
	start, end := text.Raw(int(h.Start), int(h.End))
	for start > 0 && !utf8.RuneStart(raw[start]) {
		start--
	}
	for end < len(raw) && !utf8.RuneStart(raw[end]) {
		end++
	}
	return Hit{
		Sentence: h.Sentence, Start: int32(start), End: int32(end),
		Frame: h.Frame, Entry: h.Entry, Reason: h.Reason,
		Surface: strings.Clone(raw[start:end]),
	}
}

// count adds the kept hits up, a sentence at a time.
func (s *Scorer) count(d *Document) {
	for i := 0; i < len(d.Hits); {
		j := i
		clear(s.seen)
		for ; j < len(d.Hits) && d.Hits[j].Sentence == d.Hits[i].Sentence; j++ {
			s.add(d, &d.Hits[j])
		}
		s.meet(d)
		i = j
	}
	for p, sides := range s.pairs {
		for f := range d.Frames {
			if sides.a[f] {
				d.Pairs[p].HitsA += d.Frames[f].Hits
			}
			if sides.b[f] {
				d.Pairs[p].HitsB += d.Frames[f].Hits
			}
		}
	}
}

func (s *Scorer) add(d *Document, h *Hit) {
	if h.Reason != lexicon.Kept {
		return
	}
	f := &d.Frames[h.Frame]
	f.Hits++
	f.Weight += s.m.Entries()[h.Entry].Weight
	if !s.seen[h.Frame] {
		s.seen[h.Frame] = true
		f.Sentences++
	}
}

// meet enters the sentence just counted into the table of each pair.
func (s *Scorer) meet(d *Document) {
	for p, sides := range s.pairs {
		a, b := false, false
		for f, seen := range s.seen {
			a = a || seen && sides.a[f]
			b = b || seen && sides.b[f]
		}
		switch {
		case a && b:
			d.Pairs[p].Both++
		case a:
			d.Pairs[p].OnlyA++
		case b:
			d.Pairs[p].OnlyB++
		}
	}
}

// passages keeps the text of the sentences asked for.
func (s *Scorer) passages(d *Document, tokens *token.Document) {
	if s.text == TextNone {
		return
	}
	wanted := make([]bool, len(tokens.Sentences))
	for _, h := range d.Hits {
		wanted[h.Sentence] = wanted[h.Sentence] || h.Reason == lexicon.Kept
	}
	for i, sent := range tokens.Sentences {
		if !wanted[i] && s.text != TextAll {
			continue
		}
		start, end := tokens.Text.Raw(int(sent.Start), int(sent.End))
		d.Passages = append(d.Passages, Passage{
			Sentence: int32(i), Start: int32(start), End: int32(end), Text: d.Text[start:end],
		})
	}
}
