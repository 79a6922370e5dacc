// Package figure draws the tables of a finished run for a paper.
//
//	Open(run) ──> Run.Make(kind, Options) ──> *Figure ──> Save(dir, formats)
//	                 │                          ├─ chart: SVG, PDF, PNG, thumbnail, Vega-Lite
//	                 └ one file a kind          ├─ tables: CSV, LaTeX
//	                                            └─ caption: text
//
// A kind turns rows into a chart: panels of marks in the units of the data. One
// renderer draws any chart with gonum's vector graphics, another writes it as a
// Vega-Lite specification, so the two show the same. Everything comes from the
// run's folder; the same folder, options and fonts give the same bytes.
//
// Text in SVG and PNG is drawn as outlines of the font, so that it looks the
// same everywhere; in PDF plain ASCII of regular weight is text in an
// embedded font, the rest outlines. Latin text is set in Liberation Sans, Han characters in a font found
// on the machine; without one a figure that needs it fails and says what to
// install.
package figure
