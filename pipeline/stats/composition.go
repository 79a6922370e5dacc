package stats

// Member is one of the parts of a pooled value at two times. A part that was not
// there has the weight 0, and its value then says nothing.
type Member struct {
	WeightFrom, WeightTo float64 // not negative, in any unit
	ValueFrom, ValueTo   float64
}

// CompositionPart is what a member adds to the change of the pooled value.
type CompositionPart struct {
	Member              // weights as shares of all
	Within      float64 // its own value changed
	Mix         float64 // it weighs more or less
	Interaction float64 // both at once
	Total       float64
}

// Composition splits the change of a pooled value V = Σ w_i v_i, weights as
// shares, into change within the members and change of their mix:
//
//	ΔV = Σ w_i0 Δv_i + Σ Δw_i (v_i0 − V0) + Σ Δw_i Δv_i
//
// A member that enters adds w_i1 (v_i1 − V0) to the mix, one that leaves
// −w_i0 (v_i0 − V0). It returns the parts, and their sums together with V as
// whole. Without any weight at one of the times everything is NaN.
//
// It is the shift-share analysis of regional economics.
//
// Sources: Dunn, Papers in Regional Science 6 (1960) 97–112; with entry and
// exit Foster, Haltiwanger and Krizan, in New Developments in Productivity
// Analysis (2001), chapter 8.
func Composition(members []Member) (parts []CompositionPart, whole CompositionPart) {
	parts = make([]CompositionPart, len(members))
	total := sumOf(members, func(m Member) float64 { return m.WeightFrom })
	totalTo := sumOf(members, func(m Member) float64 { return m.WeightTo })
	for i, m := range members {
		m.WeightFrom, m.WeightTo = m.WeightFrom/total, m.WeightTo/totalTo
		parts[i].Member = m
	}
	whole.ValueFrom = sumOf(parts, func(p CompositionPart) float64 { return weighted(p.WeightFrom, p.ValueFrom) })
	whole.ValueTo = sumOf(parts, func(p CompositionPart) float64 { return weighted(p.WeightTo, p.ValueTo) })
	for i := range parts {
		parts[i].split(whole.ValueFrom)
	}
	whole.WeightFrom = sumOf(parts, func(p CompositionPart) float64 { return p.WeightFrom })
	whole.WeightTo = sumOf(parts, func(p CompositionPart) float64 { return p.WeightTo })
	whole.Within = sumOf(parts, func(p CompositionPart) float64 { return p.Within })
	whole.Mix = sumOf(parts, func(p CompositionPart) float64 { return p.Mix })
	whole.Interaction = sumOf(parts, func(p CompositionPart) float64 { return p.Interaction })
	whole.Total = sum([]float64{whole.Within, whole.Mix, whole.Interaction})
	return parts, whole
}

// split fills in the parts of a member, given V at the first time.
func (p *CompositionPart) split(pooled float64) {
	switch {
	case p.WeightFrom == 0:
		p.Mix = weighted(p.WeightTo, p.ValueTo-pooled)
	case p.WeightTo == 0:
		p.Mix = -weighted(p.WeightFrom, p.ValueFrom-pooled)
	default:
		more, change := p.WeightTo-p.WeightFrom, p.ValueTo-p.ValueFrom
		p.Within = float64(p.WeightFrom * change)
		p.Mix = float64(more * (p.ValueFrom - pooled))
		p.Interaction = float64(more * change)
	}
	p.Total = p.Within + p.Mix + p.Interaction
}

// weighted is w·v, and 0 for a member that is not there whatever its value.
func weighted(w, v float64) float64 {
	if w == 0 {
		return 0
	}
	return float64(w * v)
}

func sumOf[T any](list []T, f func(T) float64) float64 {
	x := make([]float64, len(list))
	for i, v := range list {
		x[i] = f(v)
	}
	return sum(x)
}
