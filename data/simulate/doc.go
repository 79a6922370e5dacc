// Package simulate makes synthetic corpora of official discourse with a known
// course of framing, for tests, power studies and the sample that comes with
// frameshift.
//
// A corpus is about Varland and its neighbours, states that do not exist, their
// ministries, the Amber Sea they lie on and the bodies they speak in, none of
// which exist either. No real state, body or person is named.
//
// # The model
//
// In year y, before audience a, a framed sentence takes the sovereignty side
// with probability p and else the development side, where
//
//	logit p = Baseline + Slope·(y−From) + Σ Breaks up to y + Offset(a) + wander(y)
//
// and wander is a stationary AR(1). Within a document the sides are drawn from
// a Pólya urn, which is exactly the beta-binomial with intra-document
// correlation Dispersion. Whether a sentence is framed does not depend on its side,
// and neither does whether it is a pair or of a course instead.
//
// # What is planted
//
// A framed sentence holds exactly one term of one frame of its side, which
// the lexicon norms counts for that frame and for no other. A pair holds one term
// of values.development and one of values.security; worded as a phrase of balance
// it holds them and the phrase, so that neither contrast moves when the phrase is
// taken up. A sentence of a course holds one term of its frame. All other words
// are neutral, that is, in no frame of norms.
//
// # Randomness
//
// Same options, same bytes. Every document has ChaCha8 streams of its own, keyed
// by (seed, year, audience, number within both), and the wander has one keyed by
// the seed, so that documents can be made in any order, alone or in parallel,
// and another audience or a longer corpus leaves those already there as they are
// (the wander apart from its years before a new first one).
package simulate
