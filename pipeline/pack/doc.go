// Package pack makes one file of a finished run, to be archived or sent, and a
// folder of such a file.
//
//	result.Run ── Write ──> RUN.zip ── Unpack ──> a folder, which is a run again
//
// The zip is an RO-Crate 1.1 (ro-crate-metadata.json) and a Data Package 2.0
// (datapackage.json, with the schema of every table). At its root lie the files of
// the run as they were, so that the unpacked folder is a run for every command, and
// beside them configuration.yaml, report.html and figures/.
//
// Unless texts are asked for, none leaves: no document's text is in a run anyway,
// the table of sentences stays out, and the report is made without. What stays are
// the places and the matched words (hits.surface), titles, sources and the user's
// columns (documents), and what was wrong with an input (quarantine.detail), which
// may name a value of a field.
//
// The same run gives the same bytes: entries are sorted by name and dated 1980, and
// what does not shrink (Parquet, pictures) is stored, the rest deflated.
package pack
