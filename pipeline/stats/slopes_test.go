package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// drawnSeries has ties and gaps.
func drawnSeries(rng *rand.Rand, n int, scale float64) []float64 {
	y := make([]float64, n)
	for i := range y {
		y[i] = scale * math.Round(8*rng.NormFloat64()+float64(i)/20) / 10
		if rng.IntN(7) == 0 {
			y[i] = math.NaN()
		}
	}
	return y
}

// TestSlopes: counting slopes leads to those that listing them does.
func TestSlopes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, scale := range []float64{1, 1e-9, 1e300, 1e-320} {
		for n := 4; n < 90; n += 17 {
			a, _ := observed(drawnSeries(rng, n, scale))
			b, _ := observed(drawnSeries(rng, n/2, scale))
			g := slopeSet{a, b}
			list := g.list(nil)
			slices.Sort(list)
			for k := 0; k < len(list); k += 1 + len(list)/20 {
				want := list[k]
				if got := g.kth(k); math.Abs(got-want) > 4e-16*math.Abs(want)+5e-324 {
					t.Fatalf("%d values of scale %g: slope %d of %d is %g, want %g", n, scale, k, len(list), got, want)
				}
			}
			flat := 0
			for _, s := range list {
				if s <= 0 {
					flat++
				}
			}
			if got := g.atMost(0); got != flat {
				t.Errorf("%d slopes are not above 0, want %d", got, flat)
			}
		}
	}
}

// TestTransformed: products of ranks at all lags are those summed one by one.
func TestTransformed(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for n := 1; n < 400; n += 13 {
		x := make([]float64, n)
		for i := range x {
			if x[i] = float64(rng.IntN(2*n)) / 2; rng.IntN(9) == 0 {
				x[i] = math.NaN()
			}
		}
		mean := float64(n+1) / 2
		var sums [2][]float64
		var pairs [2][]int
		for i, f := range []func([]float64, float64, []float64, []int){summed, transformed} {
			sums[i], pairs[i] = make([]float64, n), make([]int, n)
			f(x, mean, sums[i], pairs[i])
		}
		for k := range n {
			if pairs[0][k] != pairs[1][k] || sums[0][k] != sums[1][k] {
				t.Fatalf("%d values, lag %d: %g of %d pairs, want %g of %d", n, k, sums[1][k], pairs[1][k], sums[0][k], pairs[0][k])
			}
		}
	}
}

// TestLongTrend: a series too long to list its slopes has the trend of its short
// kin.
func TestLongTrend(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	y := drawnSeries(rng, 3*directPoints, 1)
	r := MannKendall(y, TrendOptions{})
	if math.Abs(r.Sen-1./200) > 1e-4 || !(r.SenLow < r.Sen && r.Sen < r.SenHigh) || r.P > 1e-10 || !(r.EffectiveN > 0 && r.EffectiveN <= float64(r.N)) {
		t.Errorf("%+v", r)
	}
}

// BenchmarkMannKendall is a series of eighty years, each time another.
func BenchmarkMannKendall(b *testing.B) {
	rng := rand.New(rand.NewPCG(11, 12))
	series := make([][]float64, 200)
	for k := range series {
		series[k] = make([]float64, 80)
		for i := range series[k] {
			series[k][i] = rng.ExpFloat64()
		}
	}
	for i := 0; b.Loop(); i++ {
		MannKendall(series[i%len(series)], TrendOptions{})
	}
}
