package stats

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// A Scale is a series on the scale its shape is told on: values and their sampling
// variances, NaN where there is no whole, and the spread between documents. Only the
// variance is NaN in periods that are too thin for a shape.
type Scale struct {
	Y, C []float64
	Dispersion
}

// Observed is the scale itself.
func (s *Scale) Observed() *Scale { return s }

// Counted is a series of counts. Y is ln((P+½)/(N+½)) of P hits on one side and N on
// the other, or ln((C+½)/E) of C hits in E tokens, and C are
//
//	D/((M+1) p̃(1−p̃)), p̃ = (P + Kp̄)/(M + K),    D = 1 + ρ(m̃ − 1);
//	D/(λ̃E + ½),       λ̃ = (C + 2)/(E + 2/λ̄),    D = 1 + ωλ̃m̃,
//
// p̄ and λ̄ over all periods, m̃ = ΣM_i²/M over documents. K is 4, and more where
// one side is rarer than .1, so that up to two hits of it are put to P: less
// would leave a period without any a tenth of the weight of one with a hit.
type Counted struct {
	Scale

	// Length is how much Y goes up with documents of double length in the same
	// period; 0 where that is not to be told from chance.
	Length float64

	family family
	m      []Moments
	rest   float64 // dispersion of documents of one length
}

// Shares makes a series of shares, one Moments a period.
func Shares(m []Moments) *Counted { return newCounted(shares, m) }

// Rates makes a series of rates: Part is hits, Whole tokens.
func Rates(m []Moments) *Counted { return newCounted(rates, m) }

func newCounted(f family, m []Moments) *Counted {
	s := &Counted{family: f, m: m, Scale: Scale{Dispersion: f.estimate(m, 0)}}
	s.Y, s.C = f.scale(m, s.Value)
	s.thin()
	s.rest = s.Value
	if length, se := f.length(m); s.Within && math.Abs(length) > 2*se {
		s.Length = length
		if f == shares {
			s.rest = f.estimate(m, length).Value
		}
		s.Warnings = append(s.Warnings, fmt.Sprintf("length: %+.2f a doubling of the length of documents", length))
	}
	return s
}

// thin makes gaps, for the shape, of periods in which less than half a hit of the
// lesser side is expected at the level of all: there Y is the ½ over the size of
// the period, and says how much there was to count.
func (s *Counted) thin() {
	all := overall(s.m)
	level := all.Part / all.Whole
	if s.family == shares {
		level = min(level, 1-level)
	}
	thin := 0
	for i, m := range s.m {
		if m.Whole > 0 && float64(level*m.Whole) < 0.5 {
			thin++
			s.C[i] = math.NaN()
		}
	}
	if thin > 0 {
		s.Warnings = append(s.Warnings, fmt.Sprintf("thin: %d periods with less than half an expected hit left out of the shape", thin))
	}
}

// scale is Y and C.
func (f family) scale(m []Moments, dispersion float64) (y, c []float64) {
	y, c = make([]float64, len(m)), make([]float64, len(m))
	all := overall(m)
	for i, p := range m {
		if p.Whole <= 0 {
			y[i], c[i] = math.NaN(), math.NaN()
			continue
		}
		level := f.shrunk(p, all)
		d := 1 + float64(dispersion*f.spread(p, level))
		if f == rates {
			y[i] = portable.Log((p.Part + 0.5) / p.Whole)
			c[i] = d / (float64(level*p.Whole) + 0.5)
		} else {
			y[i] = portable.Log((p.Part + 0.5) / (p.Whole - p.Part + 0.5))
			c[i] = d / ((p.Whole + 1) * level * (1 - level))
		}
	}
	return y, c
}

// overall is the level of all periods together, with half a hit more so that no
// level is 0, or 1.
func overall(m []Moments) (p Moments) {
	for _, o := range m {
		p.Merge(o)
	}
	return p
}

// shrunk is the level of a period moved a little to that of all.
func (f family) shrunk(p, all Moments) float64 {
	if f == rates {
		level := max(all.Part, 0.5) / all.Whole
		return (p.Part + 2) / (p.Whole + 2/level)
	}
	level := min(all.Whole-0.5, max(0.5, all.Part)) / all.Whole
	put := 4 + 2*max(0, 1/min(level, 1-level)-10)
	return (p.Part + float64(put*level)) / (p.Whole + put)
}

// Shape is that of the series.
func (s *Counted) Shape(o ShapeOptions) Shape {
	r := FitShape(s.Y, s.C, o)
	r.Warnings = append(r.Warnings, s.Warnings...)
	return r
}

