// Package spool keeps at rest what tables have of scored documents, so that the tables
// can be written in another order, and without the corpus. It is the only package that
// knows Arrow.
//
//	workers ── NewBatch ──> *Batch ──> File (Arrow IPC file) ── Reader ──> *score.Document
//
// Documents come in the order in which they were scored and are read back in
// any other, each by itself: what is held in memory is where batches stand, and the
// bodies in them.
//
// # The carrier
//
// A document is a body of varints. The bodies are the last column of an Arrow IPC file
// and stand one after the other in each of its batches, with their offsets before them,
// so that one is read from its place without the rest. The other columns say of each
// document who has said what and when, for programs that open the file with Arrow: ids,
// dates, issuers, titles, languages, sources, hashes and totals. Bodies say it again, at
// the price of 3 bytes in a hundred.
//
// Measured on the General Debate Corpus, 10,952 speeches, on a busy machine, hence as
// processor time of all threads a document, by
//
//	FRAMESHIFT_CORPORA=… go test ./pipeline/spool -run '^$' -bench Carrier -benchtime 3x
//
//	                                  bytes   encode   decode    in any order
//	all in Arrow                     15,362   108 µs    92 µs       280 µs
//	nested in varints, by batch      10,590    36 µs    55 µs       150 µs
//	bodies                           10,588    23 µs    20 µs        20 µs
//
//	sums, Arrow                         820   1.8 µs   1.5 µs
//	sums, varints                       251   1.6 µs   3.9 µs
//
// The first two lines are what else could be: everything in Arrow, of which sixty
// columns are nested; and what is nested in one column of varints, read with Arrow. The
// time Arrow needs goes by columns and batches, and to read one document it reads and
// copies its batch. All three have everything that is counted of a document. Bodies
// without what no table has are of 10,133 bytes, and take a fifth less to encode and two
// fifths less to decode.
//
// Sums are what a series.Aggregator keeps. They are small, and there are as many as
// documents: size decides, and varints need a third of it.
package spool
