//go:build calibrate

package stats_test

import (
	"math"
	"math/rand/v2"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// dates compares the reported break next to the planted one with it. The
// interval is of the corpora with a report.
func dates(out tally, s setting, seed uint64, docs []document, found []int) {
	off := s.years
	nearest := 0
	for j, last := range found {
		if d := max(last-s.at, s.at-last); d < off {
			off, nearest = d, j
		}
	}
	out.add(onTheYear, off == 0)
	out.add(within, off <= 1)
	out.add(single, off == 0 && len(found) == 1)
	best := knownLevels(s, docs)
	out.add(bound, best == s.at)
	out.add(boundOne, max(best-s.at, s.at-best) <= 1)
	if len(found) == 0 {
		return
	}
	d := stats.BreakDates(found, redraw(s, seed, docs, len(found)), 0)[nearest]
	out.add(covered, d.Low <= s.at && s.at <= d.High)
	out[reportedDates]++
	out[width] += d.High - d.Low
}

const (
	reportedDates = "corpora with dates"
	width         = "years from low to high"
)

// redraw cuts draws of the documents, each counted as often as a Poisson of
// mean 1 says.
func redraw(s setting, seed uint64, docs []document, m int) (cuts []int) {
	r, err := stats.NewRefitter(s.years, m, stats.BreakOptions{})
	if err != nil {
		panic(err)
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	positive, total := make([]int64, s.years), make([]int64, s.years)
	for range dateDraws {
		clear(positive)
		clear(total)
		for _, d := range docs {
			u, w := rng.Float64(), 0
			for p := math.Exp(-1); u >= p && w < 12; p /= float64(w) {
				u -= p
				w++
			}
			positive[d.year] += int64(w * d.positive)
			total[d.year] += int64(w * d.total)
		}
		last := make([]int, m)
		r.Counts(positive, total, last)
		cuts = append(cuts, last...)
	}
	return cuts
}

// knownLevels dates the break by the likelihood of the documents given both
// levels and the dispersion. All dates being as likely, no method that does not
// know them hits the year more often.
func knownLevels(s setting, docs []document) (best int) {
	gain := make([]float64, s.years) // of the new level over the old
	for _, d := range docs {
		gain[d.year] += logDensity(d, s.baseline+s.size, s.dispersion) - logDensity(d, s.baseline, s.dispersion)
	}
	sum, most := 0.0, math.Inf(-1)
	for year := s.years - 1; year >= 3; year-- {
		sum += gain[year]
		if year <= s.years-3 && sum > most {
			best, most = year, sum
		}
	}
	return best
}

// logDensity is that of the beta-binomial, up to what does not depend on logit.
func logDensity(d document, logit, rho float64) (sum float64) {
	p := 1 / (1 + math.Exp(-logit))
	for k := range d.positive {
		sum += math.Log(p*(1-rho) + float64(k)*rho)
	}
	for k := range d.total - d.positive {
		sum += math.Log((1-p)*(1-rho) + float64(k)*rho)
	}
	return sum
}
