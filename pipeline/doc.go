// Package pipeline measures how the framing of official texts moves: it takes
// a folder of documents and a lexicon of frames, and writes Parquet tables with
// time series and with every single hit.
//
// # The flow
//
//  1. corpus reads the inputs (folders, archives, tables) and makes documents
//     of them: text, date, who speaks to whom. What is no document is
//     quarantined with its reason.
//  2. token normalises a text and cuts it into sentences and tokens, each of
//     which knows its bytes in the raw text. What a language asks for is a value
//     of package lang. English is prose's, Chinese gse's.
//  3. lexicon finds the entries of a lexicon's frames in the tokens. A hit that
//     does not count stays in the ledger, with the reason.
//  4. score adds a document's hits up, by frame and by pair of frames.
//  5. series adds documents up over a calendar, pooled and by group, and takes
//     the measures (position, share, rate, lift …) from the sums.
//  6. spool keeps scored documents at rest, in Arrow batches. store writes the
//     Parquet tables, each declared once as a struct (package table), the
//     manifest, the lexicon and the codebook, and publishes the run folder.
//  7. result opens a finished run: what it was told, what its keys stand for, and
//     the rows of its tables. figure says it in pictures for a paper, which chart
//     draws; report makes one HTML page of it, for a colleague.
//
// Each of these packages imports only those before it. This package joins them:
// [Config] says what to do, [Run] does it. Inside Run a reader cuts the inputs
// into numbered chunks, workers decode, tokenize, match and score them, and a
// single goroutine takes the results in their order, so that nothing written
// depends on the number of workers:
//
//	reader ──chunks──> workers ──batches──> ledger ──> spool, sums
//	                                                     │
//	                        documents in order of id <───┘ ──> tables ──> out/runs/<run>
//
// Memory is bounded by the chunks under way, the vocabulary and the sums, not by
// the corpus: scored documents rest in the spool, a file, until they are
// written.
package pipeline
