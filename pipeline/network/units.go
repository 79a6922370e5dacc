package network

import "slices"

// hit is a kept hit of a node.
type hit struct {
	node       int32
	sentence   int32
	start, end int64
}

// counter counts the units of one document after the other.
type unitCounter struct {
	counters
	width   int     // of the window; 0: paragraphs say what a unit is
	counts  []int32 // of the document
	dirty   []int32 // which of them are not 0
	present []int32 // nodes of the unit
}

func newUnitCounter(c counters, width int) *unitCounter {
	return &unitCounter{counters: c, width: width, counts: make([]int32, c.size())}
}

func (u *unitCounter) add(at int, n int32) {
	if u.counts[at] == 0 {
		u.dirty = append(u.dirty, int32(at))
	}
	u.counts[at] += n
}

// document counts hits in the order of their sentences, among so many units. unitOf maps
// sentences to units that do not overlap; nil: a unit is a sentence with those before it,
// as many as the window is wide, and inside says which sentences end one.
func (u *unitCounter) document(hits []hit, units int, sentences int32, unitOf func(int32) int32, inside func(int32) bool) []count {
	u.dirty = u.dirty[:0]
	if units > 0 {
		u.add(0, int32(units))
	}
	if unitOf != nil {
		u.apart(hits, unitOf)
	} else {
		u.moving(hits, sentences, inside)
	}
	slices.Sort(u.dirty)
	out := make([]count, len(u.dirty))
	for i, at := range u.dirty {
		out[i] = count{at, u.counts[at]}
		u.counts[at] = 0
	}
	return out
}

func (u *unitCounter) apart(hits []hit, unitOf func(int32) int32) {
	for len(hits) > 0 {
		n := 1
		for n < len(hits) && unitOf(hits[n].sentence) == unitOf(hits[0].sentence) {
			n++
		}
		u.unit(hits[:n])
		hits = hits[n:]
	}
}

// moving has the windows of Siebert-Evenstone et al. (2017, Journal of Learning Analytics
// 4:123): each sentence with those before it.
func (u *unitCounter) moving(hits []hit, sentences int32, inside func(int32) bool) {
	from, to := 0, 0
	for s := range sentences {
		for to < len(hits) && hits[to].sentence <= s {
			to++
		}
		for from < to && hits[from].sentence <= s-int32(u.width) {
			from++
		}
		if from == to {
			if to == len(hits) {
				return
			}
			continue
		}
		if inside(s) {
			u.unit(hits[from:to])
		}
	}
}

// unit takes the hits of one unit.
func (u *unitCounter) unit(hits []hit) {
	u.present = u.present[:0]
	for _, h := range hits {
		if !slices.Contains(u.present, h.node) {
			u.present = append(u.present, h.node)
		}
	}
	slices.Sort(u.present)
	for i, a := range u.present {
		u.add(u.node(int(a)), 1)
		for _, b := range u.present[i+1:] {
			at := u.overlap(u.pair(int(a), int(b)))
			if apart(hits, a, b) {
				at = u.together(u.pair(int(a), int(b)))
			}
			u.add(at, 1)
		}
	}
}

// apart says whether two nodes have hits that share no byte.
func apart(hits []hit, a, b int32) bool {
	for _, x := range hits {
		if x.node != a {
			continue
		}
		for _, y := range hits {
			if y.node == b && (x.end <= y.start || y.end <= x.start) {
				return true
			}
		}
	}
	return false
}
