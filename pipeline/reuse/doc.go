// Package reuse finds in a finished run the passages that documents share, and says what
// one document has that an earlier one had not.
//
//	run ── sentences ──> tokens ── n-grams in several documents ──> runs of pairs ──> clusters: passages
//	                        └── two documents ── shortest edit ──> revisions
//
// A token is a word in lower case, or a Han character. Sequences of n tokens (n-grams)
// that stand in two documents or more are found by exact counting behind a filter of bits
// that leaves out most of those that stand in one; they seed runs, which grow as long as
// both documents say the same, and over gaps of two tokens. Documents are read from the
// table sentences, three times and never at once.
//
// The method is passim's (Smith, Cordell and Mullen 2015, American Literary History 27:E1)
// but for its alignment by character: here tokens are equal or they are not.
package reuse
