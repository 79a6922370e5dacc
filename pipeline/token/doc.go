// Package token turns a raw text into sentences of interned tokens, every one
// of which knows the bytes of the raw text it came from.
//
// The flow for one text:
//
//	raw ── Normalize ──> Text (normalised bytes + offset map), without markup
//	    and what is skipped; of a text in several languages part by part
//	    ── words with spaces between: each distinct span cut once, by UAX #29
//	       ── words by dictionary: the cheapest way through each sentence
//	    ──> Document: paragraphs, sentences, tokens
//
// Which of the two, and all else that differs by language, is a value of
// package lang. A token is a word of Unicode Standard Annex #29, split further
// at hyphens and where a lost space glued two words; English clitics and English
// sentences are prose's (v2), Chinese words those gse finds by its dictionary (see
// words.go), sentences of other languages
// those of the standard (see standard.go). prose and gse live in this
// package and nowhere else. A word does not depend on its neighbours across
// white space, so the [Vocabulary] lets each distinct span be cut once in a run;
// what follows works on integer ids. prose's Punkt sentence model is loaded once
// (see punkt.go).
//
// A Tokenizer belongs to one goroutine and reuses its buffers: the Document it
// returns is valid until its next call. A Vocabulary is shared by all of them.
package token

// Version names everything that decides what a token or a sentence is. It goes
// into every manifest and every cache key.
//
//	1  prose v2.0.0, gse v0.80.3 (zh_s dictionary), normalisation rules of normal.go
//	2  words of UAX #29 (uax29 v2.7.0), of which prose splits clitics; compatibility
//	   characters match what they stand for; entries normalised as texts are;
//	   abbreviations of official prose end no sentence, full stops before a
//	   footnote figure do; traditional Chinese by OpenCC (tw2s), Latin letters in
//	   Chinese without case and width; French, Spanish, Russian and Arabic
//	3  entities are read; tags, addresses and what a corpus skips are no words; each
//	   paragraph by its own language
const Version = "3 (prose v2.0.0, uax29 v2.7.0, gse v0.80.3 zh_s)"
