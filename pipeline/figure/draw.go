package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// frame is the data area of a panel being drawn.
type frame struct {
	*pen
	*panel
	left, right, bottom, top float64
	width                    float64 // of the whole figure
}

// draw draws a chart on a canvas of the layout's size.
func (p *pen) draw(c chart, l layout) {
	p.box(white, pt(0, 0), pt(l.width, l.height))
	side := plainText.aligned(0.5)
	side.upward = true
	p.text(edge+textSize, l.height/2, c.side, side)
	for i, row := range c.rows {
		for k, panel := range row {
			left := l.left + float64(k)*(l.panel+columnGap)
			r := l.rows[i]
			f := frame{pen: p, panel: panel, left: left, right: left + l.panel, bottom: r.bottom, top: r.bottom + r.height, width: l.width}
			f.marks()
			f.xAxis()
			f.yAxis()
			f.heading(r.above)
			f.ends()
		}
	}
}

func (f *frame) px(x float64) float64 {
	return f.left + (x-f.x.min)/(f.x.max-f.x.min)*(f.right-f.left)
}

func (f *frame) py(y float64) float64 {
	return f.bottom + (y-f.y.min)/(f.y.max-f.y.min)*(f.top-f.bottom)
}

func (f *frame) at(x, y float64) vg.Point { return pt(f.px(x), f.py(y)) }

var axisInk = ink{color: grey, width: axisWidth}

func (f *frame) xAxis() {
	if !f.x.bare && len(f.x.ticks) > 0 {
		f.stroke(axisInk, pt(f.left, f.bottom), pt(f.right, f.bottom))
	}
	free := f.left - 2*columnGap
	for _, t := range f.x.ticks {
		x := f.px(t.value)
		if !f.x.bare {
			f.stroke(axisInk, pt(x, f.bottom), pt(x, f.bottom-tickSize))
		}
		half := f.pen.width(t.label, plainText) / 2
		if !f.x.hidden && x-half >= free {
			f.text(x, f.bottom-tickSize-textSize+0.5, t.label, plainText.aligned(0.5))
			free = x + half + 3
		}
	}
	if f.x.title != "" {
		s := fit(f.x.title, f.fits(plainText, f.width-2*edge))
		half := f.pen.width(s, plainText) / 2
		f.text(min((f.left+f.right)/2, f.width-edge-half), f.bottom-foot(f.panel)+2, s, plainText.aligned(0.5))
	}
}

func (f *frame) yAxis() {
	if !f.y.bare && len(f.y.ticks) > 0 {
		f.stroke(axisInk, pt(f.left, f.bottom), pt(f.left, f.top))
	}
	widest := 0.0
	for _, t := range f.y.ticks {
		y := f.py(t.value)
		if !f.y.bare {
			f.stroke(axisInk, pt(f.left, y), pt(f.left-tickSize, y))
		}
		if f.y.hidden {
			continue
		}
		label := f.tickLabel(t, f.y, f.width)
		widest = max(widest, f.pen.width(label, t.letters()))
		f.text(f.left-tickSize-1.5, y-0.35*textSize, label, t.letters().aligned(1))
	}
	if f.y.title != "" {
		l := plainText.aligned(0.5)
		l.upward = true
		room := f.top - f.bottom + 2*lineSpace
		f.text(f.left-tickSize-widest-5, (f.top+f.bottom)/2, fit(f.y.title, f.fits(plainText, room)), l)
	}
}

func (f *frame) heading(above float64) {
	if f.panel.title == "" {
		return
	}
	lines := f.pen.title(f.panel, f.right-f.left)
	for i, s := range lines {
		f.text(f.left, f.top+above+3+float64(len(lines)-1-i)*lineSpace, s, heading)
	}
}

// ends writes the labels at the right, with a thin line to those that moved.
func (f *frame) ends() {
	for _, e := range f.panel.spread() {
		l := plainText
		l.color = e.ink.color
		y, at := f.py(e.y), f.bottom+e.at
		if math.Abs(y-at) > 1 {
			f.stroke(ink{color: e.ink.color, width: 0.3}, pt(f.right+1, y), pt(f.right+endGap-1, at))
		}
		f.text(f.right+endGap, at-0.35*textSize, f.endLabel(e.end, f.width), l)
	}
}
