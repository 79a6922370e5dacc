package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// z95 is the normal quantile of a two-sided interval of 95 %.
const z95 = 1.959963984540054

// Wilson is the 95 % score interval of a share p seen in n units, which need not be
// a whole number (Wilson 1927, JASA 22).
func Wilson(p, n float64) Estimate {
	if !(n > 0) {
		return Estimate{p, math.NaN(), math.NaN()}
	}
	zz := float64(z95 * z95)
	middle := p + zz/(2*n)
	half := float64(z95 * math.Sqrt(p*(1-p)/n+zz/float64(4*n*n)))
	return Estimate{p, max(0, (middle-half)/(1+zz/n)), min(1, (middle+half)/(1+zz/n))}
}

// MostUnseen is how many of size units may be of a kind of which n that were drawn
// at random show none, with 95 % confidence: size(1 − 0.05^(1/n)).
func MostUnseen(size, n float64) float64 { return size * (1 - portable.Pow(0.05, 1/n)) }

// RoganGladen is the share behind an apparent one, of a test with such a
// sensitivity and specificity (Rogan and Gladen 1978, American Journal of
// Epidemiology 107). It assumes that both are the same everywhere. NaN for a test
// that tells nothing.
func RoganGladen(apparent, sensitivity, specificity float64) float64 {
	if sensitivity+specificity <= 1 {
		return math.NaN()
	}
	return (apparent + specificity - 1) / (sensitivity + specificity - 1)
}

// logitInterval is the 95 % interval of a share with such a standard error, on the
// logit.
func logitInterval(p, se float64) Estimate {
	if !(p > 0 && p < 1) || math.IsNaN(se) {
		return Estimate{p, math.NaN(), math.NaN()}
	}
	middle, half := portable.Log(p/(1-p)), z95*se/(p*(1-p))
	back := func(x float64) float64 { return 1 / (1 + portable.Exp(-x)) }
	return Estimate{p, back(middle - half), back(middle + half)}
}
