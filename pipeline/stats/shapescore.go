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
func (s *searcher) score(y []float64) (Criteria, best) {
	var r scoring
	r.set(s, y)
	for l := range lanes {
		p, _ := s.filter(l, y, y)
		r.add(l, p)
		r.smooth(l)
		r.steps(l)
	}
	r.several(y)
	return r.c, r.at
}

// scoring is the criteria of a series as they are found.
type scoring struct {
	*searcher
	c       Criteria
	at      best
	n, logN float64
	lane    [lanes]projected
}

// projected is the sum of squares of a whitened series, less what the constant takes
// once it is in a scoring, and its products with constant and line.
type projected struct{ zz, p0, p1 float64 }

// rest is what the line leaves.
func (p *projected) rest() float64 { return p.zz - float64(p.p1*p.p1) }

func (r *scoring) set(s *searcher, y []float64) {
	inf := math.Inf(1)
	*r = scoring{searcher: s, n: float64(len(y)), logN: portable.Log(float64(len(y))), c: Criteria{inf, inf, inf, inf, inf, inf, inf}}
}

// keep notes what a model costs under a covariance if it is the least so far.
func (r *scoring) keep(to *float64, at *int, l int, rss, penalty float64) bool {
	v := float64(r.n*portable.Log(max(rss, perfect*r.lane[l].zz)/r.n)) + r.base[l] + float64(penalty)
	if v < *to {
		*to, *at = v, l
		return true
	}
	return false
}

// add notes what the series is like under a covariance.
func (r *scoring) add(l int, p projected) {
	p.zz -= float64(p.p0 * p.p0)
	r.lane[l] = p
}

// smooth takes the models without steps under a covariance into account.
func (r *scoring) smooth(l int) {
	if l < firstWalk {
		r.keep(&r.c.Constant, &r.at.constant, l, r.lane[l].zz, 0)
	} else {
		r.keep(&r.c.Walk, &r.at.walk, l, r.lane[l].zz, 0)
	}
	r.keep(&r.c.Line, &r.at.line, l, r.lane[l].rest(), r.logN)
}

// filter whitens two series under a covariance, keeps what the adjoint needs, and sums
// the squares and the products with constant and line.
func (s *searcher) filter(l int, y, second []float64) (p, q projected) {
	filters := s.filters[l]
	planes, z := s.planes[l][:len(filters)], s.z[l][:len(filters)]
	y, second = y[:len(filters)], second[:len(filters)]
	var a, b float64
	for i := range filters {
		f, plane := &filters[i], &planes[i]
		v, w := y[i], second[i]
		x := (v - a) * f.scale
		u := (w - b) * f.scale
		a = float64(f.keep*a) + float64(f.gain*v)
		b = float64(f.keep*b) + float64(f.gain*w)
		p.zz += float64(x * x)
		q.zz += float64(u * u)
		p.p0 += float64(plane.level * x)
		q.p0 += float64(plane.level * u)
		p.p1 += float64(plane.slope * x)
		q.p1 += float64(plane.slope * u)
		z[i] = both{float64(x * f.scale), float64(u * f.scale)}
	}
	return p, q
}

// steps takes one step, and one beside a line, under a covariance into account. It
// walks back through the adjoint of what filter has kept of the first series, whose
// sums behind a cut are the products with the step there, and finds the least RSS,
// times the length term.
func (r *scoring) steps(l int) {
	filters, cuts, z, p := r.filters[l], r.cuts[l], r.z[l], r.lane[l]
	one, beside, oneAt, besideAt := math.Inf(1), math.Inf(1), 0, 0
	rest := p.rest()
	var b, sum float64
	for i := len(z) - 1; i >= r.h; i-- {
		f := &filters[i]
		sum += z[i].first + float64(f.gain*b)
		b = float64(f.keep*b) - z[i].first
		k := i - r.h
		if k >= len(cuts) {
			continue
		}
		g, h := cuts[k].products(sum, p)
		if v := (p.zz - float64(g*g)) * r.share[k]; v <= one {
			one, oneAt = v, k
		}
		if v := (rest - float64(h*h)) * r.share[k]; v <= beside {
			beside, besideAt = v, k
		}
	}
	if r.keep(&r.c.Step, &r.at.step, l, one, 3*r.logN) {
		r.at.stepAt = r.h + oneAt
	}
	if r.keep(&r.c.LineStep, &r.at.lineStep, l, beside, 4*r.logN) {
		r.at.lineStepAt = r.h + besideAt
	}
}

// products with the normalised step at a cut, without the level, and without level and
// line, where that of what lies behind it is sum.
func (c *cut) products(sum float64, p projected) (one, beside float64) {
	return float64(sum*c.levelSum) - float64(p.p0*c.levelFit),
		float64(sum*c.lineSum) - float64(p.p0*c.lineFit0) - float64(p.p1*c.lineFit)
}

// several takes two and three steps into account.
func (r *scoring) several(y []float64) {
	r.white.set(y)
	two, three := r.white.steps(r.h, &r.at.twoAt, &r.at.threeAt)
	r.c.TwoSteps = r.searcher.several(two, r.at.twoAt[:], r.lane[0].zz)
	r.c.ThreeSteps = r.searcher.several(three, r.at.threeAt[:], r.lane[0].zz)
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
