package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// points are the observed values of a series and their periods, from 1.
type points struct {
	t []int
	y []float64
}

func observed(y []float64) (p points, warnings []string) {
	infinite := 0
	for i, v := range y {
		switch {
		case math.IsInf(v, 0):
			infinite++
		case !math.IsNaN(v):
			p.t, p.y = append(p.t, i+1), append(p.y, v)
		}
	}
	if infinite > 0 {
		warnings = append(warnings, fmt.Sprintf("%d infinite values left out as gaps", infinite))
	}
	return p, warnings
}

// detrended is y − slope·t, t from 1 at the first observed period, so that gaps
// in front change nothing. The product is rounded on its own: which values tie
// hangs on its last bit, and a fused multiply-add would move it on some machines.
func (p points) detrended(slope float64) []float64 {
	x := make([]float64, len(p.y))
	for i, v := range p.y {
		x[i] = v - float64(slope*float64(p.t[i]-p.t[0]+1))
	}
	return x
}

// spread puts one value a point back on the calendar, NaN between, from the
// first observed period to the last.
func (p points) spread(x []float64) []float64 {
	first := p.t[0]
	grid := make([]float64, p.t[len(p.t)-1]-first+1)
	for i := range grid {
		grid[i] = math.NaN()
	}
	for i, v := range x {
		grid[p.t[i]-first] = v
	}
	return grid
}

// meanRanks are ranks from 1; equal values share the mean of theirs.
func meanRanks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(x[a], x[b]), a-b) })
	ranks := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		from = to
	}
	return ranks
}

// tieSizes are the sizes of the groups of equal values, singles left out, in
// order of value.
func tieSizes(y []float64) (sizes []int) {
	sorted := slices.Sorted(slices.Values(y))
	for from := 0; from < len(sorted); {
		to := from + 1
		for to < len(sorted) && sorted[to] == sorted[from] {
			to++
		}
		if to-from > 1 {
			sizes = append(sizes, to-from)
		}
		from = to
	}
	return sizes
}
