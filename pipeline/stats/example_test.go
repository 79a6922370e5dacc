package stats_test

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// A share that rises over twelve periods, one of them without documents.
func ExampleMannKendall() {
	share := []float64{.31, .30, .34, .33, math.NaN(), .38, .36, .41, .40, .44, .43, .47}
	r := stats.MannKendall(share, stats.TrendOptions{})
	fmt.Printf("n %d, S %d, p %.5f, τ_b %.3f\n", r.N, r.S, r.P, r.TauB)
	fmt.Printf("%.4f a period [%.4f, %.4f]\n", r.Sen, r.SenLow, r.SenHigh)
	// Output:
	// n 11, S 45, p 0.00061, τ_b 0.818
	// 0.0144 a period [0.0113, 0.0175]
}

func ExampleKrippendorffAlpha() {
	none := math.NaN()
	a := stats.KrippendorffAlpha([][]float64{
		{1, 2, 3, 3, 2, none},
		{1, 2, 3, 3, 1, 4},
	}, stats.Nominal)
	fmt.Printf("%.3f over %d units\n%v\n", a.Value, a.Units, a.Warnings)
	// Output:
	// 0.727 over 5 units
	// [1 of 6 units left out: fewer than 2 ratings]
}

// A share that falls in the eleventh of twenty periods, and is missing in the
// fifth: what it does, when, and from where to where.
func ExampleCounted_Shape() {
	positive := []float64{21, 19, 22, 20, 0, 18, 23, 20, 21, 19, 12, 11, 13, 10, 12, 9, 11, 14, 10, 12}
	m := make([]stats.Moments, len(positive))
	for i, p := range positive {
		if i != 4 {
			m[i].Add(p, 30) // a document a period
		}
	}
	s := stats.Shares(m)
	r := s.Shape(stats.ShapeOptions{})
	fmt.Printf("%v, p %.3f, ramp margin %.1f, noise %v\n", r.Class, r.PStep, r.RampMargin, r.Noise)
	for _, d := range r.Dates(stats.DateOptions{}) {
		before, after := s.Level(0, d.At, 0, &r), s.Level(d.At, len(m), 0, &r)
		by := stats.Difference(before, after)
		fmt.Printf("period %d of %v by %.2f [%.2f, %.2f]\n", d.At, d.Set, by.Value, by.Low, by.High)
	}
	// Output:
	// step, p 0.013, ramp margin 6.5, noise white
	// period 10 of [10] by -1.23 [-1.63, -0.83]
}
