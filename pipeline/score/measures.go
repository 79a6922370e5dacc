package score

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// The arithmetic of the measures of package measure, from counts. A ratio whose
// denominator is zero does not exist: NaN, which becomes null in the tables.

// Quantities are what a measure is taken from: whole numbers, but for hits that
// count with weights.
type Quantities struct {
	A, B                       float64 // hits of either side; of a frame, A
	Tokens                     float64
	Both, OnlyA, OnlyB, Others float64 // sentences with either side of a pair, or neither
}

// Formula returns the arithmetic of the measure of that name, nil if there is
// none.
func Formula(measure string) func(*Quantities) float64 { return formulas[measure] }

var formulas = map[string]func(*Quantities) float64{
	"position":   func(q *Quantities) float64 { return Position(q.A, q.B) },
	"share":      func(q *Quantities) float64 { return ratio(q.A, q.A+q.B) },
	"difference": func(q *Quantities) float64 { return ratio(q.A-q.B, q.Tokens) },
	"salience":   func(q *Quantities) float64 { return ratio(q.A+q.B, q.Tokens) },
	"rate":       func(q *Quantities) float64 { return Rate(q.A, q.Tokens) },
	"together":   func(q *Quantities) float64 { return q.Both },
	"lift":       lift,
	"jaccard":    func(q *Quantities) float64 { return ratio(q.Both, q.Both+q.OnlyA+q.OnlyB) },
	"evenness":   func(q *Quantities) float64 { return 1 - ratio(math.Abs(q.A-q.B), q.A+q.B) },
}

// Position is θ = ln((P+½)/(N+½)), Lowe, Benoit, Mikhaylov and Laver 2011
// (Legislative Studies Quarterly 36:1), in logits. It exists without any hit,
// where it is 0 and says nothing: look at the hits beside it.
func Position(p, n float64) float64 {
	return logHalf(p) - logHalf(n)
}

// Rate is hits per 1,000 tokens.
func Rate(hits, tokens float64) float64 { return ratio(1000*hits, tokens) }

// lift is the log odds ratio of the 2×2 table of sentences (both, only A, only
// B, neither) with ½ added to each cell (Haldane–Anscombe), in logits. Where a
// side has no sentence, or every one, it would show the ½, and does not exist.
func lift(q *Quantities) float64 {
	a, b, all := q.Both+q.OnlyA, q.Both+q.OnlyB, q.Both+q.OnlyA+q.OnlyB+q.Others
	if a == 0 || b == 0 || a == all || b == all {
		return math.NaN()
	}
	return logHalf(q.Both) - logHalf(q.OnlyA) - logHalf(q.OnlyB) + logHalf(q.Others)
}

// logHalf is ln(n+½). A bootstrap asks for it millions of times, mostly of
// small whole numbers.
func logHalf(n float64) float64 {
	if i := int(n); uint(i) < uint(len(logHalves)) && float64(i) == n {
		return logHalves[i]
	}
	return portable.Log(n + 0.5)
}

var logHalves = func() (list [4096]float64) {
	for n := range list {
		list[n] = portable.Log(float64(n) + 0.5)
	}
	return list
}()

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
