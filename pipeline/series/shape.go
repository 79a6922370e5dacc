package series

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// MaxBreakPeriods is the longest calendar whose series have a shape told: the
// search takes time that grows with the square of the length.
const MaxBreakPeriods = 400

// digits of a small p are wanted where many series are tested.
const shapeDraws = 999

// telling is the shape of one series being told.
type telling struct {
	*subject
	m       *measured
	counted counted   // nil where there is none: a plain series
	y, c    []float64 // on the scale the shape is told on
	shape   stats.Shape
	row     ShapeRow
}

// tell tells the shape of a series, and its steps if it has any.
func (s *subject) tell(index int, y []float64) (ShapeRow, []BreakRow) {
	t := &telling{subject: s, m: &s.e.a.measures[index], y: y}
	t.row = ShapeRow{Name: s.name(index), Shape: stats.Shape{N: observed(y)}, Season: math.NaN()}
	t.row.unknown()
	if s.e.long() {
		t.row.Class = stats.Undecided
		t.row.Warnings = []measure.Warning{measure.TooLong}
		return t.row, nil
	}
	t.scale(index)
	t.withoutSeason()
	t.shape = stats.FitShape(t.y, t.c, stats.ShapeOptions{Seed: t.seed(), StepDraws: shapeDraws})
	t.row.Shape = t.shape
	t.row.Warnings = append(t.row.Warnings, measure.Of(t.shape.Warnings)...)
	t.course()
	breaks := t.breaks()
	t.row.Shape.Forget()
	return t.row, breaks
}

func (t *telling) seed() uint64 {
	n := t.row.Name
	return t.e.a.o.Seed ^ textKey(n.Measure+"\x00"+n.Of+"\x00"+n.Topic+"\x00"+n.Group)
}

// scale finds the values and the sampling variances: logits and logs of counts,
// with the spread between documents; of a pair of groups, their difference; of
// any other measure its values, with the variances of the draws.
func (t *telling) scale(index int) {
	if t.varies[index] != nil {
		t.c = t.variances(index)
		return
	}
	sides, said := t.scales(t.m), t.y
	first := sides[0].Observed()
	if len(sides) == 1 {
		t.counted, t.y, t.c = sides[0], first.Y, slices.Clone(first.C)
		t.row.Spread, t.row.Within = first.Value, first.Within
		t.row.Warnings = measure.Of(first.Warnings)
	} else {
		second := sides[1].Observed()
		t.y, t.c = make([]float64, len(said)), make([]float64, len(said))
		for i := range said {
			t.y[i] = first.Y[i] - second.Y[i]
			t.c[i] = first.C[i] + second.C[i]
		}
	}
	for i, v := range said {
		if math.IsNaN(v) {
			t.c[i] = v // too thin for an estimate, and so for the shape
		}
	}
}

// scales are the counts of the group, or of either of a pair, that tell how far a
// measure is known.
func (s *subject) scales(m *measured) (out []counted) {
	for _, side := range s.spreads {
		if c := side[m.spreadKey()]; c != nil {
			out = append(out, c)
		}
	}
	return out
}

// unscaled has room for the variances of the draws, by period, of each measure whose
// shape takes them: counts tell it nothing, or the difference of two that are no
// logits.
func (s *subject) unscaled() [][]float64 {
	out := make([][]float64, len(s.e.a.measures))
	for i := range out {
		m := &s.e.a.measures[i]
		n := len(s.scales(m))
		onScale := n == 1 || n == 2 && m.Unit == measure.Logits
		if !onScale && s.searched(m) && !s.e.long() && s.e.a.wanted(m, s.e.a.topics[s.topic]) {
			out[i] = make([]float64, len(s.sides))
		}
	}
	return out
}

// variances are those of the draws; a period without two different draws has
// none, and is left out.
func (t *telling) variances(index int) []float64 {
	out := t.varies[index]
	for i, v := range t.y {
		if math.IsNaN(v) || t.sides[i] == nil {
			out[i] = math.NaN()
		}
	}
	return out
}

// variance of draws, without those that are none.
func variance(draws []float64) float64 {
	n, sum := 0.0, 0.0
	for _, v := range draws {
		if !math.IsNaN(v) {
			n++
			sum += v
		}
	}
	mean, squares := sum/n, 0.0
	for _, v := range draws {
		if !math.IsNaN(v) {
			squares += float64((v - mean) * (v - mean))
		}
	}
	return squares / (n - 1)
}

// withoutSeason takes the season off a series of periods shorter than a year.
func (t *telling) withoutSeason() {
	cycle, first := t.e.a.o.Freq.cycle(), 0
	if cycle == 0 || len(t.e.calendar) == 0 {
		return
	}
	first = t.e.a.o.Freq.place(t.e.calendar[0])
	season := stats.FindSeason(t.y, cycle, first)
	t.row.Season = season.P
	if season.P <= 0.05 {
		t.row.Warnings = append(t.row.Warnings, measure.Seasonal)
		t.y = season.Deseason(t.y, first)
	}
}

// cycle is how many periods make a year; 0 where none do, or a year is one.
func (f Freq) cycle() int {
	return map[Freq]int{Month: 12, Quarter: 4, Half: 2}[f]
}

