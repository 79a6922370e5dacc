package stats

import "math"

// Planned is a stratum before anything is coded: its size, the share of it that
// people are expected to find, and whether the machine found its units.
type Planned struct {
	Size, Share float64
	Found       bool
}

// Neyman spreads n codings over strata so that the total that people find is known
// best: in proportion to N√(p(1−p)), p at least 1/(n_h+2) where n_h were coded. The
// parts need not be whole numbers.
func Neyman(n float64, strata []Planned, coded []float64) []float64 {
	out := make([]float64, len(strata))
	sum := 0.0
	for h, s := range strata {
		out[h] = float64(s.Size * math.Sqrt(max(s.Share, 1/(coded[h]+2))*(1-s.Share)))
		sum += out[h]
	}
	for h := range out {
		out[h] *= n / sum
	}
	return out
}

// PrecisionCodings is how many units that the machine found have to be coded for a
// precision of p with a 95 % interval of such a width.
func PrecisionCodings(p, width float64) float64 { return 4 * z95 * z95 * p * (1 - p) / (width * width) }

// RecallCodings is how many codings, spread as is best, a recall takes with a 95 %
// interval of such a width, by the delta method; and how they are spread.
func RecallCodings(strata []Planned, width float64) (n float64, spread []float64) {
	var right, missed float64
	for _, s := range strata {
		if s.Found {
			right += float64(s.Size * s.Share)
		} else {
			missed += float64(s.Size * s.Share)
		}
	}
	all := right + missed
	spread = make([]float64, len(strata))
	sum := 0.0
	for h, s := range strata {
		slope := right / float64(all*all)
		if s.Found {
			slope = missed / float64(all*all)
		}
		spread[h] = float64(slope * s.Size * math.Sqrt(s.Share*(1-s.Share)))
		sum += spread[h]
	}
	n = 4 * z95 * z95 * float64(sum*sum) / (width * width)
	for h := range spread {
		spread[h] *= n / sum
	}
	return n, spread
}
