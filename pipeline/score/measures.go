package score

import "math"

// The measures of spec section 5, from counts. A ratio whose denominator is
// zero does not exist: NaN, which becomes null in the tables.

// Position is θ = ln((P+½)/(N+½)), Lowe, Benoit, Mikhaylov and Laver 2011
// (Legislative Studies Quarterly 36:1), in logits. It exists without any hit,
// where it is 0 and says nothing: look at the hits beside it.
func Position(p, n int64) float64 {
	return logHalf(p) - logHalf(n)
}

// Share is P/(P+N).
func Share(p, n int64) float64 { return ratio(float64(p), float64(p+n)) }

// Difference is (P−N)/tokens.
func Difference(p, n, tokens int64) float64 { return ratio(float64(p-n), float64(tokens)) }

// Salience is (P+N)/tokens.
func Salience(p, n, tokens int64) float64 { return ratio(float64(p+n), float64(tokens)) }

// Rate is hits per 1,000 tokens.
func Rate(hits, tokens int64) float64 { return ratio(1000*float64(hits), float64(tokens)) }

// Lift is the log odds ratio of the 2×2 table of sentences (both, only A, only
// B, neither) with ½ added to each cell (Haldane–Anscombe), in logits.
func Lift(both, onlyA, onlyB, neither int64) float64 {
	return logHalf(both) - logHalf(onlyA) - logHalf(onlyB) + logHalf(neither)
}

// logHalf is ln(n+½). A bootstrap asks for it millions of times, mostly of
// small numbers.
func logHalf(n int64) float64 {
	if uint64(n) < uint64(len(logHalves)) {
		return logHalves[n]
	}
	return math.Log(float64(n) + 0.5)
}

var logHalves = func() (list [4096]float64) {
	for n := range list {
		list[n] = math.Log(float64(n) + 0.5)
	}
	return list
}()

// Jaccard is the share of the sentences with either that have both.
func Jaccard(both, onlyA, onlyB int64) float64 {
	return ratio(float64(both), float64(both+onlyA+onlyB))
}

// Evenness is 1−|a−b|/(a+b) on hit counts: 1 where both are equally common.
func Evenness(a, b int64) float64 {
	if a+b == 0 {
		return math.NaN()
	}
	return 1 - math.Abs(float64(a-b))/float64(a+b)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
