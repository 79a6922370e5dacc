package lexicon

import (
	"cmp"
	"slices"
)

// Whole is a sentence in the units of Part.Share. Sixteen hits or fewer share
// it without a rest.
const Whole = 720720

// Part is what an entry has in a sentence's being on a side of a contrast that
// counts sentences.
type Part struct {
	Contrast int // position in the lexicon's contrasts
	Negative bool
	Entry    int32
	// Share is the entry's part of the sentence: each hit that puts it on the
	// side has an equal one. The shares of a sentence add up to Whole.
	Share int64
	// Alone says that the sentence would not be on the side without the entry.
	Alone bool
}

// Found is a kept hit of a sentence: the positions of its frame and its entry.
type Found struct{ Frame, Entry int32 }

// Sides finds out on which sides of the contrasts that count sentences a
// sentence is, and which of its hits put it there. It belongs to one goroutine.
type Sides struct {
	sides []side
	parts []Part

	// Memory of one side.
	hits []Found
	uses []bool
	met  [][2]route
}

// side is one side of a contrast: by frame, what a hit of it opens.
type side struct {
	contrast int
	negative bool
	direct   []bool      // frames that put a sentence on the side at once
	pairs    [][2][]bool // halves, both of which it takes
}

// NewSides returns the Sides of a lexicon.
func NewSides(lex *Lexicon) *Sides {
	s := &Sides{}
	for i := range lex.Contrasts {
		c := &lex.Contrasts[i]
		if !c.Sentences() {
			continue
		}
		for n, names := range []Side{c.Positive, c.Negative} {
			out := side{contrast: i, negative: n == 1, direct: lex.among(names.Frames)}
			for _, key := range names.Pairs {
				p := &lex.Pairs[lex.PairIndex(key)]
				out.pairs = append(out.pairs, [2][]bool{lex.among(p.A), lex.among(p.B)})
			}
			s.sides = append(s.sides, out)
		}
	}
	return s
}

// among says of each frame whether it is one of those named.
func (l *Lexicon) among(keys []string) []bool {
	out := make([]bool, len(l.Frames))
	for _, k := range keys {
		out[l.FrameIndex(k)] = true
	}
	return out
}

// Parts returns what the entries that hit a sentence have in the sides it is on,
// by contrast, side and entry. The slice is valid until the next call.
func (s *Sides) Parts(hits []Found) []Part {
	s.parts = s.parts[:0]
	for i := range s.sides {
		s.side(&s.sides[i], hits)
	}
	return s.parts
}

// Number is how many sides there are: two for each contrast that counts
// sentences, in the order of the lexicon, the positive first.
func (s *Sides) Number() int { return len(s.sides) }

// Of is the number of the positive side of a contrast, which its negative side
// follows, or -1 where the contrast counts hits.
func (s *Sides) Of(contrast int) int {
	return slices.IndexFunc(s.sides, func(d side) bool { return d.contrast == contrast })
}

// On says whether a sentence with so many hits of each frame is on a side.
func (s *Sides) On(side int, hits []int32) bool {
	d := &s.sides[side]
	return anyHit(hits, d.direct) || slices.ContainsFunc(d.pairs, func(halves [2][]bool) bool {
		return anyHit(hits, halves[0]) && anyHit(hits, halves[1])
	})
}

func anyHit(hits []int32, frames []bool) bool {
	for f, on := range frames {
		if on && hits[f] > 0 {
			return true
		}
	}
	return false
}

// route is a set of entries, any of which opens a way to the side: how many
// there are, up to two, and the first.
type route struct {
	entries int
	first   int32
}

func routeOf(hits []Found, frames []bool) (r route) {
	for _, h := range hits {
		switch {
		case !frames[h.Frame]:
		case r.entries == 0:
			r = route{1, h.Entry}
		case h.Entry != r.first:
			r.entries = 2
		}
	}
	return r
}

// only says whether the entry is all of the route.
func (r route) only(entry int32) bool { return r.entries == 1 && r.first == entry }

func (s *Sides) side(d *side, hits []Found) {
	direct := routeOf(hits, d.direct)
	uses, met := append(s.uses[:0], d.direct...), s.met[:0]
	for _, halves := range d.pairs {
		a, b := routeOf(hits, halves[0]), routeOf(hits, halves[1])
		if a.entries == 0 || b.entries == 0 {
			continue
		}
		met = append(met, [2]route{a, b})
		for f := range uses {
			uses[f] = uses[f] || halves[0][f] || halves[1][f]
		}
	}
	s.uses, s.met, s.hits = uses, met, s.hits[:0]
	if direct.entries == 0 && len(met) == 0 {
		return
	}
	for _, h := range hits {
		if uses[h.Frame] {
			s.hits = append(s.hits, h)
		}
	}
	s.divide(d, direct, met)
}

// divide gives each entry its part of the sentence.
func (s *Sides) divide(d *side, direct route, met [][2]route) {
	slices.SortFunc(s.hits, func(a, b Found) int { return cmp.Compare(a.Entry, b.Entry) })
	each, rest := int64(Whole/len(s.hits)), Whole%len(s.hits)
	for i, h := range s.hits {
		if i == 0 || s.hits[i-1].Entry != h.Entry {
			s.parts = append(s.parts, Part{d.contrast, d.negative, h.Entry, 0, hangs(h.Entry, direct, met)})
		}
		p := &s.parts[len(s.parts)-1]
		p.Share += each
		if i < rest {
			p.Share++
		}
	}
}

// hangs says whether no way to the side is left without the entry.
func hangs(entry int32, direct route, met [][2]route) bool {
	if direct.entries > 0 && !direct.only(entry) {
		return false
	}
	for _, halves := range met {
		if !halves[0].only(entry) && !halves[1].only(entry) {
			return false
		}
	}
	return true
}
