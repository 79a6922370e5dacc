package figure

import (
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
)

var (
	levelInk = chart.Ink{Color: chart.Black, Width: 0.6}
	bandInk  = chart.Ink{Color: chart.Tint(chart.Black, 0.25)}
	stepInk  = chart.Ink{Color: chart.Vermilion, Width: 0.7, Dashed: true}
	setInk   = chart.Ink{Color: chart.Vermilion, Width: 2}
	dateInk  = chart.Ink{Color: chart.Vermilion}
)

// bands adds the intervals of the levels, one with an open end as an arrow.
func (t *told) bands(p *chart.Panel) {
	if t == nil {
		return
	}
	band := chart.Mark{Shape: chart.Box, Ink: bandInk}
	var open []chart.Point
	for _, piece := range t.pieces() {
		if !piece.level || !known(piece.low) && !known(piece.high) {
			continue
		}
		from, to := piece.course[0], piece.course[1]
		end := func(v float64) float64 { // an open one is where the level is
			if !known(v) {
				return from.Y
			}
			return v
		}
		band.Points = append(band.Points, chart.Point{X: from.X, X2: to.X, Y: end(piece.low), Y2: end(piece.high)})
		open = append(open, chart.Point{X: (from.X + to.X) / 2, Y: piece.low, Y2: piece.high})
	}
	if len(band.Points) > 0 {
		p.Add(band)
	}
	openEnds(p, open, bandInk.Color, chart.Black)
}

// lines adds the course of the shape, and over the data where it steps or that
// it is gradual.
func (t *told) lines(p *chart.Panel) {
	if t == nil {
		return
	}
	for _, piece := range t.pieces() {
		m := chart.Mark{Shape: chart.Segment, Ink: levelInk}
		for i, q := range piece.course[1:] {
			m.Points = append(m.Points, chart.Point{X: piece.course[i].X, Y: piece.course[i].Y, X2: q.X, Y2: q.Y})
		}
		p.Add(m)
	}
	if t.dated() {
		t.dates(p)
	}
	if t.Shape == claim.Trend || t.Shape == claim.TrendAndStep && t.dated() {
		p.Add(chart.Mark{Shape: chart.Text, Align: 0.5, DY: p.Above + 2, Ink: chart.Ink{Color: chart.Black},
			Points: []chart.Point{{X: mid(t.First, t.Last), Y: p.Y.Max, Label: "gradual"}}})
		p.Above += chart.LineSpace
	}
}

// barStep is the height of a bar over the data, with the room over it.
const barStep = 3.0

// dates adds a line at each step, the 95 % set of its date as a bar over the
// data, and over that its date.
func (t *told) dates(p *chart.Panel) {
	cuts := t.picture().Cuts
	var sets, labels [][2]float64
	for _, c := range cuts {
		x := mid(c.Last, c.Next)
		half := float64(t.width(c.Date, p) / 2)
		sets = append(sets, [2]float64{chart.Days(c.Low), chart.Days(c.High)})
		labels = append(labels, [2]float64{x - half, x + half})
	}
	bars, lines := tiers(sets), tiers(labels)
	over := float64(barStep * float64(slices.Max(bars)+1))
	p.Above = max(p.Above, over+float64(chart.LineSpace*float64(slices.Max(lines)+1))-1)
	for i, c := range cuts {
		x := mid(c.Last, c.Next)
		p.Add(chart.Mark{Shape: chart.Segment, Ink: stepInk, Points: []chart.Point{{X: x, X2: x, Y: p.Y.Min, Y2: p.Y.Max}}},
			chart.Mark{Shape: chart.Segment, Ink: setInk, DY: barStep * float64(bars[i]),
				Points: []chart.Point{{X: sets[i][0], X2: sets[i][1], Y: p.Y.Max, Y2: p.Y.Max, Label: c.Set}}},
			chart.Mark{Shape: chart.Text, Align: 0.5, DY: over + float64(chart.LineSpace*float64(lines[i])), Ink: dateInk,
				Points: []chart.Point{{X: x, Y: p.Y.Max, Label: c.Date}}})
	}
}

// width is about how wide a text is, on the scale of the time axis.
func (t *told) width(text string, p *chart.Panel) float64 {
	return float64(len([]rune(text))) / float64(t.room) * (p.X.Max - p.X.Min)
}

func mid(a, b time.Time) float64 { return float64((chart.Days(a) + chart.Days(b)) / 2) }

// tiers puts each stretch as low as it can be without one that overlaps or
// touches beside it, for the two would look like one.
func tiers(stretches [][2]float64) []int {
	out := make([]int, len(stretches))
	for i, a := range stretches {
		beside := func(j int) bool {
			b := stretches[j]
			return out[j] == out[i] && a[0] <= b[1] && b[0] <= a[1]
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
