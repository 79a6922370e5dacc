package diff

import (
	"cmp"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// shapes compares the shapes of series that both runs have, and their steps.
func (c *comparison) shapes() error {
	before, err := stepsOf(c.before)
	if err != nil {
		return err
	}
	after, err := stepsOf(c.after)
	if err != nil {
		return err
	}
	var shapes []ShapeChange
	var breaks []BreakChange
	compare := func(a, b *store.ShapeRow) int { return compareNames(a.SeriesName, b.SeriesName) }
	h := SeriesName(headline(c.after))
	err = walk(c, compare, func(a, b *store.ShapeRow) {
		if b != nil && SeriesName(b.SeriesName) == h {
			c.Says = claim.Of(*b, after[b.SeriesName]).Text
		}
		if a == nil || b == nil {
			return // of a series that came or went, or that nobody asked the shape of
		}
		old, now := before[a.SeriesName], after[b.SeriesName]
		if a.Shape != b.Shape || len(old) != len(now) {
			shapes = append(shapes, ShapeChange{SeriesName(b.SeriesName), shapeText(a, old), shapeText(b, now), claim.Of(*b, now).Text})
		}
		breaks = append(breaks, stepChanges(old, now)...)
	})
	if err != nil {
		return err
	}
	inOrder(shapes, h, func(s *ShapeChange) SeriesName { return s.SeriesName })
	inOrder(breaks, h, func(b *BreakChange) SeriesName { return b.SeriesName })
	for _, s := range shapes {
		c.Shapes.add(s, c.most)
	}
	for _, b := range breaks {
		c.Breaks.add(b, c.most)
	}
	return nil
}

// inOrder puts the headline first and pooled series before groups.
func inOrder[T any](list []T, h SeriesName, name func(*T) SeriesName) {
	slices.SortStableFunc(list, func(x, y T) int {
		a, b := name(&x), name(&y)
		return cmp.Or(first(b == h, a == h), first(b.Group == "", a.Group == ""))
	})
}

// shapeText is a shape, with how many steps it has if it is more than one.
func shapeText(s *store.ShapeRow, steps []store.BreakRow) string {
	if s.Shape == claim.Steps || s.Shape == claim.TrendAndStep {
		return claim.Of(*s, steps).Lead
	}
	return s.Shape
}

func stepsOf(r *result.Run) (map[store.SeriesName][]store.BreakRow, error) {
	out := map[store.SeriesName][]store.BreakRow{}
	for row, err := range result.Scan[store.BreakRow](r) {
		if err != nil {
			return nil, err
		}
		out[row.SeriesName] = append(out[row.SeriesName], row)
	}
	return out, nil
}

// stepChanges matches the steps of a series: those with the same date are the
// same; of the others, in order of time, those whose sets of dates meet.
func stepChanges(old, now []store.BreakRow) (out []BreakChange) {
	same := func(a, b *store.BreakRow) bool { return a.Date.Equal(b.Date) && a.Next.Equal(b.Next) }
	meet := func(a, b *store.BreakRow) bool { return !a.DateHigh.Before(b.DateLow) && !b.DateHigh.Before(a.DateLow) }
	found := match(old, now, same)
	for i, j := range match(old, now, meet) {
		if found[i] < 0 && !slices.Contains(found, j) {
			found[i] = j
		}
	}
	for i := range old {
		switch j := found[i]; {
		case j < 0:
			out = append(out, BreakChange{SeriesName(old[i].SeriesName), Went, dateText(&old[i]), ""})
		case !same(&old[i], &now[j]):
			out = append(out, BreakChange{SeriesName(old[i].SeriesName), Shifted, dateText(&old[i]), dateText(&now[j])})
		}
	}
	for j := range now {
		if !slices.Contains(found, j) {
			out = append(out, BreakChange{SeriesName(now[j].SeriesName), Appeared, "", dateText(&now[j])})
		}
	}
	return out
}

// match gives each of the old steps the first of the new ones that fits and is
// free, or -1.
func match(old, now []store.BreakRow, fits func(a, b *store.BreakRow) bool) []int {
	found := make([]int, len(old))
	for i := range old {
		found[i] = -1
		for j := range now {
			if fits(&old[i], &now[j]) && !slices.Contains(found[:i], j) {
				found[i] = j
				break
			}
		}
	}
	return found
}

func dateText(b *store.BreakRow) string {
	freq := series.Freq(b.Freq)
	return freq.Name(b.Date) + " | " + freq.Name(b.Next)
}

// periodText names a period by the day it starts.
func periodText(freq, start string) string {
	t, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return start
	}
	return series.Freq(freq).Name(t)
}
