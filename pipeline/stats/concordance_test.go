package stats

import (
	"math"
	"slices"
	"testing"
)

// TestConcordance: worked by hand. The means are 2 and 1.875, the sums of squares
// about them 24 and 24.875, of products 22: ρ_c = 2·22 / (24 + 24.875 + 8·0.125²).
func TestConcordance(t *testing.T) {
	a, b := []float64{3, 0, 1, 5, 2, 0, 4, 1}, []float64{2, 0, 1, 6, 1, 1, 3, 1}
	near(t, "two readers", Concordance(a, b).Value, 44./49, nineDigits)
	near(t, "turned", Concordance(b, a).Value, Concordance(a, b).Value, nineDigits)
	near(t, "the same", Concordance(a, a).Value, 1, nineDigits)
	twice, missing := slices.Clone(a), slices.Clone(a)
	for i := range twice {
		twice[i] *= 2
	}
	// r = 1, and s_b = 2 s_a: ρ_c = 4 s² / (5 s² + ā²), s² = 24/8, ā = 2.
	near(t, "twice the other", Concordance(a, twice).Value, 12./19, nineDigits)
	missing[3] = math.NaN()
	if got := Concordance(a, missing); got.Units != 7 || got.Value != 1 {
		t.Errorf("a missing value: %+v", got)
	}
	for _, same := range [][2][]float64{{{1, 1}, {1, 1}}, {{1}, {2}}, {nil, nil}} {
		if got := Concordance(same[0], same[1]); !math.IsNaN(got.Value) || len(got.Warnings) == 0 {
			t.Errorf("%v: %+v, want not defined", same, got)
		}
	}
}
