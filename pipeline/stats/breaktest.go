package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// TestOptions change how breaks are tested. The zero value is the default.
type TestOptions struct {
	// BreakOptions are those the series is cut with.
	BreakOptions
	// Draws is the number of permutations: 999 if 0. Fewer are drawn where it is
	// plain that the series has no break.
	Draws int
	// Seed of the permutations. Give each series its own.
	Seed uint64
}

// BreakTest is how likely it is that a series without any break looks as broken.
// A p-value that cannot be had is NaN.
type BreakTest struct {
	// P takes periods for exchangeable: without a break, any order is as likely.
	P float64
	// PAR takes the level for one that wanders, autocorrelated from one period to
	// the next (AR(1)), which P and BIC take for breaks.
	PAR float64
	// Draws are the permutations that were drawn for P.
	Draws    int
	Warnings []string
}

// CountBreakTest tests whether the share positive out of total, which are as
// CountBreaks takes them, has any break. Both p-values are for one break or two,
// so that a hump, which no single cut fits, is not missed.
//
// P: let D_m be the least deviance with m breaks. The statistic is the smaller of
// D₁ and D₂·n^(3/n), that is, the fall of n ln D with a penalty of 3 ln n for a
// break (Zhang and Siegmund 2007, Biometrics 63: a break costs about three
// parameters). Permutations shuffle the observed periods, positive with total;
// gaps stay in their place. With r of B permutations as small as the series,
// P = (r+1)/(B+1); they end when r is 20, and then P = r/B (Besag and Clifford
// 1991, Biometrika 78).
//
// PAR: the same two alternatives by the likelihood of errors that are an AR(1),
// on the variance-stabilised shares arcsin √((P+⅜)/(T+¾)) (Anscombe 1948,
// Biometrika 35), in 999 series drawn without a break and with the autocorrelation
// that looks most like one. It is cautious: where the level does not wander it is
// below 0.05 far less often than in 5 % of series.
func CountBreakTest(positive, total []int64, o TestOptions) BreakTest {
	y, floor := make([]float64, len(total)), make([]float64, len(total))
	for i, t := range total {
		y[i], floor[i] = math.NaN(), saturated(positive[i], t)
		if t > 0 {
			y[i] = math.Asin(math.Sqrt((float64(positive[i])/o.parts() + 0.375) / (float64(t)/o.parts() + 0.75)))
		}
	}
	p, t := slices.Clone(positive), slices.Clone(total)
	var sums countSums
	s := shuffled{costs: &sums, floor: make([]float64, len(total)+1)}
	s.swap = func(i, j int) {
		p[i], p[j], t[i], t[j], floor[i], floor[j] = p[j], p[i], t[j], t[i], floor[j], floor[i]
	}
	s.set = func() {
		sums.set(p, t)
		for i, f := range floor {
			s.floor[i+1] = s.floor[i] + f
		}
	}
	return breakTest(&s, y, o)
}

// MeanBreakTest tests whether the mean of y, NaN where it has a gap, has any
// break, as CountBreakTest does, with sums of squares for deviances. PAR takes
// the square roots of a series without negative values, such as a rate, whose
// variance grows with its level (Bartlett 1936, JRSS Supplement 3).
func MeanBreakTest(y []float64, o TestOptions) BreakTest {
	v, stable := slices.Clone(y), slices.Clone(y)
	if !slices.ContainsFunc(y, func(v float64) bool { return v < 0 }) {
		for i, v := range y {
			stable[i] = math.Sqrt(v)
		}
	}
	var sums valueSums
	s := shuffled{costs: &sums, floor: make([]float64, len(y)+1)}
	s.swap = func(i, j int) { v[i], v[j] = v[j], v[i] }
	s.set = func() { sums.set(v) }
	return breakTest(&s, stable, o)
}

// fewForAR is the number of observed periods below which PAR sees less than half
// of the breaks of one logit in ten documents a period; see docs/calibration.md.
const fewForAR = 20

func breakTest(s *shuffled, y []float64, o TestOptions) BreakTest {
	r := BreakTest{P: math.NaN(), PAR: math.NaN()}
	for i, v := range y {
		if !math.IsNaN(v) {
			s.observed = append(s.observed, i)
		}
	}
	least, most, err := o.resolve(len(y))
	if err != nil || most == 0 {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%d periods leave no room for a break", len(y)))
		return r
	}
	if o.Draws == 0 {
		o.Draws = 999
	}
	r.P, r.Draws = s.permute(len(y), least, min(most, 2), o)
	r.PAR = meanAR(y, o.BreakOptions)
	if len(s.observed) < fewForAR {
		r.Warnings = append(r.Warnings, fmt.Sprintf("short-for-autocorrelation: %d observed periods", len(s.observed)))
	}
	return r
}

// shuffled is a series whose periods change places.
type shuffled struct {
	costs
	floor    []float64 // cost of a level of its own for each period, up to each period
	observed []int
	swap     func(i, j int)
	set      func() // sets costs and floor to the present order
}

// enough permutations as extreme as the series show that it has no break.
const enough = 20

func (s *shuffled) permute(n, least, most int, o TestOptions) (p float64, draws int) {
	s.set()
	cut := func(m int) float64 {
		return max(0, newCutter(n, m, least).cut(s, make([]int, m))-s.floor[n])
	}
	none, one, two, factor := cut(0), cut(1), math.Inf(1), math.Inf(1)
	if most > 1 {
		k := float64(len(s.observed))
		two, factor = cut(2), math.Pow(k, 3/k)
	}
	switch {
	case none == 0:
		return 1, 0
	case math.IsNaN(none): // an infinite value
		return none, 0
	}
	// An order as good as that of the series counts, whatever its rounding.
	bound := min(one, float64(two*factor)) + float64(1e-9*none)
	within := newBounded(n, least)
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	hits := 0
	for draws < o.Draws {
		rng.Shuffle(len(s.observed), func(i, j int) { s.swap(s.observed[i], s.observed[j]) })
		s.set()
		draws++
		if within.one(s, bound) || most > 1 && within.two(s, bound/factor) {
			if hits++; hits == enough {
				return float64(hits) / float64(draws), draws
			}
		}
	}
	return float64(hits+1) / float64(draws+1), draws
}
