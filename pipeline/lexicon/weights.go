package lexicon

import "math"

// Weights are counted in whole parts of 1, so that sums hang on no order and a
// bootstrap can draw them: in the coarsest parts that hold every weight of the
// lexicon, and rounded to thousandths where none up to there do.
const mostParts = 1000

// mostWeight bounds the weight of an entry.
const mostWeight = 1000

// Parts is the number of parts in a weight of 1.
func (m *Matcher) Parts() int { return m.parts }

// Weighted says whether an entry of a frame has another weight than 1.
func (m *Matcher) Weighted() bool { return m.weighted }

// weigh gives the entries their parts.
func (m *Matcher) weigh() {
	for m.parts = 1; m.parts < mostParts && !m.whole(); m.parts++ {
	}
	for i := range m.entries {
		e := &m.entries[i]
		e.Parts = max(1, int32(math.Round(e.Weight*float64(m.parts))))
		m.weighted = m.weighted || m.counts(e) && e.Weight != 1
	}
}

// counts says whether hits of the entry are counted with its weight.
func (m *Matcher) counts(e *CompiledEntry) bool { return !e.Blocks && e.Frame >= 0 }

// whole says whether every weight is a whole number of parts.
func (m *Matcher) whole() bool {
	for i := range m.entries {
		e := &m.entries[i]
		if v := float64(e.Weight * float64(m.parts)); m.counts(e) && (v < 0.5 || math.Abs(v-math.Round(v)) > 1e-6) {
			return false
		}
	}
	return true
}
