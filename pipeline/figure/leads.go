package figure

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/diffusion"
)

// yearDays turns lags into years.
const yearDays = 365.25

// leads draws the lag of each concept, with those of other uses and without single
// documents, and placebos hollow.
func leads(s *source) (*Figure, error) {
	f, err := s.followed()
	if err != nil {
		return nil, err
	}
	all, err := diffusion.Rows[diffusion.LeadRow](f.dir)
	if err != nil {
		return nil, err
	}
	var pair *diffusion.LeadRow
	rows, others := []diffusion.LeadRow{}, map[string][]float64{}
	for i, r := range all {
		if r.Order != diffusion.Stated || r.Role == diffusion.Pooled {
			continue
		}
		if pair == nil {
			pair = &all[i]
		}
		if r.A != pair.A || r.B != pair.B {
			continue
		}
		others[r.Concept] = append(others[r.Concept], r.Lag/yearDays)
		if r.K == int64(f.Options.K) {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, lacking{errors.New("no lead was tested: frameshift diffusion --lead \"A vs B\" does that")}
	}
	return s.forest(f, rows, others), nil
}

func (s *source) forest(f *followed, rows []diffusion.LeadRow, others map[string][]float64) *Figure {
	values := []float64{0}
	for _, r := range rows {
		values = append(append(values, r.Lag/yearDays, r.LagLow/yearDays, r.LagHigh/yearDays), others[r.Concept]...)
	}
	p := &chart.Panel{X: chart.Numbers(values, s.chose(4, 6)), Height: chart.RowHeight * float64(len(rows))}
	p.X.Title = fmt.Sprintf("Lag of %s behind %s (years)", s.groupLabel(rows[0].B), s.groupLabel(rows[0].A))
	p.Title = s.ledBy(rows)
	ranges, ticks := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Ribbon, Width: 4}}, chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Grey, Width: 0.5}}
	dots, hollow := chart.Mark{Shape: chart.Dot, Ink: chart.Ink{Color: chart.Blue, Radius: 1.9}}, chart.Mark{Shape: chart.Dot, Ink: chart.Ink{Color: chart.Black, Radius: 1.9, Hollow: true}}
	var labels []string
	for i, r := range rows {
		at := float64(i)
		label := s.conceptLabel(r.Concept)
		ranges.Points = append(ranges.Points, chart.Point{X: orElse(r.LagLow, r.Lag) / yearDays, X2: orElse(r.LagHigh, r.Lag) / yearDays, Y: at, Y2: at, Label: r.Concept})
		for _, lag := range others[r.Concept] {
			ticks.Points = append(ticks.Points, chart.Point{X: lag, X2: lag, Y: at - 0.28, Y2: at + 0.28})
		}
		dot := chart.Point{X: r.Lag / yearDays, Y: at, Label: r.Concept}
		if r.Role == "placebo" {
			label += " (placebo)"
			hollow.Points = append(hollow.Points, dot)
		} else {
			dots.Points = append(dots.Points, dot)
		}
		labels = append(labels, chart.Shorten(chart.Clean(label), 40))
		p.Ends = append(p.Ends, chart.End{Y: at, Label: lagText(r), Ink: chart.Ink{Color: chart.Black}})
	}
	p.Y = chart.Categories(labels)
	p.Add(ranges, ticks, chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Black, Width: 0.6}, Points: []chart.Point{{Y: p.Y.Min, Y2: p.Y.Max}}}, dots, hollow)
	r := rows[0]
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{leadTable(rows)}, Caption: s.caption(
		fmt.Sprintf("By how much the %s document of %s that uses a concept is later than that of %s. Dots: the lag; hollow: placebos, of which nobody claims that they spread; ribbons: without any one document; ticks: the lags of the first to fifth documents. Right: share of relabelings of documents within a %s with as large a lag.",
			ordinal(f.Options.K), chart.Clean(r.B), chart.Clean(r.A), f.Options.Freq), notDrawn(rows))}
}

func orElse(v, other float64) float64 {
	if math.IsNaN(v) {
		return other
	}
	return v
}

func lagText(r diffusion.LeadRow) string {
	if math.IsNaN(r.Lag) {
		return "no lag"
	}
	return pText(r.PPermutation)
}

func pText(p float64) string {
	if p < 0.001 {
		return "p < .001"
	}
	return "p " + strings.TrimPrefix(fmt.Sprintf("%.3f", p), "0")
}

// ledBy says in how many concepts one group is later than the other, and in how many
// by more than chance; of placebos as well, for both.
func (s *source) ledBy(rows []diffusion.LeadRow) string {
	later, beyond, of := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range rows {
		of[r.Role]++
		if r.Lag > 0 {
			later[r.Role]++
			if r.PPermutation <= 0.05 {
				beyond[r.Role]++
			}
		}
	}
	said := fmt.Sprintf("%s is later than %s in %d of %s, in %d with p ≤ .05", s.groupLabel(rows[0].B), s.groupLabel(rows[0].A),
		later["concept"], count(of["concept"], "concept", "concepts"), beyond["concept"])
	if n := of["placebo"]; n > 0 {
		said += fmt.Sprintf("; in %d of %s, in %d", later["placebo"], count(n, "placebo", "placebos"), beyond["placebo"])
	}
	return said
}

func notDrawn(rows []diffusion.LeadRow) string {
	n := 0
	for _, r := range rows {
		if math.IsNaN(r.Lag) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("No lag: too few documents of either that use it (%d).", n)
}

func ordinal(k int) string {
	switch {
	case k%10 == 1 && k%100 != 11:
		return fmt.Sprintf("%dst", k)
	case k%10 == 2 && k%100 != 12:
		return fmt.Sprintf("%dnd", k)
	case k%10 == 3 && k%100 != 13:
		return fmt.Sprintf("%drd", k)
	}
	return fmt.Sprintf("%dth", k)
}

func leadTable(rows []diffusion.LeadRow) table {
	t := table{columns: append(texts("concept", "role", "a", "b"), reals("k", "lag_days", "lag_low", "lag_high", "observed", "uses", "expected", "p_exposure", "p_permutation")...)}
	t.columns = append(t.columns, texts("warnings")...)
	for _, r := range rows {
		t.rows = append(t.rows, []cell{word(r.Concept), word(r.Role), word(r.A), word(r.B), whole(r.K), real(r.Lag, 0), real(r.LagLow, 0), real(r.LagHigh, 0),
			whole(r.Observed), whole(r.Uses), real(r.Expected, 2), real(r.PExposure, 4), real(r.PPermutation, 4), word(r.Warnings)})
	}
	return t
}
