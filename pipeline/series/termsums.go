package series

import (
	"cmp"
	"maps"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// termSums adds up what each entry has in the change of a measure from one span
// to another. Of a contrast that counts sentences an entry has its share in each
// sentence, and may be on either side.
type termSums struct {
	e      *Examiner
	m      *measured
	signs  []int64    // by frame
	counts [][2]int64 // hits, or sentences, of each entry in either span; negative sides behind
	shares [][2]int64 // of sentences, in units of 1/lexicon.Whole: integers add up exactly
}

func newTermSums(e *Examiner, m *measured) *termSums {
	n := 2 * len(e.a.entries)
	return &termSums{e: e, m: m, signs: e.sides(m), counts: make([][2]int64, n), shares: make([][2]int64, n)}
}

// termSums are those of a measure, in memory that the next ones use again.
func (e *Examiner) termSums(m *measured) *termSums {
	if e.sums == nil {
		e.sums = newTermSums(e, m)
	}
	clear(e.sums.counts)
	clear(e.sums.shares)
	e.sums.m, e.sums.signs = m, e.sides(m)
	return e.sums
}

// termsIn is what the terms of a measure are read from.
func (m *measured) termsIn() field {
	if m.sentences {
		return ofSides
	}
	return ofTerms
}

// add adds a document to the first or the second span.
func (s *termSums) add(d *document, topic, span int) {
	if !s.m.sentences {
		for _, c := range d.terms {
			if inside(c.topics, topic) {
				s.counts[c.entry][span] += int64(c.hits)
			}
		}
		return
	}
	for _, p := range d.sides {
		if int(p.Contrast) != s.m.contrast || !inside(p.Topics, topic) {
			continue
		}
		at := int(p.Entry)
		if p.Negative {
			at += len(s.e.a.entries)
		}
		s.counts[at][span] += int64(p.Sentences)
		s.shares[at][span] += p.Share
	}
}

// signed is a term on a side. Entries written alike are one term.
type signed struct {
	term
	sign int
}

// list are the terms in the order of their names.
func (s *termSums) list() []TermCount {
	sums := map[signed]*TermCount{}
	for at, n := range s.counts {
		if n[0]+n[1] == 0 {
			continue // among others the terms of topics, which are in no frame
		}
		entry := at % len(s.e.a.entries)
		sign := s.sign(at, entry)
		if sign == 0 {
			continue
		}
		key := signed{s.e.a.term(int32(entry)), sign}
		if sums[key] == nil {
			sums[key] = &TermCount{Frame: key.frame, Entry: key.entry, Sign: sign}
		}
		s.weigh(sums[key], at, entry)
	}
	var out []TermCount
	for _, key := range slices.SortedFunc(maps.Keys(sums), func(x, y signed) int {
		return cmp.Or(compareTermNames(x.term, y.term), cmp.Compare(y.sign, x.sign))
	}) {
		out = append(out, *sums[key])
	}
	return slices.Clip(out)
}

func (s *termSums) sign(at, entry int) int {
	switch {
	case !s.m.sentences:
		return int(s.signs[s.e.a.entries[entry].Frame])
	case at == entry:
		return 1
	}
	return -1
}

// weigh adds the counts at a place to a term.
func (s *termSums) weigh(t *TermCount, at, entry int) {
	n := s.counts[at]
	if !s.m.sentences {
		t.Add(n[0], n[1], float64(s.e.a.entries[entry].Parts)/s.m.parts)
		return
	}
	t.Add(n[0], n[1], 0)
	t.WeightFrom += float64(s.shares[at][0]) / lexicon.Whole
	t.WeightTo += float64(s.shares[at][1]) / lexicon.Whole
}
