package diff

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// seriesRow is what is compared of a period of a series.
type seriesRow struct {
	_ struct{} `table:"series" key:"measure of topic group freq period"`
	store.SeriesName
	Period   time.Time `column:"period"`
	Estimate float64   `column:"estimate,null"`
	Low      float64   `column:"ci_low,null"`
	High     float64   `column:"ci_high,null"`
}

func compareNames(a, b store.SeriesName) int {
	return cmp.Or(strings.Compare(a.Measure, b.Measure), strings.Compare(a.Of, b.Of), strings.Compare(a.Topic, b.Topic),
		strings.Compare(a.Group, b.Group), strings.Compare(a.Freq, b.Freq))
}

func compareSeries(a, b *seriesRow) int {
	return cmp.Or(compareNames(a.SeriesName, b.SeriesName), a.Period.Compare(b.Period))
}

// course is a series while its periods go by.
type course struct {
	name          store.SeriesName
	before, after bool // which of the runs have it
	within        bool // a period moved inside its interval
	line          Line
	farthest      float64 // see far
}

// measured collects the series as they end.
type measured struct {
	*comparison
	headline store.SeriesName
	now      *course
	moved    []*course
	new      map[NewPeriod]int
}

func (c *comparison) series() error {
	m := &measured{comparison: c, headline: headline(c.after), new: map[NewPeriod]int{}}
	err := walk(c, compareSeries, m.row)
	if err != nil {
		return err
	}
	m.end()
	slices.SortStableFunc(m.moved, func(a, b *course) int {
		return cmp.Or(first(b.name == m.headline, a.name == m.headline), first(b.name.Group == "", a.name.Group == ""), cmp.Compare(b.farthest, a.farthest))
	})
	for _, one := range m.moved {
		c.Series.Moved.add(one.line, c.most)
	}
	for period, n := range m.new {
		period.Series = n
		c.Series.New = append(c.Series.New, period)
	}
	slices.SortFunc(c.Series.New, func(a, b NewPeriod) int {
		return cmp.Or(strings.Compare(a.Freq, b.Freq), strings.Compare(a.Start, b.Start))
	})
	return nil
}

// first orders what is so before what is not: b is compared with a.
func first(b, a bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// headline names the pooled position of the first contrast.
func headline(r *result.Run) store.SeriesName {
	g, err := r.Glossary()
	if err != nil || len(g.Contrasts) == 0 {
		return store.SeriesName{}
	}
	k := g.Contrasts[0]
	return store.SeriesName{Measure: measure.Headline(measure.Contrast).Name, Of: k.Key, Topic: cmp.Or(k.Topic, r.Config.Topic), Freq: r.Config.Freq}
}

func (m *measured) row(a, b *seriesRow) {
	row := cmp.Or(b, a)
	if m.now == nil || m.now.name != row.SeriesName {
		m.end()
		m.now = &course{name: row.SeriesName, line: Line{SeriesName: SeriesName(row.SeriesName), Moved: []Period{}, New: []Period{}, Gone: []Period{}}}
	}
	m.now.before, m.now.after = m.now.before || a != nil, m.now.after || b != nil
	m.now.period(a, b)
}

// end takes the series that is complete.
func (m *measured) end() {
	one := m.now
	switch {
	case one == nil:
	case !one.before:
		m.Series.In.add(one.line.SeriesName, m.most)
	case !one.after:
		m.Series.Out.add(one.line.SeriesName, m.most)
	default:
		m.Series.Compared++
		for _, p := range one.line.New {
			m.new[NewPeriod{Freq: one.name.Freq, Start: p.Start}]++
		}
		if len(one.line.Moved) > 0 {
			m.moved = append(m.moved, one)
		} else if one.within {
			m.Series.Within++
		}
		if one.name == m.headline {
			m.Series.Headline = &one.line
		}
	}
	m.now = nil
}

// period compares an estimate with the one before.
func (o *course) period(a, b *seriesRow) {
	if a != nil && b != nil && math.Abs(a.Estimate-b.Estimate) <= rounding {
		return // as nearly all of them are
	}
	old, now := estimate(a), estimate(b)
	p := Period{Start: cmp.Or(b, a).Period.Format(time.DateOnly), Before: old, After: now}
	switch {
	case old == nil && now == nil:
	case old == nil:
		o.line.New = append(o.line.New, p)
	case now == nil:
		o.line.Gone = append(o.line.Gone, p)
	case old.left(now):
		p.Apart = float64(now.Low) > float64(old.High) || float64(now.High) < float64(old.Low)
		o.line.Moved = append(o.line.Moved, p)
		o.farthest = max(o.farthest, old.far(now))
	default:
		o.within = true
	}
}

// estimate is nil where there is none.
func estimate(row *seriesRow) *Estimate {
	if row == nil || math.IsNaN(row.Estimate) {
		return nil
	}
	return &Estimate{Number(row.Estimate), Number(row.Low), Number(row.High)}
}

// rounding is less than any difference that means something: the end of an
// interval may be 1e-17 where the estimate is 0.
const rounding = 1e-9

// left says whether a new estimate lies outside the interval. A comparison with an
// end that is not there is false.
func (e *Estimate) left(now *Estimate) bool {
	return now.Value < e.Low-rounding || now.Value > e.High+rounding
}

// far is how far outside, in lengths of the arm of the interval on that side.
func (e *Estimate) far(now *Estimate) float64 {
	arm := float64(e.High - e.Value)
	if now.Value < e.Low {
		arm = float64(e.Value - e.Low)
	}
	if arm <= 0 {
		return math.Inf(1)
	}
	return math.Abs(float64(now.Value-e.Value)) / arm
}
