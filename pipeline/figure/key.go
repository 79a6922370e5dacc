package figure

import (
	"fmt"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
)

// keyPanel says in a free cell of a grid what the marks of courses are.
func keyPanel(drawn intervalMarks, height float64, what string, behind bool) *chart.Panel {
	const from, mid, to, text, half = 0.02, 0.11, 0.2, 0.27, 2.5
	line := func(i chart.Ink) chart.Mark {
		return chart.Mark{Shape: chart.Segment, Ink: i, Points: []chart.Point{{X: from, X2: to}}}
	}
	bar := func(from, to float64) chart.Mark {
		m := box(chart.Ribbon)
		m.Points = []chart.Point{{X: from, X2: to, Y: -half, Y2: half}}
		return m
	}
	arrow := chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Blue}, Align: 0.5, DY: -half, Points: []chart.Point{{X: mid, Label: "↑"}}}
	p := &chart.Panel{X: chart.Axis{Max: 1}, Y: chart.Axis{Max: height, Hidden: true}}
	names := chart.Mark{Shape: chart.Text, Ink: chart.Ink{Color: chart.Black}, DY: -half}
	at := height - chart.LineSpace/2
	for _, e := range []struct {
		drawn bool
		name  string
		mark  chart.Mark
	}{
		{true, what, line(chart.Ink{Color: chart.Blue})},
		{behind, "all together", line(chart.Ink{Color: chart.Pale})},
		{drawn.ribbon > 0, "95 % interval", bar(from, to)},
		{drawn.few > 0, fmt.Sprintf("of ≤ %d hits", claim.FewHits), bar(mid-0.01, mid+0.01)},
		{drawn.open > 0, "off the axis", arrow},
	} {
		if !e.drawn || at < half {
			continue
		}
		q := &e.mark.Points[0]
		q.Y, q.Y2 = at+q.Y, at+q.Y2
		names.Points = append(names.Points, chart.Point{X: text, Y: at, Label: e.name})
		p.Add(e.mark)
		at -= chart.LineSpace
	}
	p.Add(names)
	return p
}
