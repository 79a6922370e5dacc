package stats

import (
	"fmt"
	"math"
	"slices"
)

// Agreement between coders: 1 is perfect, 0 what chance gives, below 0 worse
// than chance. Value is NaN where it is not defined; Warnings says why.
type Agreement struct {
	Value    float64
	Units    int // units compared
	Ratings  int // ratings in those units
	Warnings []string
}

func (a *Agreement) warn(format string, args ...any) {
	a.Warnings = append(a.Warnings, fmt.Sprintf(format, args...))
}

// Level of measurement: what a difference between two ratings weighs.
type Level int

// The levels of Krippendorff's α, with δ² between the ratings c and k. n_g is
// how often g was given, over the values from c to k.
const (
	Nominal  Level = iota // 1 where they differ
	Ordinal               // (Σ_g n_g − (n_c + n_k)/2)²
	Interval              // (c − k)²
	Ratio                 // ((c − k)/(c + k))²; ratings are not negative
)

// KrippendorffAlpha of ratings[coder][unit], NaN where a coder gave none. A
// unit with fewer than two ratings cannot be compared and is left out. Rows of
// different length are a misuse and panic.
//
//	α = 1 − (n−1) Σ_ck o_ck δ²_ck / Σ_ck n_c n_k δ²_ck
//
// o counts the ordered pairs of ratings within a unit of m ratings, each
// weighing 1/(m−1); n_c are its row sums, n their sum.
//
// Source: Krippendorff, Content Analysis (2nd ed. 2004), chapter 11.
func KrippendorffAlpha(ratings [][]float64, level Level) Agreement {
	units, a := comparableUnits(ratings, 2)
	values := distinct(units)
	o := coincidences(units, values)
	margin := make([]float64, len(values))
	for c, row := range o {
		for _, w := range row {
			margin[c] += w
		}
	}
	var within, expected float64
	for c := range values {
		for k := range values {
			d := squaredDifference(level, values, margin, c, k)
			within += float64(o[c][k] * d)
			expected += float64(margin[c] * margin[k] * d)
		}
	}
	if expected == 0 {
		a.warn("fewer than two different ratings in units that can be compared: agreement is not defined")
		return a
	}
	a.Value = 1 - float64(a.Ratings-1)*within/expected
	return a
}

func coincidences(units [][]float64, values []float64) [][]float64 {
	o := table(len(values))
	for _, u := range units {
		n := counts(u, values)
		for c := range n {
			if n[c] == 0 {
				continue
			}
			for k := range n {
				pairs := float64(n[c] * n[k])
				if c == k {
					pairs -= n[c] // a rating is not paired with itself
				}
				o[c][k] += pairs / float64(len(u)-1)
			}
		}
	}
	return o
}

func squaredDifference(level Level, values, margin []float64, c, k int) float64 {
	if c == k {
		return 0
	}
	d := 1.0
	switch level {
	case Ordinal:
		d = -(margin[c] + margin[k]) / 2
		for _, n := range margin[min(c, k) : max(c, k)+1] {
			d += n
		}
	case Interval:
		d = values[c] - values[k]
	case Ratio:
		d = (values[c] - values[k]) / (values[c] + values[k])
	}
	return d * d
}

// comparableUnits turns ratings[coder][unit] into the ratings of each unit that
// has at least least of them.
func comparableUnits(ratings [][]float64, least int) (units [][]float64, a Agreement) {
	a.Value = math.NaN()
	all := 0
	for _, row := range ratings {
		if all = len(row); all != len(ratings[0]) {
			panic("stats: coders have different numbers of units")
		}
	}
	for i := range all {
		var u []float64
		for _, row := range ratings {
			if !math.IsNaN(row[i]) {
				u = append(u, row[i])
			}
		}
		if len(u) >= least {
			units, a.Ratings = append(units, u), a.Ratings+len(u)
		}
	}
	a.Units = len(units)
	if a.Units < all {
		a.warn("%d of %d units left out: fewer than %d ratings", all-a.Units, all, least)
	}
	return units, a
}

func distinct(units [][]float64) []float64 {
	values := slices.Concat(units...)
	slices.Sort(values)
	return slices.Compact(values)
}

// counts how often each of values occurs in u; values is sorted and holds all.
func counts(u, values []float64) []float64 {
	n := make([]float64, len(values))
	for _, v := range u {
		i, _ := slices.BinarySearch(values, v)
		n[i]++
	}
	return n
}

func table(n int) [][]float64 {
	t := make([][]float64, n)
	for i := range t {
		t[i] = make([]float64, n)
	}
	return t
}
