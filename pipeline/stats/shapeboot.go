package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// lastShort is the last covariance whose memory a constant may have as the null
// of a change: an AR(1) of 0.9 is hardly to be told from what did change.
const lastShort = 6

// A null is what series are drawn from: a mean and a covariance with its scale.
type null struct {
	mean  []float64
	noise int
	scale float64 // standard deviation
}

// reml fits a constant (p 1) or a line (p 2) under the covariance, among the
// first so many, that restricted maximum likelihood prefers (Patterson and
// Thompson 1971, Biometrika 58): least
// (n−p) ln(RSS/(n−p)) + ln|V| + ln|X'V⁻¹X|.
func (s *searcher) reml(y []float64, p, among int) null {
	n := float64(len(y) - p)
	best, out, at := math.Inf(1), null{}, projected{}
	for l := range among {
		of, _ := s.filter(l, y, y)
		rss := of.zz - float64(of.p0*of.p0)
		if p == 2 {
			rss -= float64(of.p1 * of.p1)
		}
		rss = max(rss, perfect*of.zz)
		if v := float64(n*portable.Log(rss/n)) + s.logDet[l] + s.logX[p-1][l]; v < best {
			best, out.noise, out.scale, at = v, l, math.Sqrt(rss/n), of
		}
	}
	out.mean = make([]float64, len(y))
	for i, plane := range s.planes[out.noise] {
		out.mean[i] = float64(at.p0 * plane.level)
		if p == 2 {
			out.mean[i] += float64(at.p1 * plane.slope)
		}
	}
	s.colour(out.noise, out.mean, out.mean)
	return out
}

// remember is the covariance, of those without a walk, that restricted maximum
// likelihood prefers around a model. It sees memory that the criterion, which has
// a price for it, does not.
func (s *searcher) remember(y []float64, m stepModel) int {
	x := s.regressors(m, nil)
	n := float64(len(y) - len(x))
	z := make([]float64, len(y))
	best, out := math.Inf(1), 0
	for l := range firstWalk {
		basis := orthonormal(l, s.whitener, x...)
		s.whiten(l, y, z)
		total := dot(z, z)
		remove(basis, z)
		v := float64(n*portable.Log(max(dot(z, z), perfect*total)/n)) + s.logDet[l]
		for _, d := range basis {
			v += 2 * portable.Log(d.norm)
		}
		if v < best {
			best, out = v, l
		}
	}
	return out
}

// What is drawn at random for what.
const stepTest, changeTest, dateTests = 0, 1, 16

// test is the bootstrap p-value of what gain makes of a series, drawn from a
// null with the variances held. It is (1 + #)/(1 + draws), # the draws with as
// much, but #/draws as soon as # is enough (Besag and Clifford 1991, Biometrika
// 78); and it ends where none of the first o.Clear has as much.
func (r *Shape) test(of statistic, from null, o ShapeOptions, kind uint64) float64 {
	got := of.gain(r.Criteria)
	if !(got > 0) {
		return 1
	}
	y, second := make([]float64, r.N), make([]float64, r.N)
	as, next := false, false // much, in the draw and the next
	hits, last := 0, o.Draws
	for draw := 1; ; draw++ {
		if as = next; draw%2 == 1 {
			r.draw(from, o.Seed, kind, uint64(draw), y)
			r.draw(from, o.Seed, kind, uint64(draw+1), second)
			as, next = r.search.exceed(of, got, y, second)
		}
		r.Draws++
		if as {
			hits++
		}
		if hits == 0 && draw == o.Clear {
			last = draw
			if kind == stepTest {
				last = max(draw, o.StepDraws)
			}
		}
		switch {
		case hits == o.Enough:
			return float64(hits) / float64(draw)
		case draw == last:
			return float64(hits+1) / float64(draw+1)
		}
	}
}

// draw draws a series from a null.
func (r *Shape) draw(from null, seed, kind, draw uint64, y []float64) {
	normals(seed, kind, draw, y)
	r.search.colour(from.noise, y, y)
	for i, m := range from.mean {
		y[i] = m + float64(from.scale*y[i])
	}
}

// normals fills x with standard normal numbers that hang on the seed, what they
// are for, and the number of the draw alone: SplitMix64 counted through, by the
// inverse of the distribution function (Wichura 1988, AS 241).
func normals(seed, kind, draw uint64, x []float64) {
	key := Mix(Mix(seed^Mix(kind+1)) + draw*gamma)
	for i := range x {
		key += gamma
		u := float64((float64(Mix(key)>>11) + 0.5) / (1 << 53))
		x[i] = math.Sqrt2 * portable.Erfinv(float64(2*u)-1)
	}
}
