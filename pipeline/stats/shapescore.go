package stats

import "math"

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

// A searcher finds the criteria of series with the same periods and sampling
// variances. It keeps its buffers and is not safe for concurrent use.
type searcher struct {
	*whitener
	t    []int // periods with an observation; the first is 0
	span int
	c    []float64
	h    int // least number of values in a segment

	level, slope []lane // whitened constant and line, orthonormal
	logX         [2]lane
	cuts         []cutLanes
	base         lane // ln|V| and the price of its parameters
	white        weightedSums
	two, three   *cutter

	z []lane
}

// cutLanes take a sum of values behind a cut to the normalised product with the
// step there, without the level, and without level and line.
type cutLanes struct {
	levelSum, levelFit         lane
	lineSum, lineFit0, lineFit lane
	share                      float64 // length term of the criterion, as a factor of RSS
}

func leastSegment(n int) int { return max(3, (n+9)/10) }

func newSearcher(t []int, c []float64) *searcher {
	n := len(t)
	s := &searcher{whitener: newWhitener(t, c), t: t, span: t[n-1] + 1, c: c, h: leastSegment(n)}
	s.level, s.slope, s.z = make([]lane, n), make([]lane, n), make([]lane, n)
	s.cuts = make([]cutLanes, max(0, n-2*s.h+1))
	s.white.weigh(c)
	if 3*s.h <= n {
		s.two = newCutter(n, 2, s.h)
	}
	if 4*s.h <= n {
		s.three = newCutter(n, 3, s.h)
	}
	for k := range s.cuts {
		share := float64(k+s.h) / float64(n)
		s.cuts[k].share = math.Exp((math.Log(share) + math.Log(1-share)) / float64(n))
	}
	for l := range lanes {
		s.base[l] = s.logDet[l] + noises[l].parameters()*math.Log(float64(n))
		s.project(l)
	}
	return s
}

// project prepares constant, line and steps of a covariance.
func (s *searcher) project(l int) {
	n := len(s.t)
	x, u := make([]float64, n), make([]float64, n)
	suffix := func(q []float64) { // sums, behind every cut, of V⁻¹ of what q whitens
		s.adjoint(l, q, u)
		for i := n - 2; i >= 0; i-- {
			u[i] += u[i+1]
		}
	}
	q := orthonormal(l, s.whitener, ones(n), s.line())
	s.logX[0][l] = 2 * math.Log(q[0].norm)
	s.logX[1][l] = s.logX[0][l] + 2*math.Log(q[1].norm)
	for i := range n {
		s.level[i][l], s.slope[i][l] = q[0].q[i], q[1].q[i]
	}
	suffix(q[0].q)
	for k := range s.cuts {
		s.cuts[k].levelFit[l] = u[k+s.h]
	}
	suffix(q[1].q)
	for k := range s.cuts {
		cut := &s.cuts[k]
		clear(x)
		for i := k + s.h; i < n; i++ {
			x[i] = 1
		}
		s.whiten(l, x, x)
		e0, e1 := cut.levelFit[l], u[k+s.h]
		left := dot(x, x) - float64(e0*e0)
		beside := left - float64(e1*e1)
		a, b := 1/math.Sqrt(left), 1/math.Sqrt(beside)
		cut.levelSum[l], cut.levelFit[l] = a, a*e0
		cut.lineSum[l], cut.lineFit0[l], cut.lineFit[l] = b, b*e0, b*e1
	}
}

// line is time around its middle, in units of the series.
func (s *searcher) line() []float64 {
	x := make([]float64, len(s.t))
	mean := 0.0
	for _, t := range s.t {
		mean += float64(t) / float64(len(s.t))
	}
	for i, t := range s.t {
		x[i] = (float64(t) - mean) / float64(s.span)
	}
	return x
}

// perfect is the share of the variation that is left to a model which leaves
// none, so that it has a likelihood.
const perfect = 1e-12

// score finds the criteria of y.
func (s *searcher) score(y []float64) (c Criteria, at best) {
	n, logN := float64(len(y)), math.Log(float64(len(y)))
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
		v := float64(n*math.Log(max(rss, perfect*zz[l])/n)) + s.base[l] + penalty
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
	c.TwoSteps = s.several(s.two, at.twoAt[:], zz[0])
	c.ThreeSteps = s.several(s.three, at.threeAt[:], zz[0])
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

// several is the criterion of as many steps as the cutter cuts, white noise.
func (s *searcher) several(c *cutter, at []int, total float64) float64 {
	if c == nil {
		return math.Inf(1)
	}
	n := float64(s.white.n())
	rss := max(c.cut(&s.white, at), perfect*total)
	v := float64(n*math.Log(rss/n)) + s.logDet[0] + float64(3*float64(len(at))*math.Log(n))
	before := 0
	for _, k := range at {
		v += math.Log(float64(k-before) / n)
		before = k
	}
	return v + math.Log((n-float64(before))/n)
}

// weightedSums price stretches of a series whose values weigh differently, by
// the weighted sum of squares around their mean.
type weightedSums struct {
	weight, sum, squares []float64 // sums before each value; weight of each
	before               []float64
	inverse              [][]float64 // by end and start: 1 over the weight between
}

func (s *weightedSums) n() int { return len(s.weight) }

func (s *weightedSums) weigh(c []float64) {
	n := len(c)
	s.weight, s.before = make([]float64, n), make([]float64, n+1)
	s.sum, s.squares = make([]float64, n+1), make([]float64, n+1)
	for i, v := range c {
		s.weight[i] = 1 / v
		s.before[i+1] = s.before[i] + s.weight[i]
	}
	s.inverse = make([][]float64, n+1)
	for to := range s.inverse {
		s.inverse[to] = make([]float64, to)
		for from := range s.inverse[to] {
			s.inverse[to][from] = 1 / (s.before[to] - s.before[from])
		}
	}
}

func (s *weightedSums) set(y []float64) {
	for i, v := range y {
		w := float64(s.weight[i] * v)
		s.sum[i+1] = s.sum[i] + w
		s.squares[i+1] = s.squares[i] + float64(w*v)
	}
}

func (s *weightedSums) row(from, to int, out []float64) {
	sum, squares, inverse := s.sum[from:][:len(out)], s.squares[from:][:len(out)], s.inverse[to][from:][:len(out)]
	sumTo, squaresTo := s.sum[to], s.squares[to]
	for k := range out {
		d := sumTo - sum[k]
		out[k] = squaresTo - squares[k] - float64(float64(d*d)*inverse[k])
	}
}
