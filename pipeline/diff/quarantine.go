package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/store"
)

// quarantine compares the counts by reason, and lists what is new of those that
// grew.
func (c *comparison) quarantine() error {
	a, b := &c.before.Manifest, &c.after.Manifest
	c.reasons(a.Quarantined, b.Quarantined, false)
	c.reasons(a.Ignored, b.Ignored, true)
	grew := map[string]bool{}
	for _, r := range c.Quarantine {
		grew[r.Reason] = !r.Ignored && r.After > r.Before
	}
	compare := func(a, b *store.QuarantineRow) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Reason, b.Reason), strings.Compare(a.Detail, b.Detail))
	}
	return walk(c, compare, func(a, b *store.QuarantineRow) {
		if a == nil && grew[b.Reason] {
			c.Rejected.add(RejectedInput{b.Source, b.Reason, b.Detail}, c.most)
		}
	})
}

func (c *comparison) reasons(before, after []store.ReasonRows, ignored bool) {
	count := func(list []store.ReasonRows, reason string) int64 {
		for _, r := range list {
			if r.Reason == reason {
				return r.Rows
			}
		}
		return 0
	}
	var names []string
	for _, r := range slices.Concat(before, after) {
		names = append(names, r.Reason)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if x, y := count(before, name), count(after, name); x != y {
			c.Quarantine = append(c.Quarantine, ReasonChange{name, x, y, ignored})
		}
	}
}
