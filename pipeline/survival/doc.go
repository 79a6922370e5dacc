// Package survival holds the statistics of who takes something up and when: curves
// of adoption with delayed entry, their comparison, a hazard in discrete time, and
// the exact test of who says it first. It works on plain slices, knows no documents
// and keeps no state.
//
// What cannot be had is NaN and no error, as in package stats, which holds the
// statistics of series. Formulas name their source.
package survival
