package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// G2 is Dunning's log-likelihood ratio of a word that stands o1 times in n1 tokens
// and o2 times in n2, below zero where it is rarer in the first; NaN without tokens
// on either side.
//
//	G² = 2 Σ o ln(o/e),  e_i = n_i (o1 + o2)/(n1 + n2)
//
// Source: Dunning 1993, Computational Linguistics 19:61; in this form Rayson and
// Garside 2000.
func G2(o1, n1, o2, n2 float64) float64 {
	if n1 <= 0 || n2 <= 0 {
		return math.NaN()
	}
	all := (o1 + o2) / (n1 + n2)
	g := 2 * (surprise(o1, n1*all) + surprise(o2, n2*all))
	if o1*n2 < o2*n1 {
		return -g
	}
	return g
}

// surprise is o ln(o/e), 0 where there is nothing.
func surprise(o, e float64) float64 {
	if o == 0 {
		return 0
	}
	return o * portable.Log(o/e)
}

// LogRatio is the binary logarithm of the ratio of the two rates, an absent word
// counting as half a one; NaN without tokens on either side.
//
// Source: Hardie 2014, "Log Ratio – an informal introduction".
func LogRatio(o1, n1, o2, n2 float64) float64 {
	if n1 <= 0 || n2 <= 0 || o1+o2 == 0 {
		return math.NaN()
	}
	half := func(o float64) float64 { return max(o, 0.5) }
	return portable.Log2((half(o1) / n1) / (half(o2) / n2))
}

// DP is Gries' deviation of proportions: half the sum of the differences between
// the part of a word's occurrences and the part of the corpus that each document
// has. 0 is spread as the documents are long, near 1 is all in one. NaN without
// occurrences or tokens. Slices of different length are a misuse and panic.
//
// Source: Gries 2008, International Journal of Corpus Linguistics 13:403.
func DP(counts, sizes []float64) float64 {
	if len(counts) != len(sizes) {
		panic("stats: counts and sizes of different lengths")
	}
	n, all := sum(counts), sum(sizes)
	if n == 0 || all == 0 {
		return math.NaN()
	}
	d := 0.0
	for i, c := range counts {
		d += math.Abs(c/n - sizes[i]/all)
	}
	return d / 2
}

// RecallAt is the part of ranks, counted from 1, that are k or better. A rank of 0
// is none. NaN without any.
func RecallAt(ranks []int, k int) float64 {
	found := 0
	for _, r := range ranks {
		if r > 0 && r <= k {
			found++
		}
	}
	return float64(found) / float64(len(ranks))
}

// ReciprocalRank is the mean of 1/rank, with 0 for a rank of 0, which is none.
func ReciprocalRank(ranks []int) float64 {
	total := 0.0
	for _, r := range ranks {
		if r > 0 {
			total += 1 / float64(r)
		}
	}
	return total / float64(len(ranks))
}
