package validate

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// target is what a sentence is said to have or not: a frame, or the side of a contrast
// it is on.
type target struct {
	name     string
	frame    string // its key; empty for a side
	contrast string // its key; empty for a frame
	negative bool
	direct   uint64      // frames, by their place in the design
	pairs    [][2]uint64 // halves, of both of which it takes one
}

// targets are the frames that were coded, and the sides of contrasts all of whose
// frames were.
func targets(d *Design, lex *lexicon.Lexicon) (out []target) {
	for i, f := range d.Frames {
		out = append(out, target{name: f.Key, frame: f.Key, direct: 1 << i})
	}
	for _, c := range lex.Contrasts {
		p, coded := d.side(lex, c.Positive)
		n, too := d.side(lex, c.Negative)
		if !coded || !too || c.Topic != "" {
			continue
		}
		p.name, p.contrast = c.Key+" positive", c.Key
		n.name, n.contrast, n.negative = c.Key+" negative", c.Key, true
		out = append(out, p, n)
	}
	return out
}

func (d *Design) side(lex *lexicon.Lexicon, s lexicon.Side) (t target, coded bool) {
	coded = true
	mask := func(keys []string) (m uint64) {
		for _, k := range keys {
			at := d.frame(k)
			if at < 0 {
				coded = false
				continue
			}
			m |= 1 << at
		}
		return m
	}
	t.direct = mask(s.Frames)
	for _, key := range s.Pairs {
		p := &lex.Pairs[lex.PairIndex(key)]
		t.pairs = append(t.pairs, [2]uint64{mask(p.A), mask(p.B)})
	}
	return t, coded
}

// has says whether a sentence with these frames has it.
func (t *target) has(frames uint64) bool {
	if frames&t.direct != 0 {
		return true
	}
	for _, p := range t.pairs {
		if frames&p[0] != 0 && frames&p[1] != 0 {
			return true
		}
	}
	return false
}

// said is what a coder says who gave these frames and not those; NaN where the others,
// on which nothing was said, decide it.
func (t *target) said(yes, no uint64) float64 {
	all := t.direct
	for _, p := range t.pairs {
		all |= p[0] | p[1]
	}
	switch {
	case t.has(yes):
		return 1
	case !t.has(yes | all&^no):
		return 0
	}
	return math.NaN()
}
