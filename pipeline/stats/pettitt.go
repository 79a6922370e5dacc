package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Pettitt tests y for one change of level at an unknown time:
//
//	u = max_k |U_k|,  U_k = 2 Σ_{i≤k} rank_i − k(n+1)
//	p = min(1, 2 exp(−6u²/(n³ + n²)))
//
// at holds every period, counted from 1, that is the last before a change of
// that size; more than one when U ties, none when u is 0. NaN and ±Inf are
// gaps: n and ranks are those of the observed values, at still counts periods.
// The p-value is an approximation, good up to about 0.5. Fewer than two
// observed values give 0, none and NaN.
//
// Source: Pettitt, Applied Statistics 28 (1979) 126–135.
func Pettitt(y []float64) (u float64, at []int, p float64) {
	obs, _ := observed(y)
	n := float64(len(obs.y))
	if n < 2 {
		return 0, nil, math.NaN()
	}
	sum := 0.0
	for i, r := range meanRanks(obs.y) {
		sum += 2*r - (n + 1) // whole numbers: the comparisons below are exact
		switch d := math.Abs(sum); {
		case d > u:
			u, at = d, []int{obs.t[i]}
		case d == u && u > 0:
			at = append(at, obs.t[i])
		}
	}
	return u, at, min(1, 2*portable.Exp(-6*u*u/(float64(n*n*n)+float64(n*n))))
}
