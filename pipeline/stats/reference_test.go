package stats

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// reference reads a file of R's results; see README.md beside them for the
// packages and their versions.
func reference[T any](tb testing.TB, name string) (v T) {
	tb.Helper()
	dir := os.Getenv("FRAMESHIFT_REFERENCE")
	if dir == "" {
		tb.Skip("FRAMESHIFT_REFERENCE is unset: no results of R to compare with")
	}
	b, err := os.ReadFile(filepath.Join(dir, "r", name))
	if err != nil {
		tb.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return v
}

// near fails unless got is want to a relative tolerance; zero takes zero.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s = %.16g, want %.16g", what, got, want)
	}
}

func number(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

const nineDigits = 1e-9

type rTrend struct {
	N         int
	S         int64
	VarS      float64 `json:"var_S"`
	Z, P      float64
	TauB      float64 `json:"tau_b"`
	Sen       float64
	SenLow    float64 `json:"sen_low"`
	SenHigh   float64 `json:"sen_high"`
	PettittU  float64 `json:"pettitt_U"`
	PettittAt []int   `json:"pettitt_at"`
	PettittP  float64 `json:"pettitt_p"`
	HamedRao  struct {
		Z float64 `json:"Corrected Zc"`
		P float64 `json:"new P-value"`
		C float64 `json:"N/N*"`
	} `json:"hamed_rao"`
}

// TestTrendReference: trend 1.1.10 and modifiedmk 1.6 on fifteen series.
func TestTrendReference(t *testing.T) {
	series := reference[map[string][]float64](t, "series.json")
	want := reference[map[string]rTrend](t, "trends.json")
	if len(want) != 15 {
		t.Errorf("%d series, want 15", len(want))
	}
	for name, w := range want {
		t.Run(name, func(t *testing.T) {
			r := MannKendall(series[name], TrendOptions{})
			if r.N != w.N || r.S != w.S {
				t.Errorf("N, S = %d, %d, want %d, %d", r.N, r.S, w.N, w.S)
			}
			near(t, "VarS", r.VarS, w.VarS, nineDigits)
			near(t, "Z", r.Z, w.Z, nineDigits)
			near(t, "P", r.P, w.P, nineDigits)
			near(t, "TauB", r.TauB, w.TauB, nineDigits)
			near(t, "Sen", r.Sen, w.Sen, nineDigits)
			near(t, "SenLow", r.SenLow, w.SenLow, nineDigits)
			near(t, "SenHigh", r.SenHigh, w.SenHigh, nineDigits)
			seen, _ := observed(series[name])
			c, _ := serialCorrection(seen, r.Sen, normalQuantile(0.05))
			near(t, "correction", c, w.HamedRao.C, nineDigits)
			near(t, "N/EffectiveN", float64(r.N)/r.EffectiveN, max(1, w.HamedRao.C), nineDigits)
			if w.HamedRao.C < 1 { // bounded here, not in R
				w.HamedRao.Z, w.HamedRao.P = w.Z, w.P
			}
			near(t, "ZHR", r.ZHR, w.HamedRao.Z, nineDigits)
			near(t, "PHR", r.PHR, w.HamedRao.P, nineDigits)
			if (len(r.Lags) == 0) != (w.HamedRao.C == 1) {
				t.Errorf("lags %v with a correction of %g", r.Lags, w.HamedRao.C)
			}
			u, at, p := Pettitt(series[name])
			near(t, "Pettitt u", u, w.PettittU, nineDigits)
			near(t, "Pettitt p", p, w.PettittP, nineDigits)
			if !slices.Equal(at, w.PettittAt) {
				t.Errorf("Pettitt at %v, want %v", at, w.PettittAt)
			}
		})
	}
}

type rAgreement struct {
	Ratings [][]*float64
	Alpha   struct{ Nominal, Ordinal, Interval, Ratio float64 }
	Cohen   *float64 `json:"cohen_kappa"`
	Fleiss  *float64 `json:"fleiss_kappa_complete_units"`
}

// TestAgreementReference: irr 0.85.
func TestAgreementReference(t *testing.T) {
	for name, w := range reference[map[string]rAgreement](t, "agreement.json") {
		t.Run(name, func(t *testing.T) {
			ratings := make([][]float64, len(w.Ratings))
			for i, row := range w.Ratings {
				for _, v := range row {
					ratings[i] = append(ratings[i], number(v))
				}
			}
			for level, want := range []float64{w.Alpha.Nominal, w.Alpha.Ordinal, w.Alpha.Interval, w.Alpha.Ratio} {
				near(t, "alpha", KrippendorffAlpha(ratings, Level(level)).Value, want, nineDigits)
			}
			if w.Cohen != nil {
				near(t, "Cohen", CohenKappa(ratings[0], ratings[1]).Value, *w.Cohen, nineDigits)
			}
			if w.Fleiss != nil {
				near(t, "Fleiss", FleissKappa(ratings).Value, *w.Fleiss, nineDigits)
			}
		})
	}
}
