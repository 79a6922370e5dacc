package figure

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// position is the headline: the position of a contrast over time.
func position(s *source) (*Figure, error) {
	contrast := s.contrast()
	rows, shapes, err := s.withShape("position", contrast)
	if err != nil {
		return nil, err
	}
	shape := only(shapes)
	first, last := rows[0], rows[len(rows)-1]
	x := over(rows, s.chose(4, 8))
	main := &chart.Panel{Height: float64(s.chose(125, 165)), X: x, Y: chart.Numbers(append(extent(rows), shape.extent()...), 5)}
	main.Y.Title = "Position (logits)"
	shape.title(main, "Position", s.facing(contrast))
	main.Across(0, chart.Ink{Color: chart.Pale, Width: chart.AxisWidth})
	course(main, rows, nil, shape)
	below, text := overStrip(main, rows)
	f := &Figure{chart: below, tables: append([]table{seriesTable(rows, false)}, shapeTables(shapes)...)}
	made, err := s.madeOf(contrast, shape)
	if err != nil {
		return nil, err
	}
	f.Caption = s.caption(
		fmt.Sprintf("%s: position by %s, %s, in logits, ln((P+½)/(N+½)).", s.labelIn(contrast, s.glossary.Contrasts), first.freq, between(first.period, last.period, first.freq)),
		s.above(contrast), shape.say("The position"), made, legend(shape), intervals(rows, main.Y), doubts(rows),
		text, s.amount(rows))
	return f, nil
}

// madeOf says what the headline is made of, and which side moved; nothing of
// another contrast, or of a run without the table.
func (s *source) madeOf(contrast string, t *told) (string, error) {
	if t == nil || !s.Has("parts") {
		return "", nil
	}
	made, err := claim.MadeOf(s.Run, store.SeriesName{
		Measure: measure.Headline(measure.Contrast).Name, Of: contrast, Topic: s.Topic, Group: s.Group, Freq: s.freq(),
	})
	return made.Said(t.said), err
}

// facing names the sides by the arrows of the axis.
func (s *source) facing(contrast string) string {
	p, n := s.sides(contrast, " + ")
	if p == "" {
		return s.labelIn(contrast, s.glossary.Contrasts)
	}
	return "↑ " + p + " · ↓ " + n
}

// above says in a caption which side is which.
func (s *source) above(contrast string) string {
	p, n := s.sides(contrast, " and ")
	if p == "" {
		return ""
	}
	return fmt.Sprintf("Above 0 prevails P (%s), below 0 N (%s).", p, n)
}

// overStrip puts a panel over a strip of the documents in each period, and says so; where
// all periods with documents have as many, it says that instead.
func overStrip(main *chart.Panel, rows []seriesRow) (chart.Chart, string) {
	least, most := int64(math.MaxInt64), int64(0)
	for _, r := range rows {
		if r.documents > 0 {
			least, most = min(least, r.documents), max(most, r.documents)
		}
	}
	if most == 0 {
		return chart.Chart{Rows: [][]*chart.Panel{{main}}}, ""
	}
	if least == most {
		return chart.Chart{Rows: [][]*chart.Panel{{main}}}, "Each period with text has " + count(int(most), "document", "documents") + "."
	}
	main.X.Hidden = true
	return chart.Chart{Rows: [][]*chart.Panel{{main}, {strip(rows, most, main.X)}}}, "Below: documents in each period."
}

// strip draws the number of documents in each period as quiet bars.
func strip(rows []seriesRow, most int64, x chart.Axis) *chart.Panel {
	x.Hidden = false
	p := &chart.Panel{Height: 16, X: x}
	p.Y = chart.Axis{Min: 0, Max: float64(most), Bare: true, Ticks: []chart.Tick{{Value: float64(most) / 2, Label: "n ≤ " + claim.Grouped(most)}}}
	half := float64(0.8 * halfPeriod(rows[0].freq))
	m := chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: chart.Pale}}
	for _, r := range rows {
		at := chart.Days(r.period)
		m.Points = append(m.Points, chart.Point{X: at - half, X2: at + half, Y2: float64(r.documents)})
	}
	p.Add(m)
	return p
}
