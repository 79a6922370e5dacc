package chart

import (
	"cmp"
	"image/color"
	"math"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pen draws lines, shapes and text on a canvas, in points from its lower left.
// Its first error stays.
type pen struct {
	canvas vg.Canvas
	fonts  *Fonts
	// native draws plain ASCII as text of the format, everything else as outlines.
	// Bold is drawn as outlines too: gonum.org/v1/plot v0.17.0 calls the file of
	// every font of a PDF font.z, so that a second font is set in the first.
	native bool
	live   *liveText // nil where text is drawn
	err    error
}

// letters is how a text is set.
type letters struct {
	color  color.RGBA
	size   float64
	bold   bool
	align  float64 // 0 starts at x, 1 ends there
	upward bool    // turned by 90°
}

var (
	plainText = letters{color: Black, size: textSize}
	heading   = letters{color: Black, size: titleSize, bold: true}
)

func (l letters) aligned(a float64) letters { l.align = a; return l }

func pt(x, y float64) vg.Point { return vg.Point{X: vg.Length(x), Y: vg.Length(y)} }

func (p *pen) path(points []vg.Point, closed bool) vg.Path {
	var path vg.Path
	for i, at := range points {
		if i == 0 {
			path.Move(at)
		} else {
			path.Line(at)
		}
	}
	if closed {
		path.Close()
	}
	return path
}

// stroke draws a line through the points.
func (p *pen) stroke(i Ink, points ...vg.Point) {
	p.canvas.SetColor(i.Color)
	p.canvas.SetLineWidth(vg.Length(cmp.Or(i.Width, lineWidth)))
	var dash []vg.Length
	if i.Dashed {
		dash = []vg.Length{2.4, 1.6}
	}
	p.canvas.SetLineDash(dash, 0)
	p.canvas.Stroke(p.path(points, false))
}

func (p *pen) fill(c color.RGBA, points ...vg.Point) {
	p.canvas.SetColor(c)
	p.canvas.Fill(p.path(points, true))
}

func (p *pen) box(c color.RGBA, a, b vg.Point) {
	p.fill(c, a, vg.Point{X: b.X, Y: a.Y}, b, vg.Point{X: a.X, Y: b.Y})
}

// dot draws a disc; a hollow one is white with a rim.
func (p *pen) dot(i Ink, at vg.Point) {
	var path vg.Path
	path.Move(vg.Point{X: at.X + vg.Length(i.Radius), Y: at.Y})
	path.Arc(at, vg.Length(i.Radius), 0, 2*math.Pi)
	path.Close()
	if !i.Hollow {
		p.canvas.SetColor(i.Color)
		p.canvas.Fill(path)
		return
	}
	p.canvas.SetColor(color.White)
	p.canvas.Fill(path)
	p.canvas.SetColor(i.Color)
	p.canvas.SetLineWidth(0.6)
	p.canvas.SetLineDash(nil, 0)
	p.canvas.Stroke(path)
}

// width is the length of a text: the sum of the advances, without kerning.
func (p *pen) width(s string, l letters) float64 {
	sum := 0.0
	p.glyphs(s, l, func(_ glyph, advance float64) { sum += advance })
	return sum
}

// fits says whether a text is short enough.
func (p *pen) fits(l letters, room float64) func(string) bool {
	return func(s string) bool { return p.err != nil || p.width(s, l) <= room }
}

func (p *pen) glyphs(s string, l letters, use func(g glyph, advance float64)) {
	for _, r := range s {
		g, err := p.fonts.of(r, l.bold)
		advance := 0.0
		if err == nil {
			advance, err = p.fonts.advance(g)
		}
		if err == nil {
			use(g, advance*l.size)
		} else if p.err == nil {
			p.err = err
		}
	}
}

// text writes a line of text with its baseline at y.
func (p *pen) text(x, y float64, s string, l letters) {
	start := float64(-l.align * p.width(s, l)) // which also finds out what no font has
	if p.live != nil {
		p.live.add(x, y, s, l)
		return
	}
	p.canvas.SetColor(l.color)
	if l.upward {
		p.canvas.Push()
		defer p.canvas.Pop()
		p.canvas.Translate(pt(x, y))
		p.canvas.Rotate(math.Pi / 2)
		x, y = 0, 0
	}
	if p.native && !l.bold && ascii(s) {
		face := font.Face{Font: font.Font{Typeface: "LiberationSans", Size: vg.Length(l.size)}, Face: p.fonts.regular}
		p.canvas.FillString(face, pt(x+start, y), s)
		return
	}
	var path vg.Path
	at := x + start
	p.glyphs(s, l, func(g glyph, advance float64) {
		if g.font == nil {
			p.dots(&path, g.r, at, y, l.size/emDots)
		} else {
			p.outline(&path, g.font, g.index, at, y, l.size/float64(g.font.UnitsPerEm()))
		}
		at += advance
	})
	p.canvas.Fill(path)
}

// outline adds a glyph to a path. Fonts measure downwards, a canvas upwards.
func (p *pen) outline(path *vg.Path, f *opentype.Font, g sfnt.GlyphIndex, x, y, scale float64) {
	segments, err := f.LoadGlyph(&p.fonts.buf, g, fixed.Int26_6(f.UnitsPerEm()), nil)
	if err != nil {
		p.err = err
		return
	}
	at := func(q fixed.Point26_6) vg.Point {
		return pt(x+float64(float64(q.X)*scale), y-float64(float64(q.Y)*scale))
	}
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	if len(segments) > 0 {
		path.Close()
	}
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
