package suggest

// sentence is one sentence of a document, with its candidates.
type sentence struct {
	words []uint32
	found []stand
	mask  []bool // words under a hit or a block; nil: not asked for
	hit   bool
	first int // word of the document
}

// stand is where a candidate stands in a sentence.
type stand struct{ gram, start, end int }

func (s *sentence) context(start, end int) uint32 {
	left, right := uint32(0), uint32(0)
	if start > 0 {
		left = s.words[start-1]
	}
	if end < len(s.words) {
		right = s.words[end]
	}
	return setting(left, right)
}

// length is how many words the sentence has.
func (s *sentence) length() (n float64) {
	for _, w := range s.words {
		if w != 0 {
			n++
		}
	}
	return n
}

// free says whether no hit and no block lies over any of the words.
func (s *sentence) free(start, end int) bool {
	for _, m := range s.mask[start:end] {
		if m {
			return false
		}
	}
	return true
}

// sentences calls visit for every sentence of a document; the sentence is valid
// until it returns.
func (g *grams) sentences(doc int, m *masker, visit func(*sentence)) {
	d, found := &g.docs[doc], g.found[doc]
	var s sentence
	at, start := 0, 0
	if len(found) > 0 {
		at = found[0].step()
	}
	if m != nil {
		m.begin(d)
	}
	for _, end := range d.ends {
		s.words, s.found, s.first = d.words[start:end], s.found[:0], start
		for len(found) > 0 && at < int(end) {
			if gram := found[0].gram(); gram != 0 {
				s.found = append(s.found, stand{gram, at - start, at - start + len(g.terms[gram])})
			}
			if found = found[1:]; len(found) > 0 {
				at += found[0].step()
			}
		}
		if m != nil {
			s.mask, s.hit = m.sentence(start, int(end))
		}
		visit(&s)
		start = int(end)
	}
}
