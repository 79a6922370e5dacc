package chart

import "image/color"

// Sizes in points; a figure is drawn at the size at which it is printed.
const (
	textSize  = 7.0
	titleSize = 7.5
	LineSpace = 8.6
	mm        = 72 / 25.4

	AxisWidth = 0.5
	lineWidth = 0.9
	tickSize  = 2.5
	columnGap = 10.0
	RowHeight = 9.2 // of a row of a list
	rowGap    = 7.0
	endGap    = 6.0 // between the data area and the labels on its right
	edge      = 3.0 // of the paper around the figure
)

// Colours of Okabe and Ito (2008), which colour-blind readers tell apart, of
// unlike luminance so that they also differ in grey: black 0.00, blue 0.15,
// vermilion 0.22.
var (
	Black     = color.RGBA{0, 0, 0, 255}
	Blue      = color.RGBA{0, 114, 178, 255}
	Vermilion = color.RGBA{213, 94, 0, 255}
	Grey      = color.RGBA{105, 105, 105, 255}
	Pale      = color.RGBA{190, 190, 190, 255}
	Ribbon    = Tint(Blue, 0.25)
)

// Tint mixes a colour with white. Opaque colours print the same everywhere;
// transparent ones are flattened by each journal in its own way.
func Tint(c color.RGBA, share float64) color.RGBA {
	mix := func(v uint8) uint8 { return uint8(255 - float64(share*(255-float64(v))) + 0.5) }
	return color.RGBA{mix(c.R), mix(c.G), mix(c.B), 255}
}

// Ink is how a mark is drawn.
type Ink struct {
	Color  color.RGBA
	Width  float64 // of a line, in points; lineWidth if 0
	Radius float64 // of a dot
	Dashed bool
	Hollow bool // a dot filled with white
}
