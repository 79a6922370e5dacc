package chart

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// frame is the data area of a panel being drawn.
type frame struct {
	*pen
	*Panel
	left, right, bottom, top float64
	width                    float64 // of the whole figure
}

// draw draws a chart on a canvas of the layout's size.
func (p *pen) draw(c *Chart, l layout) {
	p.box(white, pt(0, 0), pt(l.width, l.height))
	side := plainText.aligned(0.5)
	side.upward = true
	first, last := l.rows[0], l.rows[len(l.rows)-1]
	p.text(edge+textSize, (last.bottom+first.bottom+first.height)/2, c.Side, side)
	title, note := p.over(c, l.width)
	p.lines(edge, l.height-edge-titleSize, title, note)
	for i, row := range c.Rows {
		for k, panel := range row {
			left := l.left + float64(float64(k)*(l.panel+l.gap))
			r := l.rows[i]
			f := frame{pen: p, Panel: panel, left: left, right: left + l.panel, bottom: r.bottom, top: r.bottom + r.height, width: l.width}
			f.marks()
			f.xAxis()
			f.yAxis()
			f.heading(r.above, l)
			f.ends()
		}
	}
}

func (f *frame) px(x float64) float64 { return f.X.scaled(x, f.left, f.right) }

func (f *frame) py(y float64) float64 { return f.Y.scaled(y, f.bottom, f.top) }

// scaled is the place of a value between the ends of an axis; in the middle where the
// axis has no extent.
func (a Axis) scaled(v, from, to float64) float64 {
	if a.Max == a.Min {
		return (from + to) / 2
	}
	return from + float64((v-a.Min)/(a.Max-a.Min)*(to-from))
}

func (f *frame) at(x, y float64) vg.Point { return pt(f.px(x), f.py(y)) }

var AxisInk = Ink{Color: Grey, Width: AxisWidth}

func (f *frame) xAxis() {
	if !f.X.Bare && len(f.X.Ticks) > 0 {
		f.stroke(AxisInk, pt(f.left, f.bottom), pt(f.right, f.bottom))
	}
	free := f.left - 2*columnGap
	for _, t := range f.X.Ticks {
		x := f.px(t.Value)
		if !f.X.Bare {
			f.stroke(AxisInk, pt(x, f.bottom), pt(x, f.bottom-tickSize))
		}
		half := float64(f.pen.width(t.Label, plainText) / 2)
		if !f.X.Hidden && x-half >= free {
			f.text(x, f.bottom-tickSize-textSize+0.5, t.Label, plainText.aligned(0.5))
			free = x + half + 3
		}
	}
	if f.X.Title != "" {
		s := fit(f.X.Title, f.fits(plainText, f.width-2*edge))
		half := float64(f.pen.width(s, plainText) / 2)
		f.text(min((f.left+f.right)/2, f.width-edge-half), f.bottom-foot(f.Panel)+2, s, plainText.aligned(0.5))
	}
}

func (f *frame) yAxis() {
	if !f.Y.Bare && len(f.Y.Ticks) > 0 {
		f.stroke(AxisInk, pt(f.left, f.bottom), pt(f.left, f.top))
	}
	widest := 0.0
	for _, t := range f.Y.Ticks {
		y := f.py(t.Value)
		if !f.Y.Bare {
			f.stroke(AxisInk, pt(f.left, y), pt(f.left-tickSize, y))
		}
		if f.Y.Hidden {
			continue
		}
		label := f.tickLabel(t, f.Y, f.width)
		widest = max(widest, f.pen.width(label, t.letters()))
		f.text(f.left-tickSize-1.5, y-0.35*textSize, label, t.letters().aligned(1))
	}
	if f.Y.Title != "" {
		l := plainText.aligned(0.5)
		l.upward = true
		room := f.top - f.bottom + 2*LineSpace
		f.text(f.left-tickSize-widest-5, (f.top+f.bottom)/2, fit(f.Y.Title, f.fits(plainText, room)), l)
	}
}

func (f *frame) heading(above float64, l layout) {
	title, note := f.pen.heading(f.Panel, l)
	left := f.left
	if f.Y.Bare {
		left = edge
	}
	f.lines(left, f.top+above+3+float64(float64(len(title)+len(note)-1)*LineSpace), title, note)
}

// lines writes a title and a note under it downwards from y.
func (p *pen) lines(x, y float64, title, note []string) {
	for i, s := range slices.Concat(title, note) {
		letters := heading
		if i >= len(title) {
			letters = plainText
		}
		p.text(x, y-float64(float64(i)*LineSpace), s, letters)
	}
}

// ends writes the labels at the right, with a thin line to those that moved.
func (f *frame) ends() {
	for _, e := range f.Panel.spread() {
		l := plainText
		l.color = e.Ink.Color
		y, at := f.py(e.Y), f.bottom+e.at
		if math.Abs(y-at) > 1 {
			f.stroke(Ink{Color: e.Ink.Color, Width: 0.3}, pt(f.right+1, y), pt(f.right+endGap-1, at))
		}
		f.text(f.right+endGap, at-0.35*textSize, f.endLabel(e.End, f.width), l)
	}
}
