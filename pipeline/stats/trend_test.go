package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var nan = math.NaN()

// nile is the annual flow at Aswan, 10⁸ m³, 1871–1970 (R's datasets::Nile).
var nile = []float64{
	1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
	1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
	831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
	781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
	744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
}

// TestNile: trend 1.1.10 and modifiedmk 1.6 in R 4.2.2; the numbers are short
// enough to stand here, so the test runs without the reference files.
func TestNile(t *testing.T) {
	r := MannKendall(nile, TrendOptions{})
	u, at, p := Pettitt(nile)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"S", float64(r.S), -1387},
		{"VarS", r.VarS, 112728.333333333},
		{"Z", r.Z, -4.1280665228441},
		{"P", r.P, 3.65826292166433e-05},
		{"TauB", r.TauB, -0.280741334724613},
		{"Sen", r.Sen, -2.6},
		{"SenLow", r.SenLow, -3.62790697674419},
		{"SenHigh", r.SenHigh, -1.42857142857143},
		{"ZHR", r.ZHR, -2.81997919564514},
		{"EffectiveN", r.EffectiveN, 100 / 2.14289832709872},
		{"Pettitt u", u, 1617},
		{"Pettitt p", p, 3.59102217693629e-07},
	} {
		near(t, c.what, c.got, c.want, nineDigits)
	}
	if !slices.Equal(at, []int{28}) {
		t.Errorf("Pettitt at %v, want 28 (1898)", at)
	}
	if len(r.Warnings) > 0 {
		t.Errorf("warnings %q", r.Warnings)
	}
}

// TestTrendByHand: small enough to check with a pencil.
func TestTrendByHand(t *testing.T) {
	cases := []struct {
		name           string
		y              []float64
		n              int
		s              int64
		varS, tau, sen float64
		warning        string
	}{
		{"rising", []float64{1, 2, 3, 4}, 4, 6, 26.0 / 3, 1, 1, "under 10"},
		{"one tie", []float64{1, 1, 2}, 3, 2, (66.0 - 18) / 18, 2 / math.Sqrt(6), 0.5, ""},
		{"constant", []float64{5, 5, 5, 5}, 4, 0, 0, nan, 0, "the same"},
		{"gap keeps the distance", []float64{0, nan, nan, 3, 4}, 3, 3, 66.0 / 18, 1, 1, ""},
		{"infinite is a gap", []float64{0, math.Inf(1), 2, 3}, 3, 3, 66.0 / 18, 1, 1, "infinite"},
		{"two values", []float64{1, 2}, 2, 0, nan, nan, nan, "at least 3"},
		{"none", nil, 0, 0, nan, nan, nan, "at least 3"},
		{"all gaps", []float64{nan, nan, nan}, 0, 0, nan, nan, nan, "at least 3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := MannKendall(c.y, TrendOptions{})
			if r.N != c.n || r.S != c.s {
				t.Errorf("N, S = %d, %d, want %d, %d", r.N, r.S, c.n, c.s)
			}
			same(t, "VarS", r.VarS, c.varS)
			same(t, "TauB", r.TauB, c.tau)
			same(t, "Sen", r.Sen, c.sen)
			if !strings.Contains(strings.Join(r.Warnings, "; "), c.warning) {
				t.Errorf("warnings %q, want %q among them", r.Warnings, c.warning)
			}
		})
	}
}

// same is near with NaN equal to NaN.
func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	near(t, what, got, want, nineDigits)
}

func TestConstantHasNoTrend(t *testing.T) {
	r := MannKendall(make([]float64, 20), TrendOptions{})
	if r.Z != 0 || r.P != 1 || r.PHR != 1 || r.Lags != nil || r.EffectiveN != 20 {
		t.Errorf("constant series: %+v", r)
	}
}

// TestReversal: turned round in time, a series has the opposite trend.
func TestReversal(t *testing.T) {
	eachRandom(t, func(t *testing.T, y []float64) {
		back := slices.Clone(y)
		slices.Reverse(back)
		a, b := MannKendall(y, TrendOptions{}), MannKendall(back, TrendOptions{})
		if a.S != -b.S || a.VarS != b.VarS || a.Z != -b.Z || a.P != b.P || a.TauB != -b.TauB || a.Sen != -b.Sen {
			t.Errorf("%v:\n%+v\n%+v", y, a, b)
		}
		ua, _, pa := Pettitt(y)
		if ub, _, pb := Pettitt(back); ua != ub || pa != pb {
			t.Errorf("%v: Pettitt %g, reversed %g", y, ua, ub)
		}
	})
}

