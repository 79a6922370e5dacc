package figure

import (
	"fmt"
	"strings"
)

// course adds a series to a panel: ribbon, line, and hollow dots where the run
// calls the estimate weak. Between ribbon and line comes another series in grey,
// for comparison.
func (p *panel) course(rows, other []seriesRow) {
	var estimates, interval, weak []point
	ribbons := false
	for _, r := range rows {
		x := days(r.period)
		estimates = append(estimates, point{x: x, y: r.estimate})
		interval = append(interval, point{x: x, y: r.low, y2: r.high})
		ribbons = ribbons || known(r.low) && known(r.high)
		if known(r.estimate) && r.weak {
			weak = append(weak, point{x: x, y: r.estimate})
		}
	}
	if ribbons {
		p.add(mark{shape: band, points: interval, ink: ink{color: ribbon}})
	}
	if len(other) > 0 {
		p.behind(other)
	}
	p.add(mark{shape: line, points: estimates, ink: ink{color: blue}})
	if len(weak) > 0 {
		p.add(mark{shape: dot, points: weak, ink: ink{color: blue, radius: 1.1, hollow: true}})
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
func (b breakRow) place() float64 { return (days(b.date) + days(b.next)) / 2 }

// levels adds the breaks to a panel: a line at each, the interval of its date
// as a bar over the data, and the level on each side. In a narrow panel every
// other label stands a line higher.
func (p *panel) levels(breaks []breakRow, freq string, narrow bool) {
	left := p.x.min
	for i, b := range breaks {
		raised := 0.0
		if narrow && i%2 > 0 {
			raised = lineSpace
		}
		p.above = max(p.above, lineSpace+2+raised)
		x := b.place()
		half := x - days(b.date)
		p.add(mark{shape: segment, ink: ink{color: vermilion, width: 0.7, dashed: true},
			points: []point{{x: x, x2: x, y: p.y.min, y2: p.y.max}}})
		if !b.low.IsZero() && !b.high.IsZero() {
			low, high := days(b.low)+half, days(b.high)+half
			p.add(mark{shape: segment, ink: ink{color: vermilion, width: 2},
				points: []point{{x: low, x2: high, y: p.y.max, y2: p.y.max}}})
		}
		p.add(mark{shape: text, align: 0.5, dy: 3 + raised, ink: ink{color: vermilion},
			points: []point{{x: x, y: p.y.max, label: when(b.next, freq)}}})
		p.level(left, x, b.before)
		if i == len(breaks)-1 {
			p.level(x, p.x.max, b.after)
		}
		left = x
	}
}

func (p *panel) level(from, to, y float64) {
	p.add(mark{shape: segment, points: []point{{x: from, x2: to, y: y, y2: y}}, ink: ink{color: black, width: 0.6}})
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
