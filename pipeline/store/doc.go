// Package store holds what a run keeps: the tables, the codebook and the
// manifest, and the folder that is complete or absent.
//
//	spool.File ── WriteDocuments ──> documents, counts, hits, sentences
//	Sums (series, terms, evidence, rejections) ── WriteSums ──> series, trends, breaks … quarantine
//	Folder: Create ──> Dir, Spool ──> Publish(name) ──> out/runs/<name>, out/latest
//
// Scored documents come in the order in which they were read, and tables are
// sorted by their key. The spool bridges the two in bounded memory: documents
// rest there and are read back part by part in the order of their ids (parts.go).
//
// Every table is declared once, as a row: the tagged struct [HitRow] is what the
// table hits has, in which types and units, what it means and how it is sorted.
// Package table makes the files of it, and package result reads them back.
package store
