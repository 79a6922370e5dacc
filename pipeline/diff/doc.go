// Package diff says what changed between two runs: what they were told, which
// documents came, went and changed, which series moved beyond their interval,
// whose shape and dated steps are other ones, and what more was quarantined.
//
//	result.Run, result.Run ── Of ──> Changes ──> Paragraph, Sections   terminal, report
//	                                         └─> changes.json          of every run
//
// Both runs' tables are sorted by the same keys, and are walked side by side: only
// the columns that are compared are read, and memory is taken by what differs.
//
// A series has moved in a period if its new estimate lies outside the 95 % interval
// that it had; moved apart, if the two intervals do not even meet. An interval
// that has no end on a side holds everything there; an estimate that had no interval
// can't leave it. Steps of a series are the same if they have the same date; a step
// has shifted if its set of dates and that of the old step meet, else one went and
// one appeared.
//
// [Note] writes changes.json into a run that is about to be published, against the
// run before it: the newest finished one of the same configuration in the folder,
// and, if none has the same inputs, the newest that shares the name of an input. Runs
// that fell short of what they were to have are passed over. What the file says
// hangs on what was there before, so that the manifest does not hash it and nothing
// that repeats a run compares it.
package diff
