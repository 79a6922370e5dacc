package chart

import (
	"math"
	"time"
)

// Chart is a figure before it is drawn: rows of panels. Panels of a row have one
// height; all panels have one width.
type Chart struct {
	Rows [][]*Panel
	Side string // a title of the y axes of all panels
}

// Panel is one plot. Only panels in the first column label their y axis.
type Panel struct {
	Title  string
	Note   string  // under the title, in plain letters
	Height float64 // of the data area, in points
	Above  float64 // room for marks over the data area
	X, Y   Axis
	Marks  []Mark
	Ends   []End
}

// Axis is a scale and its labels. On a time axis a value is a number of days
// since 1970.
type Axis struct {
	Title    string
	Min, Max float64
	Ticks    []Tick
	Time     bool
	Hidden   bool // no labels: another panel has them
	Bare     bool // labels without a line
}

// Tick is a value that an axis names; a strong one in bold.
type Tick struct {
	Value  float64
	Label  string
	Strong bool
}

// End is a label to the right of the data area, at a height of the y axis.
// Labels are moved apart where they would overlap.
type End struct {
	Y     float64
	Label string
	Ink   Ink
}

// Shape is what a mark makes of each of its points, or of all together.
type Shape int

// The shapes, with the fields of a point that each uses.
const (
	Line    Shape = iota // x, y, joined; a NaN is a gap
	Band                 // x, y to y2; a NaN is a gap
	Box                  // x to x2, y to y2, filled
	Segment              // x, y to x2, y2
	Dot                  // x, y
	Text                 // label at x, y
)

// Mark is one layer of a panel.
type Mark struct {
	Shape  Shape
	Points []Point
	Ink    Ink
	// Align says which point of a text lies at x: 0 its start, 0.5, 1 its end.
	Align float64
	// DX and DY move a text, in points; DY a segment too.
	DX, DY float64
}

// Point is a place in the units of the data, and a second one for shapes with
// two. The label is what a text says, and what a screen shows of other shapes.
type Point struct {
	X, Y, X2, Y2 float64
	Label        string
}

// Add puts marks over those the panel has.
func (p *Panel) Add(m ...Mark) { p.Marks = append(p.Marks, m...) }

// Across is a line at a height of the y axis through the whole panel.
func (p *Panel) Across(y float64, i Ink) {
	p.Add(Mark{Shape: Segment, Points: []Point{{X: p.X.Min, X2: p.X.Max, Y: y, Y2: y}}, Ink: i})
}

// Stretches cuts points where y is missing.
func Stretches(points []Point) [][]Point {
	var out [][]Point
	open := false
	for _, p := range points {
		if math.IsNaN(p.Y) || math.IsNaN(p.Y2) {
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

// Days is a date as a number on a time axis.
func Days(t time.Time) float64 { return float64(t.Unix()) / 86400 }

// fromDays is the date on which a number of a time axis falls.
func fromDays(d float64) time.Time { return time.Unix(int64(math.Round(d*86400)), 0).UTC() }

// Grid arranges panels in rows of so many columns: the labels of the y axis
// stand on the left, those of the x axis below the last panel of a column.
func Grid(panels []*Panel, columns int) Chart {
	var c Chart
	for i, p := range panels {
		if i%columns == 0 {
			c.Rows = append(c.Rows, nil)
		}
		p.Y.Hidden = i%columns > 0
		if p.Y.Hidden {
			p.Y.Title = ""
		}
		p.X.Hidden = i+columns < len(panels)
		c.Rows[len(c.Rows)-1] = append(c.Rows[len(c.Rows)-1], p)
	}
	return c
}

// clean makes all labels fit to be drawn.
func (c *Chart) clean() {
	c.Side = Clean(c.Side)
	for _, row := range c.Rows {
		for _, p := range row {
			p.Title, p.Note, p.X.Title, p.Y.Title = Clean(p.Title), Clean(p.Note), Clean(p.X.Title), Clean(p.Y.Title)
			for _, ticks := range [][]Tick{p.X.Ticks, p.Y.Ticks} {
				for i := range ticks {
					ticks[i].Label = Clean(ticks[i].Label)
				}
			}
			for i := range p.Ends {
				p.Ends[i].Label = Clean(p.Ends[i].Label)
			}
			for _, m := range p.Marks {
				for i := range m.Points {
					m.Points[i].Label = Clean(m.Points[i].Label)
				}
			}
		}
	}
}
