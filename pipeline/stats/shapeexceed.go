package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// A statistic of a bootstrap test is what a series gains by a model other than some.
type statistic struct{ gain, without func(Criteria) float64 }

var (
	ofSteps  = statistic{Criteria.stepGain, Criteria.smooth}
	ofChange = statistic{Criteria.changeGain, func(c Criteria) float64 { return c.Constant }}
)

// exceed says of two series whether they gain as much as got: as their scores say, but
// few draws do, and that one does not is told without the best place of its step. So
// much less is to be worked out for each cut that two series are read in hardly more
// time than one.
func (s *searcher) exceed(of statistic, got float64, y, second []float64) (a, b bool) {
	var p, q scoring
	p.set(s, y)
	q.set(s, second)
	for l := range lanes {
		first, other := s.filter(l, y, second)
		p.add(l, first)
		q.add(l, other)
	}
	p.others(y)
	q.others(second)
	a, b = of.gain(p.c) >= got, of.gain(q.c) >= got
	mostA, mostB := p.most(of.without(p.c)-got), q.most(of.without(q.c)-got)
	mayA, mayB := false, false
	for l := 0; l < lanes && !((a || mayA) && (b || mayB)); l++ {
		one, other := s.reach(l, p.allow(l, mostA), q.allow(l, mostB))
		mayA, mayB = mayA || one, mayB || other
	}
	exactly := func(y []float64) bool { c, _ := s.score(y); return of.gain(c) >= got }
	return a || mayA && exactly(y), b || mayB && exactly(second)
}

// slack is the share by which numbers are told apart without their logarithms, far
// above that of their rounding.
const slack = 1e-9

// others takes all models but one step into account. Which of those without steps may
// be the best shows before logarithms are taken.
func (r *scoring) others(y []float64) {
	inf := math.Inf(1)
	level, walk, line := inf, inf, inf
	var levels, lines lane
	for l := range lanes {
		p := &r.lane[l]
		levels[l] = p.zz * r.factor[l]
		lines[l] = max(p.rest(), perfect*p.zz) * r.factor[l]
		if l < firstWalk {
			level = min(level, levels[l])
		} else {
			walk = min(walk, levels[l])
		}
		line = min(line, lines[l])
	}
	for l := range lanes {
		best := level
		if l >= firstWalk {
			best = walk
		}
		if !above(levels[l], best) || !above(lines[l], line) {
			r.smooth(l)
		}
	}
	r.several(y)
}

// above says whether one RSS is surely above another that is the least, if both are any.
func above(rss, least float64) bool { return least > 0 && rss > least*(1+slack) }

// most is the RSS, by its factors, that may be left where a model may cost so much: a
// little more, so that rounding does not matter.
func (r *scoring) most(cost float64) float64 { return r.n * portable.Exp(cost/r.n) * (1 + slack) }

// allowance is what a series may have left of its squares for one step under a
// covariance, and for one beside a line, and what a step has to take of them at least.
type allowance struct {
	projected
	one, beside           float64
	leastOne, leastBeside float64
}

func (r *scoring) allow(l int, most float64) allowance {
	p, one := r.lane[l], most/(r.factor[l]*r.price*r.price*r.price)
	beside := one / r.price
	return allowance{p, one, beside, p.zz - one/r.least, p.rest() - beside/r.least}
}

// reach says whether a step, alone or beside a line, leaves two series, whose whitened
// values filter has kept, no more than is allowed.
func (s *searcher) reach(l int, p, q allowance) (a, b bool) {
	filters, cuts := s.filters[l], s.cuts[l]
	z := s.z[l][:len(filters)]
	var x, y, sumX, sumY float64
	for i := len(filters) - 1; i >= s.h; i-- {
		f, v := &filters[i], z[i]
		sumX += v.first + float64(f.gain*x)
		sumY += v.second + float64(f.gain*y)
		x = float64(f.keep*x) - v.first
		y = float64(f.keep*y) - v.second
		k := i - s.h
		if k >= len(cuts) {
			continue
		}
		c := &cuts[k]
		one, beside := c.products(sumX, p.projected)
		if float64(one*one) >= p.leastOne || float64(beside*beside) >= p.leastBeside {
			a = a || p.holds(one, beside, s.share[k])
		}
		one, beside = c.products(sumY, q.projected)
		if float64(one*one) >= q.leastOne || float64(beside*beside) >= q.leastBeside {
			b = b || q.holds(one, beside, s.share[k])
		}
	}
	return a, b
}

// holds says whether what the products with a step leave is allowed.
func (p *allowance) holds(one, beside, share float64) bool {
	return (p.zz-float64(one*one))*share <= p.one || (p.rest()-float64(beside*beside))*share <= p.beside
}
