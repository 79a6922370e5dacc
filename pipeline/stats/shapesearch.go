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

	planes [lanes][]plane // one for each value
	logX   [2]lane
	cuts   [lanes][]cut
	share  []float64 // by cut: the length term of the criterion, as a factor of RSS
	least  float64   // of share
	base   lane      // ln|V| and the price of its parameters
	factor lane      // the same as a factor of RSS
	price  float64   // such a factor of each further parameter
	white  weightedSums

	z [lanes][]both // see filter
}

// both is a number for either of two series.
type both struct{ first, second float64 }

// plane is the whitened constant and line, orthonormal.
type plane struct{ level, slope float64 }

// cut takes a sum of values behind a cut to the normalised product with the
// step there, without the level, and without level and line.
type cut struct{ levelSum, levelFit, lineSum, lineFit0, lineFit float64 }

func leastSegment(n int) int { return max(3, (n+9)/10) }

func newSearcher(t []int, c []float64) *searcher {
	n := len(t)
	s := &searcher{whitener: newWhitener(t, c), t: t, span: t[n-1] + 1, c: c, h: leastSegment(n)}
	s.price = portable.Exp(portable.Log(float64(n)) / float64(n))
	s.share, s.least = make([]float64, max(0, n-2*s.h+1)), 1
	s.white.weigh(c)
	for k := range s.share {
		share := float64(k+s.h) / float64(n)
		s.share[k] = portable.Exp((portable.Log(share) + portable.Log(1-share)) / float64(n))
		s.least = min(s.least, s.share[k])
	}
	for l := range lanes {
		s.z[l] = make([]both, n)
		s.base[l] = s.logDet[l] + float64(noises[l].parameters()*portable.Log(float64(n)))
		s.factor[l] = portable.Exp(s.base[l] / float64(n))
		s.project(l)
	}
	return s
}

// project prepares constant, line and steps of a covariance.
func (s *searcher) project(l int) {
	n := len(s.t)
	u := make([]float64, n)
	suffix := func(q []float64) { // sums, behind every cut, of V⁻¹ of what q whitens
		s.adjoint(l, q, u)
		for i := n - 2; i >= 0; i-- {
			u[i] += u[i+1]
		}
	}
	q := orthonormal(l, s.whitener, ones(n), s.line())
	s.logX[0][l] = 2 * portable.Log(q[0].norm)
	s.logX[1][l] = s.logX[0][l] + 2*portable.Log(q[1].norm)
	s.planes[l], s.cuts[l] = make([]plane, n), make([]cut, len(s.share))
	for i := range n {
		s.planes[l][i] = plane{q[0].q[i], q[1].q[i]}
	}
	suffix(q[0].q)
	for k := range s.share {
		s.cuts[l][k].levelFit = u[k+s.h]
	}
	suffix(q[1].q)
	for k := range s.share {
		e0, e1 := s.cuts[l][k].levelFit, u[k+s.h]
		left := s.squares(l, k+s.h) - float64(e0*e0)
		beside := left - float64(e1*e1)
		a, b := 1/math.Sqrt(left), 1/math.Sqrt(beside)
		s.cuts[l][k] = cut{a, a * e0, b, b * e0, b * e1}
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
