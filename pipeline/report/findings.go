package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// finding is a paragraph of the page under its title, as sentences.
type finding struct {
	Title     string
	Sentences []string
}

// findings say what the tables say of the headline.
func (r *run) findings() []finding {
	if r.headline == nil {
		return []finding{{"Nothing was measured", []string{"The run has no document that falls into a period, so there is no series."}}}
	}
	l := r.headline
	all := []finding{
		{"What it does", r.shape(l)},
		{"What it is made of", said(r.made.Said(r.claims[l.name]))},
		{"The two ends", r.moved(l)},
		{"Which terms moved it", r.movers(l)},
		{"Whether it rests on single terms or speakers", r.hangs(l)},
		{"Corrected by human coding", r.corrected(l)},
		{"Who speaks", r.mix(l)},
		{"Within topics", r.withinTopics(l)},
		{"Groups", r.groupsOf(l)},
		{"What to be careful about", r.cautions(l)},
	}
	return slices.DeleteFunc(all, func(f finding) bool { return len(f.Sentences) == 0 })
}

// said is a text as a list, empty if there is none.
func said(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// seen are the places of the periods with an estimate.
func (l *line) seen() (out []int) {
	for i, v := range l.estimate {
		if !math.IsNaN(v) {
			out = append(out, i)
		}
	}
	return out
}

// moved says how the headline differs between the spans of the run, or, where
// they are not on record, between its first and its last period.
func (r *run) moved(l *line) (out []string) {
	m, seen := measureOf(l.Measure), l.seen()
	switch len(seen) {
	case 0:
		return []string{"No period has an estimate."}
	case 1:
		return []string{fmt.Sprintf("Only one period, %s, has an estimate: %s is %s. Nothing can be said about change.",
			r.period(r.periods[seen[0]]), strings.ToLower(m.Label), r.level(l, seen[0]))}
	}
	these := "the two spans of the run"
	if i := r.whole(l.name); i >= 0 && !math.IsNaN(r.composition[i].ValueFrom+r.composition[i].ValueTo) {
		out = append(out, r.shares(l, &r.composition[i]))
		these = "these two spans"
	}
	if change := r.change(l); !math.IsNaN(change) {
		out = append(out, fmt.Sprintf("Between %s, each taken as a whole, %s differs by %s%s.", these,
			strings.ToLower(m.Label), m.with(change), r.towards(l, change)))
	}
	first, last := seen[0], seen[len(seen)-1]
	return append(out, fmt.Sprintf("The first period with an estimate is %s, at %s; the last is %s, at %s. In brackets stands the 95 %% interval, where there is one.",
		r.period(r.periods[first]), r.level(l, first), r.period(r.periods[last]), r.level(l, last)))
}

// change is the headline's change between the spans of the run, or NaN.
func (r *run) change(l *line) float64 {
	if all := r.leftOut(l, "all"); len(all) > 0 {
		return all[0].Change
	}
	return math.NaN()
}

// level is the estimate of a period with its interval.
func (r *run) level(l *line, i int) string {
	return measureOf(l.Measure).interval(l.estimate[i], l.low[i], l.high[i])
}

// whole finds the sum of the composition of a contrast's share, or -1.
func (r *run) whole(n name) int {
	n.Measure = measure.MeanBy(measure.Contrast, measure.ByHits).Name
	return slices.IndexFunc(r.composition, func(c store.CompositionRow) bool { return c.SeriesName == n && c.Issuer == "" })
}

func (r *run) shares(l *line, c *store.CompositionRow) string {
	positive, negative := r.sides(l.name)
	return fmt.Sprintf("Of all %ss on %s or on %s, %s were on %s in %s, and %s in %s.", r.counts(l.name),
		positive, negative, percent(c.ValueFrom), positive, r.span(c.FromStart, c.FromEnd), percent(c.ValueTo), r.span(c.ToStart, c.ToEnd))
}

// towards says which side a contrast moved to.
func (r *run) towards(l *line, change float64) string {
	positive, negative := r.sides(l.name)
	switch {
	case measureOf(l.Measure).Rises != measure.TowardsPositive || change == 0:
		return ""
	case change > 0:
		return ", towards " + positive
	}
	return ", towards " + negative
}

// notes are the sentences on the warnings of a row, up to a severity.
func notes(list string, most measure.Severity) (out []string) {
	for _, w := range measure.Split(list) {
		if about, _ := w.About(); about.Severity <= most {
			out = append(out, strings.ToUpper(about.Sentence[:1])+about.Sentence[1:]+".")
		}
	}
	return out
}
