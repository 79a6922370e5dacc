// Package figure says the tables of a finished run in pictures for a paper.
//
//	Open(run) ──> Run.Make(kind, Options) ──> *Figure ──> Render(formats) ──> Save(dir)
//	                 │                          ├─ chart: SVG, PDF, PNG, thumbnail, Vega-Lite
//	                 └ one file a kind          ├─ tables: CSV, LaTeX
//	                                            └─ caption: text
//
// Draw does all of it for several kinds at the same time, but for saving.
//
// A kind turns rows into a chart and a caption; package chart draws. A new kind
// is a file here and a line in Kinds. Everything comes from the run's folder; the
// same folder, options and fonts give the same bytes.
package figure
