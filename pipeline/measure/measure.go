// Package measure says what the measures and the warnings of a run are: units,
// bounds, parts and words, as values that series, store, figure and report ask.
// The arithmetic is in score. A new measure is one entry of the list below and
// its arithmetic there.
package measure

import (
	"math"
	"slices"
)

// Kind is what a measure is taken of.
type Kind string

// The kinds.
const (
	Contrast Kind = "contrast"
	Frame    Kind = "frame"
	Pair     Kind = "pair"
)

// Unit is what a measure is counted in.
type Unit struct {
	Name string
	// Tokens is the number of tokens to which hits are set in relation; 0 where
	// the measure is no such rate.
	Tokens float64
}

// The units.
var (
	Logits    = Unit{"logits", 0}
	Share     = Unit{"share", 0}
	Index     = Unit{"0 to 1", 0}
	Sentences = Unit{"sentences", 0}
	PerToken  = Unit{"per token", 1}
	PerMille  = Unit{"per 1,000 tokens", 1000}
)

// Direction is what it means that a measure rises.
type Direction string

// The directions.
const (
	TowardsPositive Direction = "towards the positive side"
	More            Direction = "more"
)

// Weight is what a measure of a whole weighs its members by: it is their
// weighted mean, so that its change splits into changes within them and of their
// mix.
type Weight string

// The weights; a measure that is no such mean has NoWeight.
const (
	NoWeight Weight = ""
	ByTokens Weight = "tokens"
	ByHits   Weight = "hits"
)

// Spread is a kind of counts that documents have.
type Spread string

// The spreads. A measure without one has intervals from the bootstrap.
const (
	NoSpread Spread = ""
	OfSides  Spread = "sides"  // the positive side's part in the counts of both
	OfTokens Spread = "tokens" // counts in so many tokens
	OfBoth   Spread = "both"   // the difference of both sides in so many tokens: the product of the two
	// OfSentences is the second side's part in the sentences with the first side, and
	// its part in the others.
	OfSentences Spread = "sentences"
)

// Measure describes a measure.
type Measure struct {
	Name      string
	Of        Kind
	Formula   string // for the codebook
	Unit      Unit
	Low, High float64 // bounds; infinite where there is none

	// Ratio marks measures that compare hits with hits: without a hit they have
	// nothing to say, whatever their formula gives.
	Ratio bool
	// Odds marks the logarithm of the odds of the positive side: its breaks are
	// those of the binomial P out of P+N, and its exponential is P to N.
	Odds bool
	// Spread is what documents spread in around the level of a period, and what
	// the interval of an estimate comes from.
	Spread Spread
	// Smoothed marks the log odds ratio of a table with ½ added to each cell: where
	// a margin is empty it would show the ½, and there is no estimate.
	Smoothed bool
	// Joint marks measures of the sentences with both sides of a pair.
	Joint bool
	// Weighted marks measures of hits that count with the weights of their
	// entries.
	Weighted bool
	// Headline marks the one measure of its kind that stands for it: searched for
	// breaks unless told otherwise, and explained.
	Headline bool
	Rises    Direction
	// Terms names the measure whose change the terms' parts sum to and which
	// explains this one; empty where none does.
	Terms string
	Mean  Weight

	Label, About string // for readers
	Shown        Shown
}

// Shown is how values are shown to readers.
type Shown struct {
	Unit     string
	Scale    float64 // shown = value × Scale
	Decimals int
}

var inf = math.Inf(1)

