// Package spool keeps scored documents at rest: whole but for their full text,
// so that they can be written into tables and added up again without the
// corpus. It is the only package that knows Arrow.
//
//	workers ── Encoder ──> *Batch ──> File (Arrow IPC file) ── Read(i) ──> *score.Document
//
// Documents come in the order in which they were scored and are read back in
// any other. They travel in small batches, rest in a file, and are decoded one
// by one, so that memory is bounded by the batches last used.
package spool
