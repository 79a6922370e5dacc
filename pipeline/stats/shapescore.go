package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Criteria are what the models of a series cost: −2 ln L with the scale
// profiled out, plus ln n for every parameter, and for the dates of steps the
// modified BIC (Zhang and Siegmund 2007, Biometrics 63:1), each at the noise and
// dates that make it least.
type Criteria struct {
	Constant   float64 // a level, noise without a walk
	Walk       float64 // a level that walks at random
	Line       float64
	Step       float64
	LineStep   float64 // a line, and one step beside it
	TwoSteps   float64 // white noise only, as with three
	ThreeSteps float64
}

// smooth is the best model without a step, step the best with.
func (c Criteria) smooth() float64 { return min(c.Constant, c.Walk, c.Line) }
func (c Criteria) step() float64   { return min(c.Step, c.LineStep, c.TwoSteps, c.ThreeSteps) }

// The statistics of the two bootstrap tests.
func (c Criteria) stepGain() float64   { return c.smooth() - c.step() }
func (c Criteria) changeGain() float64 { return c.Constant - min(c.Walk, c.Line, c.step()) }

// best is where the least of each criterion lies: the covariance, and the number
// of values before the steps.
type best struct {
	constant, walk, line, step, lineStep int
	stepAt, lineStepAt                   int
	twoAt                                [2]int
	threeAt                              [3]int
}

// perfect is the share of the variation that is left to a model which leaves
// none, so that it has a likelihood.
const perfect = 1e-12

// score finds the criteria of y.
func (s *searcher) score(y []float64) (c Criteria, at best) {
	n, logN := float64(len(y)), portable.Log(float64(len(y)))
	var zz, p0, p1 lane
	s.filter(y, &zz, &p0, &p1)
	var one, beside lane
	var oneAt, besideAt [lanes]int
	for l := range lanes {
		zz[l] -= float64(p0[l] * p0[l])
		one[l], beside[l] = math.Inf(1), math.Inf(1)
	}
	s.scan(&zz, &p0, &p1, &one, &beside, &oneAt, &besideAt)
	c = Criteria{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}
	keep := func(to *float64, at *int, l int, rss, penalty float64) bool {
		v := float64(n*portable.Log(max(rss, perfect*zz[l])/n)) + s.base[l] + float64(penalty)
		if v < *to {
			*to, *at = v, l
			return true
		}
		return false
	}
	for l := range lanes {
		if l < firstWalk {
			keep(&c.Constant, &at.constant, l, zz[l], 0)
		} else {
			keep(&c.Walk, &at.walk, l, zz[l], 0)
		}
		keep(&c.Line, &at.line, l, zz[l]-float64(p1[l]*p1[l]), logN)
		if keep(&c.Step, &at.step, l, one[l], 3*logN) {
			at.stepAt = s.h + oneAt[l]
		}
		if keep(&c.LineStep, &at.lineStep, l, beside[l], 4*logN) {
			at.lineStepAt = s.h + besideAt[l]
		}
	}
	s.white.set(y)
	two, three := s.white.steps(s.h, &at.twoAt, &at.threeAt)
	c.TwoSteps = s.several(two, at.twoAt[:], zz[0])
	c.ThreeSteps = s.several(three, at.threeAt[:], zz[0])
	return c, at
}

// filter whitens y under every covariance at once, keeps what the adjoint needs,
// and sums the squares and the products with constant and line.
func (s *searcher) filter(y []float64, zz, p0, p1 *lane) {
	var a lane
	for i, v := range y {
		keep, gain, scale := &s.keep[i], &s.gain[i], &s.scale[i]
		level, slope, z := &s.level[i], &s.slope[i], &s.z[i]
		for l := range lanes {
			x := (v - a[l]) * scale[l]
			a[l] = float64(keep[l]*a[l]) + float64(gain[l]*v)
			zz[l] += float64(x * x)
			p0[l] += float64(level[l] * x)
			p1[l] += float64(slope[l] * x)
			z[l] = x * scale[l]
		}
	}
}

// scan walks back through the adjoint, whose sums behind a cut are the products
// with the step there, and keeps the least RSS, times the length term, of one
// step, and of one beside a line.
func (s *searcher) scan(rss, p0, p1, one, beside *lane, oneAt, besideAt *[lanes]int) {
	var b, sum lane
	for i := len(s.z) - 1; i >= s.h; i-- {
		keep, gain, z := &s.keep[i], &s.gain[i], &s.z[i]
		for l := range lanes {
			sum[l] += z[l] + float64(gain[l]*b[l])
			b[l] = float64(keep[l]*b[l]) - z[l]
		}
		k := i - s.h
		if k >= len(s.cuts) {
			continue
		}
		cut := &s.cuts[k]
		for l := range lanes {
			g := float64(sum[l]*cut.levelSum[l]) - float64(p0[l]*cut.levelFit[l])
			if v := (rss[l] - float64(g*g)) * cut.share; v <= one[l] {
				one[l], oneAt[l] = v, k
			}
			g = float64(sum[l]*cut.lineSum[l]) - float64(p0[l]*cut.lineFit0[l]) - float64(p1[l]*cut.lineFit[l])
			if v := (rss[l] - float64(p1[l]*p1[l]) - float64(g*g)) * cut.share; v <= beside[l] {
				beside[l], besideAt[l] = v, k
			}
		}
	}
}

// several is the criterion of steps under white noise.
func (s *searcher) several(rss float64, at []int, total float64) float64 {
	if math.IsInf(rss, 1) {
		return rss
	}
	n := float64(s.white.n())
	rss = max(rss, perfect*total)
	v := float64(n*portable.Log(rss/n)) + s.logDet[0] + float64(3*float64(len(at))*portable.Log(n))
	before := 0
	for _, k := range at {
		v += portable.Log(float64(k-before) / n)
		before = k
	}
	return v + portable.Log((n-float64(before))/n)
}
