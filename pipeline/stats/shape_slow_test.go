package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// slow finds the figures of FitShape the long way round: full covariances, least
// squares for every regressor, and every cut.
type slow struct {
	t, y, c []float64
	h       int
	chol    [lanes]mat.Cholesky
}

func newSlow(t []int, y, c []float64) *slow {
	s := &slow{y: y, c: c, h: max(3, int(math.Ceil(float64(len(y))/10)))}
	for _, p := range t {
		s.t = append(s.t, float64(p))
	}
	median := medianOf(c)
	for l, n := range noises {
		v := mat.NewSymDense(len(y), nil)
		for i := range y {
			for j := range i + 1 {
				a := 0.0
				switch {
				case n.Walk():
					a = min(s.t[i], s.t[j])
				case !n.White():
					a = math.Pow(n.Phi, math.Abs(s.t[i]-s.t[j]))
				}
				a *= n.Ratio * median
				if i == j {
					a += c[i]
				}
				v.SetSym(i, j, a)
			}
		}
		s.chol[l].Factorize(v)
	}
	return s
}

// rss of y around regressors.
func (s *slow) rss(l int, x ...[]float64) float64 {
	n := len(s.y)
	var lower mat.TriDense
	s.chol[l].LTo(&lower)
	design := mat.NewDense(n, len(x), nil)
	for j, col := range x {
		design.SetCol(j, col)
	}
	var z, w mat.Dense
	z.Solve(&lower, mat.NewDense(n, 1, append([]float64(nil), s.y...)))
	w.Solve(&lower, design)
	var b, fit mat.Dense
	b.Solve(&w, &z)
	fit.Mul(&w, &b)
	fit.Sub(&z, &fit)
	return math.Pow(mat.Norm(&fit, 2), 2)
}

func (s *slow) cost(l int, rss, penalty float64) float64 {
	n := float64(len(s.y))
	return n*math.Log(rss/n) + s.chol[l].LogDet() + noises[l].parameters()*math.Log(n) + penalty
}

// lengths is the length term of the criterion.
func (s *slow) lengths(at ...int) (v float64) {
	n, before := len(s.y), 0
	for _, k := range append(at, n) {
		v += math.Log(float64(k-before) / float64(n))
		before = k
	}
	return v
}

func (s *slow) criteria() Criteria {
	n, inf := len(s.y), math.Inf(1)
	logN := math.Log(float64(n))
	c := Criteria{inf, inf, inf, inf, inf, inf, inf}
	one := ones(n)
	for l := range lanes {
		v := s.cost(l, s.rss(l, one), 0)
		if noises[l].Walk() {
			c.Walk = min(c.Walk, v)
		} else {
			c.Constant = min(c.Constant, v)
		}
		c.Line = min(c.Line, s.cost(l, s.rss(l, one, s.t), logN))
		for k := s.h; k <= n-s.h; k++ {
			c.Step = min(c.Step, s.cost(l, s.rss(l, one, stepAt(n, k)), 3*logN+s.lengths(k)))
			c.LineStep = min(c.LineStep, s.cost(l, s.rss(l, one, s.t, stepAt(n, k)), 4*logN+s.lengths(k)))
		}
	}
	c.TwoSteps, c.ThreeSteps = s.several(2), s.several(3)
	return c
}

// several takes the best RSS first and then the criterion of its dates.
func (s *slow) several(steps int) float64 {
	n := len(s.y)
	least, cost := math.Inf(1), math.Inf(1)
	var try func(at []int)
	try = func(at []int) {
		if len(at) == steps {
			x := [][]float64{ones(n)}
			for _, k := range at {
				x = append(x, stepAt(n, k))
			}
			if rss := s.rss(0, x...); rss < least {
				least, cost = rss, s.cost(0, rss, 3*float64(steps)*math.Log(float64(n))+s.lengths(at...))
			}
			return
		}
		from := s.h
		if len(at) > 0 {
			from += at[len(at)-1]
		}
		for k := from; k <= n-s.h*(steps-len(at)); k++ {
			try(append(at[:len(at):len(at)], k))
		}
	}
	try(nil)
	return cost
}

