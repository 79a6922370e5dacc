package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// LogOddsOptions choose the prior counts α_w of LogOdds. The zero value takes
// PooledPrior(a, b, 1000).
type LogOddsOptions struct {
	// Prior has one α_w a term. It wins over Alpha.
	Prior []float64
	// Alpha is the same α_w for every term.
	Alpha float64
}

// LogOddsRatio is how much more at home a term is in the first text than in the
// second, in logits. What is not defined is NaN.
type LogOddsRatio struct {
	Delta    float64
	Variance float64
	Z        float64 // Delta/√Variance
}

// PooledPrior is the informative prior: what a text of total tokens would hold
// if it used the terms as both texts together do. With 1,000 tokens, α_w is the
// pooled rate of the term per 1,000.
//
// Source: Monroe, Colaresi and Quinn 2008, eq. 23.
func PooledPrior(a, b []int64, total float64) []float64 {
	var n int64
	for i := range a {
		n += a[i] + b[i]
	}
	prior := make([]float64, len(a))
	for i := range a {
		prior[i] = total * float64(a[i]+b[i]) / float64(n)
	}
	return prior
}

// LogOdds compares how often two texts use each term. a and b are counts of the
// same terms, which are all of either text: tokens that are no term count as
// one more, as a filler. Slices of different length are a misuse and panic.
//
//	δ_w = ln (a_w + α_w)/(n_a + α_0 − a_w − α_w) − ln (b_w + α_w)/(n_b + α_0 − b_w − α_w)
//	σ²_w ≈ 1/(a_w + α_w) + 1/(b_w + α_w),  z_w = δ_w/σ_w
//
// n_a and n_b are the sums of the counts, α_0 that of the prior.
//
// Source: Monroe, Colaresi and Quinn, Political Analysis 16 (2008) 372–403,
// eq. 15, 16, 20 and 22.
func LogOdds(a, b []int64, o LogOddsOptions) []LogOddsRatio {
	if len(a) != len(b) || o.Prior != nil && len(o.Prior) != len(a) {
		panic("stats: counts of different lengths")
	}
	prior := o.prior(a, b)
	restA, restB := sum(prior), sum(prior)
	for i := range a {
		restA, restB = restA+float64(a[i]), restB+float64(b[i])
	}
	out := make([]LogOddsRatio, len(a))
	for i, alpha := range prior {
		x, y := float64(a[i])+alpha, float64(b[i])+alpha
		r := LogOddsRatio{Delta: portable.Log(x/(restA-x)) - portable.Log(y/(restB-y)), Variance: 1/x + 1/y}
		r.Z = r.Delta / math.Sqrt(r.Variance)
		out[i] = r
	}
	return out
}

// pooledTokens is the weight of the default prior: that of 1,000 tokens.
const pooledTokens = 1000

func (o LogOddsOptions) prior(a, b []int64) []float64 {
	if o.Prior != nil {
		return o.Prior
	}
	if o.Alpha == 0 {
		return PooledPrior(a, b, pooledTokens)
	}
	prior := make([]float64, len(a))
	for i := range prior {
		prior[i] = o.Alpha
	}
	return prior
}
