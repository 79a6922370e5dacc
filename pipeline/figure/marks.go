package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

var white = color.RGBA{255, 255, 255, 255}

// marks draws the layers of a panel, the first at the back.
func (f *frame) marks() {
	for _, m := range f.panel.marks {
		switch m.shape {
		case line:
			f.line(m)
		case band:
			f.band(m)
		case text:
			f.labels(m)
		default:
			for _, q := range m.points {
				f.single(m, q)
			}
		}
	}
}

// line draws each stretch; one of a single period is a dot.
func (f *frame) line(m mark) {
	for _, part := range stretches(m.points) {
		var at []vg.Point
		for _, q := range part {
			at = append(at, f.at(q.x, q.y))
		}
		if len(at) == 1 {
			f.dot(ink{color: m.ink.color, radius: 1}, at[0])
			continue
		}
		f.stroke(m.ink, at...)
	}
}

// band fills each stretch; one of a single period is a bar.
func (f *frame) band(m mark) {
	for _, part := range stretches(m.points) {
		var at []vg.Point
		for _, q := range part {
			at = append(at, f.at(q.x, q.y))
		}
		for i := len(part) - 1; i >= 0; i-- {
			at = append(at, f.at(part[i].x, part[i].y2))
		}
		if len(part) == 1 {
			f.stroke(ink{color: m.ink.color, width: 1.5}, at...)
			continue
		}
		f.fill(m.ink.color, at...)
	}
}

func (f *frame) single(m mark, q point) {
	if math.IsNaN(q.x) || math.IsNaN(q.y) || math.IsNaN(q.x2) || math.IsNaN(q.y2) {
		return
	}
	switch m.shape {
	case box:
		f.box(m.ink.color, f.at(q.x, q.y), f.at(q.x2, q.y2))
	case segment:
		f.stroke(m.ink, f.at(q.x, q.y), f.at(q.x2, q.y2))
	case dot:
		f.dot(m.ink, f.at(q.x, q.y))
	}
}

func (f *frame) labels(m mark) {
	l := plainText.aligned(m.align)
	l.color = m.ink.color
	for _, q := range m.points {
		s := fit(q.label, f.fits(l, f.right-f.left))
		x := f.px(q.x) + m.dx
		// A label near the edge of the figure is moved in.
		w := f.pen.width(s, l)
		x = max(x, edge+m.align*w)
		x = min(x, f.width-edge-(1-m.align)*w)
		f.text(x, f.py(q.y)+m.dy, s, l)
	}
}
