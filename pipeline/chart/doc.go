// Package chart draws panels of marks in the units of the data: lines, bands,
// bars, dots and labels on scales with ticks. What they mean is its caller's
// business.
//
//	Numbers, Dates, Categories ──> Axis ─┐
//	Mark, End ───────────────────────────┼─> Panel ──Grid──> Chart ─┬─ Render: SVG, PDF, PNG
//	NewFonts ──────────────────────────────> Page ─────────────────┴─ VegaLite
//
// One renderer draws a chart with gonum's vector graphics, another writes it as
// a Vega-Lite specification, so the two show the same. The same chart and fonts
// give the same bytes.
//
// Text in SVG is text, in whichever of a list of fonts the reader's machine has, or
// outlines of the font, which look the same everywhere; in PNG it is drawn so; in PDF
// plain ASCII of regular weight is text in an embedded font, the rest outlines. What is
// drawn or embedded is Liberation Sans, for Han characters a font found on the machine
// or, without one, the dots of a bitmap font.
package chart
