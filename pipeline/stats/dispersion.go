package stats

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Moments are sums over the documents of a period, of what each has in whole
// (hits of a measure, or tokens) and the part of it that counts (hits on one
// side, or hits). The moments of lots of documents add up, exactly as long as
// they stay below 2⁵³.
type Moments struct {
	N                     int // documents with a whole
	Part, Whole           float64
	PartPart, PartWhole   float64
	WholeWhole, WholeCube float64
	// With the length of documents, in doublings: the number of bits of whole, which
	// keeps these sums exact too.
	PartLength, WholeLength, WholeLength2      float64
	CrossLength, SquaresLength, SquaresLength2 float64 // of part·whole, whole²
}

// Add counts a document; one without a whole is none.
func (m *Moments) Add(part, whole float64) {
	if whole <= 0 {
		return
	}
	m.N++
	m.Part += part
	m.Whole += whole
	m.PartPart += float64(part * part)
	m.PartWhole += float64(part * whole)
	m.WholeWhole += float64(whole * whole)
	m.WholeCube += float64(whole * whole * whole)
	length := float64(bits.Len64(uint64(whole)))
	m.PartLength += float64(part * length)
	m.WholeLength += float64(whole * length)
	m.WholeLength2 += float64(whole * length * length)
	m.CrossLength += float64(part * whole * length)
	m.SquaresLength += float64(whole * whole * length)
	m.SquaresLength2 += float64(whole * whole * length * length)
}

// Merge adds the documents of another lot.
func (m *Moments) Merge(o Moments) {
	m.N += o.N
	m.Part += o.Part
	m.Whole += o.Whole
	m.PartPart += o.PartPart
	m.PartWhole += o.PartWhole
	m.WholeWhole += o.WholeWhole
	m.WholeCube += o.WholeCube
	m.PartLength += o.PartLength
	m.WholeLength += o.WholeLength
	m.WholeLength2 += o.WholeLength2
	m.CrossLength += o.CrossLength
	m.SquaresLength += o.SquaresLength
	m.SquaresLength2 += o.SquaresLength2
}

// size is Σm²/Σm: the size of a document as a hit, or a token, meets it.
func (m Moments) size() float64 { return m.WholeWhole / m.Whole }

// around is Σ(part − whole(p + b(l − l̄)))², l the length of a document.
func (m Moments) around(p, b float64) float64 {
	mean := m.WholeLength / m.Whole
	level := m.PartPart - float64(2*p*m.PartWhole) + float64(p*p*m.WholeWhole)
	cross := m.CrossLength - float64(mean*m.PartWhole) - float64(p*(m.SquaresLength-float64(mean*m.WholeWhole)))
	squares := m.SquaresLength2 - float64(2*mean*m.SquaresLength) + float64(mean*mean*m.WholeWhole)
	return max(0, level-float64(2*b*cross)+float64(b*b*squares))
}

// Dispersion says how much documents of one period differ beyond what chance
// does to the counts of each.
type Dispersion struct {
	// Value of shares is ρ, the correlation of two hits of a document: a part has
	// the variance m·p(1−p)(1 + ρ(m−1)), as in a beta-binomial. Of rates it is ω,
	// the squared coefficient of variation of the rates of documents: a count in e
	// tokens has the variance eλ(1 + ωλe), as in a negative binomial.
	Value float64
	// Degrees of freedom: documents less periods, or periods less parameters.
	Degrees int
	// Within says that it comes from documents of one period; else, from the scatter
	// of periods around a line or steps, which takes all of it for that of documents.
	Within   bool
	Warnings []string
}

// enoughWithin is the number of degrees of freedom from which documents of one
// period tell their dispersion.
const enoughWithin = 20

