package stats

import (
	"math"
	"slices"
)

// slopeSet are the slopes (y_j − y_i)/(t_j − t_i) of all pairs within each of some
// series. There are too many to list of a long series; they are counted.
type slopeSet []points

// directPoints is the number of points up to which slopes are listed and products
// of a series with itself summed one by one, in time that grows with its square.
const directPoints = 2048

func (g slopeSet) points() (n int) {
	for _, p := range g {
		n += len(p.y)
	}
	return n
}

// len is the number of slopes.
func (g slopeSet) len() (n int) {
	for _, p := range g {
		n += len(p.y) * (len(p.y) - 1) / 2
	}
	return n
}

// list lists the slopes, in the memory of d if they fit.
func (g slopeSet) list(d []float64) []float64 {
	d = slices.Grow(d[:0], g.len())
	for _, p := range g {
		for i := range p.y {
			for j := i + 1; j < len(p.y); j++ {
				d = append(d, (p.y[j]-p.y[i])/float64(p.t[j]-p.t[i]))
			}
		}
	}
	return d
}

// residual is y − s·t to twice the digits of a float64, high and low part, so that
// neither ties nor slopes next to each other are lost to rounding.
type residual struct{ high, low float64 }

func newResidual(y, s, t float64) residual {
	p := float64(s * t)
	e := math.FMA(s, t, -p) // s·t = p + e
	d := y - p
	b := d - y
	low := (y - (d - b)) - (p + b) - e // y − p = d + the rest
	high := d + low
	return residual{high, low - (high - d)}
}

func (a residual) less(b residual) bool {
	return a.high < b.high || a.high == b.high && a.low < b.low
}

// atMost counts the slopes of at most s, in time O(n log n): y_j − s·t_j ≤ y_i − s·t_i
// is an inversion, and sorting by merging meets each of them.
func (g slopeSet) atMost(s float64) (n int) {
	for _, p := range g {
		x, spare := make([]residual, len(p.y)), make([]residual, len(p.y))
		for i, y := range p.y {
			x[i] = newResidual(y, s, float64(p.t[i]))
		}
		n += inversions(x, spare)
	}
	return n
}

// inversions sorts x and counts the pairs that stood in the wrong order or were
// equal.
func inversions(x, spare []residual) int {
	if len(x) < 2 {
		return 0
	}
	half := len(x) / 2
	n := inversions(x[:half], spare[:half]) + inversions(x[half:], spare[half:])
	copy(spare, x)
	left, right := spare[:half], spare[half:]
	for k := range x {
		if len(right) == 0 || len(left) > 0 && left[0].less(right[0]) {
			x[k], left = left[0], left[1:]
		} else {
			n += len(left)
			x[k], right = right[0], right[1:]
		}
	}
	return n
}

// kth is the k-th smallest slope, from 0: the least number that k+1 slopes are at
// most. It is found by bisecting the numbers there are between the extremes, and
// so is the exact slope or the next number above it.
func (g slopeSet) kth(k int) float64 {
	low, high := g.extremes()
	_, exponent := math.Frexp(max(-low, high))
	scale := math.Ldexp(1, -max(exponent, -1000)) // so that no slope is beyond 2
	scaled := make(slopeSet, len(g))
	for i, p := range g {
		scaled[i] = points{p.t, make([]float64, len(p.y))}
		for j, y := range p.y {
			scaled[i].y[j] = float64(y * scale)
		}
	}
	from, to := ordinal(-2), ordinal(2)
	for from < to {
		middle := from + (to-from)/2
		if scaled.atMost(number64(middle)) > k {
			to = middle
		} else {
			from = middle + 1
		}
	}
	return number64(from) / scale
}

// extremes are the least and the largest value.
func (g slopeSet) extremes() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range g {
		for _, y := range p.y {
			low, high = min(low, y), max(high, y)
		}
	}
	return low, high
}

// ordinal numbers the finite float64s in their order; number64 leads back.
func ordinal(x float64) uint64 {
	b := math.Float64bits(x)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

func number64(n uint64) float64 {
	if n>>63 != 0 {
		return math.Float64frombits(n &^ (1 << 63))
	}
	return math.Float64frombits(^n)
}
