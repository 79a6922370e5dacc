package series

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// spread is how the documents of a group spread around the level of each period,
// by kind of counts and what is counted: measures of a contrast have one in
// common.
type spread map[spreadKey]*spreading

// spreading is one spread, and the intervals that measures have of it in common.
type spreading struct {
	counted
	estimates []stats.Estimate
}

type spreadKey struct {
	kind measure.Spread
	of   string
}

func (m *measured) spreadKey() spreadKey { return spreadKey{m.Spread, m.of} }

// counted says how far the level of a period, or of several together, is known.
type counted interface {
	Observed() *stats.Scale
	Estimates(confidence float64) []stats.Estimate
	Level(from, to int, confidence float64, of *stats.Shape) stats.Estimate
}

// spreads counts the documents of a group within a topic. Means of documents,
// hits that weigh differently, and units that were asked for have intervals from
// the bootstrap alone: two hits of weight ½ are not one hit.
func (e *Examiner) spreads(group string, topic int) spread {
	if e.a.o.Weighting != Tokens || e.a.o.Unit != UnitAuto {
		return nil
	}
	counters := e.counters(topic)
	for i, start := range e.calendar {
		if e.a.tally(group, start, topic) == nil {
			continue
		}
		for _, d := range e.a.groups[group][start].docs {
			alone := e.own(e.docs.read(d, ofClasses), topic)
			for _, c := range counters {
				c.add(i, alone)
			}
		}
	}
	out := spread{}
	for _, c := range counters {
		out[c.m.spreadKey()] = &spreading{counted: c.counted()}
	}
	return out
}

// counter sums one spread up, by period.
type counter struct {
	m             *measured
	first, second []stats.Moments // second of a table of sentences only
	cross         []stats.CrossMoments
}

// counters are one for a measure of each spread.
func (e *Examiner) counters(topic int) (out []*counter) {
	seen := map[spreadKey]bool{}
	for i := range e.a.measures {
		m := &e.a.measures[i]
		weighted := e.a.classes.weighted && !m.sentences && m.Spread != measure.OfSentences
		if m.Spread == measure.NoSpread || m.Spread == measure.OfBoth || weighted || seen[m.spreadKey()] || !e.a.wanted(m, e.a.topics[topic]) {
			continue
		}
		seen[m.spreadKey()] = true
		c := &counter{m: m, first: make([]stats.Moments, len(e.calendar))}
		if m.Spread == measure.OfSentences {
			c.second, c.cross = make([]stats.Moments, len(e.calendar)), make([]stats.CrossMoments, len(e.calendar))
		}
		out = append(out, c)
	}
	return out
}

func (c *counter) add(period int, t *tally) {
	if c.second == nil {
		c.first[period].Add(c.m.part(t))
		return
	}
	p := t.pairs[c.m.pair]
	both, first := float64(p.both), float64(p.both+p.onlyA)
	onlyB, others := float64(p.onlyB), float64(t.sentences-p.both-p.onlyA)
	c.first[period].Add(both, first)
	c.second[period].Add(onlyB, others)
	c.cross[period].Add(both, first, onlyB, others)
}

func (c *counter) counted() counted {
	switch c.m.Spread {
	case measure.OfSentences:
		return stats.OddsRatios(c.first, c.second, c.cross)
	case measure.OfSides:
		return stats.Shares(c.first)
	}
	return stats.Rates(c.first)
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
func (m *measured) known(c counted) bool {
	s := c.Observed()
	return s.Degrees > 0 && (s.Within || m.Spread != measure.OfTokens || s.Value <= 1)
}

// value takes a level from the scale of a spread to that of the measure: logits
// of a part stay or become a share, logs of a rate become the rate. What has no
// end becomes NaN, but a rate or a share ends where it can end: beyond a logit of
// noEnd a share is 1 but for rounding.
func (m *measured) value(x float64) float64 {
	switch {
	case m.Unit == measure.Logits && math.Abs(x) > noEnd:
		return math.NaN()
	case m.Spread == measure.OfTokens:
		x = m.Unit.Tokens * portable.Exp(x)
	case m.Spread == measure.OfSides && !m.Odds:
		x = 1 / (1 + portable.Exp(-x))
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
	var all [][]Level
	for _, side := range s.spreads {
		levels := side.levels(m)
		if levels == nil {
			return nil
		}
		all = append(all, levels)
	}
	if len(all) == 0 {
		return nil
	}
	out := make([]stats.Estimate, len(all[0]))
	for i, l := range all[0] {
		if len(all) == 2 {
			l = l.less(all[1][i])
		}
		out[i] = l.bounds()
	}
	return out
}

// levels are those of a measure by period, on its scale.
func (s spread) levels(m *measured) []Level {
	if m.Spread == measure.OfBoth {
		return s.differences(m)
	}
	c := s[m.spreadKey()]
	if c == nil || !m.known(c) {
		return nil
	}
	if c.estimates == nil {
		c.estimates = c.Estimates(0.95)
	}
	var out []Level
	for _, e := range c.estimates {
		out = append(out, m.level(e))
	}
	return out
}

// differences are those of both sides per token: how much is said of both, times the
// share of the first less that of the second. The error of either factor moves the
// product by the other, and both are put together by square and add.
func (s spread) differences(m *measured) []Level {
	said, share := *m, *m
	said.Spread, share.Spread = measure.OfTokens, measure.OfSides
	sums, parts := s.levels(&said), s.levels(&share)
	if sums == nil || parts == nil {
		return nil
	}
	out := make([]Level, len(sums))
	for i, n := range sums {
		p := parts[i]
		most, tilt := n.Estimate, 2*p.Estimate-1
		d := float64(most * tilt)
		down, up := tilt*(most-n.Low), tilt*(n.High-most)
		if tilt < 0 {
			down, up = -up, -down
		}
		out[i] = Level{d, d - portable.Hypot(down, 2*most*(p.Estimate-p.Low)), d + portable.Hypot(up, 2*most*(p.High-p.Estimate))}
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
