package series

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/score"
)

// term is an entry as the tables name it. Entries of a frame that are written
// alike, in two languages say, are one term.
type term struct{ frame, entry string }

// term names an entry of the lexicon.
func (a *Aggregator) term(entry int32) term {
	e := &a.entries[entry]
	return term{a.lex.Frames[e.Frame].Key, e.Term}
}

func compareTermNames(x, y term) int {
	return cmp.Or(cmp.Compare(x.frame, y.frame), cmp.Compare(x.entry, y.entry))
}

// Terms returns what every term has in each period of the pooled series,
// sorted by frame, entry and period: where it has hits, and where it lost
// those of the period before. A Contribution is the change of the term's hits
// per 1,000 tokens since the last period with documents, so that the terms of
// a frame sum to the change of its rate, and the periods of a term to its
// change over a longer span.
func (a *Aggregator) Terms() ([]TermRow, error) {
	periods, err := a.periods()
	if err != nil {
		return nil, err
	}
	hits := a.termHits(periods)
	var rows []TermRow
	for _, t := range sortedTerms(hits) {
		rows = a.termRows(rows, t, hits[t], periods)
	}
	return rows, nil
}

// termHits is how many hits a term has, and their weight in parts.
type termHits struct{ n, weight int64 }

// termHits returns the kept hits of each term in each of the periods.
func (a *Aggregator) termHits(periods []time.Time) map[term][]termHits {
	place := map[time.Time]int{}
	for i, p := range periods {
		place[p] = i
	}
	hits, ofEntry := map[term][]termHits{}, make([][]termHits, len(a.entries))
	for d := range a.reader().each(ofTerms) {
		at, ok := place[d.period]
		if !ok {
			continue
		}
		for _, c := range d.terms {
			if ofEntry[c.entry] == nil {
				t := a.term(c.entry)
				if hits[t] == nil {
					hits[t] = make([]termHits, len(periods))
				}
				ofEntry[c.entry] = hits[t]
			}
			h := &ofEntry[c.entry][at]
			h.n += int64(c.hits)
			h.weight += int64(c.hits) * int64(a.entries[c.entry].Parts)
		}
	}
	return hits
}

func sortedTerms[V any](m map[term]V) []term {
	list := make([]term, 0, len(m))
	for t := range m {
		list = append(list, t)
	}
	slices.SortFunc(list, compareTermNames)
	return list
}

// termRows adds the rows of a term.
func (a *Aggregator) termRows(rows []TermRow, t term, hits []termHits, periods []time.Time) []TermRow {
	before, last := math.NaN(), int64(0)
	for i, p := range periods {
		all := a.tally("", p, a.topicIndex())
		if all == nil {
			continue
		}
		h := hits[i]
		rate := score.Rate(float64(h.weight)/a.classes.parts, float64(all.tokens))
		if h.n > 0 || last > 0 {
			rows = append(rows, TermRow{t.frame, t.entry, string(a.o.Freq), p, h.n, rate - before})
		}
		before, last = rate, h.n
	}
	return rows
}

// topicIndex is the topic the run is restricted to; 0 is all discourse.
func (a *Aggregator) topicIndex() int { return max(0, slices.Index(a.topics, a.o.Topic)) }
