package stats

import (
	"math"
	"slices"
	"sync"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Ramp is a move that begins in a period, counted from 0, and takes Length of
// them: clip((t − Start + ½)/Length, 0, 1).
type Ramp struct{ Start, Length int }

// shortestRamp is the length from which a move is no step: of fewer periods the
// noise of a series of this length leaves no two kinds of moves apart.
func shortestRamp(span int) int { return min(10, max(5, (span+4)/5)) }

// clear is the 90 % point of χ²(1): of two single means, the likelihood of the
// wrong one is larger by so much in at most 5 % of series, however far apart
// they are, as 1 − Φ(√c) is the most it can be.
const clear90 = 2.7055

// ramps finds the ramp that leaves least of a series beside other regressors. A
// ramp is a mean of steps, half the weight at either end; so with the sums of
// products of steps, any ramp takes a few look-ups.
type ramps struct {
	s    *searcher
	l    int
	base []direction
	// By calendar: sums, over steps before a period, of their products with each
	// other, and with the series.
	gram    [][]float64
	product []float64
	first   []int // first value from a period on
	left    float64

	steps []float64 // see products
}

// tables keeps the memory of ramps, which grows with the square of the length, for those
// that are looked for next.
var tables = sync.Pool{New: func() any { return new(ramps) }}

// bestRamp is the best beside other regressors, see ramps.best.
func (s *searcher) bestRamp(l int, y []float64, low, high int, base ...[]float64) (rss float64, at Ramp) {
	r := tables.Get().(*ramps)
	defer tables.Put(r)
	r.set(s, l, y, base...)
	rss, at = r.best(shortestRamp(s.span), low, high)
	r.s, r.base = nil, nil
	return rss, at
}

func (r *ramps) set(s *searcher, l int, y []float64, base ...[]float64) {
	n, span := len(s.t), s.span
	if len(r.first) != span+1 {
		r.first, r.product, r.gram = make([]int, span+1), make([]float64, span+2), make([][]float64, span+2)
		for a := range r.gram {
			r.gram[a] = make([]float64, span+2)
		}
	}
	r.s, r.l, r.base = s, l, orthonormal(l, s.whitener, base...)
	for p, i := 0, 0; p <= span; p++ {
		if p > 0 && i < n && s.t[i] < p {
			i++
		}
		r.first[p] = i
	}
	z := make([]float64, n)
	s.whiten(l, y, z)
	remove(r.base, z)
	r.left = dot(z, z)
	r.products(z)
}

// products sums up the products of all steps, which come from the whitened ones
// less what the base explains.
func (r *ramps) products(z []float64) {
	n, span := len(r.s.t), r.s.span
	u, q, with := make([]float64, n), make([]float64, n), make([]float64, n+1)
	suffix := func(z, out []float64) {
		r.s.adjoint(r.l, z, u)
		for i := n - 1; i >= 0; i-- {
			out[i] = out[i+1] + u[i]
		}
	}
	suffix(z, with)
	r.steps = slices.Grow(r.steps[:0], (n+1)*(n+1))[:(n+1)*(n+1)]
	for k := range n + 1 {
		for i := range q {
			q[i] = 0
			if i >= k {
				q[i] = 1
			}
		}
		r.s.whiten(r.l, q, q)
		remove(r.base, q)
		steps := r.steps[k*(n+1):][:n+1]
		steps[n] = 0
		suffix(q, steps)
	}
	for a := 0; a <= span; a++ {
		r.product[a+1] = r.product[a] + with[r.first[a]]
		row, steps := 0.0, r.steps[r.first[a]*(n+1):][:n+1]
		for b := 0; b <= span; b++ {
			row += steps[r.first[b]]
			r.gram[a+1][b+1] = r.gram[a][b+1] + row
		}
	}
}

// box is the sum of products of the steps in [a, a+d) and those in [b, b+d).
func (r *ramps) box(a, b, d int) float64 {
	return r.gram[a+d][b+d] - r.gram[a][b+d] - r.gram[a+d][b] + r.gram[a][b]
}

// best is the least RSS of ramps of at least shortest periods that begin at low
// or later and end by high, +Inf if there is none. One that the base nearly
// explains is left out.
func (r *ramps) best(shortest, low, high int) (rss float64, at Ramp) {
	rss = math.Inf(1)
	for d := shortest; d <= high-low; d++ {
		for a := low; a <= high-d; a++ {
			size := r.box(a, a, d) + float64(2*r.box(a, a+1, d)) + r.box(a+1, a+1, d)
			if size <= 1e-9*float64(d*d)*r.scale() {
				continue
			}
			p := r.product[a+d] - r.product[a] + r.product[a+d+1] - r.product[a+1]
			if v := r.left - float64(p*p)/size; v < rss {
				rss, at = v, Ramp{a, d}
			}
		}
	}
	return rss, at
}

// scale is that of products of steps.
func (r *ramps) scale() float64 { return 1 / r.s.c[0] }

// rampMargin is by how much the chosen steps fit better than ramps in their
// place: the least, over the steps, of ln(RSS with the best ramp in place of the
// step / RSS of the steps), times the degrees of freedom. Two neighbouring steps
// of one sign are also replaced by one ramp, which must win by 2 ln n more. A
// series without room for a ramp has no margin: NaN.
func (s *searcher) rampMargin(y []float64, m stepModel) float64 {
	n := len(y)
	rss := s.rss(m.noise, y, s.regressors(m, nil)...)
	if floor := perfect * s.rss(m.noise, y, ones(n)); rss < floor {
		rss = floor
	}
	edges := append(append([]int{0}, m.periods(s)...), s.span)
	degrees := float64(n - len(m.at) - 1)
	if m.line {
		degrees--
	}
	least := math.NaN()
	try := func(from, to int, penalty float64) {
		best, _ := s.bestRamp(m.noise, y, edges[from], edges[to+1], s.regressors(m, m.at[from:to])...)
		if v := float64(degrees*portable.Log(best/rss)) - penalty; !math.IsInf(best, 1) && !(v >= least) {
			least = v
		}
	}
	levels := s.levels(y, m.at)
	for j := range m.at {
		try(j, j+1, 0)
	}
	for j := 0; j+2 <= len(m.at); j++ {
		if (levels[j+1]-levels[j])*(levels[j+2]-levels[j+1]) > 0 {
			try(j, j+2, 2*portable.Log(float64(n)))
		}
	}
	return least
}

// gradual compares one step with moves that are gradual, a line and a ramp: each
// −2 ln L, and ln n for each parameter of its noise, but not for dates. The ramp
// has white noise or that of the line.
type gradual struct {
	Step, Line, Ramp float64
	at               Ramp
}

// margin is what gradual moves gain over a step.
func (g gradual) margin() float64 { return g.Step - min(g.Line, g.Ramp) }

func (s *searcher) gradual(y []float64, c Criteria, line int) gradual {
	n := float64(len(y))
	g := gradual{Step: math.Inf(1), Line: c.Line - portable.Log(n), Ramp: math.Inf(1)}
	cost := func(l int, rss, total float64) float64 {
		return float64(n*portable.Log(max(rss, perfect*total)/n)) + s.base[l]
	}
	for l := range lanes {
		one, total := s.oneStep(l, y)
		g.Step = min(g.Step, cost(l, one, total))
		if l == 0 || l == line {
			rss, at := s.bestRamp(l, y, 0, s.span, ones(len(y)))
			if v := cost(l, rss, total); v < g.Ramp {
				g.Ramp, g.at = v, at
			}
		}
	}
	return g
}

// oneStep is the least RSS of one step, wherever it is, and that without.
func (s *searcher) oneStep(l int, y []float64) (rss, total float64) {
	n := len(y)
	z, u := make([]float64, n), make([]float64, n)
	s.whiten(l, y, z)
	p0 := 0.0
	for i, v := range z {
		p0 += float64(s.planes[l][i].level * v)
	}
	total = dot(z, z) - float64(p0*p0)
	s.adjoint(l, z, u)
	rss = total
	sum := 0.0
	for i := n - 1; i >= s.h; i-- {
		sum += u[i]
		if k := i - s.h; k < len(s.share) {
			cut := &s.cuts[l][k]
			g := float64(sum*cut.levelSum) - float64(p0*cut.levelFit)
			rss = min(rss, total-float64(g*g))
		}
	}
	return rss, total
}