// estimate finds the dispersion of a series of counts, around levels that go with
// the length of documents by the slope given, see length.
//
// By moments, from periods with two documents or more, if there are enough: with
// s_t = Σ_i(P_i − M_i p̂)², M = ΣM_i, and V_i the variances of the P_i,
//
//	E s_t = ΣV_i(1 − 2M_i/M) + ΣM_i²/M² · ΣV_i = v(A_t + ρB_t),
//
// for shares v = p(1−p), A = M − ΣM²/M, B = ΣM² − M − 2(ΣM³ − ΣM²)/M + ΣM²(ΣM² − M)/M²;
// for rates s_t = Σ(C_i − E_i λ̂)², E s_t = λA + ωλ²B with A = E − ΣE²/E and
// B = ΣE² − 2ΣE³/E + (ΣE²)²/E². p̂(1−p̂) and λ̂² are put right for the noise of p̂
// and λ̂: E p̂(1−p̂) = p(1−p)(1 − D/M), E λ̂² = λ²(1 + D/C), D = 1 + ρ(m̃−1) or
// 1 + ωλm̃, m̃ = ΣM²/M.
//
// Otherwise by Williams' equation, see williams.
func (f family) estimate(m []Moments, slope float64) Dispersion {
	degrees := 0
	for _, p := range m {
		degrees += max(0, p.N-1)
	}
	if degrees < enoughWithin {
		return f.williams(m)
	}
	d := Dispersion{Degrees: degrees, Within: true}
	for range 5 {
		above, below := 0.0, 0.0
		for _, p := range m {
			if p.N >= 2 {
				a, b := f.moment(p, d.Value, slope)
				above, below = above+a, below+b
			}
		}
		d.Value = min(f.most(), max(0, above/max(below, 1e-9)))
	}
	return d
}

// moment is s − vA and vB of a period.
func (f family) moment(m Moments, value, slope float64) (above, below float64) {
	p, w, ww := m.Part/m.Whole, m.Whole, m.WholeWhole
	s := m.around(p, float64(slope*f.variance(p)))
	a := w - ww/w
	if f == rates {
		b := ww - float64(2*m.WholeCube)/w + float64(ww/w*ww)/w
		square := float64(p * p)
		if p > 0 {
			square /= 1 + (1+float64(value*p*m.size()))/m.Part
		}
		return s - float64(p*a), float64(square * b)
	}
	b := ww - w - float64(2*(m.WholeCube-ww))/w + float64(ww/w*(ww-w))/w
	v := p * (1 - p) / max(0.1, 1-(1+float64(value*(m.size()-1)))/w)
	return s - float64(v*a), float64(v * b)
}

// A family is a kind of counts: what stands for its spread, and the scale its
// levels are linear on.
type family int

const (
	shares family = iota // part of a whole, logits
	rates                // hits in so many tokens, logs
)

// most bounds a dispersion.
func (f family) most() float64 {
	if f == rates {
		return 20
	}
	return 0.9
}

// spread is D − 1 over the dispersion, D the variance over what it is without.
func (f family) spread(m Moments, p float64) float64 {
	if f == rates {
		return p * m.size()
	}
	return m.size() - 1
}

// link takes a share to its logit, a rate to its log; inverse takes it back.
func (f family) link(p float64) float64 {
	if f == rates {
		return portable.Log(p)
	}
	return portable.Log(p / (1 - p))
}

func (f family) inverse(x float64) float64 {
	if f == rates {
		return portable.Exp(x)
	}
	return 1 / (1 + portable.Exp(-x))
}

// variance of a part of 1 without dispersion.
func (f family) variance(p float64) float64 {
	if f == rates {
		return p
	}
	return p * (1 - p)
}

// fewForWilliams is the number of periods below which their scatter says nothing.
const fewForWilliams = 6

// williams finds the dispersion at which the scatter of periods around a line,
// or up to three steps, is what it should be (Williams 1982, Applied Statistics
// 31:144):
//
//	Σ(P_t − M_t π̂_t)² / (M_t π̂_t(1−π̂_t) D_t(ρ)) = n − k,
//
// π̂ fitted with weights 1/D, k = 2 for a line and 1 + 2K for K steps; of a rate,
// E_t λ̂_t in place of M_t π̂_t(1−π̂_t). The line or steps are those that least
// squares prefers on the scale of the series, fitted in turn with the dispersion.
func (f family) williams(m []Moments) Dispersion {
	w := scatters.Get().(*scatter)
	defer scatters.Put(w)
	w.set(f, m)
	n := len(w.m)
	if n < fewForWilliams {
		return Dispersion{Warnings: []string{fmt.Sprintf("dispersion-unknown: %d periods with few documents", n)}}
	}
	d := Dispersion{Degrees: n - 2}
	if f == shares || overall(w.m).Part > 0 { // of no hit at all there is no scatter
		d.Value = w.dispersion()
	}
	return d
}

func (s *scatter) dispersion() float64 {
	value := 0.05
	for range 4 {
		before := value
		value = s.solve(s.shape(before))
		if math.Abs(value-before) < 1e-4 {
			break
		}
	}
	return value
}
