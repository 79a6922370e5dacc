// Package pipeline measures how the framing of official texts moves: it takes
// a folder of documents and a lexicon of frames, and writes Parquet tables with
// time series and with every single hit.
//
// # The flow
//
//  1. corpus reads the inputs (folders, archives, tables) and makes documents
//     of them: text, date, who speaks to whom, and what of the text is none of
//     it. What is no document is quarantined with its reason.
//  2. token normalises a text and cuts it into sentences and tokens, each of
//     which knows its bytes in the raw text. What a language asks for is a value
//     of package lang. Words are those of UAX #29, Chinese ones gse's.
//  3. lexicon finds the entries of a lexicon's frames in the tokens. A hit that
//     does not count stays in the ledger, the table of hits, with the reason. stance
//     tells of those that do whether the text asserts them.
//  4. score adds a document's hits up, by frame and by pair of frames.
//  5. series adds documents up over a calendar, pooled and by group, and takes
//     the measures (position, share, rate, lift …) from the sums.
//  6. spool keeps scored documents at rest, in Arrow batches. store writes the
//     Parquet tables, each declared once as a struct (package table), the
//     manifest, the lexicon and the codebook, and publishes the run folder.
//  7. result opens a finished run: what it was told, what its keys stand for, and
//     the rows of its tables. explain says which terms are behind a change;
//     figure makes pictures for a paper, which chart draws; report makes one HTML
//     page, for a colleague; diff says what changed between two, validate what
//     people found in its sentences, suggest what its lexicon missed, network which
//     frames go together, reuse which passages documents share.
//
// Each of these packages imports only those before it. Beside the flow stand
// packages that import next to nothing of it: stats, measure, group, table, cache,
// where, usage; and some that make runs: inspect, which shows what a lexicon finds
// before one is made of it, verify, which makes one again, and nightly. CONTRIBUTING.md
// lists them all.
//
// # A run
//
// This package joins them: [Config] says what to do, [Run] does it. A plan is what
// a run is told, read and checked; a job is a plan with the reader and the
// calendars it is carried out on. Its stages, each a file:
//
//  1. plan.go, inputs.go: the configuration is checked, the inputs are opened; or,
//     where nothing has changed since the last run (memory.go), that one stands.
//  2. scoring.go: a reader cuts the inputs into numbered chunks (chunk.go),
//     workers decode, tokenize, match and score them (scorer.go), and a single
//     goroutine takes the results in their order into the register of documents
//     (register.go), which knows the texts that came before (twins.go), so that
//     nothing written depends on the number of workers. How a text was scored is
//     kept for the next run (recall.go, package cache), and which documents a file
//     holds (ledger.go): one that has not changed is not opened.
//  3. recount.go: the headline is measured with other lexicons.
//  4. weigh.go: the evidence of the calendars (calendars.go) is weighed, while
//     write.go writes the documents; then what was added up is written.
//  5. publish.go: what changed since the run before is noted (package diff), the
//     manifest is written and the folder appears; older runs go (package keep).
//
// A corpus may be read in shards (shard.go, section.go), whose parts (package part,
// record.go) a merge makes into the same run (merge.go, gather.go): only where batches
// come from is another.
//
// In a picture:
//
//	reader ──chunks──> workers ──batches──> register ──> shelf (spool), calendars
//	                                                       │
//	                          documents in order of id <───┘ ──> tables ──> out/runs/<run>
//
// Memory is bounded by the chunks under way, the vocabulary and the sums, not by
// the corpus: scored documents rest in the spool, a file, until they are
// written.
package pipeline
