package chart

import (
	"cmp"
	"math"
	"time"
)

// Chart is a figure before it is drawn: rows of panels. Panels of a row have one
// height; all panels have one width.
type Chart struct {
	Title string // over several panels; one alone has its own
	Note  string // under the title, in plain letters
	Rows  [][]*Panel
	Side  string // a title of the y axes of all panels
}

// Heading is what a chart says of itself first: its title, or that of its first panel.
func (c *Chart) Heading() string { return cmp.Or(c.Title, c.Rows[0][0].Title) }

// Panel is one plot.
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
// stand on the left, unless each panel has its own, those of the x axis below the
// last panel of a column.
func Grid(panels []*Panel, columns int, ownY bool) Chart {
	var c Chart
	for i, p := range panels {
		if i%columns == 0 {
			c.Rows = append(c.Rows, nil)
		}
		if i%columns > 0 {
			p.Y.Hidden, p.Y.Title = !ownY, ""
		}
		p.X.Hidden = i+columns < len(panels)
		c.Rows[len(c.Rows)-1] = append(c.Rows[len(c.Rows)-1], p)
	}
	return c
}

// Columns is in how many columns, at most so many, that many panels fill a grid
// best: rows and cells that stay free count alike against it.
func Columns(panels, most int) int {
	best, least := most, math.MaxInt
	for columns := min(most, panels); columns > 1 && columns >= most-2; columns-- {
		rows := (panels + columns - 1) / columns
		if cost := rows + rows*columns - panels; cost < least {
			best, least = columns, cost
		}
	}
	return min(best, panels)
}

// Fill puts a panel into the cell that the last row has free, if there is one.
func (c *Chart) Fill(p *Panel) {
	last := len(c.Rows) - 1
	if last > 0 && len(c.Rows[last]) < len(c.Rows[0]) {
		p.Height = c.Rows[last][0].Height
		c.Rows[last] = append(c.Rows[last], p)
	}
}

// clean makes all labels fit to be drawn.
func (c *Chart) clean() {
	c.Title, c.Note, c.Side = Clean(c.Title), Clean(c.Note), Clean(c.Side)
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
