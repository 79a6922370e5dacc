package figure

import (
	"math"
	"time"
)

// chart is a figure before it is drawn: rows of panels. Panels of a row have one
// height; all panels have one width.
type chart struct {
	rows [][]*panel
	side string // a title of the y axes of all panels
}

// panel is one plot. Only panels in the first column label their y axis.
type panel struct {
	title  string
	height float64 // of the data area, in points
	above  float64 // room for marks over the data area
	x, y   axis
	marks  []mark
	ends   []end
}

// axis is a scale and its labels. On a time axis a value is a number of days
// since 1970.
type axis struct {
	title    string
	min, max float64
	ticks    []tick
	time     bool
	hidden   bool // no labels: another panel has them
	bare     bool // labels without a line
}

type tick struct {
	value  float64
	label  string
	strong bool
}

// end is a label to the right of the data area, at a height of the y axis.
// Labels are moved apart where they would overlap.
type end struct {
	y     float64
	label string
	ink   ink
}

type shape int

const (
	line    shape = iota // x, y, joined; a NaN is a gap
	band                 // x, y to y2; a NaN is a gap
	box                  // x to x2, y to y2, filled
	segment              // x, y to x2, y2
	dot                  // x, y
	text                 // label at x, y
)

// mark is one layer of a panel.
type mark struct {
	shape  shape
	points []point
	ink    ink
	// align says which point of a text lies at x: 0 its start, 0.5, 1 its end;
	// dx and dy move it, in points.
	align, dx, dy float64
}

type point struct {
	x, y, x2, y2 float64
	label        string
}

func (p *panel) add(m ...mark) { p.marks = append(p.marks, m...) }

// across is a line at a height of the y axis through the whole panel.
func (p *panel) across(y float64, i ink) {
	p.add(mark{shape: segment, points: []point{{x: p.x.min, x2: p.x.max, y: y, y2: y}}, ink: i})
}

// stretches cuts points where y is missing.
func stretches(points []point) [][]point {
	var out [][]point
	open := false
	for _, p := range points {
		if math.IsNaN(p.y) || math.IsNaN(p.y2) {
			open = false
			continue
		}
		if !open {
			out, open = append(out, nil), true
		}
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// days is a date as a number on a time axis.
func days(t time.Time) float64 { return float64(t.Unix()) / 86400 }

// fromDays is the date on which a number of a time axis falls.
func fromDays(d float64) time.Time { return time.Unix(int64(math.Round(d*86400)), 0).UTC() }

// grid arranges panels in rows of so many columns: the labels of the y axis
// stand on the left, those of the x axis below the last panel of a column.
func grid(panels []*panel, columns int) chart {
	var c chart
	for i, p := range panels {
		if i%columns == 0 {
			c.rows = append(c.rows, nil)
		}
		p.y.hidden = i%columns > 0
		if p.y.hidden {
			p.y.title = ""
		}
		p.x.hidden = i+columns < len(panels)
		c.rows[len(c.rows)-1] = append(c.rows[len(c.rows)-1], p)
	}
	return c
}

// clean makes all labels fit to be drawn.
func (c *chart) clean() {
	c.side = clean(c.side)
	for _, row := range c.rows {
		for _, p := range row {
			p.title, p.x.title, p.y.title = clean(p.title), clean(p.x.title), clean(p.y.title)
			for _, ticks := range [][]tick{p.x.ticks, p.y.ticks} {
				for i := range ticks {
					ticks[i].label = clean(ticks[i].label)
				}
			}
			for i := range p.ends {
				p.ends[i].label = clean(p.ends[i].label)
			}
			for _, m := range p.marks {
				for i := range m.points {
					m.points[i].label = clean(m.points[i].label)
				}
			}
		}
	}
}
