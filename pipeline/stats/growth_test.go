package stats

import (
	"math/rand/v2"
	"testing"

	"github.com/frameshift/frameshift/pipeline/internal/growth"
)

// TestGrowth: twice the series takes twice the time.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, test := range map[string]func(y []float64){
		"Mann-Kendall": func(y []float64) { MannKendall(y, TrendOptions{}) },
		"seasonal":     func(y []float64) { SeasonalMannKendall(y, 12, TrendOptions{}) },
		"Pettitt":      func(y []float64) { Pettitt(y) },
		"season":       func(y []float64) { FindSeason(y, 12, 0) },
	} {
		growth.Linear(t, name, directPoints*5/4, func(n int) func() {
			y := drawnSeries(rand.New(rand.NewPCG(1, uint64(n))), n, 1)
			return func() { test(y) }
		})
	}
}
