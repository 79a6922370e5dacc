package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// TermCount is how often an entry was found in two spans.
type TermCount struct {
	Frame, Entry string
	Sign         int // of its frame in the measure: 1, or −1 on the negative side
	From, To     int64
	// The same with the weights of the entries.
	WeightFrom, WeightTo float64
}

// Add counts hits of an entry.
func (t *TermCount) Add(from, to int64, weight float64) {
	t.From, t.To = t.From+from, t.To+to
	t.WeightFrom += float64(float64(from) * weight)
	t.WeightTo += float64(float64(to) * weight)
}

// TermShift explains the change of a measure that is a sum over terms, a
// contrast's difference or a frame's rate, from one span to another. Values are
// in the unit of the measure.
type TermShift struct {
	TokensFrom, TokensTo int64
	ValueFrom, ValueTo   float64    // the measure in either span
	Change               float64    // ValueTo − ValueFrom: what the terms contribute in sum
	Terms                []TermPart // by size of the contribution
	Warnings             []measure.Warning
}

// TermPart is the part of one term.
type TermPart struct {
	TermCount
	RateFrom, RateTo float64 // hits, with their weights, per 1,000 tokens
	Contribution     float64 // Sign·(RateTo − RateFrom), in the unit of the measure
	// LogOdds says how much more at home the term is in the second span, and Z
	// how sure that is: stats.LogOdds against all other tokens of the span, with
	// the default prior, which is the pooled use in 1,000 tokens.
	LogOdds, Z float64
}

// Shift explains the change between two spans of so many tokens by the terms of
// a measure. Hits count with their weights, as in the series. A term without a hit in
// either span is left out.
func Shift(m measure.Measure, terms []TermCount, tokensFrom, tokensTo int64) TermShift {
	terms = slices.DeleteFunc(slices.Clone(terms), func(t TermCount) bool { return t.From+t.To == 0 })
	slices.SortFunc(terms, compareTerms)
	// The last place is for all other tokens, which have no sign.
	signs := make([]float64, len(terms)+1)
	from, to := make([]int64, len(terms)+1), make([]int64, len(terms)+1)
	weightsFrom, weightsTo := make([]float64, len(signs)), make([]float64, len(signs))
	var hitsFrom, hitsTo int64
	for i, t := range terms {
		signs[i], from[i], to[i] = m.Unit.Tokens*float64(t.Sign), t.From, t.To
		weightsFrom[i], weightsTo[i] = t.WeightFrom, t.WeightTo
		hitsFrom, hitsTo = hitsFrom+t.From, hitsTo+t.To
	}
	from[len(terms)], to[len(terms)] = max(0, tokensFrom-hitsFrom), max(0, tokensTo-hitsTo)

	shift := stats.ShiftWords(signs, weightsFrom, weightsTo, tokensFrom, tokensTo)
	odds := stats.LogOdds(to, from, stats.LogOddsOptions{})
	s := TermShift{TokensFrom: tokensFrom, TokensTo: tokensTo, ValueFrom: shift.From, ValueTo: shift.To, Change: shift.Change}
	for i, t := range terms {
		s.Terms = append(s.Terms, TermPart{
			t, rate(t.WeightFrom, tokensFrom), rate(t.WeightTo, tokensTo), shift.Parts[i], odds[i].Delta, odds[i].Z,
		})
	}
	slices.SortStableFunc(s.Terms, func(a, b TermPart) int {
		return cmp.Compare(math.Abs(b.Contribution), math.Abs(a.Contribution))
	})
	s.Warnings = weakSpans(hitsFrom, hitsTo)
	return s
}

// Top returns the n first terms, the others added up, and all added up. What
// the sums have no one of is NaN.
func (s TermShift) Top(n int) (top []TermPart, others, all TermPart) {
	n = min(n, len(s.Terms))
	others, all = s.sum(s.Terms[n:]), s.sum(s.Terms)
	all.Contribution = s.Change
	return s.Terms[:n], others, all
}

func (s TermShift) sum(terms []TermPart) TermPart {
	t := TermPart{LogOdds: math.NaN(), Z: math.NaN()}
	for _, p := range terms {
		t.From, t.To = t.From+p.From, t.To+p.To
		t.WeightFrom, t.WeightTo = t.WeightFrom+p.WeightFrom, t.WeightTo+p.WeightTo
		t.Contribution += p.Contribution
	}
	t.RateFrom, t.RateTo = rate(t.WeightFrom, s.TokensFrom), rate(t.WeightTo, s.TokensTo)
	return t
}

func rate(hits float64, tokens int64) float64 { return score.Rate(hits, float64(tokens)) }

func compareTerms(a, b TermCount) int {
	return cmp.Or(cmp.Compare(a.Frame, b.Frame), cmp.Compare(a.Entry, b.Entry), cmp.Compare(b.Sign, a.Sign))
}

func weakSpans(from, to int64) (warnings []measure.Warning) {
	for i, n := range [...]int64{from, to} {
		if n < weakHits {
			warnings = append(warnings, measure.Warning(fmt.Sprintf("%s: the %s span has %d hits", measure.Weak, [...]string{"first", "second"}[i], n)))
		}
	}
	return warnings
}
