package stats

import (
	"math"
	"slices"
	"testing"
)

// TestAgreementInterval: against the large-sample standard error of κ (Fleiss,
// Cohen and Everitt, Psychological Bulletin 72 (1969) 323–327), on 500 units
// with κ = 0.4.
func TestAgreementInterval(t *testing.T) {
	a := slices.Concat(repeat(1, 250), repeat(0, 250))
	b := slices.Concat(repeat(1, 200), repeat(0, 50), repeat(1, 100), repeat(0, 150))
	cohen := func(r [][]float64) Agreement { return CohenKappa(r[0], r[1]) }
	got := AgreementInterval([][]float64{a, b}, cohen, ResampleOptions{Draws: 4000, Seed: 1})

	p := [2][2]float64{{.3, .2}, {.1, .4}} // first coder, second coder
	rows, columns := [2]float64{.5, .5}, [2]float64{.4, .6}
	k, chance := 0.4, rows[0]*columns[0]+rows[1]*columns[1]
	v := -math.Pow(k-chance*(1-k), 2)
	for i := range 2 {
		v += p[i][i] * math.Pow(1-(rows[i]+columns[i])*(1-k), 2)
		v += math.Pow(1-k, 2) * p[i][1-i] * math.Pow(columns[i]+rows[1-i], 2)
	}
	half := 1.96 * math.Sqrt(v/500) / (1 - chance)
	near(t, "lower end", got.Low, k-half, 0.03)
	near(t, "upper end", got.High, k+half, 0.03)
	if len(got.Warnings) > 0 {
		t.Errorf("%q", got.Warnings)
	}
	if again := AgreementInterval([][]float64{a, b}, cohen, ResampleOptions{Draws: 4000, Seed: 1}); again.Low != got.Low || again.High != got.High {
		t.Error("the same seed gave another interval")
	}
	if other := AgreementInterval([][]float64{a, b}, cohen, ResampleOptions{Draws: 4000, Seed: 2}); other.Low == got.Low {
		t.Error("another seed gave the same interval")
	}
}

// TestAgreementIntervalUndefined: draws without the rare category say nothing.
func TestAgreementIntervalUndefined(t *testing.T) {
	rare := slices.Concat(repeat(0, 30), repeat(1, 1))
	if i := AgreementInterval([][]float64{rare, rare}, FleissKappa, ResampleOptions{}); i.Low != 1 || i.High != 1 || len(i.Warnings) != 1 {
		t.Errorf("%+v", i)
	}
	if i := AgreementInterval(nil, FleissKappa, ResampleOptions{}); !math.IsNaN(i.Low) || !math.IsNaN(i.High) {
		t.Errorf("no coders: %+v", i)
	}
}

func TestPercentile(t *testing.T) { // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, 1))
	for p, want := range map[float64]float64{0: 1, .1: 1.3, .5: 3, 1: 8} {
		near(t, "percentile", percentile([]float64{1, 2, 4, 8}, p), want, nineDigits)
	}
}
