package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
)

// course adds a series to a panel: ribbon, or bars where there are few hits, line, and
// hollow dots where the run calls the estimate weak. Between ribbon and line come the intervals of its
// levels and another series in grey, for comparison; over all of it its shape.
func course(p *chart.Panel, rows, other []seriesRow, t *told) {
	var estimates, interval, ribbon, bars, weak []chart.Point
	for _, r := range rows {
		x := chart.Days(r.period)
		estimates = append(estimates, chart.Point{X: x, Y: r.estimate})
		low, high := r.within(p.Y)
		interval = append(interval, chart.Point{X: x, Y: low, Y2: high})
		if ribbon = append(ribbon, interval[len(interval)-1]); r.few {
			bars = append(bars, chart.Point{X: x, X2: x, Y: low, Y2: high})
			ribbon[len(ribbon)-1].Y = math.NaN()
		}
		if known(r.estimate) && r.weak {
			weak = append(weak, chart.Point{X: x, Y: r.estimate})
		}
	}
	if len(chart.Stretches(ribbon)) > 0 {
		p.Add(chart.Mark{Shape: chart.Band, Points: ribbon, Ink: chart.Ink{Color: chart.Ribbon}})
	}
	if len(bars) > 0 {
		p.Add(chart.Mark{Shape: chart.Segment, Points: bars, Ink: chart.Ink{Color: chart.Ribbon, Width: 1.5}})
	}
	openEnds(p, interval, chart.Ribbon, chart.Blue)
	t.bands(p)
	if len(other) > 0 {
		behind(p, other)
	}
	p.Add(chart.Mark{Shape: chart.Line, Points: estimates, Ink: chart.Ink{Color: chart.Blue}})
	if len(weak) > 0 {
		p.Add(chart.Mark{Shape: chart.Dot, Points: weak, Ink: chart.Ink{Color: chart.Blue, Radius: 1.1, Hollow: true}})
	}
	t.lines(p)
}

// openEnds draws intervals of which one end is missing as arrows from the other
// to the edge of the panel.
func openEnds(p *chart.Panel, interval []chart.Point, stems, heads color.RGBA) {
	stem := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: stems, Width: 1.5}}
	up := chart.Mark{Shape: chart.Text, Align: 0.5, DY: 2 - chart.LineSpace, Ink: chart.Ink{Color: heads}}
	down := chart.Mark{Shape: chart.Text, Align: 0.5, DY: 1, Ink: chart.Ink{Color: heads}}
	for _, q := range interval {
		switch {
		case known(q.Y) && !known(q.Y2):
			stem.Points = append(stem.Points, chart.Point{X: q.X, X2: q.X, Y: q.Y, Y2: p.Y.Max})
			up.Points = append(up.Points, chart.Point{X: q.X, Y: p.Y.Max, Label: "↑"})
		case !known(q.Y) && known(q.Y2):
			stem.Points = append(stem.Points, chart.Point{X: q.X, X2: q.X, Y: q.Y2, Y2: p.Y.Min})
			down.Points = append(down.Points, chart.Point{X: q.X, Y: p.Y.Min, Label: "↓"})
		}
	}
	for _, m := range []chart.Mark{stem, up, down} {
		if len(m.Points) > 0 {
			p.Add(m)
		}
	}
}

// farEnd is how many times farther than the median an end of an interval may be
// from its estimate for the axis to reach so far.
const farEnd = 4

// extent lists the values of the rows that an axis has to hold: estimates, and
// ends of intervals but those so far away that nothing else could be seen.
func extent(rows []seriesRow) []float64 {
	var out, lengths []float64
	for _, r := range rows {
		out = append(out, r.estimate)
		for _, v := range []float64{r.estimate - r.low, r.high - r.estimate} {
			if v > 0 {
				lengths = append(lengths, v)
			}
		}
	}
	if len(lengths) == 0 {
		return out
	}
	slices.Sort(lengths)
	far := float64(farEnd * lengths[len(lengths)/2])
	for _, r := range rows {
		out = append(out, within(r.low, r.estimate-far, r.estimate+far), within(r.high, r.estimate-far, r.estimate+far))
	}
	return out
}

