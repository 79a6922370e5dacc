package lexicon

import (
	"cmp"
	"slices"
	"sort"

	"github.com/frameshift/frameshift/pipeline/token"
)

// resolver is the memory of resolve. A hostile text may be one sentence of
// megabytes with a hit on every word, so nothing here looks at pairs of hits.
type resolver struct {
	taken []bool  // bytes of the sentence that belong to a hit of the frame
	ends  []int32 // by block: the largest end of it and those before it
	kept  []*Hit  // hits of frames, by their start
}

// resolve decides which of the sentence's candidates are hits. One that overlaps no
// other is; nearly all are such, and were found in the order they are wanted in.
func (s *Finder) resolve(sent token.Sentence) {
	s.block()
	slices.SortFunc(s.found, s.byPlace)
	for i := 0; i < len(s.found); {
		j := i + 1
		for end := s.found[i].End; j < len(s.found) && s.found[j].Start < end; j++ {
			end = max(end, s.found[j].End)
		}
		if j == i+1 {
			s.hits = append(s.hits, s.found[i])
		} else {
			s.overlapping(s.found[i:j], sent)
		}
		i = j
	}
}

// overlapping resolves candidates that overlap. Within a frame the longest comes first,
// then the leftmost, and a token belongs to one hit.
func (s *Finder) overlapping(found []Hit, sent token.Sentence) {
	first := len(s.hits)
	slices.SortFunc(found, func(a, b Hit) int {
		if c := cmp.Or(int(a.list-b.list), int(a.Reason)-int(b.Reason), int(b.Size-a.Size), int(a.Start-b.Start)); c != 0 {
			return c
		}
		return s.order(a.Entry, b.Entry)
	})
	for i := 0; i < len(found); {
		j := i + 1
		for j < len(found) && found[j].list == found[i].list && found[j].Reason == found[i].Reason {
			j++
		}
		s.choose(found[i:j], sent)
		i = j
	}
	if s.m.scope == ScopeLexicon {
		s.suppressNested(s.hits[first:])
	}
	slices.SortFunc(s.hits[first:], s.byPlace)
}

// byPlace compares hits by start, end, frame or topic, and entry.
func (s *Finder) byPlace(a, b Hit) int {
	switch {
	case a.Start != b.Start:
		return int(a.Start - b.Start)
	case a.End != b.End:
		return int(a.End - b.End)
	}
	if c := cmp.Or(int(a.list-b.list), int(a.Reason)-int(b.Reason)); c != 0 {
		return c
	}
	return s.order(a.Entry, b.Entry)
}

// choose takes the candidates of one frame, longest first, as far as they are
// free. A candidate is no longer than the hits before it, so that one it
// overlaps has its first token or its last.
func (s *Finder) choose(found []Hit, sent token.Sentence) {
	if n := int(sent.End - sent.Start); len(s.taken) < n {
		s.taken = make([]bool, n)
	}
	first := len(s.hits)
	for _, h := range found {
		if s.taken[h.Start-sent.Start] || s.taken[h.End-1-sent.Start] {
			continue
		}
		s.hits = append(s.hits, h)
		for i := h.Start; i < h.End; i++ {
			s.taken[i-sent.Start] = true
		}
	}
	for _, h := range s.hits[first:] {
		clear(s.taken[h.Start-sent.Start : h.End-sent.Start])
	}
}

func (s *Finder) order(a, b int32) int {
	switch {
	case a == b:
		return 0
	case s.m.prefer(a, b):
		return -1
	}
	return 1
}

// block marks the candidates that lie inside a term of their frame's except
// list.
func (s *Finder) block() {
	if len(s.blocks) == 0 {
		return
	}
	slices.SortFunc(s.blocks, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.list, b.list), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	s.ends = s.ends[:0]
	for i, b := range s.blocks {
		end := b.End
		if i > 0 && s.blocks[i-1].list == b.list {
			end = max(end, s.ends[i-1])
		}
		s.ends = append(s.ends, end)
	}
	for i := range s.found {
		h := &s.found[i]
		if h.Reason == Kept && s.blocked(h) {
			h.Reason = Blocked
		}
	}
}

// blocked says whether a block of the hit's frame holds the whole of it. What a
// block only touches is another, longer, compound. Of the blocks that start no
// later than the hit, the one that reaches furthest decides.
func (s *Finder) blocked(h *Hit) bool {
	i := sort.Search(len(s.blocks), func(i int) bool {
		b := &s.blocks[i]
		return b.list > h.list || b.list == h.list && b.Start > h.Start
	}) - 1
	return i >= 0 && s.blocks[i].list == h.list && s.ends[i] >= h.End
}

// suppressNested marks the kept hits that lie wholly inside a longer kept hit of
// another frame, itself suppressed or not: what holds that one holds them too. Hits
// of one frame never overlap. Topics stand in nobody's way.
func (s *Finder) suppressNested(hits []Hit) {
	s.kept = s.kept[:0]
	for i := range hits {
		if hits[i].Reason == Kept && s.m.entries[hits[i].Entry].Frame >= 0 {
			s.kept = append(s.kept, &hits[i])
		}
	}
	slices.SortFunc(s.kept, func(a, b *Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	reach := int32(0) // of the longer ones among those that begin no later
	for i := 0; i < len(s.kept); {
		at := *s.kept[i]
		for ; i < len(s.kept) && s.kept[i].Start == at.Start && s.kept[i].End == at.End; i++ {
			if at.End <= reach {
				s.kept[i].Reason = Nested
			}
		}
		reach = max(reach, at.End)
	}
}
