package stats

// WordShift is the change of a signed rate V = Σ s_i n_i / T between two texts,
// split by term.
type WordShift struct {
	From, To float64 // V of either text
	Change   float64 // the sum of Parts, which is To − From
	Parts    []float64
}

// ShiftWords splits the change of a signed rate between two texts: of T tokens,
// n_i are the term i, which has the sign s_i, each of them or with weights. A token that is no term has the
// sign 0 and no part.
//
//	ΔV = Σ_i s_i (n_i2/T2 − n_i1/T1)
//
// A text without tokens makes everything NaN. Slices of different length are a
// misuse and panic.
//
// Source: Gallagher, Frank, Mitchell, Schwartz, Reagan, Danforth and Dodds, EPJ
// Data Science 10:4 (2021): the shift of a weighted average whose scores are the
// same in both texts, against a reference score of 0.
func ShiftWords[N int64 | float64](signs []float64, from, to []N, fromTokens, toTokens int64) WordShift {
	if len(signs) != len(from) || len(signs) != len(to) {
		panic("stats: counts of different lengths")
	}
	s := WordShift{Parts: make([]float64, len(signs))}
	before, after := make([]float64, len(signs)), make([]float64, len(signs))
	for i, sign := range signs {
		before[i] = sign * float64(from[i]) / float64(fromTokens)
		after[i] = sign * float64(to[i]) / float64(toTokens)
		s.Parts[i] = after[i] - before[i]
	}
	s.From, s.To, s.Change = sum(before), sum(after), sum(s.Parts)
	return s
}
