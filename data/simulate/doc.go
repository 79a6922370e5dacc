// Package simulate makes synthetic corpora of official discourse with a known
// course of framing, for tests, power studies and the sample that comes with
// frameshift.
//
// A corpus is about Varland, a state that does not exist, its ministries, the
// Amber Sea it lies on and the bodies it speaks in, none of which exist either.
// No real state, body or person is named.
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
// correlation Dispersion. Whether a sentence is framed, and whether it is a
// balance phrase instead, does not depend on its side.
//
// # What is planted
//
// A framed sentence holds exactly one of [Terms] of its side, which the lexicon
// norms counts for that side of the contrast sovereignty-development and for no
// other. A balance phrase is one of [BalanceTerms], which norms counts for
// values.balance and for neither side: a phrase that names development itself
// ("coordinate development and security") would move the contrast, and the
// planted log-odds would no longer be the true ones. Security, where it is
// asked for, is one of [SecurityTerms]. All other words are neutral, that is,
// in no frame of norms.
//
// # Randomness
//
// Same options, same bytes. Every document has ChaCha8 streams of its own, keyed
// by (seed, year, audience, number within both), and the wander has one keyed by
// the seed, so that documents can be made in any order, alone or in parallel,
// and another audience or a longer corpus leaves those already there as they are
// (the wander apart from its years before a new first one).
package simulate