// within is a number in a range; one beyond it is missing.
func within(v, low, high float64) float64 {
	if v < low || v > high {
		return math.NaN()
	}
	return v
}

// within is the interval on an axis. An end beyond it is as one that is open.
func (r *seriesRow) within(y chart.Axis) (low, high float64) {
	return within(r.low, y.Min, y.Max), within(r.high, y.Min, y.Max)
}

// sources say what an interval comes from, by the units of the run.
var sources = []struct{ unit, text string }{
	{"spread", "spread between documents"},
	{"document", "bootstrap of documents"},
	{"sentence", "bootstrap of sentences"},
	{"exact", "Poisson bound where there are no hits"},
}

// intervals says in a caption what the ribbon is on an axis, and what arrows are;
// nothing where there is none.
func intervals(rows []seriesRow, y chart.Axis) string {
	var m intervalMarks
	m.add(rows, y)
	return m.say(rows)
}

func (m *intervalMarks) say(rows []seriesRow) string {
	var from []string
	for _, source := range sources {
		if slices.ContainsFunc(rows, func(r seriesRow) bool { return r.unit == source.unit }) {
			from = append(from, source.text)
		}
	}
	if len(from) == 0 {
		return ""
	}
	text := fmt.Sprintf("Ribbon: 95 %% intervals (%s).", strings.Join(from, "; "))
	if m.few > 0 {
		text += fmt.Sprintf(" Bars: those of %d hits or fewer (%s).", claim.FewHits, count(m.few, "period", "periods"))
	}
	if m.open > 0 {
		text += fmt.Sprintf(" Arrows: intervals with an end that is open or beyond the axis (%s).", count(m.open, "period", "periods"))
	}
	return text
}

// intervalMarks is how many intervals are drawn as a part of the ribbon, as bars of few
// hits, and as arrows.
type intervalMarks struct{ ribbon, few, open int }

func (m *intervalMarks) add(rows []seriesRow, y chart.Axis) {
	for _, r := range rows {
		switch low, high := r.within(y); {
		case known(low) != known(high):
			m.open++
		case known(low) && r.few:
			m.few++
		case known(low):
			m.ribbon++
		}
	}
}

// doubts says in a caption what hollow dots and gaps are.
func doubts(rows []seriesRow) string {
	gaps, weak := 0, 0
	for _, r := range rows {
		if !known(r.estimate) {
			gaps++
		} else if r.weak {
			weak++
		}
	}
	var out []string
	if weak > 0 {
		out = append(out, fmt.Sprintf("Hollow: little more than chance (%s).", count(weak, "estimate", "estimates")))
	}
	if gaps > 0 {
		out = append(out, fmt.Sprintf("Gaps: no estimate (%s).", count(gaps, "period", "periods")))
	}
	return strings.Join(out, " ")
}

func documents(rows []seriesRow) (n int64) {
	for _, r := range rows {
		n += r.documents
	}
	return n
}

func hits(rows []seriesRow) (n int64) {
	for _, r := range rows {
		n += r.hits
	}
	return n
}

// amount is the n of a caption.
func (s *source) amount(rows []seriesRow) string {
	one, many := s.counted(rows[0].of)
	return fmt.Sprintf("n = %s, %s.", count(int(documents(rows)), "document", "documents"), count(int(hits(rows)), one, many))
}

// seriesTable is a series as it stands in the run.
func seriesTable(rows []seriesRow, grouped bool) table {
	t := table{columns: texts("period")}
	if grouped {
		t.columns = append(texts("group"), t.columns...)
	}
	t.columns = append(t.columns, reals("estimate", "ci_low", "ci_high", "hits", "tokens", "documents")...)
	t.columns = append(t.columns, texts("warnings")...)
	for _, r := range rows {
		cells := []cell{day(r.period), shown(r.measure, r.estimate), shown(r.measure, r.low), shown(r.measure, r.high),
			whole(r.hits), whole(r.tokens), whole(r.documents), word(r.warnings)}
		if grouped {
			cells = append([]cell{word(r.group)}, cells...)
		}
		t.rows = append(t.rows, cells)
	}
	return t
}
