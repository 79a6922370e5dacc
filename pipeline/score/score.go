// Package score turns the hits of one document into its counts: hits, weight
// and sentences by frame, and the classes of sentences that are alike in all that
// is counted. What it returns is the row that travels between the stages and that
// the series add up; positions and the other measures are taken from sums of it.
//
// A Scorer belongs to one goroutine. The Documents it returns own their memory.
package score

import (
	"cmp"
	"context"
	"fmt"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Document is a document with its counts.
type Document struct {
	*corpus.Document
	Counts
	Classes  []Class // what they are the sums of
	Sides    []SidePart
	Stances  []StancePart
	Hits     []Hit
	Passages []Passage
}

// Counts is what a document has.
type Counts struct {
	Tokens    int // words: with a letter or a digit
	Sentences int
	Frames    []FrameCount
}

// Inside is how many sentences are inside the k-th topic of the lexicon, and their tokens.
func (d *Document) Inside(k int) (sentences, tokens int) {
	for i := range d.Classes {
		if c := &d.Classes[i]; c.Topics&(1<<k) != 0 {
			sentences += c.Sentences
			tokens += c.Tokens
		}
	}
	return sentences, tokens
}

// FrameCount is what one frame has in a document; kept hits only.
type FrameCount struct {
	Hits      int
	Weight    float64
	Sentences int // with a hit
}

// Hit is one line of the ledger. Start and End are bytes of the raw text; of a
// document that is part of one, of the whole text (see corpus.Document.Offset).
type Hit struct {
	Sentence   int32 // from 0
	Start, End int32
	Frame      int32 // position in the lexicon's frames
	Entry      int32 // position in the matcher's entries
	Reason     lexicon.Reason
	Topics     uint64 // bit k: its sentence is inside the k-th topic
	Surface    string // the raw text between Start and End
	// Stance is told of hits that are kept, or would be if all counted. Its cue is
	// bytes of the raw text, as Start and End.
	Stance stance.Stance
}

// Passage is a sentence whose text is kept: bytes Start..End of the raw text, as of a Hit.
type Passage struct {
	Sentence   int32
	Start, End int32
	Topics     uint64 // as in Hit
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

// Options of a Scorer. The zero value is the default.
type Options struct {
	Text   Text // TextHits if empty
	Within lexicon.Within
	// Topic restricts everything to a topic of the lexicon: hits outside it are
	// off-topic, and the counts are those inside.
	Topic string
	// Stance are the rules by which hits are told to be denied or quoted; nil: none are.
	Stance *stance.Matcher
	Count  Count // CountAll if empty
}

// Count says which of the hits count that the lexicon keeps.
type Count string

// The choices of Count.
const (
	CountAll      Count = "all"
	CountAsserted Count = "asserted" // neither denied nor uncertain
)

// Scorer tokenizes, matches and counts one document after the other.
type Scorer struct {
	o    Options
	tok  *token.Tokenizer
	find *lexicon.Finder
	m    *lexicon.Matcher

	only    int      // the topic of Options, or -1
	gate    []uint64 // by sentence: inside which topics it is
	found   finding
	hashes  []uint32 // of the words of the text scored last
	classes *classes
	parts   sideParts
	stances *stances // nil: none are told
}

// New returns a Scorer over the vocabulary of the run.
func New(m *lexicon.Matcher, v *token.Vocabulary, o Options) *Scorer {
	o.Text = cmp.Or(o.Text, TextHits)
	s := &Scorer{o: o, tok: token.NewTokenizer(v), find: m.NewFinder(), m: m}
	lex := m.Lexicon()
	s.only = lex.TopicIndex(o.Topic)
	s.classes = newClasses(m)
	s.parts.sides = lexicon.NewSides(lex)
	if o.Stance != nil {
		s.stances = newStances(m, s.parts.sides, o)
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
func (s *Scorer) Score(d *corpus.Document) (*Document, error) {
	return s.ScoreContext(context.Background(), d)
}

// ScoreContext is Score until the context ends, whose error it returns then.
func (s *Scorer) ScoreContext(ctx context.Context, d *corpus.Document) (out *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("score: panic: %v", r)
		}
	}()
	tokens, err := s.tok.TokenizeInput(ctx, token.Input{Text: d.Text, Lang: d.Lang, Parts: d.Parts, Skip: d.Skip})
	if err != nil {
		return nil, err
	}
	s.hashes = tokens.Hashes
	hits, err := s.find.FindContext(ctx, tokens)
	if err != nil {
		return nil, err
	}
	s.note(d.Text, tokens, hits)
	return s.document(d), nil
}

// Hashes stand for the words of the text scored last ([token.Document.Hashes]), until the
// next.
func (s *Scorer) Hashes() []uint32 { return s.hashes }
