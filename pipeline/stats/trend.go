package stats

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// TrendOptions change how MannKendall tests. The zero value is the default.
type TrendOptions struct {
	// Confidence of the interval of Sen's slope, in (0, 1). Zero means 0.95.
	Confidence float64
	// LagLevel is the two-sided level at which an autocorrelation enters the
	// Hamed–Rao correction, in (0, 1). Zero means 0.05.
	LagLevel float64
	// MinN is the number of observed values under which the normal
	// approximation is called rough in Warnings. Zero means 10 (Kendall 1975).
	MinN int
}

func (o TrendOptions) withDefaults() TrendOptions {
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	if o.LagLevel == 0 {
		o.LagLevel = 0.05
	}
	if o.MinN == 0 {
		o.MinN = 10
	}
	return o
}

// Trend is a monotone trend: the test, its strength and its slope. What could
// not be computed is NaN.
type Trend struct {
	N    int     // observed values
	S    int64   // pairs that rise minus pairs that fall
	VarS float64 // variance of S under no trend, corrected for ties
	Z    float64 // (S − sign S) / √VarS
	P    float64 // two-sided, of Z
	TauB float64 // Kendall's τ_b between time and value, in [−1, 1]

	Sen             float64 // median slope, units of y per period
	SenLow, SenHigh float64 // its interval at TrendOptions.Confidence
	ZHR, PHR        float64 // Z and P with VarS corrected for autocorrelation
	Lags            []int   // lags, in periods, that entered the correction
	EffectiveN      float64 // N divided by the correction, at most N
	Warnings        []string
}

// MannKendall tests y, one value a period in order of time, for a monotone
// trend. NaN is a gap: its pairs are left out, the distances in time between
// the others stay. ±Inf counts as a gap too, with a warning.
//
//	S    = Σ_{i<j} sign(y_j − y_i)                          (Mann 1945)
//	VarS = (n(n−1)(2n+5) − Σ_ties t(t−1)(2t+5)) / 18        (Kendall 1975)
//	τ_b  = S / √(n₀ (n₀ − Σ_ties t(t−1)/2)),  n₀ = n(n−1)/2  (Kendall 1945)
//
// Time O(n log n) from some thousand values on, where Sen's slope may be off by the
// last digit; the pairwise slopes of fewer are listed.
//
// Sources: Mann, Econometrica 13 (1945) 245–259; Kendall, Rank Correlation
// Methods (1975); Sen, JASA 63 (1968) 1379–1389; Hamed and Rao, Journal of
// Hydrology 204 (1998) 182–196.
func MannKendall(y []float64, o TrendOptions) Trend {
	o = o.withDefaults()
	p, warnings := observed(y)
	r := undefinedTrend(len(p.y), warnings)
	if r.N < 3 {
		r.warn("%d observed values: a trend takes at least 3", r.N)
		return r
	}
	ties := tieSizes(p.y)
	r.S, r.VarS = score(p, ties), scoreVariance(r.N, ties)
	r.Z = zScore(r.S, r.VarS)
	r.P = twoSided(r.Z)
	r.TauB = tauB(r.S, r.N, ties)
	r.sen(slopeSet{p}, o.Confidence)
	r.hamedRao(p, o.LagLevel)
	if r.VarS == 0 {
		r.warn("every value is the same: no trend can be seen")
	}
	if r.N < o.MinN {
		r.warn("%d observed values: under %d the normal approximation is rough", r.N, o.MinN)
	}
	return r
}

func undefinedTrend(n int, warnings []string) Trend {
	nan := math.NaN()
	return Trend{N: n, VarS: nan, Z: nan, P: nan, TauB: nan, Sen: nan, SenLow: nan, SenHigh: nan,
		ZHR: nan, PHR: nan, EffectiveN: nan, Warnings: warnings}
}

func (r *Trend) warn(format string, args ...any) {
	r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...))
}

// score is the pairs that rise minus those that fall, which are those that do not
// rise, less the ties.
func score(p points, ties []int) int64 {
	tied := 0
	for _, t := range ties {
		tied += t * (t - 1) / 2
	}
	g := slopeSet{p}
	return int64(g.len() - 2*g.atMost(0) + tied)
}

// scoreVariance stays in whole numbers up to the division, so that a constant
// series gives exactly zero.
func scoreVariance(n int, ties []int) float64 {
	v := n * (n - 1) * (2*n + 5)
	for _, t := range ties {
		v -= t * (t - 1) * (2*t + 5)
	}
	return float64(v) / 18
}

// zScore moves S one towards zero: S is whole, the normal curve is not.
func zScore(s int64, variance float64) float64 {
	switch {
	case s > 0:
		return float64(s-1) / math.Sqrt(variance)
	case s < 0:
		return float64(s+1) / math.Sqrt(variance)
	}
	return 0
}

func tauB(s int64, n int, ties []int) float64 {
	all := n * (n - 1) / 2
	untied := all
	for _, t := range ties {
		untied -= t * (t - 1) / 2
	}
	return float64(s) / math.Sqrt(float64(all)*float64(untied))
}

// twoSided is 2(1 − Φ(|z|)), by erfc so that a small p keeps its digits.
func twoSided(z float64) float64 { return portable.Erfc(math.Abs(z) / math.Sqrt2) }

// normalQuantile of a two-sided level: 1.96 for 0.05.
func normalQuantile(level float64) float64 { return math.Sqrt2 * portable.Erfinv(1-level) }
