package stats

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// fewestPeriods is the least number of periods with an observation of which
// anything is claimed, mostPeriods the span whose tables fit in memory.
const fewestPeriods, mostPeriods = 12, 1500

// FitShape tells the shape of y, one value a period, NaN where there is none. c
// are the sampling variances of y, of which only the ratios count: the scale is
// estimated around whatever is fitted. nil: all alike.
//
// The models are a constant, a line, one to three steps, and a step beside a line,
// each under the noise that suits it: white, with memory, a random walk (see
// Noise), always with the sampling noise on top. Steps are found if
//
//   - the best model with steps beats the best without, by the criterion, more
//     than it does in all but 5 % of series drawn around the line (p_step), and
//   - no ramp of ⌈n/5⌉ periods, at least 5 and at most 10, fits nearly as well in
//     the place of any of them (RampMargin).
//
// Otherwise something changed if the best model beats the constant by more than
// in all but 5 % of series drawn around it (p_change): a trend if a line or a
// ramp fits better than one step by as much, and better than several by the
// criterion; else how is not decided. What did not change is flat, or wanders if
// a constant needs noise with memory.
//
// A date in a hole is any of its periods, see StepDate; segments have at least
// max(3, ⌈n/10⌉) periods with an observation.
//
// Sources: Beaulieu and Killick 2018, Journal of Climate 31 (models, EnvCpt);
// Zhang and Siegmund 2007, Biometrics 63 (criterion); Romano et al. 2022, JASA 117
// (the noise). docs/calibration.md has what it finds in series of known shape.
func FitShape(y, c []float64, o ShapeOptions) Shape {
	o = o.withDefaults()
	r := undefinedShape()
	t, x, v := r.observe(y, c)
	r.N = len(x)
	if r.N < fewestPeriods {
		r.warn("too-short: %d periods with an observation, a shape takes %d", r.N, fewestPeriods)
		return r
	}
	if span := t[len(t)-1] - t[0] + 1; span > mostPeriods {
		r.warn("too-long: %d periods, a shape takes at most %d; make them longer", span, mostPeriods)
		return r
	}
	if constant(x) {
		r.Class, r.PStep, r.PChange, r.Scale = Flat, 1, 1, 0
		r.warn("constant: every value is the same")
		return r
	}
	r.first = t[0]
	for i := range t {
		t[i] -= r.first
	}
	r.search, r.periods = newSearcher(t, v), len(y)
	r.y, r.mean = centred(x)
	r.fit(o)
	for i, p := range t[1:] {
		if hole := p - t[i] - 1; hole >= shortestRamp(r.search.span) {
			r.warn("hole: %d periods without an observation, in which a change is neither sudden nor gradual", hole)
		}
	}
	for j := range r.Steps {
		r.Steps[j] += r.first
	}
	r.Ramp.Start += r.first
	return r
}

func undefinedShape() Shape {
	nan := math.NaN()
	return Shape{Criteria: Criteria{nan, nan, nan, nan, nan, nan, nan}, WhiteLevel: nan, StepGain: nan, ChangeGain: nan,
		PStep: nan, PChange: nan, RampMargin: nan, GradualMargin: nan, StepFit: nan, LineFit: nan, RampFit: nan, Scale: nan}
}

func (r *Shape) warn(format string, args ...any) {
	r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...))
}

// observe gives the periods with a value, the values, and their variances.
func (r *Shape) observe(y, c []float64) (t []int, x, v []float64) {
	infinite := 0
	for i, a := range y {
		variance := 1.0
		if c != nil {
			variance = c[i]
		}
		switch {
		case math.IsInf(a, 0) || math.IsInf(variance, 0):
			infinite++
		case !math.IsNaN(a) && variance > 0:
			t, x, v = append(t, i), append(x, a), append(v, variance)
		}
	}
	if infinite > 0 {
		r.warn("%d infinite values left out as gaps", infinite)
	}
	return t, x, v
}

func constant(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

func centred(x []float64) (out []float64, mean float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	out = make([]float64, len(x))
	for i, v := range x {
		out[i] = v - mean
	}
	return out, mean
}

// fit is FitShape for periods that begin with 0.
func (r *Shape) fit(o ShapeOptions) {
	s, y := r.search, r.y
	c, at := s.score(y)
	r.Criteria, r.StepGain, r.ChangeGain = c, c.stepGain(), c.changeGain()
	_, total := s.oneStep(0, y)
	n := float64(r.N)
	r.WhiteLevel = float64(n*portable.Log(total/n)) + s.logDet[0]
	r.model = at.model(c)
	r.Steps, r.Line = r.model.periods(s), r.model.line
	r.RampMargin = s.rampMargin(y, r.model)
	g := s.gradual(y, c, at.line)
	r.StepFit, r.LineFit, r.RampFit, r.Ramp, r.GradualMargin = g.Step, g.Line, g.Ramp, g.at, g.margin()
	r.Ramped = g.Ramp+2*portable.Log(n) < g.Line
	r.PStep = r.test(ofSteps, s.reml(y, 2, lanes), o, stepTest)
	// Written so that a margin which is not there stands in nobody's way.
	steps := r.PStep <= o.Level && !(r.RampMargin < clear90)
	if !steps || o.Both {
		r.PChange = r.test(ofChange, s.reml(y, 1, lastShort+1), o, changeTest)
	}
	r.Class = r.classify(steps, o.Level)
	if r.Class == Steps { // a line that is not worth its price is left out
		r.model.line, r.Line = false, false
	}
	l := r.noise(at)
	r.Noise = noises[l]
	r.Scale = r.scale(l)
	r.memory = noises[s.remember(y, r.fitted())]
}

// fitted is the model of the class, a constant if it is none.
func (r *Shape) fitted() stepModel {
	if r.Class.Dated() {
		return r.model
	}
	return stepModel{line: r.Class == Moves}
}
