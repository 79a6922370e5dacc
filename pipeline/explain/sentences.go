package explain

import (
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
)

// sentences shares the sentences on the sides of a contrast out among the terms
// that put them there, as the series do.
type sentences struct {
	lex      *lexicon.Lexicon
	sides    *lexicon.Sides
	contrast int

	entries map[[2]string]int32 // numbers of terms, by frame and term
	terms   [][2]string         // by number
	counts  map[signed]*[2]sharing
}

// signed is a term on a side.
type signed struct {
	entry int32
	sign  int
}

// sharing is in how many sentences a term is, and its shares of them.
type sharing struct{ sentences, shares int64 }

func newSentences(lex *lexicon.Lexicon, contrast int) *sentences {
	return &sentences{
		lex: lex, sides: lexicon.NewSides(lex), contrast: contrast,
		entries: map[[2]string]int32{}, counts: map[signed]*[2]sharing{},
	}
}

// found is a hit by the number of its term.
func (s *sentences) found(frame, entry string) lexicon.Found {
	term := [2]string{frame, entry}
	n, ok := s.entries[term]
	if !ok {
		n = int32(len(s.terms))
		s.entries[term] = n
		s.terms = append(s.terms, term)
	}
	return lexicon.Found{Frame: int32(s.lex.FrameIndex(frame)), Entry: n}
}

// add takes the kept hits of a sentence in the first or second span.
func (s *sentences) add(hits []lexicon.Found, span int) {
	for _, p := range s.sides.Parts(hits) {
		if p.Contrast != s.contrast {
			continue
		}
		key := signed{p.Entry, 1}
		if p.Negative {
			key.sign = -1
		}
		if s.counts[key] == nil {
			s.counts[key] = &[2]sharing{}
		}
		c := &s.counts[key][span]
		c.sentences++
		c.shares += p.Share
	}
}

// list are the terms, in any order.
func (s *sentences) list() (out []series.TermCount) {
	for key, c := range s.counts {
		term := s.terms[key.entry]
		out = append(out, series.TermCount{
			Frame: term[0], Entry: term[1], Sign: key.sign, From: c[0].sentences, To: c[1].sentences,
			WeightFrom: float64(c[0].shares) / lexicon.Whole, WeightTo: float64(c[1].shares) / lexicon.Whole,
		})
	}
	return out
}

// readSentences reads the hits sentence by sentence, in which order they are.
func (t *reader) readSentences() error {
	var last termHit
	var found []lexicon.Found
	flush := func() {
		if at, counts := t.spans[last.ID]; counts && len(found) > 0 {
			t.sentences.add(found, at.span)
		}
		found = found[:0]
	}
	for h, err := range result.Scan[termHit](t.run) {
		if err != nil {
			return err
		}
		if h.ID != last.ID || h.Sentence != last.Sentence {
			flush()
		}
		last = h
		if h.Kept && inTopic(h.Topics, t.shift.Topic) {
			found = append(found, t.sentences.found(h.Frame, h.Entry))
		}
	}
	flush()
	return nil
}
