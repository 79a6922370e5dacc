package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Percentiles takes percentile intervals of the draws of a bootstrap. It keeps
// its buffers and is not safe for concurrent use.
type Percentiles struct {
	x    []float64
	bins []uint8
	near []float64
}

// Interval is the percentile interval of a statistic from its draws, at 95 %
// and expanded for small samples (Hesterberg 2015, The American Statistician
// 69:4): with n units the tails are Φ(−t √(n/(n−1))), t the 97.5 % point of
// Student's distribution with n−1 degrees of freedom, in place of 2.5 %. n of 0
// is a sample so large that 2.5 % it is. Draws that are NaN, because the
// statistic did not exist, are left out; without any left the interval is NaN.
// A quantile is that of type 7 (Hyndman and Fan 1996), R's default.
func (p *Percentiles) Interval(draws []float64, n int) (low, high float64) {
	p.x = p.x[:0]
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range draws {
		if v == v {
			p.x = append(p.x, v)
			least, most = min(least, v), max(most, v)
		}
	}
	switch {
	case len(p.x) == 0:
		return math.NaN(), math.NaN()
	case least == most || math.IsInf(most-least, 0):
		return least, most
	}
	counts := p.sort(least, most)
	tail := tailOf(n)
	return p.quantile(tail, &counts), p.quantile(1-tail, &counts)
}

const percentileBins = 256

// sort puts the values into bins of equal width, in order, and counts them.
func (p *Percentiles) sort(least, most float64) (counts [percentileBins]int32) {
	p.bins = slices.Grow(p.bins[:0], len(p.x))[:len(p.x)]
	scale := percentileBins / (most - least)
	for i, v := range p.x {
		bin := uint8(min(percentileBins-1, int((v-least)*scale)))
		p.bins[i] = bin
		counts[bin]++
	}
	return counts
}

func (p *Percentiles) quantile(q float64, counts *[percentileBins]int32) float64 {
	h := q * float64(len(p.x)-1)
	k := int(h)
	bin, before := 0, 0
	for before+int(counts[bin]) <= k {
		before += int(counts[bin])
		bin++
	}
	// The next larger value may be in a bin further on.
	last := bin
	for upTo := before + int(counts[bin]); upTo <= min(k+1, len(p.x)-1); upTo += int(counts[last]) {
		last++
	}
	p.near = p.near[:0]
	for i, b := range p.bins {
		if int(b) >= bin && int(b) <= last {
			p.near = append(p.near, p.x[i])
		}
	}
	slices.Sort(p.near)
	k -= before
	if k+1 == len(p.near) {
		return p.near[k]
	}
	return p.near[k] + float64((h-math.Floor(h))*(p.near[k+1]-p.near[k]))
}

// tailOf is the probability that an interval leaves out at either end.
func tailOf(n int) float64 {
	switch {
	case n == 0:
		return 0.025
	case n < len(tails):
		return tails[max(n, 2)]
	}
	return expandedTail(n)
}

var tails = func() (list [512]float64) {
	for n := 2; n < len(list); n++ {
		list[n] = expandedTail(n)
	}
	return list
}()

func expandedTail(n int) float64 {
	t := distuv.StudentsT{Sigma: 1, Nu: float64(n - 1)}.Quantile(0.975)
	return math.Erfc(t*math.Sqrt(float64(n)/float64(n-1))/math.Sqrt2) / 2
}
