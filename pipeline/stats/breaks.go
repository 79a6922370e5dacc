package stats

import (
	"fmt"
	"math"
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
	// 15 % of the series if 0, rounded down, and at least 3.
	MinSegment int
	// Max is the largest number of breaks; 0: as many as MinSegment leaves room for.
	Max int
}

func (o BreakOptions) resolve(n int) (least, most int, err error) {
	least = o.MinSegment
	if least == 0 {
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
	return least, most, nil
}

// MeanBreaks cuts a series of values where its mean changes, by least squares
// (Bai and Perron 2003, Journal of Applied Econometrics 18:1, with an intercept
// only). With m breaks, RSS the residual sum of squares and n observations,
// BIC = n(ln(RSS/n) + 1 + ln 2π) + 2(m+1) ln n, as strucchange has it.
func MeanBreaks(y []float64, o BreakOptions) (Breaks, error) {
	sums := newValueSums(y)
	b, err := segment(len(y), o, sums.cost)
	if err != nil {
		return b, err
	}
	n := float64(sums.observed)
	b.Dispersion = 1
	for m := range b.Candidates {
		c := &b.Candidates[m]
		c.BIC = n*(math.Log(c.Fit/n)+1+math.Log(2*math.Pi)) + 2*float64(m+1)*math.Log(n)
	}
	b.choose(sums.observed)
	return b, nil
}

// CountBreaks cuts a series of shares, positive out of total, where the share
// changes, by the likelihood of the binomial; a period weighs its total. The
// dispersion φ is that of the finest cut, its deviance per degree of freedom,
// and at least 1. With m breaks, deviance D and n observed periods,
// BIC = D/φ + (2m+1) ln n: a level and a date for each break, and a first level.
func CountBreaks(positive, total []int64, o BreakOptions) (Breaks, error) {
	if len(positive) != len(total) {
		return Breaks{}, fmt.Errorf("breaks: %d positive counts and %d totals", len(positive), len(total))
	}
	for i := range total {
		if positive[i] < 0 || positive[i] > total[i] {
			return Breaks{}, fmt.Errorf("breaks: period %d: %d positive of %d", i+1, positive[i], total[i])
		}
	}
	sums := newCountSums(positive, total)
	b, err := segment(len(total), o, sums.cost)
	if err != nil {
		return b, err
	}
	finest := len(b.Candidates) - 1
	b.Dispersion = 1
	if free := sums.observed - finest - 1; free > 0 {
		b.Dispersion = max(1, b.Candidates[finest].Fit/float64(free))
	}
	for m := range b.Candidates {
		c := &b.Candidates[m]
		c.BIC = c.Fit/b.Dispersion + float64(2*m+1)*math.Log(float64(sums.observed))
	}
	b.choose(sums.observed)
	return b, nil
}

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

// segment finds, for every number of breaks, the cut of n periods with the
// least sum of costs, exactly, by dynamic programming over the place of the last
// break. Of cuts that cost the same the one with the earlier last break is taken.
func segment(n int, o BreakOptions, cost func(from, to int) float64) (Breaks, error) {
	least, most, err := o.resolve(n)
	if err != nil {
		return Breaks{}, err
	}
	best := make([][]float64, most+1) // by breaks and number of periods
	last := make([][]int, most+1)
	for m := range best {
		best[m], last[m] = make([]float64, n+1), make([]int, n+1)
		for to := range best[m] {
			best[m][to] = math.Inf(1)
			if to < (m+1)*least {
				continue
			}
			if m == 0 {
				best[m][to] = cost(0, to)
				continue
			}
			for from := m * least; from <= to-least; from++ {
				if c := best[m-1][from] + cost(from, to); c < best[m][to] {
					best[m][to], last[m][to] = c, from
				}
			}
		}
	}
	return trace(n, best, last), nil
}

// trace reads the cuts back from the table of last breaks.
func trace(n int, best [][]float64, last [][]int) Breaks {
	var b Breaks
	for m := range best {
		s := Segmentation{Last: make([]int, m), Fit: best[m][n]}
		at := n
		for k := m; k > 0; k-- {
			at = last[k][at]
			s.Last[k-1] = at
		}
		b.Candidates = append(b.Candidates, s)
	}
	return b
}

// valueSums give the sum of squares around the mean of any stretch of a series.
type valueSums struct {
	n, sum, squares []float64 // of the observed values before each period
	observed        int
}

// newValueSums centres the values first: sums of squares of large numbers
// would lose the digits that matter.
func newValueSums(y []float64) *valueSums {
	centre, n := 0.0, 0
	for _, v := range y {
		if !math.IsNaN(v) {
			n++
			centre += (v - centre) / float64(n)
		}
	}
	s := &valueSums{make([]float64, len(y)+1), make([]float64, len(y)+1), make([]float64, len(y)+1), n}
	for i, v := range y {
		s.n[i+1], s.sum[i+1], s.squares[i+1] = s.n[i], s.sum[i], s.squares[i]
		if !math.IsNaN(v) {
			v -= centre
			s.n[i+1]++
			s.sum[i+1] += v
			s.squares[i+1] += float64(v * v)
		}
	}
	return s
}

func (s *valueSums) cost(from, to int) float64 {
	n, sum := s.n[to]-s.n[from], s.sum[to]-s.sum[from]
	if n == 0 {
		return 0
	}
	return max(0, s.squares[to]-s.squares[from]-float64(sum*sum)/n)
}

// countSums give the deviance of a common share in any stretch of a series.
type countSums struct {
	positive, total []float64
	saturated       []float64 // log-likelihood of a share of its own for each period
	observed        int
}

func newCountSums(positive, total []int64) *countSums {
	n := len(total) + 1
	s := &countSums{make([]float64, n), make([]float64, n), make([]float64, n), 0}
	for i := range total {
		p, t := float64(positive[i]), float64(total[i])
		s.positive[i+1], s.total[i+1] = s.positive[i]+p, s.total[i]+t
		s.saturated[i+1] = s.saturated[i] + logLikelihood(p, t)
		if t > 0 {
			s.observed++
		}
	}
	return s
}

func (s *countSums) cost(from, to int) float64 {
	common := logLikelihood(s.positive[to]-s.positive[from], s.total[to]-s.total[from])
	return max(0, 2*(s.saturated[to]-s.saturated[from]-common))
}

// logLikelihood is P ln(P/T) + (T−P) ln((T−P)/T), with 0 ln 0 = 0.
func logLikelihood(p, t float64) float64 {
	l := 0.0
	if p > 0 {
		l += p * math.Log(p/t)
	}
	if p < t {
		l += (t - p) * math.Log((t-p)/t)
	}
	return l
}