// ramp is the least RSS of ramps between two periods beside regressors.
func (s *slow) ramp(l, low, high int, base ...[]float64) float64 {
	span := int(s.t[len(s.t)-1]) + 1
	least := math.Inf(1)
	for d := min(10, max(5, int(math.Ceil(float64(span)/5)))); d <= high-low; d++ {
		for from := low; from+d <= high; from++ {
			x := make([]float64, len(s.t))
			for i, t := range s.t {
				x[i] = min(1, max(0, (t-float64(from)+0.5)/float64(d)))
			}
			least = min(least, s.rss(l, append(base[:len(base):len(base)], x)...))
		}
	}
	return least
}

// holed is a random series with a step, periods without an observation, and
// variances that differ.
func holed(rng *rand.Rand, n int) (t []int, y, c []float64) {
	for p := 0; len(t) < n; p++ {
		if len(t) > 0 && rng.IntN(5) == 0 {
			p += rng.IntN(3)
		}
		t = append(t, p)
		c = append(c, 0.02+0.1*rng.Float64())
		y = append(y, float64(len(t)/(n/2))*rng.Float64()+math.Sqrt(c[len(c)-1])*rng.NormFloat64())
	}
	return t, y, c
}

// TestShapeSlow: filters, sums and tables give what full matrices do.
func TestShapeSlow(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{12, 13, 17, 21} {
		at, y, c := holed(rng, n)
		y, _ = centred(y)
		s, want := newSearcher(at, c), newSlow(at, y, c)
		got, best := s.score(y)
		w := want.criteria()
		for _, v := range [][2]float64{{got.Constant, w.Constant}, {got.Walk, w.Walk}, {got.Line, w.Line}, {got.Step, w.Step},
			{got.LineStep, w.LineStep}, {got.TwoSteps, w.TwoSteps}, {got.ThreeSteps, w.ThreeSteps}} {
			nearby(t, "criterion", v[0], v[1])
		}
		g := s.gradual(y, got, best.line)
		rss := min(want.cost(0, want.ramp(0, 0, s.span, ones(n)), 0), want.cost(best.line, want.ramp(best.line, 0, s.span, ones(n)), 0))
		nearby(t, "ramp", g.Ramp, rss)
		step := stepModel{at: []int{best.lineStepAt}, line: true, noise: 5}
		ramp := want.ramp(5, 0, s.span, ones(n), want.t)
		rest := want.rss(5, ones(n), want.t, stepAt(n, best.lineStepAt))
		nearby(t, "ramp margin", s.rampMargin(y, step), float64(n-3)*math.Log(ramp/rest))
	}
}

// TestShapeDraws: what is drawn from a covariance has it.
func TestShapeDraws(t *testing.T) {
	at, _, c := holed(rand.New(rand.NewPCG(5, 6)), 12)
	s, full := newSearcher(at, c), newSlow(at, make([]float64, 12), c)
	for l := range lanes {
		var lower mat.TriDense
		full.chol[l].LTo(&lower)
		for j := range at {
			e := make([]float64, len(at))
			e[j] = 1
			s.colour(l, e, e)
			for i := range at {
				nearby(t, "L", e[i], lower.At(i, j))
			}
		}
	}
}

// TestExceed: which series gain as much is what their scores say, at the last digit too.
func TestExceed(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for trial := range 300 {
		at, y, c := holed(rng, 12+rng.IntN(60))
		s, second := newSearcher(at, c), make([]float64, len(y))
		y, _ = centred(y)
		for i := range second {
			second[i] = rng.NormFloat64() + float64(trial%3*i)/float64(len(y))
		}
		one, _ := s.score(y)
		other, _ := s.score(second)
		for name, of := range map[string]statistic{"steps": ofSteps, "change": ofChange} {
			for _, exact := range []float64{of.gain(one), of.gain(other)} {
				for _, got := range []float64{exact, math.Nextafter(exact, 1e9), exact - 1e-8, exact + 1e-8, exact - 1, exact + 1, exact + 9} {
					a, b := s.exceed(of, got, y, second)
					if a != (of.gain(one) >= got) || b != (of.gain(other) >= got) {
						t.Fatalf("trial %d, %s, %g: %v and %v, the gains are %g and %g", trial, name, got, a, b, of.gain(one), of.gain(other))
					}
				}
			}
		}
	}
}
