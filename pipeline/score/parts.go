package score

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// SidePart is what an entry has in the document's sentences on one side of a
// contrast that counts sentences, inside certain topics.
type SidePart struct {
	Contrast  int32 // position in the lexicon's contrasts
	Negative  bool
	Entry     int32 // position in the matcher's entries
	Topics    uint64
	Sentences int32 // that it is in and that are on the side
	Share     int64 // its parts of them, in units of 1/lexicon.Whole
	Alone     int32 // sentences that would not be on the side without it
}

func (p *SidePart) compare(q *SidePart) int {
	return cmp.Or(cmp.Compare(p.Contrast, q.Contrast), cmp.Compare(bit(p.Negative), bit(q.Negative)),
		cmp.Compare(p.Entry, q.Entry), cmp.Compare(p.Topics, q.Topics))
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sideParts adds up the parts of a document's sentences.
type sideParts struct {
	sides *lexicon.Sides
	found []lexicon.Found
	list  []SidePart
}

// add takes the hits of one sentence.
func (s *sideParts) add(hits []Hit, topics uint64) {
	s.found = s.found[:0]
	for i := range hits {
		if hits[i].Reason == lexicon.Kept {
			s.found = append(s.found, lexicon.Found{Frame: hits[i].Frame, Entry: hits[i].Entry})
		}
	}
	for _, p := range s.sides.Parts(s.found) {
		alone := int32(bit(p.Alone))
		s.list = append(s.list, SidePart{int32(p.Contrast), p.Negative, p.Entry, topics, 1, p.Share, alone})
	}
}

// sum returns the parts of the document, sorted, and begins the next.
func (s *sideParts) sum() []SidePart {
	slices.SortFunc(s.list, func(a, b SidePart) int { return a.compare(&b) })
	n := 0
	for i := range s.list {
		if n > 0 && s.list[n-1].compare(&s.list[i]) == 0 {
			s.list[n-1].Sentences += s.list[i].Sentences
			s.list[n-1].Share += s.list[i].Share
			s.list[n-1].Alone += s.list[i].Alone
			continue
		}
		s.list[n] = s.list[i]
		n++
	}
	out := slices.Clone(s.list[:n]) // kept for the whole run
	s.list = s.list[:0]
	return out
}