// TestMonotoneMap: the test sees order alone; the slope follows the scale.
func TestMonotoneMap(t *testing.T) {
	eachRandom(t, func(t *testing.T, y []float64) {
		stretched := slices.Clone(y)
		for i := range stretched {
			stretched[i] *= 8
		}
		a, b := MannKendall(y, TrendOptions{}), MannKendall(stretched, TrendOptions{})
		if a.S != b.S || a.P != b.P || a.PHR != b.PHR || !slices.Equal(a.Lags, b.Lags) || 8*a.Sen != b.Sen {
			t.Errorf("%v:\n%+v\n%+v", y, a, b)
		}
	})
}

// TestEdgeGaps: periods before the first value and after the last are no
// evidence, so they change nothing but the count in Pettitt's position.
func TestEdgeGaps(t *testing.T) {
	eachRandom(t, func(t *testing.T, y []float64) {
		padded := slices.Concat([]float64{nan, nan}, y, []float64{nan})
		a, b := MannKendall(y, TrendOptions{}), MannKendall(padded, TrendOptions{})
		if a.S != b.S || a.P != b.P || a.Sen != b.Sen || a.SenLow != b.SenLow || a.PHR != b.PHR || !slices.Equal(a.Lags, b.Lags) {
			t.Errorf("%v:\n%+v\n%+v", y, a, b)
		}
		_, at, _ := Pettitt(y)
		_, moved, _ := Pettitt(padded)
		for i := range at {
			at[i] += 2
		}
		if !slices.Equal(at, moved) {
			t.Errorf("%v: Pettitt at %v, want %v", y, moved, at)
		}
	})
}

// TestOrderOfInterval: the slope lies in its interval, a wider one holds it.
func TestOrderOfInterval(t *testing.T) {
	eachRandom(t, func(t *testing.T, y []float64) {
		a, b := MannKendall(y, TrendOptions{Confidence: 0.8}), MannKendall(y, TrendOptions{Confidence: 0.99})
		if !slices.IsSorted([]float64{b.SenLow, a.SenLow, a.Sen, a.SenHigh, b.SenHigh}) {
			t.Errorf("%v: 99%% [%g, %g], 80%% [%g, %g], slope %g", y, b.SenLow, b.SenHigh, a.SenLow, a.SenHigh, a.Sen)
		}
	})
}

// eachRandom runs f on series with ties and gaps: whole numbers, so that exact
// equality may be asked for where the order of sums does not change.
func eachRandom(t *testing.T, f func(*testing.T, []float64)) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		y := make([]float64, 8+rng.IntN(40))
		for i := range y {
			if y[i] = float64(rng.IntN(12)); rng.IntN(5) == 0 {
				y[i] = nan
			}
		}
		f(t, append(y, 1, 2, 3))
	}
}

// TestGapsThinTheCorrection: an autocorrelated series with every other period
// gone keeps only the even lags, and its effective size stays below its size.
func TestGapsThinTheCorrection(t *testing.T) {
	y := make([]float64, 200)
	rng := rand.New(rand.NewPCG(3, 4))
	for i := 1; i < len(y); i++ {
		y[i] = 0.9*y[i-1] + rng.NormFloat64()
	}
	whole := MannKendall(y, TrendOptions{})
	for i := 1; i < len(y); i += 2 {
		y[i] = nan
	}
	half := MannKendall(y, TrendOptions{})
	for _, k := range half.Lags {
		if k%2 == 1 {
			t.Errorf("lag %d has no pair and was used", k)
		}
	}
	if half.EffectiveN >= float64(half.N) || half.EffectiveN > 2*whole.EffectiveN || half.EffectiveN < whole.EffectiveN/2 {
		t.Errorf("effective size %g of %d, whole series %g of %d", half.EffectiveN, half.N, whole.EffectiveN, whole.N)
	}
}

// TestNegativeAutocorrelation sharpens no test: a zigzag pushes the correction
// below zero, where modifiedmk returns NaN without a word.
func TestNegativeAutocorrelation(t *testing.T) {
	r := MannKendall([]float64{2, 6, 0, 7, 1, 3, 3}, TrendOptions{})
	if r.ZHR != r.Z || r.PHR != r.P || r.EffectiveN != 7 || !slices.Equal(r.Lags, []int{1}) {
		t.Errorf("%+v", r)
	}
}

func TestPettittWithoutChange(t *testing.T) {
	if u, at, p := Pettitt([]float64{4, 4, nan, 4}); u != 0 || at != nil || p != 1 {
		t.Errorf("constant: %g at %v, p %g", u, at, p)
	}
	if u, at, p := Pettitt([]float64{4, nan}); u != 0 || at != nil || !math.IsNaN(p) {
		t.Errorf("one value: %g at %v, p %g", u, at, p)
	}
	if _, at, _ := Pettitt([]float64{1, 1, nan, 9, 9}); !slices.Equal(at, []int{2}) {
		t.Errorf("step over a gap: at %v, want 2", at)
	}
}
