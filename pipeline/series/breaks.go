package series

import (
	"math"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// The methods by which a series is cut.
const (
	methodBinomial     = "binomial"      // positions: P out of P+N
	methodLeastSquares = "least-squares" // any other measure, means of documents and pairs of groups
)

// cutting is the search for breaks in one series, from its first to its last
// period with an estimate.
type cutting struct {
	*subject
	measure         int
	from            int // the first period of it
	y               []float64
	positive, total []int64 // nil for least squares
}

// breaks searches a series for breaks and returns the rows of all candidates.
func (s *subject) breaks(index int, y []float64) []BreakRow {
	c := &cutting{subject: s, measure: index}
	row := BreakRow{Name: s.name(index), Method: methodLeastSquares}
	m := &s.e.a.measures[index]
	if m.Odds && len(s.e.groupsOf(s.group)) == 1 && s.e.a.o.Weighting == Tokens {
		row.Method = methodBinomial
		c.count(m)
	}
	c.trim(y)
	row.N = observed(c.y)
	found, test, warning := c.search(row.Name)
	if warning != "" {
		return []BreakRow{row.without(warning)}
	}
	row.P, row.PAR, row.Dispersion = test.P, test.PAR, found.Dispersion
	row.Warnings = append(row.Warnings, measure.Of(found.Warnings)...)
	row.Warnings = append(row.Warnings, measure.Of(test.Warnings)...)
	reported := found.Reported(test.P)
	if reported < found.Chosen {
		row.Warnings = append(row.Warnings, measure.NotSignificant)
	}
	var rows []BreakRow
	for n := range found.Candidates {
		row.Chosen = n == reported
		rows = append(rows, c.candidate(row, &found.Candidates[n])...)
	}
	return rows
}

// without is the row of a series that was not searched.
func (r BreakRow) without(warning measure.Warning) BreakRow {
	nan := math.NaN()
	r.Fit, r.BIC, r.Dispersion, r.P, r.PAR = nan, nan, nan, nan, nan
	r.Warnings = append(r.Warnings, warning)
	r.unbroken()
	return r
}

// unbroken says that there is no break the row could speak of.
func (r *BreakRow) unbroken() {
	nan := math.NaN()
	r.Support = nan
	r.Before, r.After, r.Change = Level{nan, nan, nan}, Level{nan, nan, nan}, Level{nan, nan, nan}
	r.Survives = Survival{nan, nan, nan}
}

// count takes the counts of a contrast.
func (c *cutting) count(m *measured) {
	c.positive, c.total = make([]int64, len(c.sides)), make([]int64, len(c.sides))
	for i, sides := range c.sides {
		if sides == nil {
			continue
		}
		a, b := m.counts(sides[0].tally)
		c.positive[i], c.total[i] = a, a+b
	}
}

// trim takes the gaps off both ends: a group that was not there yet has no
// level that could break.
func (c *cutting) trim(y []float64) {
	from, to := 0, len(y)
	for from < to && math.IsNaN(y[from]) {
		from++
	}
	for to > from && math.IsNaN(y[to-1]) {
		to--
	}
	c.from, c.y = from, y[from:to]
	if c.positive != nil {
		c.positive, c.total = c.positive[from:to], c.total[from:to]
	}
}

// Permutations is the number of permutations behind a p-value of breaks.
const Permutations = 499

// search finds the candidates and tests whether there is a break at all. The
// warning says why it was not done.
func (c *cutting) search(name Name) (found stats.Breaks, test stats.BreakTest, warning measure.Warning) {
	if c.e.long() {
		return found, test, measure.TooLong
	}
	o := stats.TestOptions{BreakOptions: c.e.a.o.Breaks, Draws: Permutations, Seed: c.e.a.o.Seed ^ textKey(name.Measure+"\x00"+name.Of+"\x00"+name.Topic+"\x00"+name.Group)}
	var err error
	if c.positive != nil {
		found, err = stats.CountBreaks(c.positive, c.total, o.BreakOptions)
	} else {
		found, err = stats.MeanBreaks(c.y, o.BreakOptions)
	}
	if err != nil || len(found.Candidates) < 2 {
		return found, test, measure.TooShort
	}
	if c.positive != nil {
		return found, stats.CountBreakTest(c.positive, c.total, o), ""
	}
	return found, stats.MeanBreakTest(c.y, o), ""
}

// candidate returns the rows of one candidate.
func (c *cutting) candidate(row BreakRow, s *stats.Segmentation) []BreakRow {
	row.Breaks, row.Fit, row.BIC = len(s.Last), s.Fit, s.BIC
	row.unbroken()
	if len(s.Last) == 0 {
		return []BreakRow{row}
	}
	levels := make([]float64, len(s.Last)+1)
	c.levels(s.Last, levels)
	var rows []BreakRow
	for j, last := range s.Last {
		r := row
		r.Index = c.from + last
		r.Date, r.Next = c.date(last), c.date(last+1)
		r.Before.Estimate, r.After.Estimate, r.Change.Estimate = levels[j], levels[j+1], levels[j+1]-levels[j]
		rows = append(rows, r)
	}
	if row.Chosen {
		c.redraw(s.Last, rows)
	}
	return rows
}

func (c *cutting) levels(last []int, out []float64) {
	if c.positive != nil {
		c.e.a.o.Breaks.CountLevels(c.positive, c.total, last, out)
		return
	}
	stats.MeanLevels(c.y, last, out)
}

// date is the start of the period with that number, from 1, in the series.
func (c *cutting) date(number int) time.Time { return c.e.calendar[c.from+number-1] }

// redraw cuts every draw of the series anew, with as many breaks, and gives the
// rows the intervals of their dates and levels.
func (c *cutting) redraw(last []int, rows []BreakRow) {
	draws, m := c.e.a.o.Draws, len(last)
	refit, err := stats.NewRefitter(len(c.y), m, c.e.a.o.Breaks)
	if err != nil {
		return // never: the series was cut with these options
	}
	series := c.drawn()
	cuts := make([]int, draws*m)
	levels := make([][]float64, m+1)
	for j := range levels {
		levels[j] = make([]float64, draws)
	}
	level := make([]float64, m+1)
	for b := range draws {
		cut := cuts[b*m : b*m+m]
		series(b)
		if c.positive != nil {
			refit.Counts(c.e.positive, c.e.total, cut)
			c.e.a.o.Breaks.CountLevels(c.e.positive, c.e.total, cut, level)
		} else {
			refit.Means(c.e.series, cut)
			stats.MeanLevels(c.e.series, cut, level)
		}
		for j, v := range level {
			levels[j][b] = v
		}
	}
	for j, d := range stats.BreakDates(last, cuts, 0) {
		rows[j].Low, rows[j].High, rows[j].Support = c.date(d.Low), c.date(d.High), d.Support
	}
	c.e.setLevels(rows, levels)
}

// setLevels gives the levels left and right of each break their intervals.
func (e *Examiner) setLevels(rows []BreakRow, levels [][]float64) {
	between := func(l *Level, draws []float64) { l.Low, l.High = e.percentiles.Interval(draws, 0) }
	for j := range rows {
		change := make([]float64, len(levels[j]))
		for b := range change {
			change[b] = levels[j+1][b] - levels[j][b]
		}
		between(&rows[j].Before, levels[j])
		between(&rows[j].After, levels[j+1])
		between(&rows[j].Change, change)
	}
}

// drawn draws the whole series and returns what puts draw b of it into the
// Examiner's memory.
func (c *cutting) drawn() func(b int) {
	m, e := &c.e.a.measures[c.measure], c.e
	n := len(c.y)
	if c.positive == nil {
		values := grown(&e.drawnValues, n, e.a.o.Draws)
		for i := range values {
			if c.sides[c.from+i] != nil && !math.IsNaN(c.y[i]) {
				c.values(c.measure, c.from+i, values[i])
			}
		}
		e.series = append(e.series[:0], c.y...)
		return func(b int) {
			for i := range values {
				if !math.IsNaN(c.y[i]) {
					e.series[i] = values[i][b]
				}
			}
		}
	}
	a, b := grown(&e.drawnA, n, e.a.o.Draws), grown(&e.drawnB, n, e.a.o.Draws)
	for i := range n {
		if sides := c.sides[c.from+i]; sides != nil {
			e.drawer.counts(m, m.a, sides[0].draws, a[i])
			e.drawer.counts(m, m.b, sides[0].draws, b[i])
		}
	}
	e.positive, e.total = make([]int64, n), make([]int64, n)
	return func(draw int) {
		for i := range n {
			if c.sides[c.from+i] != nil {
				e.positive[i], e.total[i] = int64(a[i][draw]), int64(a[i][draw])+int64(b[i][draw])
			}
		}
	}
}

// grown returns n rows of memory that is kept.
func grown[T any](rows *[][]T, n, length int) [][]T {
	for len(*rows) < n {
		*rows = append(*rows, make([]T, length))
	}
	return (*rows)[:n]
}
