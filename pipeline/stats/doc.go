// Package stats holds the statistics of a series and of coders: the bootstrap, the
// shape of a series (FitShape, and Shares or Rates before it), trend and season,
// breaks with their dates and tests, what is behind a change, and agreement.
//
// A series has one number a period; a period without an observation is NaN, or
// has a total of 0. Such a gap is missing: it keeps its place in time and adds
// nothing. Nothing here knows documents, reads files or keeps state, but for
// tables that are always the same; no argument is changed or retained, every sum
// runs in a fixed order, and what is drawn at random hangs on a seed alone.
//
// Too little evidence is never an error: numbers that cannot be had are NaN, and
// Warnings says why. Formulas name their source.
package stats
