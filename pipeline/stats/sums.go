package stats

import (
	"math"
	"sync"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// valueSums give the sum of squares around the mean of any stretch of a series.
type valueSums struct {
	n, sum, squares []float64 // of the observed values before each period
	observed        int
}

// set centres the values first: sums of squares of large numbers would lose the
// digits that matter.
func (s *valueSums) set(y []float64) {
	centre := 0.0
	s.observed = 0
	for _, v := range y {
		if !math.IsNaN(v) {
			s.observed++
			centre += (v - centre) / float64(s.observed)
		}
	}
	s.n, s.sum, s.squares = sized(s.n, len(y)), sized(s.sum, len(y)), sized(s.squares, len(y))
	for i, v := range y {
		s.n[i+1], s.sum[i+1], s.squares[i+1] = s.n[i], s.sum[i], s.squares[i]
		if !math.IsNaN(v) {
			v -= centre
			s.n[i+1]++
			s.sum[i+1] += v
			s.squares[i+1] += float64(v * v)
		}
	}
}

func (s *valueSums) row(from, to int, out []float64) {
	n, sum, squares := s.n[from:][:len(out)], s.sum[from:][:len(out)], s.squares[from:][:len(out)]
	nTo, sumTo, squaresTo := s.n[to], s.sum[to], s.squares[to]
	for k := range out {
		out[k] = 0
		if w := nTo - n[k]; w > 0 {
			d := sumTo - sum[k]
			out[k] = max(0, squaresTo-squares[k]-float64(d*d)/w)
		}
	}
}

// countSums give minus the log-likelihood of a common share in any stretch of a
// series. The terms are in xLogX, so that they are looked up.
type countSums struct {
	positive, total []int64 // before each period
	observed        int
	logs            []float64
}

func (s *countSums) set(positive, total []int64) {
	s.positive, s.total = sized(s.positive, len(total)), sized(s.total, len(total))
	s.logs, s.observed = logs(), 0
	for i, t := range total {
		s.positive[i+1], s.total[i+1] = s.positive[i]+positive[i], s.total[i]+t
		if t > 0 {
			s.observed++
		}
	}
}

func (s *countSums) row(from, to int, out []float64) {
	positive, total := s.positive[from:][:len(out)], s.total[from:][:len(out)]
	pTo, tTo := s.positive[to], s.total[to]
	for k := range out {
		p, t := pTo-positive[k], tTo-total[k]
		if uint64(t) < uint64(len(s.logs)) {
			out[k] = s.logs[t] - s.logs[p] - s.logs[t-p]
		} else {
			out[k] = xLogX(t) - xLogX(p) - xLogX(t-p)
		}
	}
}

// saturated is minus the log-likelihood of a share of its own for one period.
func saturated(positive, total int64) float64 {
	return xLogX(total) - xLogX(positive) - xLogX(total-positive)
}

// xLogX is x ln x, and 0 at 0: P ln(P/T) + N ln(N/T) = P ln P + N ln N − T ln T.
func xLogX(x int64) float64 {
	if x <= 0 {
		return 0
	}
	return float64(float64(x) * portable.Log(float64(x)))
}

// logs are x ln x for the counts of all but the largest corpora: 2 MB, where a look-up
// still takes a fraction of the time of the logarithm.
var logs = sync.OnceValue(func() []float64 {
	t := make([]float64, 1<<18)
	for x := range t {
		t[x] = xLogX(int64(x))
	}
	return t
})

// sized is a slice of n+1 that starts with 0, in the memory of s if it fits.
func sized[T float64 | int64](s []T, n int) []T {
	if cap(s) <= n {
		s = make([]T, n+1)
	}
	s = s[:n+1]
	s[0] = 0
	return s
}
