// Package token turns a raw text into sentences of interned tokens, every one
// of which knows the bytes of the raw text it came from.
//
// The flow for one text:
//
//	raw ── Normalize ──> Text (normalised bytes + offset map)
//	    ── words with spaces between: each distinct span tokenized once by prose
//	       ── words by dictionary: gse over each sentence
//	    ──> Document: paragraphs, sentences, tokens
//
// Which of the two, and all else that differs by language, is a value of
// package lang. prose v2 is the authority for English tokens and sentences, gse
// for Chinese words; both live in this package and nowhere else. prose tokenizes each
// white-space-delimited span independently of its neighbours, so the
// [Vocabulary] lets it see each distinct span once in a run; what follows works
// on integer ids. Its Punkt sentence model is loaded once (see punkt.go).
//
// A Tokenizer belongs to one goroutine and reuses its buffers: the Document it
// returns is valid until its next call. A Vocabulary is shared by all of them.
package token

// Version names everything that decides what a token or a sentence is. It goes
// into every manifest and every cache key.
//
//	1  prose v2.0.0, gse v0.80.3 (zh_s dictionary), normalisation rules of normal.go
const Version = "1 (prose v2.0.0, gse v0.80.3 zh_s)"
