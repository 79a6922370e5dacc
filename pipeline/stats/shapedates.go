package stats

import (
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// StepDate is when a step was, and how large. Periods are counted from 0.
type StepDate struct {
	// At is the first period with an observation of the new level, Set all first
	// periods of a new level that the confidence interval holds, in order. In a
	// hole every period fits as well as any other: the set has all or none.
	At        int
	Set       []int
	Low, High int // ends of Set
	// Size of the step by generalised least squares, beside the other steps and the
	// line, in units of the series, with t(n−p).
	Size Estimate
}

// Estimate is a value between the bounds of its interval; ±Inf where a bound is not there.
type Estimate struct{ Value, Low, High float64 }

// DateOptions change how dates are bounded. The zero value is the default.
type DateOptions struct {
	Confidence float64 // 0.95 if 0; see Dates
	Draws      int     // 499 if 0
	Seed       uint64
}

func (o DateOptions) withDefaults() DateOptions {
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	if o.Draws == 0 {
		o.Draws = 499
	}
	return o
}

// Dates bounds the dates of r.Steps, whether the class has any or not; nil
// without steps.
//
// The set of a step has the dates at which a test, conditional on what is
// sufficient for the level, the scale and the size of the step there, does not
// reject it (Worsley 1986, Biometrika 73; Siegmund 1988, International Statistical
// Review 56). With u_k the whitened steps, orthogonal to everything else and of
// length 1, a = U'y, G = U'U, and e standard normal: of draws
// a_k G_jk + σ_k(A_j − A_k G_jk), A = U'e, σ_k² = (y'y − a_k²)/(e'e − A_k²), the
// share whose largest square is at least that of a is the p-value of k. That is
// exact for Gaussian noise of any scale, whatever the size of the step. Where steps
// were nearly not found they are those that chance made look sharper than they
// are: with p_step above 1/80 the set goes to a confidence of 0.98 for 0.95, which
// holds the date of 95 % of them where 0.95 holds that of 93.
func (r Shape) Dates(o DateOptions) []StepDate {
	if r.search == nil {
		return nil
	}
	o = o.withDefaults()
	least := 1 - o.Confidence
	if r.PStep > 1./80 {
		least *= 0.4
	}
	out := make([]StepDate, len(r.model.at))
	for j, k := range r.model.at {
		d := r.search.dates(r.y, r.model, j, o)
		out[j] = StepDate{At: r.first + r.search.t[k], Size: r.size(j, o.Confidence)}
		for i, k := range d.at {
			if d.p[i] <= least {
				continue
			}
			for p := r.search.t[k-1] + 1; p <= r.search.t[k]; p++ {
				out[j].Set = append(out[j].Set, r.first+p)
			}
		}
		out[j].Low, out[j].High = out[j].Set[0], out[j].Set[len(out[j].Set)-1]
	}
	return out
}

// fewAtEnds is the least number of values between a date and its neighbours.
const fewAtEnds = 2

// dateTest has a p-value for every date a step could have.
type dateTest struct {
	at           []int // values before it
	p            []float64
	most, around float64 // max a_k², y'y
}

func (s *searcher) dates(y []float64, m stepModel, j int, o DateOptions) dateTest {
	n := len(y)
	low, high := fewAtEnds, n-fewAtEnds
	if j > 0 {
		low += m.at[j-1]
	}
	if j+1 < len(m.at) {
		high = m.at[j+1] - fewAtEnds
	}
	base := orthonormal(m.noise, s.whitener, s.regressors(m, m.at[j:j+1])...)
	var d dateTest
	var u [][]float64
	for k := low; k <= high; k++ {
		q := stepAt(n, k)
		s.whiten(m.noise, q, q)
		remove(base, q)
		norm := math.Sqrt(dot(q, q))
		for i := range q {
			q[i] /= norm
		}
		d.at, u = append(d.at, k), append(u, q)
	}
	z := make([]float64, n)
	s.whiten(m.noise, y, z)
	remove(base, z)
	d.around = dot(z, z)
	a := products(u, z)
	for _, v := range a {
		d.most = max(d.most, float64(v*v))
	}
	draws, sizes := make([][]float64, o.Draws), make([]float64, o.Draws)
	for b := range draws {
		normals(o.Seed, dateTests+uint64(j), uint64(b), z)
		remove(base, z)
		draws[b], sizes[b] = products(u, z), dot(z, z)
	}
	for k := range u {
		d.p = append(d.p, d.conditional(k, a[k], products(u, u[k]), draws, sizes))
	}
	return d
}

func products(u [][]float64, z []float64) []float64 {
	out := make([]float64, len(u))
	for k, q := range u {
		out[k] = dot(q, z)
	}
	return out
}

// conditional is the p-value of the k-th date.
func (d dateTest) conditional(k int, a float64, gram []float64, draws [][]float64, sizes []float64) float64 {
	bound := math.Sqrt(d.most * (1 - 1e-12))
	if math.Abs(a) >= bound {
		return 1
	}
	left := d.around - float64(a*a)
	hits := 0
	for b, e := range draws {
		scale := math.Sqrt(left / max(sizes[b]-float64(e[k]*e[k]), 1e-12))
		shift := a - float64(scale*e[k])
		for j, g := range gram {
			if v := float64(shift*g) + float64(scale*e[j]); v >= bound || v <= -bound {
				hits++
				break
			}
		}
	}
	return float64(hits+1) / float64(len(draws)+1)
}

// size is that of a step, under the noise that restricted likelihood prefers where
// the criterion takes it for white.
func (r Shape) size(j int, confidence float64) Estimate {
	s, m, l := r.search, r.model, r.model.noise
	if l == 0 {
		l = slices.Index(noises[:], r.memory)
	}
	x := append(s.regressors(m, m.at[j:j+1]), stepAt(r.N, m.at[j]))
	return s.coefficient(l, r.y, confidence, x...)
}

// studentQuantile is that of a two-sided interval.
func studentQuantile(confidence, degrees float64) float64 {
	if whole := int(degrees); confidence == usualConfidence && float64(whole) == degrees {
		return usualStudent(whole)
	}
	return portable.StudentQuantile((1+confidence)/2, degrees)
}

// The quantiles that series by the thousands ask for.
var (
	usualConfidence = 0.95
	usualStudent    = remembered(func(degrees int) float64 {
		return portable.StudentQuantile((1+usualConfidence)/2, float64(degrees))
	})
)
