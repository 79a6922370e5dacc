package series

import (
	"cmp"
	"math"
	"slices"
	"time"
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
	hits := a.termHits()
	var rows []TermRow
	for _, t := range sortedTerms(hits) {
		rows = append(rows, a.termRows(t, hits[t], periods)...)
	}
	return rows, nil
}

// termHits returns the kept hits of each term by period.
func (a *Aggregator) termHits() map[term]map[time.Time]int64 {
	hits := map[term]map[time.Time]int64{}
	for i := range a.docs {
		d := &a.docs[i]
		for _, c := range d.terms {
			t := a.term(c.entry)
			if hits[t] == nil {
				hits[t] = map[time.Time]int64{}
			}
			hits[t][d.period] += int64(c.hits)
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

func (a *Aggregator) termRows(t term, hits map[time.Time]int64, periods []time.Time) []TermRow {
	var rows []TermRow
	before, last := math.NaN(), int64(0)
	for _, p := range periods {
		all := a.tally("", p, a.topicIndex())
		if all == nil {
			continue
		}
		n := hits[p]
		rate := 1000 * float64(n) / float64(all.tokens)
		if n > 0 || last > 0 {
			rows = append(rows, TermRow{t.frame, t.entry, string(a.o.Freq), p, n, rate - before})
		}
		before, last = rate, n
	}
	return rows
}

// topicIndex is the topic the run is restricted to; 0 is all discourse.
func (a *Aggregator) topicIndex() int { return max(0, slices.Index(a.topics, a.o.Topic)) }
