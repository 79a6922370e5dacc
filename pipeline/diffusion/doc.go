// Package diffusion follows concepts through the documents of a finished run: who is
// the first to use one, of two groups which is before the other and how sure that is,
// and how it is taken up by issuers. It tells an order in time, and no more.
//
//	run ── documents, hits, sentences ──> uses by concept
//	         ├── Firsts ──> firsts
//	         └── Follow ──> firsts, leads, adoption, curves, curve_tests ──> Write
//
// A concept is a frame of the run's lexicon, the entries of an id in all languages, or
// a phrase, which is looked for in the sentences that the run keeps. Documents are the
// sample: a group that has no text in a period can't use a concept in it, and one that
// uses it in its very first documents has no first use that is seen.
//
// Neighbours: results come from package result, the arithmetic from package survival;
// the tables lie in a folder of their own beside the run, which is never changed.
package diffusion