var all = []Measure{
	{Name: "position", Of: Contrast, Unit: Logits, Low: -inf, High: inf,
		Ratio: true, Odds: true, Spread: OfSides, Weighted: true, Headline: true, Rises: TowardsPositive, Terms: "difference",
		Formula: "ln((P+½)/(N+½)); 0 without hits (Lowe, Benoit, Mikhaylov and Laver 2011)",
		Label:   "Position", Shown: Shown{"logits", 1, 2},
		About: "the logarithm of how often the one side is named for each time the other is: 0 is as often, 0.7 twice as often, −0.7 half as often"},
	{Name: "share", Of: Contrast, Unit: Share, Low: 0, High: 1,
		Ratio: true, Spread: OfSides, Weighted: true, Rises: TowardsPositive, Mean: ByHits,
		Formula: "P/(P+N)",
		Label:   "Share", Shown: Shown{"%", 100, 0},
		About: "the first side's share in the hits of both sides"},
	{Name: "difference", Of: Contrast, Unit: PerToken, Low: -inf, High: inf,
		Spread: OfBoth, Weighted: true, Rises: TowardsPositive, Terms: "difference", Mean: ByTokens,
		Formula: "(P−N)/tokens",
		Label:   "Difference", Shown: Shown{"per 1,000 words", 1000, 2},
		About: "hits of the first side minus hits of the second, per 1,000 words"},
	{Name: "salience", Of: Contrast, Unit: PerToken, Low: 0, High: inf,
		Spread: OfTokens, Weighted: true, Rises: More,
		Formula: "(P+N)/tokens",
		Label:   "Salience", Shown: Shown{"per 1,000 words", 1000, 2},
		About: "hits of both sides per 1,000 words: how much is said about the matter at all"},
	{Name: "rate", Of: Frame, Unit: PerMille, Low: 0, High: inf,
		Spread: OfTokens, Weighted: true, Headline: true, Rises: More, Terms: "rate", Mean: ByTokens,
		Formula: "1000 × hits/tokens",
		Label:   "Rate", Shown: Shown{"per 1,000 words", 1, 2},
		About: "hits of the frame per 1,000 words"},
	{Name: "together", Of: Pair, Unit: Sentences, Low: 0, High: inf,
		Joint: true, Rises: More,
		Formula: "sentences with a hit of both sides",
		Label:   "Together", Shown: Shown{"sentences", 1, 0},
		About: "sentences that name both sides"},
	{Name: "lift", Of: Pair, Unit: Logits, Low: -inf, High: inf,
		Ratio: true, Smoothed: true, Spread: OfSentences, Headline: true, Rises: More,
		Formula: "log odds ratio of the 2×2 table of sentences, ½ added to each cell; null where a side has no sentence, or every one",
		Label:   "Lift", Shown: Shown{"log odds ratio", 1, 2},
		About: "whether the two sides meet in a sentence more often (above 0) or less often (below 0) than if they knew nothing of each other"},
	{Name: "jaccard", Of: Pair, Unit: Share, Low: 0, High: 1,
		Ratio: true, Joint: true, Rises: More,
		Formula: "sentences with both / sentences with either",
		Label:   "Jaccard", Shown: Shown{"%", 100, 1},
		About: "sentences with both sides among the sentences with either"},
	{Name: "evenness", Of: Pair, Unit: Index, Low: 0, High: 1,
		Ratio: true, Rises: More,
		Formula: "1−|a−b|/(a+b)",
		Label:   "Evenness", Shown: Shown{"0 to 1", 1, 2},
		About: "1 where both sides have as many hits, 0 where one side has all"},
}

// All are the measures there are, in the order of the codebook.
func All() []Measure { return slices.Clone(all) }

// Names are the names of all measures.
func Names() (names []string) {
	for i := range all {
		names = append(names, all[i].Name)
	}
	return names
}

// Named returns the measure of that name. Of one that there is not, the name is
// the label and nothing else is known.
func Named(name string) (m Measure, ok bool) {
	if i := slices.IndexFunc(all, func(m Measure) bool { return m.Name == name }); i >= 0 {
		return all[i], true
	}
	return Measure{Name: name, Label: name, Low: -inf, High: inf, Shown: Shown{Scale: 1, Decimals: 3}}, false
}

// Headline is the measure that stands for its kind.
func Headline(k Kind) Measure {
	return all[slices.IndexFunc(all, func(m Measure) bool { return m.Of == k && m.Headline })]
}

// MeanBy returns the measure of a kind that is the mean of its members with that
// weight.
func MeanBy(k Kind, w Weight) Measure {
	return all[slices.IndexFunc(all, func(m Measure) bool { return m.Of == k && m.Mean == w })]
}
