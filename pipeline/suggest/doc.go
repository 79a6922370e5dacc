// Package suggest lists what a lexicon may miss in a corpus ([Suggest]), and tests
// how far such a list can be trusted ([Recover]).
//
//	read ── words by number, hits of each entry ──> grams ── candidates ──┐
//	                                         └─> train ── vectors ────────┴─> view ─> rank
//
// The corpus is read once and kept as numbers of words, four bytes each, beside its
// packed texts. A candidate is a sequence of up to four words (where texts have no
// spaces, of two to six characters, cut where the dictionary cuts, since no hit may
// begin inside a word) that neither begins nor ends with a closed-class word, stands
// there often enough, and is not nearly always part of one longer candidate.
//
// A view is the corpus as some of a frame's entries see it: which sentences they
// hit, and which words lie under their hits and under what exceptions block. Only
// what stands apart from those counts for a candidate, so that what an entry finds
// already is never suggested.
//
// Three signals rank the candidates: keyness in hit sentences against the others of
// the same documents; contexts, the words to the left and right, that entries have
// more often than others; and the cosine with the nearest entries of vectors, which
// are singular vectors of the positive pointwise mutual information of words near
// each other, or come from a file. The mean of the three nearest entries is taken and
// not the centroid of all, because a frame with several meanings has none at its
// centre; the centroid is measured beside it. The ranks are fused.
//
// Numbers of words are by the alphabet, sums have one order, and what is drawn has a
// seed: the same texts give the same bytes, with any number of goroutines.
package suggest
