package report

import (
	"math"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/measure"
)

// steps are the steps of a series, with the words of its claim.
func (b *builder) steps(l *line) []shownStep {
	c, places := b.claims[l.name], l.calendar.places
	out := []shownStep{}
	for i, k := range b.breaks[l.name] {
		w := c.Steps[i]
		out = append(out, shownStep{places[k.Date], places[k.Next], places[k.DateLow], places[k.DateHigh],
			w.Date, w.Date + " (95 %: " + w.Set + "): from " + w.Before + " to " + w.After + ", a change of " + w.Change})
	}
	return out
}

// knot is a value of a course in a period.
type knot struct {
	at    time.Time
	value float64
}

// course is what the figure draws through the estimates: the level of what is
// flat, levels around steps, the way of a trend, and nothing of what is undecided.
func (b *builder) course(l *line) []shownPiece {
	out := []shownPiece{}
	s := b.shapes[l.name]
	if s.First.IsZero() {
		return out
	}
	first, last := knot{s.First, s.From}, knot{s.Last, s.To}
	switch s.Shape {
	case claim.Flat:
		first.value, last.value = s.Level, s.Level
		return append(out, l.pieces(first, last)...)
	case claim.Trend:
		if s.RampFrom.IsZero() {
			return append(out, l.pieces(first, last)...)
		}
		return append(out, l.pieces(first, knot{s.RampFrom, s.From}, knot{s.RampTo, s.To}, last)...)
	case claim.Steps:
		first.value, last.value = math.NaN(), math.NaN()
		if n := len(b.breaks[l.name]); n > 0 {
			first.value, last.value = b.breaks[l.name][0].Before, b.breaks[l.name][n-1].After
		}
		return append(out, b.broken(l, first, last)...)
	case claim.TrendAndStep:
		return append(out, b.broken(l, first, last)...)
	}
	return out
}

// broken is a course with the steps of a series.
func (b *builder) broken(l *line, first, last knot) (out []shownPiece) {
	for _, k := range b.breaks[l.name] {
		out = append(out, l.pieces(first, knot{k.Date, k.Before})...)
		first = knot{k.Next, k.After}
	}
	return append(out, l.pieces(first, last)...)
}

// pieces lead from knot to knot; none where a value is missing.
func (l *line) pieces(knots ...knot) (out []shownPiece) {
	m := measureOf(l.Measure)
	for i := 1; i < len(knots); i++ {
		a, b := knots[i-1], knots[i]
		from, to := l.calendar.places[a.at], l.calendar.places[b.at]
		if math.IsNaN(a.value+b.value) || to < from {
			continue
		}
		values := []float64{a.value}
		for at := from + 1; at <= to && a.value != b.value; at++ {
			values = append(values, m.along(a.value, b.value, float64(at-from)/float64(to-from)))
		}
		out = append(out, shownPiece{from, to, m.numbers(values)})
	}
	return out
}

// along is a value on the way from one to another, which is straight on the scale
// the shape is told on: logits of a share, logs of a rate.
func (m shown) along(from, to, part float64) float64 {
	scale, back := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	switch {
	case m.Spread == measure.OfTokens:
		scale, back = math.Log, math.Exp
	case m.Spread == measure.OfSides && !m.Odds:
		scale, back = func(v float64) float64 { return math.Log(v / (1 - v)) }, func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	}
	if v := back(scale(from) + part*(scale(to)-scale(from))); !math.IsNaN(v) {
		return v
	}
	return from + part*(to-from)
}
