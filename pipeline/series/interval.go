package series

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/measure"
)

// interval of an estimate, and the unit it was drawn with.
type interval struct {
	low, high float64
	unit      string
}

var noInterval = interval{math.NaN(), math.NaN(), ""}

// The units in the tables: those of the bootstrap, unitExact, where there is no
// hit that could be drawn, and unitSpread, where the spread between documents
// around the levels of all periods says how far one is known.
const (
	unitDocument = string(UnitDocument)
	unitSentence = string(UnitSentence)
	unitExact    = "exact"
	unitSpread   = "spread"
)

// intervals computes the intervals of every measure of a period, and the variances of
// those that vary. Only then is drawn what takes draws.
func (e *Examiner) intervals(s *subject, i int) []interval {
	out := make([]interval, len(e.a.measures))
	e.drawn = e.drawn[:0]
	for _, m := range e.order {
		if e.a.wanted(&e.a.measures[m], e.a.topics[s.topic]) {
			out[m] = e.undrawn(s, m, i)
			if out[m] == toDraw || s.varies[m] != nil {
				e.drawn = append(e.drawn, m)
			}
		}
	}
	if len(e.drawn) == 0 {
		return out
	}
	e.draw(s.sides[i], s.topic, e.drawn)
	unit, n := unitOf(s.sides[i])
	for _, m := range e.drawn {
		s.values(m, i, e.buf)
		if s.varies[m] != nil {
			s.varies[m][i] = variance(e.buf)
		}
		if out[m] == toDraw {
			low, high := e.percentiles.Interval(e.buf, n)
			out[m] = interval{low, high, string(unit)}
		}
	}
	return out
}

// unitOf is the unit of a period, or both of a pair, and how many there are of it in
// the lesser.
func unitOf(sides []*period) (unit Unit, n int) {
	unit, n = UnitDocument, math.MaxInt
	for _, p := range sides {
		n = min(n, p.n)
		if p.unit == UnitSentence {
			unit = UnitSentence
		}
	}
	return unit, n
}

// toDraw stands for an interval that comes from draws.
var toDraw = interval{unit: "to draw"}

// undrawn is the interval of a measure that takes no draws, or toDraw.
func (e *Examiner) undrawn(s *subject, m, i int) interval {
	hits := int64(0)
	for _, p := range s.sides[i] {
		hits += e.a.measures[m].hits(p.tally)
	}
	for _, p := range s.sides[i] {
		if e.a.measures[m].Smoothed && p.tally.expected(e.a.measures[m].pair) < leastExpected {
			return noInterval // of the ½, and not of the counts
		}
	}
	if told := s.told[m]; told != nil && !(math.IsNaN(told[i].Low) && math.IsNaN(told[i].High)) {
		return interval{told[i].Low, told[i].High, unitSpread}
	}
	if hits == 0 {
		return e.withoutHits(&e.a.measures[m], s.sides[i])
	}
	if o, ok := e.apart(&e.a.measures[m], s.sides[i]); ok {
		return o
	}
	if _, n := unitOf(s.sides[i]); n < 2 {
		return noInterval // one unit does not say how units vary
	}
	return toDraw
}

// withoutHits is the interval where there is no hit. A bootstrap draws from
// what is there and would be sure that nothing ever is. The exact upper 97.5 %
// bound of a Poisson mean, of which 0 was seen, is −ln 0.025 (Garwood 1936,
// Biometrika 28). Ratios of hits, means of
// documents and pairs of groups have no interval then.
func (e *Examiner) withoutHits(m *measured, sides []*period) interval {
	if m.Ratio || e.a.o.Weighting == Documents || len(sides) > 1 || sides[0].tally.tokens == 0 {
		return noInterval
	}
	most := -portable.Log(0.025)
	if m.Weighted {
		most *= m.heaviest // what was not seen may be any of the entries
	}
	if m.Unit.Tokens > 0 {
		most = m.Unit.Tokens * (most / float64(sides[0].tally.tokens))
	}
	return interval{max(m.Low, -most), most, unitExact}
}

// apart is the interval of a pair whose sides never meet: the same bound.
func (e *Examiner) apart(m *measured, sides []*period) (interval, bool) {
	if !m.Joint || len(sides) > 1 || e.a.o.Weighting == Documents {
		return noInterval, false
	}
	p, most := sides[0].tally.pairs[m.pair], -portable.Log(0.025)
	if p.both > 0 {
		return noInterval, false
	}
	if m.Unit == measure.Share {
		most = min(m.High, most/float64(p.onlyA+p.onlyB))
	}
	return interval{0, most, unitExact}, true
}

// meanDraws draws the mean of documents: of documents weighted anew, or the
// plain mean of documents whose sentences are drawn anew.
func (e *Examiner) meanDraws(p *period, topic int, measures []int) {
	sums, weights := e.matrix(measures), e.matrix(measures)
	for _, i := range e.a.byID(p.cell.docs) {
		doc := e.docs.read(i, ofClasses)
		alone := e.a.alone(doc, topic)
		if alone.sentences == 0 {
			continue
		}
		weight := func(int) float64 { return 1 }
		if p.unit == UnitDocument {
			e.weights.Draw(doc.key(), 1, e.w)
			weight = func(b int) float64 { return float64(e.w[b]) }
		} else {
			p.draws.clear()
			e.document(doc, UnitSentence, topic, p.draws)
			e.packed.settle(p.draws)
		}
		for _, m := range measures {
			e.ownValues(m, alone, p)
			for b, v := range e.buf {
				if !math.IsNaN(v) {
					sums[m][b] += float64(weight(b) * v)
					weights[m][b] += weight(b)
				}
			}
		}
	}
	for m := range sums {
		for b := range sums[m] {
			sums[m][b] /= weights[m][b]
		}
	}
	p.means = sums
}

// ownValues puts into buf what one document has in every draw.
func (e *Examiner) ownValues(measure int, alone *tally, p *period) {
	m := &e.a.measures[measure]
	if p.unit == UnitSentence {
		e.drawer.values(m, p.draws, e.buf)
		return
	}
	v := m.estimate(alone)
	for b := range e.buf {
		e.buf[b] = v
	}
}

func (e *Examiner) matrix(measures []int) [][]float64 {
	out := make([][]float64, len(e.a.measures))
	for _, m := range measures {
		out[m] = make([]float64, e.a.o.Draws)
	}
	return out
}
