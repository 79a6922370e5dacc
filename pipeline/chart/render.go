package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"image/png"
	"math"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"
)

func init() {
	// What a PDF would otherwise say of the day it was made, and the order in
	// which it lists its fonts.
	fpdf.SetDefaultCreationDate(time.Unix(0, 0).UTC())
	fpdf.SetDefaultModificationDate(time.Unix(0, 0).UTC())
	fpdf.SetDefaultCatalogSort(true)
}

const (
	printDPI = 300
	thumbDPI = 96
)

// Page is what a chart is drawn on.
type Page struct {
	Width float64 // mm
	Title string  // what it shows, for those who can't see it
	// Outlines draws the letters of an SVG as shapes, which look the same without the fonts.
	Outlines bool
	Fonts    *Fonts
}

// Formats are the formats of pictures for a paper.
func Formats() []string { return []string{"svg", "pdf", "png"} }

// Render draws the chart in a format: svg, pdf, png, or thumb for a small PNG.
func (c *Chart) Render(format string, o Page) ([]byte, error) {
	c.clean()
	p := &pen{fonts: o.Fonts, native: format == "pdf"}
	l := p.lay(c, o.Width*mm)
	// Whole points: viewers round the size of a page.
	l.height = math.Ceil(l.height)
	w, h := vg.Length(l.width), vg.Length(l.height)
	var canvas vg.CanvasWriterTo
	switch format {
	case "svg":
		canvas = vgsvg.New(w, h)
		if !o.Outlines {
			p.live = &liveText{height: l.height}
		}
	case "pdf":
		canvas = vgpdf.New(w, h)
	case "png":
		canvas = pngCanvas(w, h, printDPI)
	case "thumb":
		canvas = pngCanvas(w, h, thumbDPI)
	default:
		return nil, fmt.Errorf("format %q: want %s", format, strings.Join(Formats(), ", "))
	}
	p.canvas = canvas
	if p.err == nil {
		p.draw(c, l)
	}
	if p.err != nil {
		return nil, p.err
	}
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, err
	}
	switch format {
	case "svg":
		svg := titled(b.Bytes(), o.Title)
		if p.live != nil {
			svg = p.live.into(svg)
		}
		return svg, nil
	case "png":
		return withDPI(b.Bytes(), printDPI)
	}
	return b.Bytes(), nil
}

func pngCanvas(w, h vg.Length, dpi int) vg.CanvasWriterTo {
	return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(dpi))}
}

// titled gives an SVG its caption as a title, for screen readers.
func titled(svg []byte, caption string) []byte {
	var b bytes.Buffer
	b.WriteString("<title>")
	_ = xml.EscapeText(&b, []byte(caption)) // a buffer takes all
	b.WriteString("</title>\n<g")
	return bytes.Replace(svg, []byte("<g"), b.Bytes(), 1)
}

// withDPI writes into a PNG how large it is to be printed: a chunk pHYs, in
// pixels a metre (PNG specification, 11.3.4.3), after the header of 33 bytes.
func withDPI(raw []byte, dpi float64) ([]byte, error) {
	const header = 33
	if _, err := png.DecodeConfig(bytes.NewReader(raw)); err != nil {
		return nil, err
	}
	perMetre := uint32(math.Round(dpi / 0.0254))
	chunk := []byte("pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	out := append([]byte(nil), raw[:header]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, raw[header:]...), nil
}
