// Package store holds what a run keeps: the tables, the codebook and the
// manifest, and the folder that is complete or absent. It is the only package
// that knows Parquet.
//
//	spool.File ── WriteDocuments ──> documents, counts, hits, sentences
//	series.Row, series.TermRow, corpus.Rejection ── WriteSeries … ──> series, terms, quarantine
//	Run: Create ──> Dir, Spool ──> Publish(name) ──> out/runs/<name>, out/latest
//	OpenTable ──> rows, for reading a table back
//
// Scored documents come in the order in which they were read, and tables are
// sorted by their key. The spool bridges the two in bounded memory: documents
// rest there and are read back one by one in the order of their ids.
//
// Every table is declared once, as a [TableSpec]. From it come the Parquet
// schema, the notes inside the file and the codebook. The same rows give the
// same bytes: rows are grouped and compressed by count and never by time or by
// number of workers, and nothing but the rows and the specs goes into a file.
package store
