package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Class is what can be said of a series.
type Class int

const (
	Undecided        Class = iota // no claim: too few periods, see Warnings
	Flat                          // no change shown
	Moves                         // a trend: moves gradually, without a date
	Steps                         // changes level at dates
	MovesAndSteps                 // a trend, and a step beside it
	UndecidedChanged              // something changed, how can't be told
	UndecidedWanders              // neighbouring periods are alike; no level and no date
)

var classNames = [...]string{"undecided", "flat", "trend", "step", "trend and step", "undecided (changed)", "undecided (wanders)"}

func (c Class) String() string { return classNames[c] }

// Dated says whether the class has dates.
func (c Class) Dated() bool { return c == Steps || c == MovesAndSteps }

// ShapeOptions change how the shape of a series is told. The zero value is the
// default.
type ShapeOptions struct {
	Level float64 // of the two bootstrap tests: 0.05 if 0
	// A test takes Draws (199 if 0); it ends with as many exceedances as Enough (10
	// if 0), or with none in the first Clear (79 if 0, none such if negative).
	Draws, Enough, Clear int
	// StepDraws go on to so many where the test for steps would end by Clear: a small
	// p_step gets its digits, as a false-discovery rate over many series needs.
	StepDraws int
	Both      bool   // test for a change where steps are found too
	Seed      uint64 // give each series its own
}

func (o ShapeOptions) withDefaults() ShapeOptions {
	if o.Draws == 0 {
		o.Draws = 199
	}
	if o.Enough == 0 {
		o.Enough = 10
	}
	if o.Clear == 0 {
		o.Clear = 79
	}
	if o.Level == 0 {
		o.Level = 0.05
	}
	return o
}

// Shape is the shape of a series, and what speaks for it. Periods are counted
// from 0; what is not there is NaN.
type Shape struct {
	Class Class
	N     int // periods with an observation

	Criteria   Criteria
	WhiteLevel float64 // the criterion of a constant under white noise
	StepGain   float64 // the best without a step less the best with
	ChangeGain float64 // a constant less the best other
	PStep      float64 // bootstrap, against a line; 1 if StepGain is not positive
	PChange    float64 // bootstrap, against a constant; NaN where steps were found
	Draws      int     // of both tests

	// Steps are the first periods of the new levels of the best model with steps:
	// dates only if Class.Dated, else what was rejected. Line is beside them.
	Steps []int
	Line  bool
	// RampMargin is how much better the steps fit than ramps in their place; steps
	// are no ramps from 2.7055 on.
	RampMargin float64
	// GradualMargin is how much better a line or a ramp fits than one step:
	// StepFit − min(LineFit, RampFit), −2 ln L without a price for dates.
	GradualMargin, StepFit, LineFit, RampFit float64
	// Ramp is the best of those that are no steps. Ramped says that a trend is told
	// better by it, between its two ends, than by a line: RampFit and 2 ln N more, for
	// start and length, are less than LineFit.
	Ramp   Ramp
	Ramped bool
	// Noise is that of the model of the class: of the constant, the line, the
	// steps; for undecided ones of the model with the least criterion.
	Noise Noise
	// Scale times the relative variances are the variances around that model.
	Scale float64

	Warnings []string

	search  *searcher
	model   stepModel
	y       []float64 // observed values less mean
	mean    float64
	first   int   // period of the first of them
	periods int   // of the series, gaps and all
	memory  Noise // of its levels, see remember
}

// Unseen is about how large a step in the middle has to be for the series to have
// a shape other than flat in four of five draws: 1.5·3.3 standard errors of the
// difference of two halves, in units of the series; of a series with steps or a
// trend, what is left unseen around them.
func (r Shape) Unseen() float64 {
	if r.search == nil {
		return math.NaN()
	}
	return 1.5 * 3.3 * math.Sqrt(4*r.Scale*medianOf(r.search.c)/float64(r.N))
}

// Forget drops what Dates, Fitted, Levels, Counted.Level and Unseen need of the search, some two kilobytes
// a period.
func (r *Shape) Forget() { r.search, r.y = nil, nil }

// model is the best with steps.
func (b best) model(c Criteria) stepModel {
	switch c.step() {
	case c.Step:
		return stepModel{at: []int{b.stepAt}, noise: b.step}
	case c.LineStep:
		return stepModel{at: []int{b.lineStepAt}, line: true, noise: b.lineStep}
	case c.TwoSteps:
		return stepModel{at: b.twoAt[:]}
	}
	return stepModel{at: b.threeAt[:]}
}

func (r *Shape) classify(steps bool, level float64) Class {
	c, logN := r.Criteria, portable.Log(float64(r.N))
	switch {
	case steps && r.Line && min(c.Step, c.TwoSteps, c.ThreeSteps)-c.LineStep >= clear90:
		return MovesAndSteps
	case steps:
		return Steps
	case r.PChange <= level:
		several := min(c.TwoSteps, c.ThreeSteps) < min(r.LineFit+logN, r.RampFit+float64(3*logN))
		if r.GradualMargin >= clear90 && !several {
			return Moves
		}
		return UndecidedChanged
	case r.WhiteLevel <= min(c.Constant, c.Walk)+1e-9:
		return Flat
	}
	return UndecidedWanders
}

// noise is the covariance of the model of the class.
func (r *Shape) noise(at best) int {
	c := r.Criteria
	switch {
	case r.Class.Dated():
		return r.model.noise
	case r.Class == Flat:
		return 0
	case r.Class == Moves || c.Line <= min(c.Constant, c.Walk, c.step()):
		return at.line
	case c.Constant <= min(c.Walk, c.step()):
		return at.constant
	case c.Walk <= c.step():
		return at.walk
	}
	return r.model.noise
}

// scale is the RSS around the model of the class by its degrees of freedom.
func (r *Shape) scale(l int) float64 {
	s, n := r.search, r.N
	x := s.regressors(r.fitted(), nil)
	return s.rss(l, r.y, x...) / float64(n-len(x))
}