// place is the place of a period in its year, from 0.
func (f Freq) place(start time.Time) int {
	return (int(start.Month()) - 1) * f.cycle() / 12
}

// course says where the model of the class begins and ends.
func (t *telling) course() {
	fitted := t.shape.Fitted()
	for i, v := range fitted {
		if math.IsNaN(v) {
			continue
		}
		if t.row.First.IsZero() {
			t.row.First, t.row.From = t.e.calendar[i], t.value(v)
		}
		t.row.Last, t.row.To = t.e.calendar[i], t.value(v)
	}
	t.row.Fitted = make([]float64, len(fitted))
	for i, v := range fitted {
		t.row.Fitted[i] = t.value(v)
	}
	t.row.Unseen = t.shape.Unseen()
	if t.shape.Class == stats.Moves && t.shape.Ramped {
		at := t.shape.Ramp
		clamp := func(i int) time.Time { return t.e.calendar[min(max(i, 0), len(t.e.calendar)-1)] }
		t.row.RampFrom, t.row.RampTo = clamp(at.Start), clamp(at.Start+at.Length)
	}
	if t.shape.Class == stats.Flat {
		t.row.Level = t.levels(nil)[0]
	}
}

// value takes a level to the scale of the measure; that of a plain series, or of
// a difference of two groups, is its own.
func (t *telling) value(x float64) float64 {
	if t.counted == nil {
		return x
	}
	return t.m.value(x)
}

// levels are those before, between and after steps, which may be none.
func (t *telling) levels(steps []int) []Level {
	var out []Level
	if t.counted == nil {
		for _, e := range t.shape.Levels(0.95) {
			out = append(out, levelOf(e))
		}
		for len(out) <= len(steps) {
			out = append(out, Level{math.NaN(), math.NaN(), math.NaN()})
		}
		return out
	}
	from := 0
	for j := 0; j <= len(steps); j++ {
		to := len(t.y)
		if j < len(steps) {
			to = steps[j]
		}
		out = append(out, t.m.level(t.counted.Level(from, to, 0.95, &t.shape)))
		from = to
	}
	return out
}

// breaks are the steps of a series that has steps.
func (t *telling) breaks() []BreakRow {
	if !t.shape.Class.Dated() {
		return nil
	}
	dates := t.shape.Dates(stats.DateOptions{Seed: t.seed()})
	levels := t.levels(t.shape.Steps)
	var rows []BreakRow
	for j, d := range dates {
		r := BreakRow{Name: t.row.Name, Breaks: len(dates), Index: d.At, N: t.row.N, P: t.shape.PStep, Q: math.NaN()}
		r.Date, r.Next = t.before(d.At), t.e.calendar[d.At]
		r.Low, r.High = t.e.calendar[max(0, d.Low-1)], t.e.calendar[max(0, d.High-1)]
		r.Before, r.After = levels[j], levels[j+1]
		r.Change = r.After.less(r.Before)
		r.low, r.high, r.beside = d.Low, d.High, t.shape.Class == stats.MovesAndSteps
		if r.beside {
			r.Before, r.After, r.Change = t.beside(d)
		}
		rows = append(rows, r)
	}
	return rows
}

// before is the last period with an observation before a step: the old level's
// last. The new level may begin in any period of a hole between the two.
func (t *telling) before(at int) time.Time {
	for i := at - 1; i > 0; i-- {
		if !math.IsNaN(t.y[i]) {
			return t.e.calendar[i]
		}
	}
	return t.e.calendar[0]
}

// beside is a step beside a line: where the line is before and after it, and its
// size, which has an interval only on the scale the shape is told on.
func (t *telling) beside(d stats.StepDate) (before, after, change Level) {
	nan := math.NaN()
	before, after = Level{nan, nan, nan}, Level{nan, nan, nan}
	for i := d.At - 1; i >= 0 && math.IsNaN(before.Estimate); i-- {
		before.Estimate = t.row.Fitted[i]
	}
	after.Estimate = t.row.Fitted[d.At]
	change = Level{after.Estimate - before.Estimate, nan, nan}
	if t.counted == nil || t.m.Unit == measure.Logits {
		change = levelOf(d.Size)
	}
	return before, after, change
}

// unknown fills in what is not known of a shape yet.
func (r *ShapeRow) unknown() {
	nan := math.NaN()
	r.Q, r.From, r.To, r.Unseen, r.Spread = nan, nan, nan, nan, nan
	r.Level = Level{nan, nan, nan}
	r.PStep, r.PChange, r.StepGain, r.ChangeGain, r.RampMargin, r.GradualMargin, r.Scale = nan, nan, nan, nan, nan, nan, nan
	r.Criteria = stats.Criteria{Constant: nan, Walk: nan, Line: nan, Step: nan, LineStep: nan, TwoSteps: nan, ThreeSteps: nan}
}

// family names the series that are tested together, so that some steps would be
// found by chance: the groups of one key, or the pooled series of one measure.
func (n Name) family() string {
	keys := ""
	if g, err := group.Parse(n.Group); err == nil && n.Group != "" {
		keys = n.Of + "\x00" + strings.Join(g.By(), " ")
	}
	return fmt.Sprintf("%s\x00%s\x00%s\x00%s", n.Measure, n.Topic, n.Freq, keys)
}
