package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Mean is a mean with its standard error and 95 % interval.
type Mean struct{ Value, SE, Low, High float64 }

func meanOf(value, se float64) Mean {
	half := float64(z95 * se)
	return Mean{value, se, value - half, value + half}
}

// DSLMean is the mean of what people would say of all units, from what a machine
// says of all and people of some: of f_i + (R_i/π_i)(y_i − f_i), where π_i is the
// known probability of being coded, and y_i NaN where R_i is 0 (Egami, Hinck,
// Stewart and Wei 2023, NeurIPS 36).
func DSLMean(machine, human, inclusion []float64) Mean {
	n := float64(len(machine))
	x := make([]float64, len(machine))
	sum := 0.0
	for i, f := range machine {
		x[i] = f
		if !math.IsNaN(human[i]) {
			x[i] += (human[i] - f) / inclusion[i]
		}
		sum += x[i]
	}
	mean, scatter := sum/n, 0.0
	for _, v := range x {
		scatter += float64((v - mean) * (v - mean))
	}
	return meanOf(mean, math.Sqrt(scatter/(n-1)/n))
}

// PPIMean is the prediction-powered mean of units of which a simple random part is
// coded: the mean of λ·machine where it is not, and of human − λ·machine where it
// is (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, Science 382). With
// lambda NaN, λ is the one in [0, 1] with the least variance (Angelopoulos, Duchi
// and Zrnic 2023, arXiv:2311.01453), as ppi_py has it.
func PPIMean(human, machine, rest []float64, lambda float64) Mean {
	n, m := float64(len(human)), float64(len(rest))
	if math.IsNaN(lambda) {
		all := append(append([]float64(nil), machine...), rest...)
		lambda = covariance(human, machine) / ((1 + n/m) * covariance(all, all) * float64(len(all)) / float64(len(all)-1))
		lambda = max(0, min(1, lambda))
	}
	left := make([]float64, len(human))
	for i := range left {
		left[i] = human[i] - float64(lambda*machine[i])
	}
	value := float64(lambda*average(rest)) + average(left)
	return meanOf(value, math.Sqrt(float64(lambda*lambda)*covariance(rest, rest)/m+covariance(left, left)/n))
}

func average(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// covariance divides by n.
func covariance(x, y []float64) float64 {
	mx, my, sum := average(x), average(y), 0.0
	for i := range x {
		sum += float64((x[i] - mx) * (y[i] - my))
	}
	return sum / float64(len(x))
}

// CorrectedPosition is ln((P+½)/(N+½)) of two corrected totals with such standard
// errors, by the delta method; their covariance is 0 where they have no sentence in
// common.
func CorrectedPosition(p, seP, n, seN, covariance float64) Mean {
	if !(p+0.5 > 0 && n+0.5 > 0) {
		return Mean{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	dp, dn := 1/(p+0.5), 1/(n+0.5)
	v := float64(seP*seP*dp*dp) + float64(seN*seN*dn*dn) - float64(2*float64(dp*dn)*covariance)
	return meanOf(portable.Log((p+0.5)/(n+0.5)), math.Sqrt(max(0, v)))
}
