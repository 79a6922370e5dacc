package survival

import "math"

// First is the test of who says something first.
type First struct {
	K        int     // how many uses were looked at
	Observed int     // of them by A
	Expected float64 // the same, if both said it at one rate
	Z        float64
	P        float64 // chance of Observed or more then, exact
}

// FirstUses tests whether A has more of the first uses than its share of the text.
// ofA says, use by use in their order, whether it is A's, and chance which share of
// the text of that use's period is A's: if both use it at the same rate, that is the
// chance of the use being A's, whatever came before. This is the logic of the log-rank
// test, cut at the k-th use, with the exact Poisson-binomial tail in place of the
// normal one; the cut is ours.
func FirstUses(ofA []bool, chance []float64) First {
	f := First{K: len(ofA), Z: math.NaN(), P: math.NaN()}
	variance := 0.0
	for i, p := range chance {
		if ofA[i] {
			f.Observed++
		}
		f.Expected += p
		variance += float64(p * (1 - p))
	}
	if variance > 0 {
		f.Z = (float64(f.Observed) - f.Expected) / math.Sqrt(variance)
		f.P = AtLeast(chance, f.Observed)
	}
	return f
}

// AtLeast is the chance of k or more successes in independent trials with these
// chances: the upper tail of the Poisson-binomial distribution, by convolution.
func AtLeast(chances []float64, k int) float64 {
	d := make([]float64, 1, len(chances)+1) // of the number of successes so far
	d[0] = 1
	for _, p := range chances {
		d = append(d, 0)
		for i := len(d) - 1; i > 0; i-- {
			d[i] = float64(d[i]*(1-p)) + float64(d[i-1]*p)
		}
		d[0] *= 1 - p
	}
	tail := 0.0
	for i := len(d) - 1; i >= max(0, k); i-- {
		tail += d[i]
	}
	return min(1, tail)
}
