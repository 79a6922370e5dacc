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

// significance is the level that decides about breaks, see the codebook.
const significance = 0.05

// findings say what the tables say of the headline.
func (r *run) findings() []finding {
	if r.headline == nil {
		return []finding{{"Nothing was measured", []string{"The run has no document that falls into a period, so there is no series."}}}
	}
	l := r.headline
	all := []finding{
		{"What changed", r.moved(l)},
		{"When it changed", r.broke(l)},
		{"The trend over the whole time", r.trend(l)},
		{"Which terms moved it", r.movers(l)},
		{"What it hangs on", r.hangs(l)},
		{"Who speaks", r.mix(l)},
		{"Within topics", r.withinTopics(l)},
		{"Groups", r.groupsOf(l)},
		{"What to be careful about", r.cautions(l)},
	}
	return slices.DeleteFunc(all, func(f finding) bool { return len(f.Sentences) == 0 })
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
		out = append(out, fmt.Sprintf("Between %s %s %s by %s%s.", these,
			strings.ToLower(m.Label), rose(change), m.with(math.Abs(change)), r.towards(l, change)))
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
	return fmt.Sprintf("Of all hits on %s or on %s, %s were on %s in %s, and %s in %s.",
		positive, negative, percent(c.ValueFrom), positive, r.span(c.FromStart, c.FromEnd), percent(c.ValueTo), r.span(c.ToStart, c.ToEnd))
}

func rose(change float64) string {
	switch {
	case change > 0:
		return "rose"
	case change < 0:
		return "fell"
	}
	return "stayed"
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

// ratio says what a position means in hits.
func (r *run) ratio(l *line, position float64) string {
	if !measureOf(l.Measure).Odds || math.IsNaN(position) {
		return ""
	}
	positive, negative := r.sides(l.name)
	if position < 0 {
		positive, negative, position = negative, positive, -position
	}
	times := math.Exp(position)
	if times < 1.05 {
		return "about as many on " + positive + " as on " + negative
	}
	decimals := 1
	if times >= 10 {
		decimals = 0
	}
	return fmt.Sprintf("about %s hits on %s for each on %s", fixed(times, decimals), positive, negative)
}

// trend says what the tests for a trend say of a series.
func (r *run) trend(l *line) []string {
	t, ok := r.trends[l.name]
	if !ok || math.IsNaN(t.P) {
		return nil
	}
	m := measureOf(l.Measure)
	slope := fmt.Sprintf("the median slope is %s a %s (Sen; 95 %% interval %s to %s), ",
		m.unit(m.slope(t.Sen)), r.label(), m.slope(t.SenLow), m.slope(t.SenHigh))
	tests := fmt.Sprintf("Mann–Kendall %s", pText(t.P))
	p := t.P
	if !math.IsNaN(t.PHR) {
		tests += fmt.Sprintf(", and %s allowing for periods that resemble those before (Hamed and Rao)", pText(t.PHR))
		p = max(p, t.PHR)
	}
	out := fmt.Sprintf("Over %s with an estimate no steady trend is shown: %s%s.", counted(t.N, r.label()), slope, tests)
	if p < significance {
		direction := "fell"
		if t.TauB > 0 {
			direction = "rose"
		}
		out = fmt.Sprintf("Over %s with an estimate %s %s by more than chance would explain: %s%s. A trend sums up the whole time in one direction; it does not say that the change was gradual.",
			counted(t.N, r.label()), strings.ToLower(m.Label), direction, slope, tests)
	}
	return append([]string{out}, noted(t.Warnings)...)
}

// slope is a change per period, which is small, with three digits that count.
func (m shown) slope(v float64) string {
	decimals := m.Shown.Decimals + 1
	if a := math.Abs(v * m.Shown.Scale); a > 0 && a < 0.1 {
		decimals = min(8, 1-int(math.Floor(math.Log10(a))))
	}
	return fixed(v*m.Shown.Scale, decimals)
}

// noted makes a sentence of the warnings on a row.
func noted(list string) []string {
	var parts []string
	for _, w := range measure.Split(list) {
		text := string(w)
		if about, ok := w.About(); ok {
			text += " (" + about.Sentence + ")"
		}
		parts = append(parts, text)
	}
	if parts == nil {
		return nil
	}
	return []string{"Warnings: " + strings.Join(parts, "; ") + "."}
}
