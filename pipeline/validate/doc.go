// Package validate holds a finished run against people who code sentences: it
// draws the sentences and makes sheets of them, reads the codings back, says how
// well coders agree and how well the lexicon finds what they find, and corrects
// the series by it.
//
//	run ── Draw ──> Design, key, sheets ── coders ──> files ── Read ──> codings
//	                                                            ├── Agree, Score
//	                                                            └── Correct ──> corrected
//
// All of it lies in a folder of its own, since a run is never changed: by default
// out/validation/<run>, where figures and the report look for it.
//
// # The sample
//
// A unit is a sentence of a document that is in the series. Sentences are sorted
// into strata by language, by block of time, and by how near they are to a hit:
//
//   - hit: with a kept hit of a frame that is coded; sentences with hits of several
//     frames go to the rarest of them, so that every sentence is in one stratum;
//   - near: with none, but next to a sentence that has one, or with a hit that was
//     blocked or lay inside a word, or with a hit of a wider lexicon;
//   - far: all others.
//
// In each stratum the sentences with the least of a number that hangs on seed,
// document and sentence are drawn: n_h of N_h, each with the same known probability.
// A second wave takes the next ones, so that both together are a random sample of
// n_h + m_h, and nothing has to be weighted by multiplicity.
//
// # Text
//
// A run keeps the text of sentences with a hit only, and of no neighbours, so the
// texts are read again from the inputs, by a [Reader] that the caller hands over, and
// are held against the hash that the run has of each document. Neighbours: results
// come from package result, the arithmetic from package stats.
package validate
