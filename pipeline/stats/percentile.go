package stats

import (
	"math"
	"math/bits"
	"slices"
	"sync/atomic"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Percentiles takes percentile intervals of the draws of a bootstrap. It keeps
// its buffers and is not safe for concurrent use.
type Percentiles struct{ draws ordered }

// Interval is the percentile interval of a statistic from its draws, at 95 %
// and expanded for small samples (Hesterberg 2015, The American Statistician
// 69:4): with n units the tails are Φ(−t √(n/(n−1))), t the 97.5 % point of
// Student's distribution with n−1 degrees of freedom, in place of 2.5 %. n of 0
// is a sample so large that 2.5 % it is. Draws that are NaN, because the
// statistic did not exist, are left out; without any left the interval is NaN.
// A quantile is that of type 7 (Hyndman and Fan 1996), R's default.
func (p *Percentiles) Interval(draws []float64, n int) (low, high float64) {
	if p.draws.set(draws); len(p.draws.x) == 0 {
		return math.NaN(), math.NaN()
	}
	tail := tailOf(n)
	return p.draws.quantile(tail), p.draws.quantile(1 - tail)
}

// ordered finds order statistics without sorting everything: values go into
// bins of equal width, and only the bins that matter are sorted.
type ordered struct {
	x      []float64
	bins   []uint8
	counts [orderedBins]int32
	near   []float64
}

const orderedBins = 256

// set takes the values, NaN left out.
func (o *ordered) set(values []float64) {
	o.x = slices.Grow(o.x[:0], len(values))
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v < least {
			least = v
		}
		if v > most {
			most = v
		}
		if v == v {
			o.x = append(o.x, v)
		}
	}
	clear(o.counts[:])
	o.bins = slices.Grow(o.bins[:0], len(o.x))[:len(o.x)]
	scale := (orderedBins - 1) / (most - least)
	if math.IsInf(scale, 0) || math.IsNaN(scale) || scale == 0 { // all alike, or too far apart: one bin
		clear(o.bins)
		o.counts[0] = int32(len(o.x))
		return
	}
	for i, v := range o.x {
		bin := uint8((v - least) * scale)
		o.bins[i] = bin
		o.counts[bin]++
	}
}

// bin is that of the k-th smallest value, from 0, and how many values lie in those
// before.
func (o *ordered) bin(k int) (bin, before int) {
	for before+int(o.counts[bin]) <= k {
		before += int(o.counts[bin])
		bin++
	}
	return bin, before
}

// pair returns the k-th smallest value, from 0, and the next; the last value
// is followed by itself.
func (o *ordered) pair(k int) (at, next float64) {
	bin, before := o.bin(k)
	// The next value may be in a bin further on.
	last := bin
	for upTo := before + int(o.counts[bin]); upTo <= min(k+1, len(o.x)-1); upTo += int(o.counts[last]) {
		last++
	}
	x, near := o.x[:len(o.bins)], o.near[:0]
	from, width := uint8(bin), uint8(last-bin)
	for i, b := range o.bins {
		if b-from <= width { // below from it wraps around
			near = append(near, x[i])
		}
	}
	o.near = near
	k -= before
	put(near, k)
	at, next = near[k], math.Inf(1)
	for _, v := range near[k+1:] {
		if v < next {
			next = v
		}
	}
	if k+1 == len(near) {
		next = at
	}
	return at, next
}

// put puts the k-th smallest value, from 0, in its place, none that is larger before
// and none that is smaller behind it (Hoare 1961, CACM 4:321). It sorts what is left
// where values lie so that this would take long.
func put(x []float64, k int) {
	for rounds := 2 * bits.Len(uint(len(x))); rounds > 0 && len(x) > fewToSort; rounds-- {
		a, b, c := x[0], x[len(x)/2], x[len(x)-1]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := 0, len(x)-1
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			x = x[:j+1]
		case k >= i:
			x, k = x[i:], k-i
		default:
			return
		}
	}
	slices.Sort(x)
}

// fewToSort values are sorted faster than parted.
const fewToSort = 12

// quantile is that of type 7.
func (o *ordered) quantile(q float64) float64 {
	h := float64(q * float64(len(o.x)-1))
	at, next := o.pair(int(h))
	return at + float64((h-math.Floor(h))*(next-at))
}

// tailOf is the probability that an interval leaves out at either end.
func tailOf(n int) float64 {
	if n == 0 {
		return 0.025
	}
	return expandedTail(max(n, 2))
}

var expandedTail = remembered(func(n int) float64 {
	t := portable.StudentQuantile(0.975, float64(n-1))
	return portable.Erfc(t*math.Sqrt(float64(n)/float64(n-1))/math.Sqrt2) / 2
})

// remembered is a positive function of whole numbers, of which small ones are worked out
// once, when they are asked for: all of them take as long as the rest of a short command.
func remembered(f func(n int) float64) func(n int) float64 {
	known := make([]atomic.Uint64, 512) // the bits
	return func(n int) float64 {
		if n < 0 || n >= len(known) {
			return f(n)
		}
		bits := known[n].Load()
		if bits == 0 {
			bits = math.Float64bits(f(n))
			known[n].Store(bits)
		}
		return math.Float64frombits(bits)
	}
}
