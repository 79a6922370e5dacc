package series

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
)

// ParseVersus reads a pair of groups to be compared, like "audience=regional vs
// audience=international": their difference is a series of its own, the first
// minus the second, in periods in which both have documents.
func ParseVersus(s string) (group.Group, error) {
	g, err := group.Parse(s)
	if err == nil && (!g.Pair() || g.First.String() == g.Second.String()) {
		err = errors.New("they are not two")
	}
	if err != nil {
		return g, fmt.Errorf("versus %q: want two groups, like \"audience=regional vs audience=international\": %w", s, err)
	}
	return g, nil
}

// ParsePairs reads pairs of groups.
func ParsePairs(texts []string) (out []group.Group, err error) {
	for _, text := range texts {
		v, err := ParseVersus(text)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// versus keeps the intervals of a pair of groups, by topic.
type versus struct {
	first, second string
	intervals     []map[time.Time][]interval
}

func newVersus(g group.Group, topics int) *versus {
	out := &versus{first: g.First.String(), second: g.Second.String()}
	for range topics {
		out.intervals = append(out.intervals, map[time.Time][]interval{})
	}
	return out
}

// fillPair makes the row of a pair of groups.
func (a *Aggregator) fillPair(r *Row, v *versus, s seriesKey, period time.Time) {
	first, second := a.tally(v.first, period, s.topic), a.tally(v.second, period, s.topic)
	for _, t := range []*tally{first, second} {
		if t != nil {
			r.add(&a.measures[s.measure], t)
		}
	}
	if first == nil || second == nil {
		r.Warnings = noDocuments
		return
	}
	r.Estimate = a.estimate(s.measure, first) - a.estimate(s.measure, second)
	if list := v.intervals[s.topic][period]; list != nil {
		r.interval(list[s.measure])
	}
	m := &a.measures[s.measure]
	doubts := slices.Concat(m.doubts(first), m.doubts(second))
	slices.Sort(doubts)
	r.doubt(slices.Compact(doubts), min(first.documents, second.documents))
}
