package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// namedTerms are the terms a sentence names, and breakTerms those it names at a
// break.
const (
	namedTerms = 6
	breakTerms = 3
)

// movers says which terms moved the headline's contrast between the spans of
// the run.
func (r *run) movers(l *line) (out []string) {
	for _, c := range r.shifts {
		if c.Of == l.Of && c.Topic == l.Topic && c.Group == l.Group && c.broken.IsZero() {
			out = append(out, r.mover(c))
		}
	}
	return out
}

// behind names the terms that moved most at a break of the headline.
func (r *run) behind(l *line, b *store.BreakRow) string {
	for _, c := range r.shifts {
		if measureOf(l.Measure).Headline && c.Measure == measureOf(l.Measure).Terms && c.Of == l.Of && c.Topic == l.Topic && c.Group == l.Group && c.broken.Equal(b.Date) {
			if parts, _ := r.largest(c, breakTerms); parts != nil {
				return " The terms that moved most there, per 1,000 words: " + list(parts) + "."
			}
		}
	}
	return ""
}

func (r *run) mover(c *change) string {
	positive, negative := r.sides(c.name)
	total := 0.0
	for i := range c.terms {
		total += c.terms[i].Contribution
	}
	text := fmt.Sprintf("From %s to %s the %ss on %s minus those on %s, per 1,000 words, changed by %s.",
		r.span(c.FromStart, c.FromEnd), r.span(c.ToStart, c.ToEnd), r.counts(c.name), positive, negative, plus(total))
	parts, sum := r.largest(c, namedTerms)
	if parts == nil {
		return text
	}
	text += " The largest parts: " + list(parts) + "."
	if len(c.terms) > len(parts) {
		text += fmt.Sprintf(" Together these make %s; the other terms make %s.", plus(sum), plus(total-sum))
	}
	return text
}

// largest names the terms with the largest parts in a change, and their sum.
func (r *run) largest(c *change, n int) (parts []string, sum float64) {
	for _, t := range c.terms[:min(n, len(c.terms))] {
		if t.Contribution == 0 {
			break
		}
		parts = append(parts, fmt.Sprintf("“%s”%s %s (%s, %s → %s)", t.Entry, r.gloss(t.Frame, t.Entry), plus(t.Contribution), r.frame(t.Frame), claim.Grouped(t.HitsFrom), counted(t.HitsTo, r.counts(c.name))))
		sum += t.Contribution
	}
	return parts, sum
}

// plus is a change with its sign.
func plus(v float64) string {
	if text := fixed(v, 2); v <= 0 {
		return text
	} else {
		return "+" + text
	}
}

// kinds are the kinds of rows of the table stability, the whole apart.
var kinds = []string{"term", "issuer", "document", "stance", lexiconKind}

const lexiconKind = "lexicon"

// leaving begins the sentence on a kind with n rows.
func leaving(kind string, n int) string {
	switch {
	case kind == lexiconKind:
		return "Measured with " + counted(n, "other lexicon") + " instead, "
	case n == 1:
		return "Without the only " + kind + ", "
	}
	return "Leaving out one of " + counted(n, kind) + ", "
}

// hangs says how far the change goes with single items left out.
func (r *run) hangs(l *line) (out []string) {
	whole := r.change(l)
	if math.IsNaN(whole) {
		return nil
	}
	for _, k := range kinds {
		if rows := r.leftOut(l, k); len(rows) > 0 {
			out = append(out, leaving(k, len(rows))+reach(measureOf(l.Measure), k, whole, rows))
		}
	}
	if out == nil {
		return nil
	}
	return append([]string{fmt.Sprintf("The change of %s between the two spans was computed again, each time without one item.", measureOf(l.Measure).with(whole))}, out...)
}

// reach says between what the change lies in the rows.
func reach(m shown, kind string, whole float64, rows []store.StabilityRow) string {
	var defined []store.StabilityRow
	turned := 0
	for _, s := range rows {
		if math.IsNaN(s.Change) {
			continue
		}
		defined = append(defined, s)
		if s.Change*whole <= 0 {
			turned++
		}
	}
	if len(defined) == 0 {
		return "it cannot be computed."
	}
	byChange := func(a, b store.StabilityRow) int { return cmp.Compare(a.Change, b.Change) }
	low, high := slices.MinFunc(defined, byChange), slices.MaxFunc(defined, byChange)
	text := "it is " + m.value(low.Change)
	if len(defined) > 1 {
		text = fmt.Sprintf("it lies between %s and %s", m.value(low.Change), m.value(high.Change))
	}
	if most := slices.MinFunc(defined, func(a, b store.StabilityRow) int { return cmp.Compare(a.Rank, b.Rank) }); most.Delta != 0 && len(defined) > 1 {
		text += fmt.Sprintf("; “%s” matters most (%s)", most.Item, m.value(most.Change))
	}
	if turned > 0 {
		return text + fmt.Sprintf(". In %s the direction turns, or nothing is left of the change: it hangs on that %s.", counted(turned, "case"), kind)
	}
	return text + ". The direction never turns."
}

// mix says how much of the change is issuers changing what they say, and how
// much is other issuers speaking.
func (r *run) mix(l *line) []string {
	n := l.name
	n.Measure = measure.MeanBy(measure.Contrast, measure.ByTokens).Name
	var sum *store.CompositionRow
	var issuers []store.CompositionRow
	for i, c := range r.composition {
		switch {
		case c.SeriesName != n:
		case c.Issuer == "":
			sum = &r.composition[i]
		default:
			issuers = append(issuers, c)
		}
	}
	if sum == nil || math.IsNaN(sum.Total) || len(issuers) < 2 {
		return nil
	}
	scale := measureOf(n.Measure).Shown.Scale
	text := fmt.Sprintf("Of the change of %s %ss per 1,000 words between the two spans, %s is issuers who changed what they say, %s is other issuers speaking, or speaking more or less, and %s is both at once.",
		plus(scale*sum.Total), r.counts(n), plus(scale*sum.Within), plus(scale*sum.Mix), plus(scale*sum.Interaction))
	var only []string
	stay := 0
	for _, c := range issuers {
		switch {
		case c.WeightFrom > 0 && c.WeightTo > 0:
			stay++
		case c.WeightFrom > 0:
			only = append(only, c.Issuer+" only in the first")
		case c.WeightTo > 0:
			only = append(only, c.Issuer+" only in the second")
		}
	}
	switch {
	case stay == 0:
		text += " " + noneStays + " (" + strings.Join(only, ", ") + "), so comparing them cannot tell a change of mind from a change of speaker."
	case len(only) > 0 && len(only) <= namedTerms:
		text += fmt.Sprintf(" %s in both spans; %s.", counted(stay, "issuer"), list(only))
	}
	return []string{text}
}

const noneStays = "No issuer speaks in both spans"
