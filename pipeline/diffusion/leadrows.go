package diffusion

import (
	"math"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/survival"
)

func (p *pair) rows() (out []LeadRow) {
	for c := range p.concepts {
		for i := range p.lags.K {
			stated := p.row(c, i)
			out = append(out, stated, p.opposite(stated, c, i))
		}
	}
	return append(out, p.together()...)
}

// row is that of a concept and a use in the order stated.
func (p *pair) row(concept, i int) LeadRow {
	c, k := p.concepts[concept], p.lags.K[i]
	row := LeadRow{About: c.about(), A: p.a, B: p.b, K: int64(k), Order: Stated, Lag: p.observed[concept][i], LagLow: math.NaN(), LagHigh: math.NaN(),
		PPermutation: p.labels.P[concept][i], Labelings: int64(p.labels.Labelings), Exact: p.labels.Exact}
	a, b := p.sides(concept)
	if k <= len(a) {
		row.DateA = p.date(a[k-1])
	}
	if k <= len(b) {
		row.DateB = p.date(b[k-1])
	}
	row.decide()
	row.LagLow, row.LagHigh = without(p.lags.Date, a, b, k)
	f := p.exposure(c, p.lags.Uses[concept], k)
	row.Uses, row.Observed, row.Expected, row.Z, row.PExposure = int64(f.K), int64(f.Observed), f.Expected, f.Z, f.P
	row.Warnings = p.warnings(c, &row, a, b).String()
	return row
}

// sides are the documents of A and of B that use a concept.
func (p *pair) sides(concept int) (a, b []int) {
	for _, m := range p.lags.Uses[concept] {
		if p.lags.A[m] {
			a = append(a, m)
		} else {
			b = append(b, m)
		}
	}
	return a, b
}

func (p *pair) date(member int) time.Time { return p.docs.list[p.members[member]].Date }

// decide says who is first.
func (r *LeadRow) decide() {
	r.AFirst, r.BFirst, r.Undecided = 0, 0, 0
	switch {
	case r.Lag > 0:
		r.First, r.AFirst = "a", 1
	case r.Lag < 0:
		r.First, r.BFirst = "b", 1
	default:
		r.First, r.Undecided = "undecided", 1
	}
}

// without are the least and the largest lag if a document were not there: the kth of
// its side is then the next one. NaN where there is none.
func without(date []float64, a, b []int, k int) (low, high float64) {
	if k > min(len(a), len(b)) {
		return math.NaN(), math.NaN()
	}
	low, high = math.NaN(), math.NaN()
	if k < len(a) {
		low = date[b[k-1]] - date[a[k]]
	}
	if k < len(b) {
		high = date[b[k]] - date[a[k-1]]
	}
	return low, high
}

// exposure tests the first k uses against who had how much text when. Uses of one day
// have no order, so all of the day of the kth are taken.
func (p *pair) exposure(c *concept, uses []int, k int) survival.First {
	n := min(k, len(uses))
	for n > 0 && n < len(uses) && p.lags.Date[uses[n]] == p.lags.Date[uses[n-1]] {
		n++
	}
	share := p.shares(c)
	var ofA []bool
	var chance []float64
	for _, m := range uses[:n] {
		ofA, chance = append(ofA, p.lags.A[m]), append(chance, share[p.docs.list[p.members[m]].period])
	}
	return survival.FirstUses(ofA, chance)
}

// shares are A's of the tokens of either, by period, of documents that the concept can
// be found in.
func (p *pair) shares(c *concept) map[int]float64 {
	tokens := map[int][2]float64{}
	for i, m := range p.members {
		d := &p.docs.list[m]
		if c.langs[d.Lang] {
			t := tokens[d.period]
			t[btoi(!p.lags.A[i])] += float64(d.Tokens)
			tokens[d.period] = t
		}
	}
	out := map[int]float64{}
	for period, t := range tokens {
		out[period] = t[0] / (t[0] + t[1])
	}
	return out
}

