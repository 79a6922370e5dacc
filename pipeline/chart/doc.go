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
// Text in SVG and PNG is drawn as outlines of the font, so that it looks the
// same everywhere; in PDF plain ASCII of regular weight is text in an embedded
// font, the rest outlines. Latin text is set in Liberation Sans, Han characters
// in a font found on the machine or, without one, in the dots of a bitmap font.
package chart
