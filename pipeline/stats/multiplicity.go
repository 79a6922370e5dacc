package stats

import (
	"cmp"
	"math"
	"slices"
)

// FalseDiscovery is, for each of many p-values, the least share of false ones
// among those rejected at which it is rejected too,
//
//	q_(i) = min_{j ≥ i} p_(j) m/j
//
// of m p-values in order of size (Benjamini and Hochberg 1995, JRSS B 57:289; their
// condition is independence, or positive dependence). NaN is no test and stays.
func FalseDiscovery(p []float64) []float64 {
	q := slices.Clone(p)
	var order []int
	for i, v := range p {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p[a], p[b]), a-b) })
	least := 1.0
	for j := len(order) - 1; j >= 0; j-- {
		least = min(least, p[order[j]]*float64(len(order))/float64(j+1))
		q[order[j]] = least
	}
	return q
}
