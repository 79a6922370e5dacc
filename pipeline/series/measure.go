package series

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
)

// measured is a measure of one contrast, frame or pair.
type measured struct {
	measure.Measure
	of, topic string
	a, b      []int // frames of either side; a frame's own measures have no b
	pair      int   // whose table of sentences is read, or -1
	value     func(*score.Quantities) float64
}

// measures lists what is measured with a lexicon, by name and key.
func measures(lex *lexicon.Lexicon) []measured {
	var ms []measured
	for _, m := range measure.All() {
		add := func(of, topic string, a, b []int, pair int) {
			ms = append(ms, measured{m, of, topic, a, b, pair, score.Formula(m.Name)})
		}
		switch m.Of {
		case measure.Contrast:
			for _, c := range lex.Contrasts {
				add(c.Key, c.Topic, frames(lex, c.Positive), frames(lex, c.Negative), -1)
			}
		case measure.Frame:
			for i, f := range lex.Frames {
				add(f.Key, "", []int{i}, nil, -1)
			}
		case measure.Pair:
			for i, p := range lex.Pairs {
				add(p.Key, p.Topic, frames(lex, p.A), frames(lex, p.B), i)
			}
		}
	}
	slices.SortStableFunc(ms, func(x, y measured) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.of, y.of))
	})
	return ms
}

// frames are the positions of the frames in the lexicon.
func frames(lex *lexicon.Lexicon, keys []string) []int {
	out := make([]int, len(keys))
	for i, k := range keys {
		out[i] = lex.FrameIndex(k)
	}
	return out
}

// hits behind the measure: of both sides.
func (m *measured) hits(t *tally) int64 { return t.hits(m.a) + t.hits(m.b) }

// estimate takes the measure from a tally.
func (m *measured) estimate(t *tally) float64 {
	q := score.Quantities{A: float64(t.hits(m.a)), B: float64(t.hits(m.b)), Tokens: float64(t.tokens)}
	if m.pair >= 0 {
		p := t.pairs[m.pair]
		q.Both, q.OnlyA, q.OnlyB = float64(p.both), float64(p.onlyA), float64(p.onlyB)
		q.Others = float64(t.sentences - p.both - p.onlyA - p.onlyB)
	}
	return m.value(&q)
}
