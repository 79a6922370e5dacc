package stats

import (
	"fmt"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Noise is what a period has beside its sampling noise: nothing (the zero
// value), a level that is pulled back to the mean (an AR(1) with correlation Phi
// from one period to the next), or one that is not (a random walk, Phi 1). Ratio
// is the variance of the AR(1), or of the steps of the walk, over the median
// sampling variance.
type Noise struct{ Phi, Ratio float64 }

// White says whether sampling is all the noise there is.
func (n Noise) White() bool { return n.Ratio == 0 }

// Walk says whether the level is a random walk.
func (n Noise) Walk() bool { return n.Phi == 1 }

func (n Noise) String() string {
	switch {
	case n.White():
		return "white"
	case n.Walk():
		return fmt.Sprintf("random walk (%g)", n.Ratio)
	}
	return fmt.Sprintf("AR %g (%g)", n.Phi, n.Ratio)
}

// lanes are the covariances a series is tried with, V = diag(c) + Ratio·median(c)·A,
// A = Phi^|s−t| or min(s, t): memory lies on top of the sampling noise, for an
// AR(1) of what is observed cannot be a random walk seen through noise. The first
// is white, the last five are walks.
const lanes, firstWalk = 15, 10

var noises = [lanes]Noise{
	{},
	{0.4, 0.5}, {0.4, 1.5}, {0.4, 5},
	{0.7, 0.5}, {0.7, 1.5}, {0.7, 5},
	{0.9, 0.5}, {0.9, 1.5}, {0.9, 5},
	{1, 0.03}, {1, 0.1}, {1, 0.3}, {1, 1}, {1, 4},
}

// parameters of a covariance that count in the criterion.
func (n Noise) parameters() float64 {
	switch {
	case n.White():
		return 0
	case n.Walk():
		return 1
	}
	return 2
}

// lane is a number for each covariance.
type lane [lanes]float64

// A whitener holds L⁻¹ of the Cholesky factors V = LL' of all covariances as
// Kalman filters, which take time in proportion to the length where a product
// with L⁻¹ takes its square: with a the prediction of a value from those before,
//
//	z = (y − a)·scale,  a ← keep·a + gain·y.
//
// Periods without an observation make the memory weaker and nothing else.
type whitener struct {
	filters [lanes][]filter // one for each value
	logDet  lane
}

type filter struct{ keep, gain, scale float64 }

func newWhitener(t []int, c []float64) *whitener {
	w := &whitener{}
	median := medianOf(c)
	for l, n := range noises {
		w.filters[l] = make([]filter, len(t))
		level := 0.0 // variance of the level given the values before
		if !n.Walk() {
			level = n.Ratio * median
		}
		for i := range t {
			f := level + c[i]
			k := level / f
			scale := 1 / math.Sqrt(f)
			w.logDet[l] += portable.Log(f)
			level *= 1 - k
			phi := 0.0
			if i+1 < len(t) {
				phi, level = n.forward(float64(t[i+1]-t[i]), level, median)
			}
			w.filters[l][i] = filter{phi * (1 - k), phi * k, scale}
		}
	}
	return w
}

// forward is the correlation over a distance in time, and the variance then.
func (n Noise) forward(distance, level, median float64) (phi, after float64) {
	if n.Walk() {
		return 1, level + float64(distance*n.Ratio*median)
	}
	phi = portable.Pow(n.Phi, distance)
	return phi, float64(phi*phi*level) + float64((1-float64(phi*phi))*n.Ratio*median)
}

func medianOf(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// whiten sets z to L⁻¹x.
func (w *whitener) whiten(l int, x, z []float64) {
	a := 0.0
	for i, f := range w.filters[l] {
		v := x[i]
		z[i] = (v - a) * f.scale
		a = float64(f.keep*a) + float64(f.gain*v)
	}
}

// squares is the sum of squares of a step at the value k, whitened.
func (w *whitener) squares(l, k int) float64 {
	a, sum := 0.0, 0.0
	for _, f := range w.filters[l][k:] {
		z := (1 - a) * f.scale
		sum += float64(z * z)
		a = float64(f.keep*a) + f.gain
	}
	return sum
}

// adjoint sets u to L'⁻¹z, so that of a whitened x it makes V⁻¹x.
func (w *whitener) adjoint(l int, z, u []float64) {
	b := 0.0
	for i := len(z) - 1; i >= 0; i-- {
		f := &w.filters[l][i]
		v := float64(z[i] * f.scale)
		u[i] = v + float64(f.gain*b)
		b = float64(f.keep*b) - v
	}
}

// colour sets x to Lz, and may do so in place.
func (w *whitener) colour(l int, z, x []float64) {
	a := 0.0
	for i, f := range w.filters[l] {
		y := a + z[i]/f.scale
		a = float64(f.keep*a) + float64(f.gain*y)
		x[i] = y
	}
}
