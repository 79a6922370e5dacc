package series

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// MeasureNames are the measures there are: of contrasts, of frames, of pairs.
var MeasureNames = []string{"position", "share", "difference", "salience", "rate", "together", "lift", "jaccard", "evenness"}

// measure is one measure of one contrast, frame or pair.
type measure struct {
	name, of, topic string
	// ratio marks measures that compare hits with hits: without a hit they have
	// nothing to say.
	ratio bool
	a, b  []int // frames of either side; a frame's own measures have no b
	pair  int   // whose table of sentences is read, or -1
	value func(*quantities) float64
}

// quantities are what a measure is taken from.
type quantities struct {
	a, b                       int64 // hits of either side
	tokens                     int64
	both, onlyA, onlyB, others int64 // sentences with either side of a pair, or neither
}

// measures lists what is measured with a lexicon, by name and key.
func measures(lex *lexicon.Lexicon) []measure {
	var ms []measure
	for _, c := range lex.Contrasts {
		a, b := frames(lex, c.Positive), frames(lex, c.Negative)
		add := func(name string, ratio bool, value func(*quantities) float64) {
			ms = append(ms, measure{name, c.Key, c.Topic, ratio, a, b, -1, value})
		}
		add("position", true, func(q *quantities) float64 { return score.Position(q.a, q.b) })
		add("share", true, func(q *quantities) float64 { return score.Share(q.a, q.b) })
		add("difference", false, func(q *quantities) float64 { return score.Difference(q.a, q.b, q.tokens) })
		add("salience", false, func(q *quantities) float64 { return score.Salience(q.a, q.b, q.tokens) })
	}
	for i, f := range lex.Frames {
		ms = append(ms, measure{"rate", f.Key, "", false, []int{i}, nil, -1, func(q *quantities) float64 { return score.Rate(q.a, q.tokens) }})
	}
	for i, p := range lex.Pairs {
		a, b := frames(lex, p.A), frames(lex, p.B)
		add := func(name string, ratio bool, value func(*quantities) float64) {
			ms = append(ms, measure{name, p.Key, p.Topic, ratio, a, b, i, value})
		}
		add("together", false, func(q *quantities) float64 { return float64(q.both) })
		add("lift", true, func(q *quantities) float64 { return score.Lift(q.both, q.onlyA, q.onlyB, q.others) })
		add("jaccard", true, func(q *quantities) float64 { return score.Jaccard(q.both, q.onlyA, q.onlyB) })
		add("evenness", true, func(q *quantities) float64 { return score.Evenness(q.a, q.b) })
	}
	slices.SortFunc(ms, func(x, y measure) int {
		return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.of, y.of))
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
func (m *measure) hits(t *tally) int64 { return t.hits(m.a) + t.hits(m.b) }

// estimate takes the measure from a tally.
func (m *measure) estimate(t *tally) float64 {
	q := quantities{a: t.hits(m.a), b: t.hits(m.b), tokens: t.tokens}
	if m.pair >= 0 {
		p := t.pairs[m.pair]
		q.both, q.onlyA, q.onlyB = p.both, p.onlyA, p.onlyB
		q.others = t.sentences - p.both - p.onlyA - p.onlyB
	}
	return m.value(&q)
}
