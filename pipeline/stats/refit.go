package stats

import (
	"fmt"
	"math"
)

// A Refitter cuts many series of one length with one number of breaks, as a
// bootstrap does, into what Breaks.Candidates has for that number, bit for bit.
// It keeps its buffers: nothing is allocated after the first series. It is not
// safe for concurrent use.
type Refitter struct {
	cutter *cutter
	counts countSums
	values valueSums
}

// NewRefitter is for series of n periods with m breaks. Max does not count.
func NewRefitter(n, m int, o BreakOptions) (*Refitter, error) {
	o.Max = 0
	least, most, err := o.resolve(n)
	if err != nil {
		return nil, err
	}
	if m < 0 || m > most {
		return nil, fmt.Errorf("breaks: %d breaks in %d periods: segments of %d leave room for %d", m, n, least, most)
	}
	return &Refitter{cutter: newCutter(n, m, least)}, nil
}

// Counts cuts as CountBreaks does. It fills last, of length m, and returns minus
// the log-likelihood. The counts are not checked: 0 ≤ positive ≤ total is the
// caller's promise.
func (r *Refitter) Counts(positive, total []int64, last []int) float64 {
	r.counts.set(positive, total)
	return r.cutter.cut(&r.counts, last)
}

// Means cuts as MeanBreaks does. It fills last, of length m, and returns the
// residual sum of squares.
func (r *Refitter) Means(y []float64, last []int) float64 {
	r.values.set(y)
	return r.cutter.cut(&r.values, last)
}

// CountLevels sets out, one longer than last, to the levels of the segments that
// end at last: log-odds with ½ added to both sides, NaN without any count.
func CountLevels(positive, total []int64, last []int, out []float64) {
	BreakOptions{}.CountLevels(positive, total, last, out)
}

// CountLevels is the same of counts in the Parts of the options.
func (o BreakOptions) CountLevels(positive, total []int64, last []int, out []float64) {
	from := 0
	for j := range out {
		to := end(last, j, len(total))
		p, t := int64(0), int64(0)
		for i := from; i < to; i++ {
			p, t = p+positive[i], t+total[i]
		}
		out[j] = math.NaN()
		if t > 0 {
			out[j] = math.Log((float64(p)/o.parts() + 0.5) / (float64(t-p)/o.parts() + 0.5))
		}
		from = to
	}
}

// MeanLevels sets out, one longer than last, to the means of the segments that
// end at last, NaN without a value.
func MeanLevels(y []float64, last []int, out []float64) {
	from := 0
	for j := range out {
		to := end(last, j, len(y))
		sum, n := 0.0, 0
		for _, v := range y[from:to] {
			if !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		out[j] = sum / float64(n) // 0/0 is NaN
		from = to
	}
}

// end is the last period of segment j, from 0, in a series of n.
func end(last []int, j, n int) int {
	if j < len(last) {
		return last[j]
	}
	return n
}
