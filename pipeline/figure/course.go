package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// course adds a series to a panel: ribbon, line, and hollow dots where the run
// calls the estimate weak. Between ribbon and line comes another series in grey,
// for comparison.
func course(p *chart.Panel, rows, other []seriesRow) {
	var estimates, interval, weak []chart.Point
	ribbons := false
	for _, r := range rows {
		x := chart.Days(r.period)
		estimates = append(estimates, chart.Point{X: x, Y: r.estimate})
		interval = append(interval, chart.Point{X: x, Y: r.low, Y2: r.high})
		ribbons = ribbons || known(r.low) && known(r.high)
		if known(r.estimate) && r.weak {
			weak = append(weak, chart.Point{X: x, Y: r.estimate})
		}
	}
	if ribbons {
		p.Add(chart.Mark{Shape: chart.Band, Points: interval, Ink: chart.Ink{Color: chart.Ribbon}})
	}
	if len(other) > 0 {
		behind(p, other)
	}
	p.Add(chart.Mark{Shape: chart.Line, Points: estimates, Ink: chart.Ink{Color: chart.Blue}})
	if len(weak) > 0 {
		p.Add(chart.Mark{Shape: chart.Dot, Points: weak, Ink: chart.Ink{Color: chart.Blue, Radius: 1.1, Hollow: true}})
	}
}

// extent lists all values of the rows, for an axis.
func extent(rows []seriesRow) []float64 {
	var out []float64
	for _, r := range rows {
		out = append(out, r.estimate, r.low, r.high)
	}
	return out
}

// place is where a break lies on the time axis: between the last period of the
// old level and the first of the new.
func (b breakRow) place() float64 { return (chart.Days(b.date) + chart.Days(b.next)) / 2 }

// barStep is the height of a bar over the data, with the room over it.
const barStep = 3.0

// levels adds the breaks to a panel: a line at each, the interval of its date
// as a bar over the data, and the level on each side. In a narrow panel every
// other label stands a line higher.
func levels(p *chart.Panel, breaks []breakRow, freq string, narrow bool) {
	left, bars := p.X.Min, tiers(breaks)
	for i, b := range breaks {
		raised := barStep * float64(slices.Max(bars)+1)
		if narrow && i%2 > 0 {
			raised += chart.LineSpace
		}
		p.Above = max(p.Above, chart.LineSpace-1+raised)
		x := b.place()
		half := x - chart.Days(b.date)
		p.Add(chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Vermilion, Width: 0.7, Dashed: true},
			Points: []chart.Point{{X: x, X2: x, Y: p.Y.Min, Y2: p.Y.Max}}})
		if b.dated() {
			low, high := chart.Days(b.low)+half, chart.Days(b.high)+half
			p.Add(chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Vermilion, Width: 2}, DY: barStep * float64(bars[i]),
				Points: []chart.Point{{X: low, X2: high, Y: p.Y.Max, Y2: p.Y.Max}}})
		}
		p.Add(chart.Mark{Shape: chart.Text, Align: 0.5, DY: raised, Ink: chart.Ink{Color: chart.Vermilion},
			Points: []chart.Point{{X: x, Y: p.Y.Max, Label: when(b.next, freq)}}})
		levelLine(p, left, x, b.before)
		if i == len(breaks)-1 {
			levelLine(p, x, p.X.Max, b.after)
		}
		left = x
	}
}

// dated says whether the date of the break has an interval.
func (b breakRow) dated() bool { return !b.low.IsZero() && !b.high.IsZero() }

// tiers puts the interval of each break as low as it can be without one that
// overlaps beside it, for the two would look like one.
func tiers(breaks []breakRow) []int {
	out := make([]int, len(breaks))
	for i, b := range breaks {
		beside := func(j int) bool {
			o := breaks[j]
			return out[j] == out[i] && b.dated() && o.dated() && !b.low.After(o.high) && !o.low.After(b.high)
		}
		for j := 0; j < i; j++ {
			if beside(j) {
				out[i]++
				j = -1
			}
		}
	}
	return out
}

func levelLine(p *chart.Panel, from, to, y float64) {
	p.Add(chart.Mark{Shape: chart.Segment, Points: []chart.Point{{X: from, X2: to, Y: y, Y2: y}}, Ink: chart.Ink{Color: chart.Black, Width: 0.6}})
}

// intervals says in a caption what the ribbon is; nothing where there is none.
func intervals(rows []seriesRow) string {
	unit := ""
	for _, r := range rows {
		switch {
		case r.unit == "" || r.unit == unit:
		case unit == "":
			unit = r.unit
		default:
			unit = "document or sentence"
		}
	}
	if unit == "" {
		return ""
	}
	return fmt.Sprintf("Ribbon: 95 %% bootstrap interval (unit: %s).", unit)
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
		out = append(out, fmt.Sprintf("Hollow: few hits (%s).", count(weak, "estimate", "estimates")))
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
func amount(rows []seriesRow) string {
	return fmt.Sprintf("n = %s, %s.", count(int(documents(rows)), "document", "documents"), count(int(hits(rows)), "hit", "hits"))
}

// seriesTable is a series as it stands in the run.
func seriesTable(rows []seriesRow, grouped bool, digits int) table {
	t := table{columns: texts("period")}
	if grouped {
		t.columns = append(texts("group"), t.columns...)
	}
	t.columns = append(t.columns, reals("estimate", "ci_low", "ci_high", "hits", "tokens", "documents")...)
	t.columns = append(t.columns, texts("warnings")...)
	for _, r := range rows {
		cells := []cell{day(r.period), real(r.estimate, digits), real(r.low, digits), real(r.high, digits), whole(r.hits), whole(r.tokens), whole(r.documents), word(r.warnings)}
		if grouped {
			cells = append([]cell{word(r.group)}, cells...)
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// breakTable lists chosen breaks.
func breakTable(breaks []breakRow) table {
	t := table{name: "-breaks", columns: append(texts("group", "date", "date_next", "date_low", "date_high"),
		reals("support", "before", "before_low", "before_high", "after", "after_low", "after_high", "change", "change_low", "change_high", "p", "survives_terms", "survives_issuers", "survives_documents")...)}
	for _, b := range breaks {
		cells := []cell{word(b.group), day(b.date), day(b.next), day(b.low), day(b.high)}
		for _, v := range []float64{b.support, b.before, b.beforeLow, b.beforeHigh, b.after, b.afterLow, b.afterHigh, b.change, b.changeLow, b.changeHigh, b.p, b.surviveTerm, b.surviveIssuer, b.surviveDoc} {
			cells = append(cells, real(v, 2))
		}
		t.rows = append(t.rows, cells)
	}
	return t
}
