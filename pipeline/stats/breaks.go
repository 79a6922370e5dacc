package stats

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Segmentation is the best way to cut a series into so many segments of
// constant level.
type Segmentation struct {
	// Last are the last periods, from 1, of all segments but the final one: the
	// breaks lie behind them.
	Last []int
	// Fit is the cost of the cut: the residual sum of squares, or the deviance.
	Fit float64
	// BIC is the Schwarz criterion of the cut, see BreakOptions; it compares cuts
	// of one series only.
	BIC float64
}

// Breaks are the best segmentations of a series into one, two, three …
// segments.
type Breaks struct {
	Candidates []Segmentation // by number of breaks, from 0
	Chosen     int            // the candidate with the least BIC
	Dispersion float64        // of counts, by which the BIC scales deviances; 1 for values
	Warnings   []string
}

// BreakOptions bound the segmentations. The zero value is the default.
type BreakOptions struct {
	// MinSegment is the least number of periods, gaps included, in a segment:
	// 15 % of the series if it and MinShare are 0, rounded down, and at least 3.
	MinSegment int
	// MinShare is the same as a share of the series, rounded down.
	MinShare float64
	// Parts is how many of the counts make one observation, where they are counts
	// with weights, in parts of 1; 1 if 0.
	Parts int
	// Max is the largest number of breaks; 0: as many as MinSegment leaves room for.
	Max int
}

// mostWork bounds the stretches that are priced for all segmentations, some ten
// seconds' worth.
const mostWork = 1e10

func (o BreakOptions) parts() float64 { return float64(max(1, o.Parts)) }

func (o BreakOptions) resolve(n int) (least, most int, err error) {
	least = o.MinSegment
	switch {
	case least != 0:
	case o.MinShare != 0:
		least = max(1, int(o.MinShare*float64(n)))
	default:
		least = max(3, 15*n/100)
	}
	if least < 1 || o.Max < 0 {
		return 0, 0, fmt.Errorf("breaks: minimum segment %d, at most %d breaks: want no negative numbers", o.MinSegment, o.Max)
	}
	most = n/least - 1
	if o.Max > 0 {
		most = min(most, o.Max)
	}
	if most < 0 {
		return 0, 0, fmt.Errorf("breaks: %d periods are fewer than the minimum segment of %d", n, least)
	}
	if work := float64(most) * float64(most) * float64(n-least) * float64(n-least) / 4; work > mostWork {
		return 0, 0, fmt.Errorf("breaks: %d periods with up to %d breaks would take hours: "+
			"make the periods longer, the minimum segment larger, or the largest number of breaks smaller", n, most)
	}
	return least, most, nil
}

// MeanBreaks cuts a series of values where its mean changes, by least squares
// (Bai and Perron 2003, Journal of Applied Econometrics 18:1, with an intercept
// only). With m breaks, RSS the residual sum of squares and n observations,
// BIC = n(ln(RSS/n) + 1 + ln 2π) + 2(m+1) ln n, as strucchange has it.
func MeanBreaks(y []float64, o BreakOptions) (Breaks, error) {
	var sums valueSums
	sums.set(y)
	b, err := segment(len(y), o, &sums)
	if err != nil {
		return b, err
	}
	n := float64(sums.observed)
	b.Dispersion = 1
	for m := range b.Candidates {
		c := &b.Candidates[m]
		c.BIC = float64(n*(portable.Log(c.Fit/n)+1+portable.Log(2*math.Pi))) + float64(2*float64(m+1)*portable.Log(n))
	}
	b.choose(sums.observed)
	return b, nil
}

// CountBreaks cuts a series of shares, positive out of total, where the share
// changes, by the likelihood of the binomial; a period weighs its total. With m
// breaks, deviance D and n observed periods, BIC = D/φ + (2m+1) ln n: a level and
// a date for each break, and a first level. The dispersion φ is D/(n−2m−1) of the
// finest cut that leaves a third of the periods as degrees of freedom, and at
// least 1. It counts the dates as fitted, as BIC does: n−m−1 takes chance for
// breaks up to twice as often in twenty periods.
func CountBreaks(positive, total []int64, o BreakOptions) (Breaks, error) {
	if len(positive) != len(total) {
		return Breaks{}, fmt.Errorf("breaks: %d positive counts and %d totals", len(positive), len(total))
	}
	left := int64(mostCounts)
	for i := range total {
		if positive[i] < 0 || positive[i] > total[i] {
			return Breaks{}, fmt.Errorf("breaks: period %d: %d positive of %d", i+1, positive[i], total[i])
		}
		if left -= total[i]; left < 0 {
			return Breaks{}, fmt.Errorf("breaks: period %d: the totals sum to more than %d, too many for a deviance", i+1, int64(mostCounts))
		}
	}
	var sums countSums
	sums.set(positive, total)
	b, err := segment(len(total), o, &sums)
	if err != nil {
		return b, err
	}
	floor := 0.0
	for i := range total {
		floor += saturated(positive[i], total[i])
	}
	for m := range b.Candidates {
		b.Candidates[m].Fit = max(0, 2*(b.Candidates[m].Fit-floor)/o.parts())
	}
	b.Dispersion = 1
	if finest := min(len(b.Candidates)-1, (2*sums.observed/3-1)/2); finest >= 0 && sums.observed > 1 {
		b.Dispersion = max(1, b.Candidates[finest].Fit/float64(sums.observed-2*finest-1))
	}
	for m := range b.Candidates {
		c := &b.Candidates[m]
		c.BIC = c.Fit/b.Dispersion + float64(float64(2*m+1)*portable.Log(float64(sums.observed)))
	}
	b.choose(sums.observed)
	return b, nil
}

// mostCounts bounds the sum of totals: of larger ones the likelihood, a
// difference of numbers of some 30 times their size, keeps too few digits.
const mostCounts = 1 << 40

// fewObserved is the number of observed periods below which a break is hardly
// to be told from chance.
const fewObserved = 10

func (b *Breaks) choose(observed int) {
	for m, c := range b.Candidates {
		if c.BIC < b.Candidates[b.Chosen].BIC {
			b.Chosen = m
		}
	}
	if observed < fewObserved {
		b.Warnings = append(b.Warnings, fmt.Sprintf("only %d observed periods", observed))
	}
}

// segment finds, for every number of breaks, the cut with the least cost.
func segment(n int, o BreakOptions, c costs) (Breaks, error) {
	least, most, err := o.resolve(n)
	if err != nil {
		return Breaks{}, err
	}
	var b Breaks
	for m := range most + 1 {
		s := Segmentation{Last: make([]int, m)}
		s.Fit = newCutter(n, m, least).cut(c, s.Last)
		b.Candidates = append(b.Candidates, s)
	}
	return b, nil
}

// end is the last period of segment j, from 0, in a series of n.
func end(last []int, j, n int) int {
	if j < len(last) {
		return last[j]
	}
	return n
}
