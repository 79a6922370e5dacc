package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// claims is what the tables allow to be said of each series.
type claims map[name]claim.Claim

// says is the claim of a series as a sentence about a subject, and what is to be
// read beside it; nothing where no shape was told.
func (r *run) says(subject string, n name) []string {
	c, ok := r.claims[n]
	if !ok {
		return nil
	}
	return append([]string{subject + " " + c.Text + "."}, c.Doubts...)
}

// shape says what the headline does, what each step hangs on, and the trend as a
// number beside it.
func (r *run) shape(l *line) []string {
	out := r.says(measureOf(l.Measure).Label, l.name)
	for i := range r.breaks[l.name] {
		b := &r.breaks[l.name][i]
		if text := r.survives(b, "the step at "+r.claims[l.name].Steps[i].Date) + r.behind(l, b); text != "" {
			out = append(out, strings.TrimSpace(text))
		}
	}
	out = append(out, notes(r.shapes[l.name].Warnings, measure.Note)...) // the claim has the others
	return append(out, r.trend(l)...)
}

// survives says how often a step is found again with one item left out, and
// without which it is not.
func (r *run) survives(b *store.BreakRow, what string) (text string) {
	for _, k := range []struct{ kind, found string }{
		{"term", b.SurvivesTerms}, {"issuer", b.SurvivesIssuers}, {"document", b.SurvivesDocuments},
	} {
		if k.found != "" {
			text += fmt.Sprintf(" With one %s left out at a time %s is found again in %s.", k.kind, what, k.found)
			what = "it"
		}
	}
	return text
}

// leftOut are the rows of stability of a series and a kind.
func (r *run) leftOut(l *line, kind string) (out []store.StabilityRow) {
	for _, s := range r.stability {
		if s.SeriesName == l.name && s.Kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// trend is the median slope and the test for a trend, which knows of no shape.
func (r *run) trend(l *line) []string {
	t, ok := r.trends[l.name]
	if !ok || math.IsNaN(t.P) {
		return nil
	}
	m := measureOf(l.Measure)
	text := fmt.Sprintf("Beside it, over %s with an estimate: the median slope is %s a %s (Sen; 95 %% interval %s to %s); Mann–Kendall %s",
		counted(t.N, r.label()), m.unit(m.slope(t.Sen)), r.label(), m.slope(t.SenLow), m.slope(t.SenHigh), pText(t.P))
	if !math.IsNaN(t.PHR) {
		text += fmt.Sprintf(", %s allowing for periods that resemble those before (Hamed and Rao)", pText(t.PHR))
	}
	return append([]string{text + "."}, notes(t.Warnings, measure.Missing)...)
}

// slope is a change per period, which is small, with two digits that count.
func (m shown) slope(v float64) string {
	decimals := m.Shown.Decimals + 1
	if a := math.Abs(v * m.Shown.Scale); a > 0 && a < 0.1 {
		decimals = min(8, 1-int(math.Floor(math.Log10(a))))
	}
	return fixed(v*m.Shown.Scale, decimals)
}

// dates are the dates of a series' steps in a few words, or its shape.
func dates(c claim.Claim) string {
	if c.Lead == "" {
		return "–"
	}
	var parts []string
	for _, s := range c.Steps {
		parts = append(parts, s.Date)
	}
	if parts == nil {
		return c.Lead
	}
	return c.Lead + ": " + strings.Join(parts, ", ")
}
