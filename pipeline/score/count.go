package score

import (
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// count adds up what the document has, in all and inside each topic.
func (s *Scorer) count(d *Document, tokens *token.Document) {
	d.Counts = s.newCounts()
	for range s.m.Lexicon().Topics {
		d.Topics = append(d.Topics, s.newCounts())
	}
	i := 0
	for n, sent := range tokens.Sentences {
		j := i
		for j < len(d.Hits) && int(d.Hits[j].Sentence) == n {
			j++
		}
		s.sentence(d, int(sent.Words), d.Hits[i:j], s.gate[n])
		i = j
	}
	s.pairHits(&d.Counts)
	for k := range d.Topics {
		s.pairHits(&d.Topics[k])
	}
}

func (s *Scorer) newCounts() Counts {
	return Counts{Frames: make([]FrameCount, len(s.seen)), Pairs: make([]PairCount, len(s.pairs))}
}

// sentence adds one sentence to the document's counts and to those of the
// topics it is inside.
func (s *Scorer) sentence(d *Document, words int, hits []Hit, gate uint64) {
	s.add(&d.Counts, words, hits)
	for k := range d.Topics {
		if gate&(1<<k) != 0 {
			s.add(&d.Topics[k], words, hits)
		}
	}
}

func (s *Scorer) add(c *Counts, words int, hits []Hit) {
	c.Sentences++
	c.Tokens += words
	if len(hits) == 0 {
		return
	}
	clear(s.seen)
	for i := range hits {
		h := &hits[i]
		if h.Reason != lexicon.Kept {
			continue
		}
		f := &c.Frames[h.Frame]
		f.Hits++
		f.Weight += s.m.Entries()[h.Entry].Weight
		if !s.seen[h.Frame] {
			s.seen[h.Frame] = true
			f.Sentences++
		}
	}
	s.meet(c)
}

// meet enters the sentence just counted into the table of each pair.
func (s *Scorer) meet(c *Counts) {
	for p, sides := range s.pairs {
		a, b := false, false
		for f, seen := range s.seen {
			a = a || seen && sides.a[f]
			b = b || seen && sides.b[f]
		}
		switch {
		case a && b:
			c.Pairs[p].Both++
		case a:
			c.Pairs[p].OnlyA++
		case b:
			c.Pairs[p].OnlyB++
		}
	}
}

// pairHits adds up the hits of either side of each pair.
func (s *Scorer) pairHits(c *Counts) {
	for p, sides := range s.pairs {
		for f := range c.Frames {
			if sides.a[f] {
				c.Pairs[p].HitsA += c.Frames[f].Hits
			}
			if sides.b[f] {
				c.Pairs[p].HitsB += c.Frames[f].Hits
			}
		}
	}
}
