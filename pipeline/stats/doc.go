// Package stats holds the statistics of a series and of coders: trend, breaks
// and agreement, on plain numbers and counts.
//
// A series has one number a period; a period without an observation is NaN, or
// has a total of 0. Such a gap is missing: it keeps its place in time and adds
// nothing. Nothing here knows documents, reads files or keeps state; no argument
// is changed or retained, and every sum runs in a fixed order.
//
// Too little evidence is never an error: numbers that cannot be had are NaN, and
// Warnings says why. Formulas name their source.
package stats
