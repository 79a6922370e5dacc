package stats

import (
	"math"
	"slices"
)

// Dates is when a break was, as far as draws of the series tell.
type Dates struct {
	// Low and High bound the last period before it, from 1 as in Segmentation.
	Low, High int
	// Support is the share of draws with a break exactly where it was found.
	Support float64
}

// BreakDates gives the dates of the breaks at last. The cuts are those of the
// draws, each with as many breaks as last, one draw after the other. The
// interval of the j-th break runs between quantiles of the draws' j-th breaks,
// (1−c)/2 and (1+c)/2 for confidence c, 0.95 if it is 0; a quantile is the first
// date with at least that share of the draws up to it.
func BreakDates(last, cuts []int, confidence float64) []Dates {
	if confidence == 0 {
		confidence = 0.95
	}
	m := len(last)
	out := make([]Dates, m)
	at := make([]int, 0, len(cuts)/max(1, m))
	for j := range out {
		at = at[:0]
		hits := 0
		for i := j; i < len(cuts); i += m {
			at = append(at, cuts[i])
			if slices.Contains(cuts[i-j:i-j+m], last[j]) {
				hits++
			}
		}
		out[j] = Dates{last[j], last[j], float64(hits) / float64(len(at))}
		if n := len(at); n > 0 {
			slices.Sort(at)
			out[j].Low, out[j].High = at[quantile(n, (1-confidence)/2)], at[quantile(n, (1+confidence)/2)]
		}
	}
	return out
}

// quantile is the index, in n sorted numbers, of the first with at least the
// share q of them up to it. A hair off, q·n stays on its side of a whole number.
func quantile(n int, q float64) int {
	return min(n-1, max(0, int(math.Ceil(q*float64(n)-1e-9))-1))
}
