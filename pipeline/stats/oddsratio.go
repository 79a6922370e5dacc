package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// OddsRatio is a series of log odds ratios: of a share among one lot of units of a
// document, and among the others. Each share spreads between documents by itself,
// and both go together as far as documents say.
type OddsRatio struct {
	// Y is the difference of the Y of both shares, and so the log odds ratio with ½
	// added to each of the four counts. C are its sampling variances, C of both less
	// twice their covariance, see CrossMoments.
	Scale
	first, second *Counted
	covariance    []float64 // of both Y, by period
	cross         []CrossMoments
	together      float64
}

// CrossMoments are sums over the documents of a period, of the part and the whole
// of either share.
type CrossMoments struct {
	PartPart, PartWhole, WholePart float64
	WholeWhole                     float64
	WholeWholeFirst                float64 // of first² · second
	WholeWholeSecond               float64
}

// Add counts a document.
func (x *CrossMoments) Add(part, whole, otherPart, otherWhole float64) {
	x.PartPart += float64(part * otherPart)
	x.PartWhole += float64(part * otherWhole)
	x.WholePart += float64(whole * otherPart)
	x.WholeWhole += float64(whole * otherWhole)
	x.WholeWholeFirst += float64(whole * whole * otherWhole)
	x.WholeWholeSecond += float64(whole * otherWhole * otherWhole)
}

// Merge adds the documents of another lot.
func (x *CrossMoments) Merge(o CrossMoments) {
	x.PartPart += o.PartPart
	x.PartWhole += o.PartWhole
	x.WholePart += o.WholePart
	x.WholeWhole += o.WholeWhole
	x.WholeWholeFirst += o.WholeWholeFirst
	x.WholeWholeSecond += o.WholeWholeSecond
}

// OddsRatios makes a series of log odds ratios of two series of shares, one Moments
// a period of either, and one CrossMoments of both.
func OddsRatios(first, second []Moments, cross []CrossMoments) *OddsRatio {
	s := &OddsRatio{first: Shares(first), second: Shares(second), cross: cross, covariance: make([]float64, len(first))}
	s.Y, s.C = make([]float64, len(first)), make([]float64, len(first))
	s.Dispersion = s.first.Dispersion
	s.Value = max(s.first.Value, s.second.Value)
	s.Degrees = min(s.first.Degrees, s.second.Degrees)
	s.Within = s.first.Within && s.second.Within
	s.Warnings = append(s.first.Warnings[:len(s.first.Warnings):len(s.first.Warnings)], s.second.Warnings...)
	if s.Within {
		s.together = togetherness(first, second, cross)
	}
	for i := range s.Y {
		a, b := s.first.C[i], s.second.C[i]
		s.Y[i] = s.first.Y[i] - s.second.Y[i]
		s.covariance[i] = s.correlation(first[i], second[i], cross[i], a, b) * math.Sqrt(a*b)
		s.C[i] = a + b - float64(2*s.covariance[i])
	}
	return s
}

// togetherness is the covariance of the logits of both shares between documents, by
// moments within periods: with r_i = P_i − M_i p̂ of the first share, r'_i of the
// second, and v = p̂(1−p̂),
//
//	E Σr_i r'_i = τ v v' (ΣM M' − ΣM²M'/ΣM − ΣM M'²/ΣM' + (ΣM M')²/(ΣM ΣM')).
func togetherness(first, second []Moments, cross []CrossMoments) float64 {
	above, below := 0.0, 0.0
	for i, x := range cross {
		a, b := first[i], second[i]
		if min(a.N, b.N) < 2 {
			continue
		}
		p, q := a.Part/a.Whole, b.Part/b.Whole
		above += x.PartPart - float64(q*x.PartWhole) - float64(p*x.WholePart) + float64(p*q*x.WholeWhole)
		below += float64(p * (1 - p) * q * (1 - q) *
			(x.WholeWhole - x.WholeWholeFirst/a.Whole - x.WholeWholeSecond/b.Whole + float64(x.WholeWhole*x.WholeWhole)/float64(a.Whole*b.Whole)))
	}
	if !(below > 0) {
		return 0
	}
	return above / below
}

// mostTogether bounds a correlation of the errors of two levels: the moments may
// say more than can be.
const mostTogether = 0.9

// correlation of the errors of two logits with variances a and b.
func (s *OddsRatio) correlation(first, second Moments, x CrossMoments, a, b float64) float64 {
	if s.together == 0 || !(a*b > 0) {
		return 0
	}
	c := s.together * x.WholeWhole / float64(first.Whole*second.Whole) / math.Sqrt(a*b)
	return max(-mostTogether, min(mostTogether, c))
}

// Estimates are intervals of the level of every period, from those of both shares
// by square and add, with the covariance (Zou 2007, Psychological Methods 12).
func (s *OddsRatio) Estimates(confidence float64) []Estimate {
	first, second := s.first.Estimates(confidence), s.second.Estimates(confidence)
	for i := range first {
		r := s.covariance[i] / math.Sqrt(s.first.C[i]*s.second.C[i])
		if math.IsNaN(r) {
			r = 0
		}
		first[i] = correlated(second[i], first[i], r)
	}
	return first
}

// Level is that of the periods from from to before to taken together. Give the
// Shape it belongs to, or nil.
func (s *OddsRatio) Level(from, to int, confidence float64, of *Shape) Estimate {
	a, b := s.first.Level(from, to, confidence, nil), s.second.Level(from, to, confidence, nil)
	first, second, cross := overall(s.first.m[from:to]), overall(s.second.m[from:to]), CrossMoments{}
	for _, x := range s.cross[from:to] {
		cross.Merge(x)
	}
	d := correlated(b, a, s.correlation(first, second, cross, s.first.pooled(from, to), s.second.pooled(from, to)))
	weight := func(i int) float64 { return 1 / s.C[i] }
	wider := math.Sqrt(memory(from, to, of, weight, s.C))
	return Estimate{d.Value, d.Value - float64(wider*(d.Value-d.Low)), d.Value + float64(wider*(d.High-d.Value))}
}

// pooled is the sampling variance of the logit of several periods together.
func (s *Counted) pooled(from, to int) float64 {
	all, model := overall(s.m[from:to]), 0.0
	p := s.family.shrunkAlone(all)
	for _, m := range s.m[from:to] {
		if m.Whole > 0 {
			model += float64(m.Whole * (1 + float64(s.Value*s.family.spread(m, p))))
		}
	}
	return model / float64(all.Whole*all.Whole) / s.family.variance(p)
}

// correlated is the difference of two levels whose errors have a correlation.
func correlated(before, after Estimate, r float64) Estimate {
	d := after.Value - before.Value
	side := func(x, y float64) float64 { return portable.Hypot(x-float64(r*y), math.Sqrt(1-float64(r*r))*y) }
	return Estimate{d, d - side(after.Value-after.Low, before.High-before.Value), d + side(after.High-after.Value, before.Value-before.Low)}
}
