package score

import (
	"cmp"
	"math/bits"
)

// count adds up what the document has, in all and inside each topic.
func (s *Scorer) count(d *Document) {
	s.classes.reset()
	s.parts.list = s.parts.list[:0] // a document before may have ended in a panic
	if s.stances != nil {
		s.stances.list = s.stances.list[:0]
	}
	i := 0
	for n, sent := range s.found.sentences {
		j := i
		for j < len(d.Hits) && int(d.Hits[j].Sentence) == n {
			j++
		}
		s.classes.add(int(sent.words), d.Hits[i:j], sent.topics)
		if j > i {
			s.parts.add(d.Hits[i:j], sent.topics)
			if s.stances != nil {
				s.stances.count(d.Hits[i:j], sent.topics)
			}
		}
		i = j
	}
	d.Classes, d.Sides = s.classes.list, s.parts.sum()
	if s.stances != nil {
		d.Stances = s.stances.sum()
	}
	s.sum(d)
}

// sum adds up the classes of a document.
func (s *Scorer) sum(d *Document) {
	topics, frames, pairs := len(s.m.Lexicon().Topics), len(s.m.Lexicon().Frames), len(s.pairs)
	of := make([]FrameCount, (1+topics)*frames) // of all Counts: one piece of memory
	between := make([]PairCount, (1+topics)*pairs)
	next := func() (c Counts) {
		c.Frames, of = of[:frames:frames], of[frames:]
		c.Pairs, between = between[:pairs:pairs], between[pairs:]
		return c
	}
	d.Counts = next()
	if topics > 0 {
		d.Topics = make([]Counts, topics)
	}
	for k := range d.Topics {
		d.Topics[k] = next()
	}
	for i := range d.Classes {
		c := &d.Classes[i]
		s.add(&d.Counts, c)
		for rest := c.Topics; rest != 0; rest &= rest - 1 {
			s.add(&d.Topics[bits.TrailingZeros64(rest)], c)
		}
	}
	parts := float64(s.m.Parts())
	for _, c := range append(d.Topics, d.Counts) {
		for f := range c.Frames {
			c.Frames[f].Weight /= parts
		}
	}
}

func (s *Scorer) add(c *Counts, k *Class) {
	c.Sentences += k.Sentences
	c.Tokens += k.Tokens
	for _, f := range k.Frames {
		c.Frames[f.Frame].Hits += k.Sentences * int(f.Hits)
		c.Frames[f.Frame].Weight += float64(k.Sentences * int(cmp.Or(f.Weight, f.Hits)))
		c.Frames[f.Frame].Sentences += k.Sentences
	}
	for p, sides := range s.pairs {
		s.meet(&c.Pairs[p], sides, k)
	}
}

// meet enters sentences into the table of a pair.
func (s *Scorer) meet(p *PairCount, sides pairSides, k *Class) {
	hitsA, hitsB := 0, 0
	for _, f := range k.Frames {
		if sides.a[f.Frame] {
			hitsA += int(f.Hits)
		}
		if sides.b[f.Frame] {
			hitsB += int(f.Hits)
		}
	}
	switch {
	case hitsA > 0 && hitsB > 0:
		p.Both += k.Sentences
	case hitsA > 0:
		p.OnlyA += k.Sentences
	case hitsB > 0:
		p.OnlyB += k.Sentences
	}
	p.HitsA += k.Sentences * hitsA
	p.HitsB += k.Sentences * hitsB
}
