// Package stats holds the statistics of time series of framing, on plain
// slices of numbers and counts: no domain types, no input or output.
//
// A period without an observation is NaN in a series of values, and has a
// total of 0 in a series of counts. Such a gap is missing: it keeps its place in
// time and adds nothing.
package stats
