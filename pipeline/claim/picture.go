package claim

import (
	"math"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Picture is what a picture shows of the shape of a series. Print, page and
// Vega-Lite draw this and no more, so that none of them has a level, a date or a
// set of dates that another has not; a claim that is too doubtful to draw has none.
type Picture struct {
	Pieces []Piece
	Cuts   []Cut
}

// Piece is a stretch of the calendar with one course: a level with its interval,
// or a way, whose interval is not known.
type Piece struct {
	Course    []Knot
	Low, High float64
	Level     bool
}

// Knot is a value in a period. Between two knots a course is straight.
type Knot struct {
	Period time.Time
	Value  float64
}

// Cut is a step between two periods: the last of the old level and the first of
// the new; and the periods between which its 95 % set lies.
type Cut struct {
	Step
	Last, Next time.Time
	Low, High  time.Time
}

// PictureOf is the picture of a series whose steps are those given.
func PictureOf(s store.ShapeRow, steps []store.BreakRow) (p Picture) {
	w := words{s, steps}
	stepped := (s.Shape == Steps || s.Shape == TrendAndStep) && len(steps) > 0 && !Doubtful(s)
	switch {
	case s.Shape == Flat:
		p.level(s.First, s.Last, s.Level, s.LevelLow, s.LevelHigh)
	case s.Shape == Trend && !s.RampFrom.IsZero():
		p.way(&w, Knot{s.First, s.From}, Knot{s.RampFrom, s.From}, Knot{s.RampTo, s.To}, Knot{s.Last, s.To})
	case s.Shape == Trend:
		p.way(&w, Knot{s.First, s.From}, Knot{s.Last, s.To})
	case stepped && s.Shape == Steps:
		p.levels(&w)
	case stepped:
		p.slopes(&w)
	}
	for i := range steps {
		if b := &steps[i]; stepped {
			p.Cuts = append(p.Cuts, Cut{w.step(i), b.Date, b.Next, earlier(b.DateLow, b.Date), later(series.Freq(s.Freq).Next(b.DateHigh), b.Next)})
		}
	}
	return p
}

func earlier(a, b time.Time) time.Time { return slices.MinFunc([]time.Time{a, b}, time.Time.Compare) }

func later(a, b time.Time) time.Time { return slices.MaxFunc([]time.Time{a, b}, time.Time.Compare) }

func (p *Picture) level(from, to time.Time, at, low, high float64) {
	if !math.IsNaN(at) {
		p.Pieces = append(p.Pieces, Piece{[]Knot{{from, at}, {to, at}}, low, high, true})
	}
}

// levels are those around the steps. In a hole between two there is none.
func (p *Picture) levels(w *words) {
	from := w.First
	for _, b := range w.steps {
		p.level(from, b.Date, b.Before, b.BeforeLow, b.BeforeHigh)
		from = b.Next
	}
	b := w.steps[len(w.steps)-1]
	p.level(from, w.Last, b.After, b.AfterLow, b.AfterHigh)
}

// slopes are the parts of a trend around its steps.
func (p *Picture) slopes(w *words) {
	from := Knot{w.First, w.From}
	for _, b := range w.steps {
		p.way(w, from, Knot{b.Date, b.Before})
		from = Knot{b.Next, b.After}
	}
	p.way(w, from, Knot{w.Last, w.To})
}

// way is a course over knots, with more of them where it is straight on another
// scale than that of the picture; none where a value is missing.
func (p *Picture) way(w *words, knots ...Knot) {
	course := knots[:1]
	for i, b := range knots[1:] {
		course = append(course, w.between(knots[i], b)...)
		course = append(course, b)
	}
	if !slices.ContainsFunc(course, func(k Knot) bool { return math.IsNaN(k.Value) }) {
		p.Pieces = append(p.Pieces, Piece{course, math.NaN(), math.NaN(), false})
	}
}

// between are the knots on the way from one to another, which is straight on the
// scale the shape is told on: logits of a share, logs of a rate.
func (w *words) between(a, b Knot) (out []Knot) {
	scale, back := scales(w.Measure)
	if scale == nil || a.Value == b.Value {
		return nil
	}
	from, to := scale(a.Value), scale(b.Value)
	if math.IsInf(to-from, 0) || math.IsNaN(to-from) {
		return nil
	}
	freq := series.Freq(w.Freq)
	for at := freq.Next(a.Period); at.Before(b.Period); at = freq.Next(at) {
		out = append(out, Knot{Period: at})
	}
	for i := range out {
		part := float64(i+1) / float64(len(out)+1)
		out[i].Value = back(from + float64(part*(to-from)))
	}
	return out
}

// scales lead to the scale of a shape and back; there are none where it is told on
// the measure's own.
func scales(name string) (scale, back func(float64) float64) {
	switch m, _ := measure.Named(name); {
	case m.Spread == measure.OfTokens:
		return portable.Log, portable.Exp
	case m.Spread == measure.OfSides && !m.Odds:
		return func(v float64) float64 { return portable.Log(v / (1 - v)) }, func(v float64) float64 { return 1 / (1 + portable.Exp(-v)) }
	}
	return nil, nil
}

// FewHits are so few that a ribbon through the intervals of such periods would draw
// a course nobody has seen: each is a bar.
const FewHits = 2

// Weak says whether an estimate with such warnings is drawn hollow: a ratio that is
// hardly more than chance. A rate of few hits needs no such mark: it is low, and its
// interval says how well that is known.
func Weak(name, warnings string) bool {
	m, _ := measure.Named(name)
	return m.Ratio && slices.ContainsFunc(measure.Split(warnings), measure.Warning.Doubtful)
}
