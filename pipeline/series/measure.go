package series

import (
	"cmp"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
)

// measured is a measure of one contrast, frame or pair.
type measured struct {
	measure.Measure
	thing
	parts   float64 // in which the hits are counted: 1 where all count alike
	formula func(*score.Quantities) float64
}

// thing is a contrast, frame or pair.
type thing struct {
	of, topic string
	a, b      []int   // frames of either side; a frame has no b
	contrast  int     // its place in the lexicon, if it is one
	sentences bool    // what the sides count: sentences, else hits
	pair      int     // whose table of sentences is read, or -1
	heaviest  float64 // weight of an entry of either side
}

// measures lists what is measured with a lexicon, by name and key.
func measures(matcher *lexicon.Matcher, k *classTable) []measured {
	var ms []measured
	things := things(matcher, k)
	for _, m := range measure.All() {
		for _, t := range things[m.Of] {
			one := measured{m, t, 1, score.Formula(m.Name)}
			if m.Weighted {
				one.parts = float64(matcher.Parts())
			}
			ms = append(ms, one)
		}
	}
	slices.SortStableFunc(ms, func(x, y measured) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.of, y.of))
	})
	return ms
}

func things(m *lexicon.Matcher, k *classTable) map[measure.Kind][]thing {
	lex, out := m.Lexicon(), map[measure.Kind][]thing{}
	weights := heaviest(m)
	add := func(k measure.Kind, t thing) {
		if t.sentences {
			t.heaviest = 1
		} else {
			for _, frame := range slices.Concat(t.a, t.b) {
				t.heaviest = max(t.heaviest, weights[frame])
			}
		}
		out[k] = append(out[k], t)
	}
	for i, c := range lex.Contrasts {
		t := thing{of: c.Key, topic: c.Topic, a: frames(lex, c.Positive.Frames), b: frames(lex, c.Negative.Frames), pair: -1, contrast: i}
		if side := k.sides.Of(i); side >= 0 {
			t.a, t.b, t.sentences = []int{k.sideFrame(side)}, []int{k.sideFrame(side + 1)}, true
		}
		add(measure.Contrast, t)
	}
	for i, f := range lex.Frames {
		add(measure.Frame, thing{of: f.Key, a: []int{i}, pair: -1})
	}
	for i, p := range lex.Pairs {
		add(measure.Pair, thing{of: p.Key, topic: p.Topic, a: frames(lex, p.A), b: frames(lex, p.B), pair: i})
	}
	return out
}

// heaviest is the largest weight of an entry, by frame.
func heaviest(m *lexicon.Matcher) []float64 {
	weights, entries := make([]float64, len(m.Lexicon().Frames)), m.Entries()
	for i := range entries {
		if e := &entries[i]; !e.Blocks && e.Frame >= 0 {
			weights[e.Frame] = max(weights[e.Frame], e.Weight)
		}
	}
	return weights
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

// counts are what the measure counts of either side, in parts.
func (m *measured) counts(t *tally) (a, b int64) {
	if m.Weighted {
		return t.weight(m.a), t.weight(m.b)
	}
	return t.hits(m.a), t.hits(m.b)
}

// ofTokens says whether the measure is taken from the tokens too.
func (m *measured) ofTokens() bool { return m.Unit.Tokens > 0 }

// ofNothing says whether it is a ratio whose formula has a value where nothing is.
func (m *measured) ofNothing() bool {
	return m.Ratio && !math.IsNaN(m.formula(&score.Quantities{}))
}

// estimate takes the measure from a tally.
func (m *measured) estimate(t *tally) float64 {
	a, b := m.counts(t)
	q := score.Quantities{A: float64(a) / m.parts, B: float64(b) / m.parts, Tokens: float64(t.tokens)}
	if m.pair >= 0 {
		p := t.pairs[m.pair]
		q.Both, q.OnlyA, q.OnlyB = float64(p.both), float64(p.onlyA), float64(p.onlyB)
		q.Others = float64(t.sentences - p.both - p.onlyA - p.onlyB)
	}
	return m.formula(&q)
}
