package stats

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

// hamedRao sets the test with the variance of S corrected for autocorrelation:
//
//	Var*(S) = Var(S) · c,  c = 1 + 2/(n(n−1)(n−2)) Σ_k (n−k)(n−k−1)(n−k−2) ρ_k
//
// ρ_k is the autocorrelation of the ranks of the series less its Sen slope, at
// the lags where |ρ_k| > z/√n (Hamed and Rao 1998). Every lag may
// enter, as in modifiedmk::mmkh; of many lags a few get in by chance. Where
// negative ones make c less than 1, which would sharpen the test, even to nothing,
// c is 1.
func (r *Trend) hamedRao(p points, level float64) {
	c, lags := serialCorrection(p, r.Sen, normalQuantile(level))
	r.Lags, c = lags, max(1, c)
	r.ZHR = zScore(r.S, r.VarS*c)
	r.PHR = twoSided(r.ZHR)
	r.EffectiveN = float64(r.N) / c
}

// serialCorrection is c and the lags in it. With gaps, n in the formula is the
// span of time, and a lag weighs by the share of its pairs that was observed
// over the share of periods that was: a pair that is not there does not
// inflate the variance. Without gaps both shares are one.
func serialCorrection(p points, slope, z float64) (c float64, lags []int) {
	grid := p.spread(meanRanks(p.detrended(slope)))
	n, span := float64(len(p.y)), float64(len(grid))
	rho, pairs := autocorrelation(grid, len(p.y))
	bound, sum := z/math.Sqrt(n), 0.0
	for k := 1; k < len(grid); k++ {
		if !(math.Abs(rho[k]) > bound) {
			continue
		}
		left := span - float64(k)
		seen := float64(pairs[k]) / left / (n / span)
		sum += float64(left * (left - 1) * (left - 2) * seen * rho[k])
		lags = append(lags, k)
	}
	return 1 + float64(2/(span*(span-1)*(span-2))*sum), lags
}

// autocorrelation at lags 0 … len(x)−1, and the pairs behind each. The sum at
// lag k is divided by pairs + k, which is n without gaps (R's acf with
// na.pass). A constant series has none: all zero.
func autocorrelation(x []float64, n int) (rho []float64, pairs []int) {
	rho, pairs = make([]float64, len(x)), make([]int, len(x))
	mean := meanObserved(x, n)
	if len(x) > directPoints {
		transformed(x, mean, rho, pairs)
	} else {
		summed(x, mean, rho, pairs)
	}
	for k := range rho {
		rho[k] /= float64(pairs[k] + k)
	}
	if rho[0] == 0 {
		return rho, pairs
	}
	for k := len(rho) - 1; k >= 0; k-- {
		rho[k] /= rho[0]
	}
	return rho, pairs
}

// summed sets sums to the sum of products at each lag, and pairs to how many those
// are.
func summed(x []float64, mean float64, sums []float64, pairs []int) {
	for k := range x {
		for i, a := range x[:len(x)-k] {
			if b := x[i+k]; !math.IsNaN(a) && !math.IsNaN(b) {
				sums[k] += float64((a - mean) * (b - mean))
				pairs[k]++
			}
		}
	}
}

// transformed is summed for long series of ranks, by the fast Fourier transform. Ranks
// and their mean are halves, so that the sums are quarters: rounded to those they are
// what summed has, whatever the transform lost.
func transformed(x []float64, mean float64, sums []float64, pairs []int) {
	size := 1
	for size < 2*len(x) {
		size *= 2
	}
	values, seen := make([]float64, size), make([]float64, size)
	for i, v := range x {
		if !math.IsNaN(v) {
			values[i], seen[i] = v-mean, 1
		}
	}
	fft := fourier.NewFFT(size)
	for _, s := range [][]float64{values, seen} {
		c := fft.Coefficients(nil, s)
		for i, v := range c {
			c[i] = complex(float64(real(v)*real(v))+float64(imag(v)*imag(v)), 0)
		}
		fft.Sequence(s, c)
	}
	for k := range x {
		sums[k], pairs[k] = math.Round(4*values[k]/float64(size))/4, int(math.Round(seen[k]/float64(size)))
	}
}

func meanObserved(x []float64, n int) float64 {
	sum := 0.0
	for _, v := range x {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	return sum / float64(n)
}