// Estimates are intervals of the level of every period, on the scale of Y, with the
// quantile of t for as many degrees of freedom as the dispersion has. Of a share:
// Wilson's (1927, JASA 22) with an effective size of M/D (Franco, Little, Louis and
// Slud 2019, Journal of Survey Statistics and Methodology 7). Of a rate: the score
// interval of a Poisson count around ln((C+½)/E), and that of a gamma variable with
// the squared coefficient of variation ωm̃/E, square and add (Zou and Donner 2008,
// Statistics in Medicine 27).
//
// Where framing goes with length, a period whose documents are longer or shorter
// than those of all has an error of that, the square of which is added to the
// variance, where D of shares is then that of documents of one length. (ω stays
// what it is: a slope that is linear in the rate takes too much out of it.)
func (s *Counted) Estimates(confidence float64) []Estimate {
	if confidence == 0 {
		confidence = 0.95
	}
	nan := math.NaN()
	out := make([]Estimate, len(s.m))
	all := overall(s.m)
	q := math.Sqrt2 * portable.Erfinv(confidence)
	if s.Degrees > 0 {
		q = studentQuantile(confidence, float64(s.Degrees))
	}
	gamma := rememberedGamma(q)
	for i, m := range s.m {
		out[i] = Estimate{nan, nan, nan}
		if m.Whole > 0 {
			out[i] = s.estimate(m, all, q, gamma)
			out[i].Value = s.Y[i]
		}
	}
	return out
}

func (s *Counted) estimate(m, all Moments, q float64, gamma func(v float64) (down, up float64)) Estimate {
	off := s.Length * (m.WholeLength/m.Whole - all.WholeLength/all.Whole)
	if s.family == rates {
		e := rates.interval(m.Part/m.Whole, m.Whole, q)
		middle := portable.Log((m.Part + 0.5) / m.Whole)
		down, up := gamma(float64(s.Value*m.size()/m.Whole) + float64(off*off))
		e.Low = middle - portable.Hypot(middle-e.Low, down)
		e.High = middle + portable.Hypot(e.High-middle, up)
		return e
	}
	p := s.family.shrunk(m, all)
	d := 1 + float64(s.rest*s.family.spread(m, p)) + float64(m.Whole*s.family.variance(p)*off*off)
	return shares.interval(m.Part/m.Whole, m.Whole/d, q)
}

// rememberedGamma is spreadOfGamma with what it gave before: periods of one document,
// whatever its length, have one coefficient of variation but for rounding.
func rememberedGamma(q float64) func(v float64) (down, up float64) {
	known := map[float64][2]float64{}
	return func(v float64) (down, up float64) {
		ends, ok := known[v]
		if !ok {
			ends[0], ends[1] = spreadOfGamma(v, q)
			known[v] = ends
		}
		return ends[0], ends[1]
	}
}

// spreadOfGamma is how far, in logs, the mean of a gamma variable may lie below and
// above a value of it, given its squared coefficient of variation.
func spreadOfGamma(v, q float64) (down, up float64) {
	if v < 1e-6 {
		return q * math.Sqrt(v), q * math.Sqrt(v)
	}
	tail := float64(twoSided(q) / 2)
	return portable.Log(v * portable.GammaQuantile(1/v, 1-tail)), -portable.Log(v * portable.GammaQuantile(1/v, tail))
}

// length is the slope of the level on the length of documents within periods,
//
//	δ = Σ_t Σ_i(P_i − M_i p̂_t)l_i / Σ_t p̂_t(1−p̂_t) ΣM_i(l_i − l̄_t)²,
//
// of rates λ̂_t in place of p̂_t(1−p̂_t), and its standard error with periods as
// clusters: infinite without periods of several documents.
func (f family) length(m []Moments) (slope, se float64) {
	above, below := make([]float64, len(m)), make([]float64, len(m))
	var up, down, scatter float64
	for i, p := range m {
		if p.N >= 2 {
			mean := p.WholeLength / p.Whole
			above[i] = p.PartLength - float64(p.Part*mean)
			below[i] = float64(f.variance(p.Part/p.Whole) * (p.WholeLength2 - float64(p.WholeLength*mean)))
			up, down = up+above[i], down+below[i]
		}
	}
	if !(down > 0) {
		return 0, math.Inf(1)
	}
	slope = up / down
	for i := range m {
		r := above[i] - float64(slope*below[i])
		scatter += float64(r * r)
	}
	return slope, math.Sqrt(scatter) / down
}

// interval is the score interval of a level seen in so much, on the scale of the
// family.
func (f family) interval(p, size, q float64) Estimate {
	qq := float64(q * q)
	if f == rates {
		c := float64(p * size)
		half := float64(q * math.Sqrt(c+float64(qq/4)))
		return Estimate{portable.Log(p), portable.Log(max(0, c+float64(qq/2)-half) / size), portable.Log((c + float64(qq/2) + half) / size)}
	}
	middle := (p + qq/2/size) / (1 + qq/size)
	half := float64(q / (1 + qq/size) * math.Sqrt(p*(1-p)/size+qq/4/float64(size*size)))
	return Estimate{f.link(p), f.link(max(0, middle-half)), f.link(min(1, middle+half))}
}
