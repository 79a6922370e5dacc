package series

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Versus is a pair of groups to be compared: their difference is a series of
// its own, the first minus the second, in periods in which both have documents.
type Versus struct{ First, Second string }

// ParseVersus reads "audience=regional vs audience=international".
func ParseVersus(s string) (Versus, error) {
	first, second, ok := strings.Cut(s, " vs ")
	v := Versus{strings.TrimSpace(first), strings.TrimSpace(second)}
	if !ok || !strings.Contains(v.First, "=") || !strings.Contains(v.Second, "=") || v.First == v.Second {
		return v, fmt.Errorf("versus %q: want two groups, like \"audience=regional vs audience=international\"", s)
	}
	return v, nil
}

// String is the name of the group in the tables.
func (v Versus) String() string { return v.First + " vs " + v.Second }

// By returns the keys, crossed by +, of the grouping the groups belong to.
func (v Versus) By() []string {
	var by []string
	for _, group := range []string{v.First, v.Second} {
		var keys []string
		for _, part := range strings.Split(group, ",") {
			key, _, _ := strings.Cut(part, "=")
			keys = append(keys, key)
		}
		if k := strings.Join(keys, "+"); !slices.Contains(by, k) {
			by = append(by, k)
		}
	}
	return by
}

// versus keeps the intervals of a pair of groups, by topic.
type versus struct {
	Versus
	intervals []map[time.Time][]interval
}

func newVersus(v Versus, topics int) *versus {
	out := &versus{Versus: v}
	for range topics {
		out.intervals = append(out.intervals, map[time.Time][]interval{})
	}
	return out
}

// fillPair makes the row of a pair of groups.
func (a *Aggregator) fillPair(r *Row, v *versus, s seriesKey, period time.Time) {
	first, second := a.tally(v.First, period, s.topic), a.tally(v.Second, period, s.topic)
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
	r.doubt(m.lopsided(first) || m.lopsided(second), min(first.documents, second.documents))
}
