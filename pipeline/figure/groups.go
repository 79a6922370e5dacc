package figure

import (
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// audiences puts the position before each audience side by side.
func audiences(s *source) (*Figure, error) {
	rows, all, key, err := s.groupRows("audience")
	if err != nil {
		return nil, err
	}
	return s.multiples(rows, all, key, s.chose(3, 4), float64(s.chose(95, 110)))
}

// groupRows reads the position in every group of a key, and in all together.
func (s *source) groupRows(key string) (rows, all []seriesRow, by string, err error) {
	if s.By != "" {
		key = s.By
	}
	contrast := s.contrast()
	both, err := s.seriesOf("position", func(of, group string) bool {
		return of == contrast && (group == "" || single(group) && groupedBy(group) == key)
	})
	for _, r := range both {
		if r.group == "" {
			all = append(all, r)
		} else {
			rows = append(rows, r)
		}
	}
	if err == nil && len(rows) == 0 {
		err = lacking{fmt.Errorf("the run has no groups of %s: make one with frameshift run --by %s", key, key)}
	}
	return rows, all, key, err
}

// multiples draws a panel for each group on one scale, with all groups together
// in grey behind it.
func (s *source) multiples(rows, all []seriesRow, key string, columns int, height float64) (*Figure, error) {
	contrast := s.contrast()
	groups := groupsOf(rows)
	columns = chart.Columns(len(groups), columns)
	shapes, err := s.toldOf("position", func(of, group string) bool { return of == contrast && slices.Contains(groups, group) })
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(shapes, func(a, b *told) int { return slices.Index(groups, a.Group) - slices.Index(groups, b.Group) })
	s.place(shapes, columns)
	_, of := byKey(rows, func(r seriesRow) string { return r.group })
	ends := append(extent(rows), values(all)...)
	for _, t := range shapes {
		ends = append(ends, t.extent()...)
	}
	y := chart.Numbers(ends, 5)
	one := of[rows[0].group]
	first, last := one[0], one[len(one)-1]
	var panels []*chart.Panel
	var drawn intervalMarks
	for _, g := range groups {
		p := &chart.Panel{Title: s.groupLabel(g), Height: height, X: over(rows, 2), Y: y}
		p.Across(0, chart.Ink{Color: chart.Pale, Width: chart.AxisWidth})
		course(p, of[g], all, ofGroup(shapes, g))
		drawn.add(of[g], y)
		panels = append(panels, p)
	}
	c := chart.Grid(panels, columns, false)
	c.Fill(keyPanel(drawn, height, "position", true))
	c.Title = tally("Position by "+key, len(groups), shapes, func(t *told) string { return s.groupLabel(t.Group) })
	c.Note = s.facing(contrast)
	c.Side = "Position (logits)"
	f := &Figure{chart: c, tables: append([]table{seriesTable(rows, true)}, shapeTables(shapes)...)}
	f.Caption = s.caption(
		fmt.Sprintf("%s: position by %s and %s, %s, in logits, on one scale.", s.labelIn(contrast, s.glossary.Contrasts), key, first.freq, between(first.period, last.period, first.freq)),
		s.above(contrast), "Grey line: all documents together.", s.sayEach(shapes), legend(shapes...), drawn.say(rows), doubts(rows), s.amount(rows))
	return f, nil
}

// ofGroup is the shape of a group's series; nil if it has none.
func ofGroup(list []*told, group string) *told {
	return only(slices.DeleteFunc(slices.Clone(list), func(t *told) bool { return t.Group != group }))
}

// behind draws a series as a grey line.
func behind(p *chart.Panel, rows []seriesRow) {
	m := chart.Mark{Shape: chart.Line, Ink: chart.Ink{Color: chart.Pale}}
	for _, r := range rows {
		if x := chart.Days(r.period); x >= p.X.Min && x <= p.X.Max {
			m.Points = append(m.Points, chart.Point{X: x, Y: r.estimate})
		}
	}
	p.Add(m)
}

// values are the estimates of the rows.
func values(rows []seriesRow) (out []float64) {
	for _, r := range rows {
		out = append(out, r.estimate)
	}
	return out
}

// groupLabel is what a group is called: as the user says, or its value.
func (s *source) groupLabel(group string) string {
	if _, ok := s.Labels[group]; ok {
		return s.label(group)
	}
	if v := value(group); v != "" {
		return chart.Shorten(chart.Clean(v), longest)
	}
	return "(none)"
}
