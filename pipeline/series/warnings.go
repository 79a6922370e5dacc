package series

import (
	"fmt"
	"maps"
	"slices"
)

// Warnings say which pairs of groups and which spans of the options will have
// little or nothing in the tables.
func (a *Aggregator) Warnings() (out []string) {
	if a.docs.len() == 0 {
		return nil
	}
	for _, name := range sortedKeys(a.versus) {
		v := a.versus[name]
		for _, group := range []string{v.first, v.second} {
			if a.groups[group] == nil {
				out = append(out, fmt.Sprintf("versus %q: no document is of %s", name, group))
			}
		}
	}
	for _, s := range []Span{a.o.From, a.o.To} {
		if s == (Span{}) {
			continue
		}
		if !s.Whole(a.o.Freq) {
			out = append(out, fmt.Sprintf("span %v: a %s belongs to it by its first day, and one is only partly inside", s, a.o.Freq))
		}
		if !slices.ContainsFunc(slices.Collect(maps.Keys(a.groups[""])), s.Holds) {
			out = append(out, fmt.Sprintf("span %v holds no document: nothing is explained", s))
		}
	}
	return out
}