func (p *pair) warnings(c *concept, row *LeadRow, a, b []int) (w warnings) {
	uses := len(a) + len(b)
	w.add(uses == 0, "no-use")
	w.add(uses > 0 && p.before(c) < p.o.Least, FromStart)
	w.add(uses > 0 && row.First == "undecided" && !math.IsNaN(row.Lag), "same-day")
	w.add(math.IsNaN(row.Lag) && uses > 0, "fewer-than-k")
	w.add(row.Uses > 0 && math.IsNaN(row.PExposure), "one-side-silent")
	w.add(row.First == "a" && !(row.LagLow > 0) || row.First == "b" && !(row.LagHigh < 0), "hangs-on-one-document")
	w.add(row.Uses > row.K, "ties")
	w.add(p.labels.Labelings == 1, "one-labeling")
	w.add(p.coarse, "mixed-precision")
	w.add(p.both > 0, "in-both-groups")
	w.add(slices.ContainsFunc(p.members, func(m int) bool { return !c.langs[p.docs.list[m].Lang] }), "no-entry-in-language")
	w.add(c.hidden, "sentences-with-hits-only")
	return w
}

// before is how many documents of either group that the concept can be found in stand
// before its first use.
func (p *pair) before(c *concept) (n int) {
	at := slices.IndexFunc(c.uses, func(u use) bool { _, in := p.at[u.document]; return in })
	first := p.docs.list[c.uses[at].document].Date
	for _, m := range p.members {
		if d := &p.docs.list[m]; c.langs[d.Lang] && d.Date.Before(first) {
			n++
		}
	}
	return n
}

// opposite is a row with the groups in each other's place.
func (p *pair) opposite(r LeadRow, concept, i int) LeadRow {
	r.A, r.B, r.Order, r.DateA, r.DateB = r.B, r.A, Opposite, r.DateB, r.DateA
	r.Lag, r.LagLow, r.LagHigh = 0-r.Lag, 0-r.LagHigh, 0-r.LagLow
	r.decide()
	r.Observed, r.Expected, r.Z = r.Uses-r.Observed, float64(r.Uses)-r.Expected, 0-r.Z
	if !math.IsNaN(r.PExposure) {
		r.PExposure = p.otherTail(concept, i, int(r.Observed))
	}
	r.PPermutation = p.labels.Opposite[concept][i]
	return r
}

// otherTail is the chance of as many or more of B among the first uses.
func (p *pair) otherTail(concept, i, observed int) float64 {
	c, uses := p.concepts[concept], p.lags.Uses[concept]
	share := p.shares(c)
	var chance []float64
	for _, m := range uses[:p.exposure(c, uses, p.lags.K[i]).K] {
		chance = append(chance, 1-share[p.docs.list[p.members[m]].period])
	}
	return survival.AtLeast(chance, observed)
}

// Together is the name of all concepts in a row that sums them up, and Pooled its role.
const (
	Together = "(all concepts)"
	Pooled   = "pooled"
)

// The orders of a lead.
const (
	Stated   = "stated"
	Opposite = "opposite"
)

// together sums up the concepts that are no placebo.
func (p *pair) together() (out []LeadRow) {
	n := 0
	for _, c := range p.concepts {
		n += btoi(!c.placebo)
	}
	for i, o := range p.orders {
		row := LeadRow{About: About{Together, Pooled}, A: p.a, B: p.b, K: int64(p.lags.K[i]), Order: Stated, Lag: math.NaN(), LagLow: math.NaN(), LagHigh: math.NaN(),
			Expected: math.NaN(), Z: math.NaN(), PExposure: math.NaN(), PPermutation: p.labels.PooledP[i], Labelings: int64(p.labels.Labelings), Exact: p.labels.Exact,
			AFirst: int64(o.A), BFirst: int64(o.B), Undecided: int64(o.Undecided)}
		row.First = moreOf(o)
		var w warnings
		w.add(n == 1, "one-concept")
		w.add(o.A+o.B == 0, "undecided")
		w.add(!slices.ContainsFunc(p.concepts, func(c *concept) bool { return c.placebo }), "no-placebo")
		row.Warnings = w.String()
		other := row
		other.A, other.B, other.Order, other.PPermutation = row.B, row.A, Opposite, p.labels.PooledOpposite[i]
		other.AFirst, other.BFirst, other.First = row.BFirst, row.AFirst, moreOf(survival.Order{A: o.B, B: o.A})
		out = append(out, row, other)
	}
	return out
}

func moreOf(o survival.Order) string {
	switch {
	case o.A > o.B:
		return "a"
	case o.B > o.A:
		return "b"
	}
	return "undecided"
}
