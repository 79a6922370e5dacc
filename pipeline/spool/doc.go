// Package spool keeps scored documents at rest: whole but for their full text,
// so that they can be written into tables and added up again without the
// corpus. It is the only package that knows Arrow.
//
//	workers ── NewBatch ──> *Batch ──> File (Arrow IPC file) ── Read(i) ──> *score.Document
//
// Documents come in the order in which they were scored and are read back in
// any other. They travel in small batches, rest in a file, and are decoded one
// by one, so that memory is bounded by the batches last used.
//
// # The carrier
//
// Arrow carries whole documents; what a series.Aggregator keeps is plain
// varints. Measured on the General Debate Corpus, 10,952 speeches, on a busy
// machine, hence as processor time of all threads a document, by
//
//	FRAMESHIFT_CORPORA=… go test ./pipeline/spool -run '^$' -bench Carrier -benchtime 2x
//
//	                            bytes   encode   decode
//	documents, Arrow           13,039    83 µs    71 µs
//	documents, varints          9,155    20 µs    45 µs
//	sums, Arrow                   734   1.5 µs   0.9 µs
//	sums, varints                 224   1.5 µs   5.7 µs
//
// Sums are small and there are as many as documents: size decides, and varints
// need a quarter of it.
// Documents rest for the length of a run, or in a cache that other programs
// should be able to open: Arrow names and types its columns and is read by
// every data-frame library, at the price of two fifths more room and some four
// times the time to encode. That is less than a second of processor time in a
// whole run over this corpus; about half of it is the writing of Arrow's file,
// which costs by column and batch. Should it come to matter, the varint carrier
// of the tests reads and writes the same documents.
package spool
