package stats_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// exact is the sum with as many digits as float64 can need, rounded once.
func exact(x []float64) float64 {
	total := new(big.Float).SetPrec(2200)
	for _, v := range x {
		total.Add(total, new(big.Float).SetFloat64(v))
	}
	f, _ := total.Float64()
	return f
}

func added(x []float64) float64 {
	var s stats.ExactSum
	for _, v := range x {
		s.Add(v)
	}
	return s.Value()
}

// The sum is that of big.Float, whatever the order.
func TestExactSum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	half := math.Ldexp(1, -53)
	cases := [][]float64{
		nil, {0.1}, {1, half}, {1, half, math.Ldexp(1, -200)}, {1, half, -math.Ldexp(1, -200)}, {1, 3 * half},
		{-1, -half, -math.Ldexp(1, -200)}, {1e300, 1, -1e300}, {1e16, 1, 1, -1e16}, {0.1, 0.2, 0.3, -0.6},
	}
	for range 500 {
		x := make([]float64, r.IntN(40))
		for i := range x {
			x[i] = math.Ldexp(r.NormFloat64(), r.IntN(120)-60)
		}
		cases = append(cases, x)
	}
	for _, x := range cases {
		want := exact(x)
		for range 5 {
			r.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
			if got := added(x); got != want {
				t.Fatalf("%v: %v, want %v", x, got, want)
			}
		}
	}
}
