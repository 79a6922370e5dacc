package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

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
	for k := range s.cuts {
		share := float64(k+s.h) / float64(n)
		s.cuts[k].share = portable.Exp((portable.Log(share) + portable.Log(1-share)) / float64(n))
	}
	for l := range lanes {
		s.base[l] = s.logDet[l] + float64(noises[l].parameters()*portable.Log(float64(n)))
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
	s.logX[0][l] = 2 * portable.Log(q[0].norm)
	s.logX[1][l] = s.logX[0][l] + 2*portable.Log(q[1].norm)
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
