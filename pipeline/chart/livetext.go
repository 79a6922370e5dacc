package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// families are the fonts that live text asks for: those of the widths that lines are
// measured by, whose metrics Arial and Helvetica share, then such as have Han characters.
const families = "Liberation Sans, Arial, Helvetica, Noto Sans CJK SC, Source Han Sans SC, Noto Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"

// liveText collects the texts of an SVG, to be written over everything else. The canvas
// of gonum/plot names one font alone and starts every text on its left, where another font
// in its place would push labels into their axis.
type liveText struct {
	height float64 // of the page: SVG measures downwards
	texts  bytes.Buffer
}

// add writes a line with its baseline at y, anchored where it is aligned: start, middle
// or end.
func (t *liveText) add(x, y float64, s string, l letters) {
	at := func(v float64) string {
		return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	}
	left, down := at(x), at(t.height-y)
	fmt.Fprintf(&t.texts, `<text x="%s" y="%s"`, left, down)
	if anchor := [...]string{"", "middle", "end"}[int(2*l.align)]; anchor != "" {
		fmt.Fprintf(&t.texts, ` text-anchor="%s"`, anchor)
	}
	if l.size != textSize {
		fmt.Fprintf(&t.texts, ` font-size="%s"`, at(l.size))
	}
	if l.bold {
		t.texts.WriteString(` font-weight="bold"`)
	}
	if l.color != Black {
		fmt.Fprintf(&t.texts, ` fill="%s"`, hex(l.color))
	}
	if l.upward {
		fmt.Fprintf(&t.texts, ` transform="rotate(-90 %s %s)"`, left, down)
	}
	t.texts.WriteByte('>')
	_ = xml.EscapeText(&t.texts, []byte(s)) // a buffer takes all
	t.texts.WriteString("</text>\n")
}

// into writes the texts into an SVG, as its last group.
func (t *liveText) into(svg []byte) []byte {
	group := fmt.Sprintf("<g font-family=\"%s\" font-size=\"%g\">\n%s</g>\n</svg>", families, textSize, &t.texts)
	end := bytes.LastIndex(svg, []byte("</svg>"))
	return append(append(svg[:end:end], group...), svg[end+len("</svg>"):]...)
}
