package score

import "cmp"

// count adds up what the document has.
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
	d.Frames = make([]FrameCount, len(s.m.Lexicon().Frames))
	for i := range d.Classes {
		c := &d.Classes[i]
		d.Sentences += c.Sentences
		d.Tokens += c.Tokens
		for _, f := range c.Frames {
			n := &d.Frames[f.Frame]
			n.Hits += c.Sentences * int(f.Hits)
			n.Weight += float64(c.Sentences * int(cmp.Or(f.Weight, f.Hits)))
			n.Sentences += c.Sentences
		}
	}
	parts := float64(s.m.Parts())
	for f := range d.Frames {
		d.Frames[f].Weight /= parts
	}
}
