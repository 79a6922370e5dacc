package chart

import (
	"image"

	"github.com/hajimehoshi/bitmapfont/v3"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// dotted is the font for what no other has, Chinese above all: an em of 12
// dots, in print a stopgap, but it comes with the program.
var dotted font.Face = bitmapfont.FaceSC

const (
	emDots = 12
	// dotOverlap is how far a row of dots reaches into the next, so that no
	// viewer shows a seam between them.
	dotOverlap = 0.1
)

// dotAdvance is the width of a character in dots; false if it has none.
func dotAdvance(r rune) (float64, bool) {
	a, ok := dotted.GlyphAdvance(r)
	return float64(a) / 64, ok && len(dotRuns(r)) > 0
}

// dotRuns are the dots of a character, those beside each other in one: from the
// start of the baseline, upwards below 0.
func dotRuns(r rune) (runs []image.Rectangle) {
	box, mask, from, _, ok := dotted.Glyph(fixed.Point26_6{}, r)
	if !ok {
		return nil
	}
	inked := func(x, y int) bool {
		_, _, _, a := mask.At(from.X+x, from.Y+y).RGBA()
		return x < box.Dx() && a > 0
	}
	for y := range box.Dy() {
		for x := 0; x < box.Dx(); x++ {
			start := x
			for inked(x, y) {
				x++
			}
			if x > start {
				runs = append(runs, image.Rect(start, y, x, y+1).Add(box.Min))
			}
		}
	}
	return runs
}

// dots adds a character of dots to a path.
func (p *pen) dots(path *vg.Path, r rune, x, y, scale float64) {
	for _, run := range dotRuns(r) {
		left, right := x+float64(float64(run.Min.X)*scale), x+float64(float64(run.Max.X)*scale)
		top, bottom := y-float64(float64(run.Min.Y)*scale), y-float64((float64(run.Max.Y)+dotOverlap)*scale)
		path.Move(pt(left, bottom))
		path.Line(pt(right, bottom))
		path.Line(pt(right, top))
		path.Line(pt(left, top))
		path.Close()
	}
}
