package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Level is that of the periods from from to before to taken together, ΣP/ΣM, which
// the mean of Y is not with few hits, on the scale of Y. Its variance is the larger
// of what the scatter of k periods says and what the dispersion does,
//
//	k/(k−1) Σ(P_t − M_t p̂)²/(ΣM)²,   p(1−p) ΣM_t D_t/(ΣM)²,
//
// as the effective size of a score interval with the quantile of t(k−1). Noise
// that comes back to the level makes it larger, by as much as the variance of such
// a mean under it is larger than without the correlations: give the Shape the level
// belongs to, or nil. The level of a walk is that of where it was.
func (s *Counted) Level(from, to int, confidence float64, of *Shape) Estimate {
	if confidence == 0 {
		confidence = 0.95
	}
	all := overall(s.m[from:to])
	if all.Whole <= 0 {
		return Estimate{math.NaN(), math.NaN(), math.NaN()}
	}
	p := all.Part / all.Whole
	inner := s.family.shrunkAlone(all)
	k, scatter, model := 0, 0.0, 0.0
	for _, m := range s.m[from:to] {
		if m.Whole > 0 {
			k++
			r := m.Part - float64(m.Whole*p)
			scatter += float64(r * r)
			model += float64(m.Whole * (1 + float64(s.Value*s.family.spread(m, inner))))
		}
	}
	v := s.family.variance(inner) * model
	degrees := float64(max(1, s.Degrees))
	if k > 1 {
		degrees = float64(k - 1)
		v = max(v, float64(k)/degrees*scatter)
	}
	v *= memory(from, to, of, func(i int) float64 { return s.m[i].Whole }, s.C) / float64(all.Whole*all.Whole)
	return s.family.interval(p, s.family.variance(inner)/v, studentQuantile(confidence, degrees))
}

// shrunkAlone keeps a level off the ends: (P+1)/(M+2), (C+½)/E.
func (f family) shrunkAlone(m Moments) float64 {
	if f == rates {
		return (m.Part + 0.5) / m.Whole
	}
	return (m.Part + 1) / (m.Whole + 2)
}

// memory is w'Vw/Σw_t²V_tt for weights of the periods: 1 if the noise is white, or
// a walk.
func memory(from, to int, of *Shape, weight func(int) float64, c []float64) float64 {
	if of == nil || of.search == nil || of.memory.White() {
		return 1
	}
	median := medianOf(of.search.c)
	all, own := 0.0, 0.0
	for i := from; i < to; i++ {
		for j := from; j < to; j++ {
			w := weight(i) * weight(j)
			if !(w > 0) {
				continue
			}
			v := float64(of.memory.Ratio * median * portable.Pow(of.memory.Phi, math.Abs(float64(i-j))))
			if i == j {
				v += c[i]
				own += float64(w * v)
			}
			all += float64(w * v)
		}
	}
	return all / own
}

// Difference of two levels whose errors are independent, from their intervals
// (Zou and Donner 2008, Statistics in Medicine 27: the square-and-add of Newcombe).
func Difference(before, after Estimate) Estimate { return correlated(before, after, 0) }
