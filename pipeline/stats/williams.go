package stats

import (
	"math"
	"slices"
	"sync"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// scatter is a series of counts, its periods with a whole only.
type scatter struct {
	family
	m []Moments
	t []float64 // periods around their mean, over the length

	sums    weightedSums
	cutters []*cutter // by steps, from 0
}

// scatters keeps the memory of a series for the next: those of a group have as many
// periods.
var scatters = sync.Pool{New: func() any { return new(scatter) }}

func (s *scatter) set(f family, m []Moments) {
	before, mean := len(s.m), 0.0
	s.family, s.m, s.t = f, s.m[:0], s.t[:0]
	for i, p := range m {
		if p.Whole > 0 {
			s.m, s.t = append(s.m, p), append(s.t, float64(i))
			mean += float64(i)
		}
	}
	for i := range s.t {
		s.t[i] = (s.t[i] - mean/float64(len(s.t))) / float64(len(m))
	}
	n := len(s.m)
	if n == before {
		return
	}
	s.cutters = s.cutters[:0]
	for k := 0; (k+1)*leastSegment(n) <= n && k <= 3; k++ {
		s.cutters = append(s.cutters, newCutter(n, k, leastSegment(n)))
	}
}

// A smooth is a fit: the level of each period, and the parameters it took.
type smooth struct {
	p          []float64
	parameters int
}

// shape fits the line or the steps that suit the series at a dispersion.
func (s *scatter) shape(dispersion float64) smooth {
	n := len(s.m)
	y, c := s.scale(s.m, dispersion)
	s.sums.weigh(c)
	s.sums.set(y)
	logN := portable.Log(float64(n))
	least, steps := math.Inf(1), []int(nil)
	for k := range s.cutters {
		at := make([]int, k)
		rss := s.cutters[k].cut(&s.sums, at)
		if v := float64(float64(n)*portable.Log(rss/float64(n))) + float64(float64(3*k)*logN); v < least {
			least, steps = v, at
		}
	}
	a := s.weights(dispersion)
	if float64(float64(n)*portable.Log(lineRSS(s.t, y, c)/float64(n)))+logN < least {
		return smooth{s.line(a), 2}
	}
	return smooth{s.segments(a, steps), 1 + 2*len(steps)}
}

// weights are 1/D, of rates at the level of all: at that of each period they would
// pull the fit down, and the dispersion up without end.
func (s *scatter) weights(dispersion float64) []float64 {
	all := overall(s.m)
	level := all.Part / all.Whole
	a := make([]float64, len(s.m))
	for i, m := range s.m {
		a[i] = 1 / (1 + float64(dispersion*s.spread(m, level)))
	}
	return a
}

// lineRSS is the weighted RSS around a line.
func lineRSS(t, y, c []float64) float64 {
	var w, st, sy, stt, sty, syy float64
	for i, v := range y {
		a := 1 / c[i]
		w += a
		st += float64(a * t[i])
		sy += float64(a * v)
		stt += float64(a * t[i] * t[i])
		sty += float64(a * t[i] * v)
		syy += float64(a * v * v)
	}
	stt, sty, syy = stt-float64(st*st)/w, sty-float64(st*sy)/w, syy-float64(sy*sy)/w
	return max(0, syy-float64(sty*sty)/stt)
}

// segments are weighted means between steps.
func (s *scatter) segments(a []float64, steps []int) []float64 {
	out := make([]float64, len(s.m))
	from := 0
	for j := range len(steps) + 1 {
		to := end(steps, j, len(out))
		part, whole := 0.0, 0.0
		for i := from; i < to; i++ {
			part += float64(a[i] * s.m[i].Part)
			whole += float64(a[i] * s.m[i].Whole)
		}
		for i := from; i < to; i++ {
			out[i] = s.inside(part / whole)
		}
		from = to
	}
	return out
}

// inside keeps a level where it has a variance.
func (s *scatter) inside(p float64) float64 {
	const least = 6e-6 // logit −12
	if s.family == rates {
		return max(p, 1e-300)
	}
	return min(1-least, max(least, p))
}

// line fits one on the scale of the series by Fisher scoring with weights
// (quasi-likelihood; McCullagh and Nelder 1989, chapter 9).
func (s *scatter) line(a []float64) []float64 {
	out := s.segments(slices.Repeat([]float64{1}, len(s.m)), nil)
	b0, b1 := s.link(out[0]), 0.0
	for range 25 {
		var g0, g1, h00, h01, h11 float64
		for i, m := range s.m {
			g := float64(a[i] * (m.Part - float64(m.Whole*out[i])))
			h := float64(a[i] * m.Whole * s.variance(out[i]))
			g0, g1 = g0+g, g1+float64(g*s.t[i])
			h00, h01, h11 = h00+h, h01+float64(h*s.t[i]), h11+float64(h*s.t[i]*s.t[i])
		}
		det := float64(h00*h11) - float64(h01*h01)
		if !(det > 0) {
			break
		}
		d0, d1 := (float64(h11*g0)-float64(h01*g1))/det, (float64(h00*g1)-float64(h01*g0))/det
		b0, b1 = b0+min(2, max(-2, d0)), b1+min(2, max(-2, d1))
		for i, t := range s.t {
			out[i] = s.inside(s.inverse(b0 + float64(b1*t)))
		}
		if max(math.Abs(d0), math.Abs(d1)) < 1e-8 {
			break
		}
	}
	return out
}

// solve finds the dispersion by bisection: 0 if the scatter is less than chance
// makes it.
func (s *scatter) solve(f smooth) float64 {
	type term struct{ square, variance, spread float64 } // of a period, whatever the dispersion
	terms := make([]term, len(s.m))
	for i, m := range s.m {
		r := m.Part - float64(m.Whole*f.p[i])
		terms[i] = term{float64(r * r), m.Whole * s.variance(f.p[i]), s.spread(m, f.p[i])}
	}
	excess := func(dispersion float64) float64 {
		sum := float64(f.parameters - len(s.m))
		for _, t := range terms {
			sum += t.square / (t.variance * (1 + float64(dispersion*t.spread)))
		}
		return sum
	}
	if excess(0) <= 0 {
		return 0
	}
	low, high := 0.0, s.most()
	for range 40 {
		if middle := (low + high) / 2; excess(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
