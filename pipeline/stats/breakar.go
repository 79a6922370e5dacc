package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// autocorrelations are those the likelihood is taken over. Those of the level of
// a series that are below 0 make breaks rarer, not likelier.
var autocorrelations = []float64{0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95}

// The null of PAR. The larger the autocorrelation, the larger the statistic of a
// series without a break, up to about 0.9, from where it stays: p-values under
// that hold under any other (Dufour 2006, Journal of Econometrics 133). Longer
// series than longestNull have no larger one.
const (
	leastFavourable = 0.9
	nullDraws       = 999
	longestNull     = 200
)

// meanAR is the p-value of "no break" for a series whose level may wander as an
// AR(1). The statistic is the likelihood ratio of one break, or of two with a
// penalty of 3 ln n, against none, each with the autocorrelation that suits it
// best: a step then need not pass for autocorrelation, nor the reverse. The
// likelihood is exact, gaps included. The autocorrelation that is left to the
// null hypothesis is the least favourable; estimating it instead finds more breaks
// in twenty periods but takes a wandering level that is seen through sampling
// noise, which is no AR(1) then, for one with a break.
func meanAR(y []float64, o BreakOptions) float64 {
	var l arLikelihood
	for i, v := range y {
		if !math.IsNaN(v) {
			l.y, l.at = append(l.y, v), append(l.at, i)
		}
	}
	n := len(l.y)
	o.Max = 0
	least, most, err := o.resolve(n)
	if err != nil || most == 0 || n < 6 {
		return math.NaN()
	}
	if slices.Min(l.y) == slices.Max(l.y) {
		return 1
	}
	got := l.statistic(least)
	if math.IsNaN(got) { // an infinite value
		return got
	}
	if n > longestNull {
		n, least = longestNull, max(1, least*longestNull/n)
	}
	null := nullAR(n, least)
	below, _ := slices.BinarySearch(null, got)
	return float64(len(null)-below+1) / float64(len(null)+1)
}

type nullKey struct{ n, least int }

var nulls sync.Map // of nullKey to sorted []float64: drawn once, always the same

func nullAR(n, least int) []float64 {
	key := nullKey{n, least}
	if v, ok := nulls.Load(key); ok {
		return v.([]float64)
	}
	rng := rand.New(rand.NewPCG(uint64(n), uint64(least)))
	l := arLikelihood{y: make([]float64, n), at: make([]int, n)}
	out := make([]float64, nullDraws)
	innovation := math.Sqrt(1 - leastFavourable*leastFavourable)
	for d := range out {
		w := rng.NormFloat64()
		for i := range l.y {
			l.y[i], l.at[i] = w, i
			w = float64(leastFavourable*w) + float64(innovation*rng.NormFloat64())
		}
		out[d] = l.statistic(least)
	}
	slices.Sort(out)
	nulls.Store(key, out)
	return out
}

// arLikelihood is that of a series with steps and autocorrelated errors. Values
// at a distance d have the correlation φ^d. Each value minus φ^d times the one
// before, over √(1−φ^2d), is uncorrelated with the others; the same done to the
// regressors gives generalised least squares.
type arLikelihood struct {
	y  []float64 // observed values
	at []int     // their periods

	// Made uncorrelated: values u, the constant x, and of a step the first
	// value a, which then goes on as the constant does.
	u, x, a []float64
	// Sums over the values behind each.
	xx, xu []float64
	logDet float64
}

// statistic is 2 ln of the likelihood ratio against no break: the larger of that
// of one, and of two less 3 ln n.
func (l *arLikelihood) statistic(least int) float64 {
	n := float64(len(l.y))
	var best [3]float64
	for k, phi := range autocorrelations {
		l.whiten(phi)
		for m, rss := range l.fit(least) {
			if v := -float64(n*math.Log(rss)) - l.logDet; k == 0 || v > best[m] {
				best[m] = v
			}
		}
	}
	return max(best[1]-best[0], best[2]-best[0]-float64(3*math.Log(n)))
}

func (l *arLikelihood) whiten(phi float64) {
	n := len(l.y)
	l.u, l.x, l.a = sized(l.u, n), sized(l.x, n), sized(l.a, n)
	l.xx, l.xu = sized(l.xx, n), sized(l.xu, n)
	l.u[0], l.x[0], l.a[0], l.logDet = l.y[0], 1, 1, 0
	distance, rho, a, log := 0, 0.0, 1.0, 0.0
	for i := 1; i < n; i++ {
		if d := l.at[i] - l.at[i-1]; d != distance {
			distance, rho = d, math.Pow(phi, float64(d))
			a = 1 / math.Sqrt(1-float64(rho*rho))
			log = 2 * math.Log(a)
		}
		l.u[i], l.x[i], l.a[i] = (l.y[i]-float64(rho*l.y[i-1]))*a, (1-rho)*a, a
		l.logDet -= log
	}
	l.xx[n], l.xu[n] = 0, 0
	for i := n - 1; i >= 0; i-- {
		l.xx[i] = l.xx[i+1] + float64(l.x[i]*l.x[i])
		l.xu[i] = l.xu[i+1] + float64(l.x[i]*l.u[i])
	}
}

// fit gives the sums of squares that are left with no break, one, and two. The
// second is the best beside the first: it is one of the two of a hump that the
// first finds.
func (l *arLikelihood) fit(least int) (rss [3]float64) {
	for _, u := range l.u[:len(l.y)] {
		rss[0] += float64(u * u)
	}
	least0 := rss[0] * 1e-12 // a perfect fit has a likelihood too
	rss[0] -= float64(l.xu[0]*l.xu[0]) / l.xx[0]
	first, gain := l.step(least, step{})
	_, more := l.step(least, first)
	rss[1] = max(rss[0]-gain, least0)
	rss[2] = max(rss[1]-more, least0)
	return rss
}

// A step starts at a value. Its products are with what the constant leaves.
type step struct {
	at   int // 0 for none
	u, s float64
}

// step finds the one that explains most beside the constant and one other.
func (l *arLikelihood) step(least int, other step) (best step, gain float64) {
	mean, perConstant := l.xu[0]/l.xx[0], 1/l.xx[0]
	for t := least; t <= len(l.y)-least; t++ {
		a, constant := l.a[t], l.product(t)
		u := float64(a*l.u[t]) + l.xu[t+1] - float64(constant*mean)
		s := float64(a*a) + l.xx[t+1] - float64(constant*constant*perConstant)
		if other.at > 0 {
			if t > other.at-least && t < other.at+least {
				continue
			}
			shared := l.product(max(t, other.at)) - float64(constant*l.product(other.at)*perConstant)
			u -= float64(shared * other.u / other.s)
			s -= float64(shared * shared / other.s)
		}
		if g := float64(u*u) / s; g > gain {
			best, gain = step{t, u, s}, g
		}
	}
	return best, gain
}

// product is that of a step that starts at t with any that started before, or
// with the constant.
func (l *arLikelihood) product(t int) float64 {
	return float64(l.x[t]*l.a[t]) + l.xx[t+1]
}
