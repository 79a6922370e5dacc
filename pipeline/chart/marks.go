package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

var white = color.RGBA{255, 255, 255, 255}

// marks draws the layers of a panel, the first at the back.
func (f *frame) marks() {
	for _, m := range f.Panel.Marks {
		switch m.Shape {
		case Line:
			f.line(m)
		case Band:
			f.band(m)
		case Text:
			f.labels(m)
		default:
			for _, q := range m.Points {
				f.single(m, q)
			}
		}
	}
}

// line draws each stretch; one of a single period is a dot.
func (f *frame) line(m Mark) {
	for _, part := range Stretches(m.Points) {
		var at []vg.Point
		for _, q := range part {
			at = append(at, f.at(q.X, q.Y))
		}
		if len(at) == 1 {
			f.dot(Ink{Color: m.Ink.Color, Radius: 1}, at[0])
			continue
		}
		f.stroke(m.Ink, at...)
	}
}

// band fills each stretch; one of a single period is a bar.
func (f *frame) band(m Mark) {
	for _, part := range Stretches(m.Points) {
		var at []vg.Point
		for _, q := range part {
			at = append(at, f.at(q.X, q.Y))
		}
		for i := len(part) - 1; i >= 0; i-- {
			at = append(at, f.at(part[i].X, part[i].Y2))
		}
		if len(part) == 1 {
			f.stroke(Ink{Color: m.Ink.Color, Width: 1.5}, at...)
			continue
		}
		f.fill(m.Ink.Color, at...)
	}
}

func (f *frame) single(m Mark, q Point) {
	if math.IsNaN(q.X) || math.IsNaN(q.Y) || math.IsNaN(q.X2) || math.IsNaN(q.Y2) {
		return
	}
	switch m.Shape {
	case Box:
		f.box(m.Ink.Color, f.at(q.X, q.Y), f.at(q.X2, q.Y2))
	case Segment:
		up := pt(0, m.DY)
		f.stroke(m.Ink, f.at(q.X, q.Y).Add(up), f.at(q.X2, q.Y2).Add(up))
	case Dot:
		f.dot(m.Ink, f.at(q.X, q.Y))
	}
}

func (f *frame) labels(m Mark) {
	l := plainText.aligned(m.Align)
	l.color = m.Ink.Color
	for _, q := range m.Points {
		if math.IsNaN(q.X) || math.IsNaN(q.Y) {
			continue // a letter at no place keeps a rasterizer busy for ever
		}
		s := fit(q.Label, f.fits(l, f.right-f.left))
		x := f.px(q.X) + m.DX
		// A label near the edge of the figure is moved in.
		w := f.pen.width(s, l)
		x = max(x, edge+float64(m.Align*w))
		x = min(x, f.width-edge-float64((1-m.Align)*w))
		f.text(x, f.py(q.Y)+m.DY, s, l)
	}
}
