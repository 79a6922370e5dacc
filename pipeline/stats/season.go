package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Season is whether periods of a kind, as all Januaries, lie higher or lower
// than others of their year.
type Season struct {
	Years    int       // complete years, the only ones that are used
	Q        float64   // Friedman's statistic, corrected for ties
	P        float64   // of χ² with a degree less than seasons
	Effects  []float64 // mean of each season less that of its years
	Warnings []string
}

// fewYears is the number of years below which χ² is rough.
const fewYears = 5

// FindSeason tests y, of which cycle periods make a year and the first is at
// place first of its year (from 0), for a season. Within a year the values are
// ranked, so that neither trend nor steps from year to year count:
//
//	Q = (k−1) Σ_j(R_j − n(k+1)/2)² / (ΣΣ r_ij² − n k(k+1)²/4)
//
// of k seasons in n years (Friedman 1937, JASA 32:675; with ties, Conover 1999,
// Practical Nonparametric Statistics, 5.8).
func FindSeason(y []float64, cycle, first int) Season {
	s := Season{Q: math.NaN(), P: math.NaN(), Effects: make([]float64, cycle)}
	sums, squares := make([]float64, cycle), 0.0
	for from := (cycle - first) % cycle; from+cycle <= len(y); from += cycle {
		year, w := observed(y[from : from+cycle])
		if s.Warnings = append(s.Warnings, w...); len(year.y) < cycle {
			continue
		}
		s.Years++
		mean := meanObserved(year.y, cycle)
		for j, r := range meanRanks(year.y) {
			sums[j] += r
			squares += float64(r * r)
			s.Effects[j] += year.y[j] - mean
		}
	}
	n, k := float64(s.Years), float64(cycle)
	above := 0.0
	for j, r := range sums {
		d := r - float64(n*(k+1)/2)
		above += float64(d * d)
		s.Effects[j] /= n
	}
	if below := squares - float64(n*k*(k+1)*(k+1)/4); below > 0 {
		s.Q = (k - 1) * above / below
		s.P = portable.ChiSquaredSurvival(s.Q, k-1)
	}
	if s.Years < fewYears {
		s.Warnings = append(s.Warnings, "few-years: the season of fewer than five complete years is hardly to be seen")
	}
	return s
}

// Deseason is y less the effects of its seasons, for a shape or a trend that they
// would hide.
func (s Season) Deseason(y []float64, first int) []float64 {
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = v - s.Effects[(first+i)%len(s.Effects)]
	}
	return out
}

// SeasonalMannKendall tests y as MannKendall does, but compares only periods that
// are whole years apart: S and VarS are sums over seasons, which are taken for
// independent, and Sen's slope is the median within seasons, still per period
// (Hirsch, Slack and Smith 1982, Water Resources Research 18:107). There is no
// Hamed–Rao correction.
func SeasonalMannKendall(y []float64, cycle int, o TrendOptions) Trend {
	o = o.withDefaults()
	all, warnings := observed(y)
	r := undefinedTrend(len(all.y), warnings)
	r.VarS = 0
	var within slopeSet
	untied, pairs := 0.0, 0.0
	for j := range cycle {
		p := points{}
		for i, t := range all.t {
			if (t-1)%cycle == j {
				p.t, p.y = append(p.t, t), append(p.y, all.y[i])
			}
		}
		ties, n := tieSizes(p.y), len(p.y)
		r.S += score(p, ties)
		r.VarS += scoreVariance(n, ties)
		within = append(within, p)
		pairs += float64(float64(n*(n-1)) / 2)
		untied += float64(float64(n*(n-1)) / 2)
		for _, t := range ties {
			untied -= float64(float64(t*(t-1)) / 2)
		}
	}
	if within.len() == 0 {
		r.VarS = math.NaN()
		r.warn("%d observed values: none are whole years apart", r.N)
		return r
	}
	r.Z = zScore(r.S, r.VarS)
	r.P = twoSided(r.Z)
	r.TauB = float64(r.S) / math.Sqrt(pairs*untied)
	r.sen(within, o.Confidence)
	if r.VarS == 0 {
		r.warn("every season is always the same: no trend can be seen")
	}
	if r.N < o.MinN {
		r.warn("%d observed values: under %d the normal approximation is rough", r.N, o.MinN)
	}
	return r
}
