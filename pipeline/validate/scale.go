package validate

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// scale is a measure on the scale of its interval: two totals and the tokens there, its
// slopes, and the way back.
type scale struct {
	of     func(p, n, tokens float64) float64 // the measure itself
	at     func(p, n, tokens float64) float64
	slopes func(p, n float64) [2]float64
	back   func(x float64) float64
}

// logRatio is ln((p+½)/(n+½)), which keeps a share off the ends too.
func logRatio(p, n, _ float64) float64 { return portable.Log((p + 0.5) / (n + 0.5)) }

func ratioSlopes(p, n float64) [2]float64 { return [2]float64{1 / (p + 0.5), -1 / (n + 0.5)} }

var scales = map[string]scale{
	"position": {logRatio, logRatio, ratioSlopes, func(x float64) float64 { return x }},
	"share": {
		func(p, n, _ float64) float64 { return p / (p + n) },
		logRatio, ratioSlopes,
		func(x float64) float64 { return 1 / (1 + portable.Exp(-x)) },
	},
	"rate": {
		func(p, _, tokens float64) float64 { return 1000 * p / tokens },
		func(p, _, tokens float64) float64 { return portable.Log(1000 * (p + 0.5) / tokens) },
		func(p, _ float64) [2]float64 { return [2]float64{1 / (p + 0.5), 0} },
		portable.Exp,
	},
}

// unsteady is the relative standard error of a total above which its logarithm is no
// scale for an interval.
const unsteady = 0.5

// interval is the value of two totals with its interval, given their covariance. It is
// symmetric on the scale of the measure while both totals are steady on it; else it is
// made of the intervals of the totals themselves (Zou and Donner 2008).
func (e *estimator) interval(total [2]float64, tokens int64, v matrix2) (value, low, high float64) {
	if tokens == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	value = e.of(total[0], total[1], float64(tokens))
	slope := e.slopes(total[0], total[1])
	x, half := e.at(total[0], total[1], float64(tokens)), z95*math.Sqrt(v.along(slope))
	down, up := half, half
	if se := max(math.Sqrt(v[0][0])*math.Abs(slope[0]), math.Sqrt(v[1][1])*math.Abs(slope[1])); se > unsteady {
		down, up = 0, 0
		for k := range slope {
			if slope[k] == 0 {
				continue
			}
			below, above := logBounds(total[k], z95*math.Sqrt(v[k][k]))
			if slope[k] < 0 {
				below, above = above, below
			}
			down, up = portable.Hypot(down, below), portable.Hypot(up, above)
		}
	}
	low, high = e.back(x-down), e.back(x+up)
	if e.b < 0 && total[0] == 0 {
		low = 0
	}
	return value, low, high
}

// logBounds are how far the logarithm of a total and a half goes down and up within so
// much of the total.
func logBounds(total, half float64) (down, up float64) {
	at := portable.Log(total + 0.5)
	return at - portable.Log(max(0, total-half)+0.5), portable.Log(total+half+0.5) - at
}

// matrix2 is a covariance of two totals.
type matrix2 [2][2]float64

func (m *matrix2) add(o matrix2, times float64) {
	for a := range 2 {
		for b := range 2 {
			m[a][b] += float64(times * o[a][b])
		}
	}
}

// along is the variance in a direction.
func (m matrix2) along(d [2]float64) float64 {
	v := 0.0
	for a := range 2 {
		for b := range 2 {
			v += float64(d[a] * m[a][b] * d[b])
		}
	}
	return max(0, v)
}
