package series

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// spread is how the documents of a group spread around the level of each period,
// by kind of counts and what is counted: measures of a contrast have one in
// common.
type spread map[spreadKey]*stats.Counted

type spreadKey struct {
	kind measure.Spread
	of   string
}

func (m *measured) spreadKey() spreadKey { return spreadKey{m.Spread, m.of} }

// spreads counts the documents of a group within a topic. Means of documents,
// hits that weigh differently, and units that were asked for have intervals from
// the bootstrap alone: two hits of weight ½ are not one hit.
func (e *Examiner) spreads(group string, topic int) spread {
	if e.a.o.Weighting != Tokens || e.a.o.Unit != UnitAuto {
		return nil
	}
	keys, moments := e.spreadKeys(topic)
	alone := e.a.newTally()
	for i, start := range e.calendar {
		if e.a.tally(group, start, topic) == nil {
			continue
		}
		for _, d := range e.a.groups[group][start].docs {
			alone.clear()
			e.a.addDocument(alone, &e.a.docs[d], topic)
			for k, m := range keys {
				moments[k][i].Add(m.part(alone))
			}
		}
	}
	out := spread{}
	for k, m := range keys {
		counted := stats.Rates
		if m.Spread == measure.OfSides {
			counted = stats.Shares
		}
		c := counted(moments[k])
		out[m.spreadKey()] = &c
	}
	return out
}

// spreadKeys are a measure of each spread, and room for its moments by period.
func (e *Examiner) spreadKeys(topic int) (keys []*measured, moments [][]stats.Moments) {
	seen := map[spreadKey]bool{}
	for i := range e.a.measures {
		m := &e.a.measures[i]
		if m.Spread == measure.NoSpread || e.a.classes.weighted && !m.sentences || seen[m.spreadKey()] || !e.a.wanted(m, e.a.topics[topic]) {
			continue
		}
		seen[m.spreadKey()] = true
		keys, moments = append(keys, m), append(moments, make([]stats.Moments, len(e.calendar)))
	}
	return keys, moments
}

// part is what a document has of the whole that a measure is taken of.
func (m *measured) part(t *tally) (part, whole float64) {
	a, b := m.counts(t)
	if m.Spread == measure.OfSides {
		return float64(a) / m.parts, float64(a+b) / m.parts
	}
	return float64(a+b) / m.parts, float64(t.tokens)
}

// clear makes a tally of one document ready for the next.
func (t *tally) clear() {
	t.sentences, t.tokens = 0, 0
	clear(t.frames)
	clear(t.weights)
	clear(t.pairs)
}

// known says whether the spread of documents could be told. Rates of single
// documents that scatter by more than their level leave no interval to speak of:
// its end would hang on the tail of a distribution nobody has seen.
func (m *measured) known(c *stats.Counted) bool {
	return c != nil && c.Degrees > 0 && (c.Within || m.Spread != measure.OfTokens || c.Value <= 1)
}

// value takes a level from the scale of a spread to that of the measure: logits
// of a part stay or become a share, logs of a rate become the rate. What has no
// end becomes NaN, but a rate or a share ends where it can end: beyond a logit of
// noEnd a share is 1 but for rounding.
func (m *measured) value(x float64) float64 {
	switch {
	case m.Odds && math.Abs(x) > noEnd:
		return math.NaN()
	case m.Spread == measure.OfTokens:
		x = m.Unit.Tokens * math.Exp(x)
	case m.Spread == measure.OfSides && !m.Odds:
		x = 1 / (1 + math.Exp(-x))
	}
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

const noEnd = 30

// level is an estimate on the scale of the measure.
func (m *measured) level(e stats.Estimate) Level {
	return Level{m.value(e.Value), m.value(e.Low), m.value(e.High)}
}

// spreadIntervals are those of every period, or nil where documents do not tell
// how they differ.
func (s *subject) spreadIntervals(m *measured) []stats.Estimate {
	var all [][]stats.Estimate
	for _, side := range s.spreads {
		c := side[m.spreadKey()]
		if !m.known(c) {
			return nil
		}
		all = append(all, c.Estimates(0.95))
	}
	if len(all) == 0 {
		return nil
	}
	out := all[0]
	for i := range out {
		l := m.level(out[i])
		if len(all) == 2 {
			l = l.less(m.level(all[1][i]))
		}
		out[i] = l.bounds()
	}
	return out
}

// estimateAll finds the intervals that come from the spread between documents.
func (s *subject) estimateAll() {
	s.told = make([][]stats.Estimate, len(s.e.a.measures))
	for i := range s.e.a.measures {
		m := &s.e.a.measures[i]
		if m.Spread != measure.NoSpread && s.e.a.wanted(m, s.e.a.topics[s.topic]) {
			s.told[i] = s.spreadIntervals(m)
		}
	}
}
