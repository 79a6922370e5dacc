package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/store"
)

// broke says where the level of a series breaks, and how sure that is.
func (r *run) broke(l *line) (out []string) {
	rows := r.breaks[l.name]
	if len(rows) == 0 {
		return nil
	}
	first := &rows[0]
	if !first.Chosen {
		return append([]string{"No break was looked for."}, noted(first.Warnings)...)
	}
	m := strings.ToLower(measureOf(l.Measure).Label)
	if first.Breaks == 0 {
		out = append(out, fmt.Sprintf("No break in %s stands out: the data are compatible with one level from first to last (%s, from %s).",
			m, pText(first.P), counted(first.N, r.label())))
		return append(append(out, r.chance(first)...), noted(first.Warnings)...)
	}
	breaks := "breaks describe"
	if len(rows) == 1 {
		breaks = "break describes"
	}
	out = append(out, fmt.Sprintf("%s %s the level of %s best, by the criterion BIC, among all numbers of breaks up to %d.",
		spelled(len(rows)), breaks, m, r.candidates[l.name]))
	for i := range rows {
		out = append(out, r.break1(l, &rows[i])...)
	}
	return append(append(out, r.chance(first)...), noted(first.Warnings)...)
}

// break1 says what one break is.
func (r *run) break1(l *line, b *store.BreakRow) []string {
	m := measureOf(l.Measure)
	text := fmt.Sprintf("Between %s and %s: %s %s from %s to %s, a change of %s",
		r.period(b.Date), r.period(b.Next), strings.ToLower(m.Label), rose(b.Change),
		m.interval(b.Before, b.BeforeLow, b.BeforeHigh), m.interval(b.After, b.AfterLow, b.AfterHigh), m.signed(b.Change))
	if !math.IsNaN(b.ChangeLow) {
		text += fmt.Sprintf(" (%s to %s)", m.value(b.ChangeLow), m.value(b.ChangeHigh))
	}
	text += "."
	if before, after := r.ratio(l, b.Before), r.ratio(l, b.After); before != "" {
		text += fmt.Sprintf(" In hits: before, %s; after, %s.", before, after)
	}
	return []string{text + " " + r.dated(b) + r.survives(l, b) + r.behind(l, b)}
}

// dated says how sure the date of a break is.
func (r *run) dated(b *store.BreakRow) string {
	if math.IsNaN(b.Support) || b.DateLow.IsZero() {
		return ""
	}
	text := fmt.Sprintf("%s of the re-drawn series put it exactly there", percent(b.Support))
	if b.DateLow.Equal(b.DateHigh) {
		return text + ", and its 95 % interval holds no other date."
	}
	after := func(i int) string { // the two periods the break lies between
		if i+1 < len(r.periods) {
			return r.period(r.periods[i]) + " and " + r.period(r.periods[i+1])
		}
		return r.period(r.periods[i])
	}
	low, high := r.places[b.DateLow], r.places[b.DateHigh]
	if text += fmt.Sprintf("; its 95 %% interval reaches from between %s to between %s.", after(low), after(high)); b.Support < 0.5 {
		text += " The date itself is uncertain."
	}
	return text
}

// survives says how often a break is found again with one item left out.
func (r *run) survives(l *line, b *store.BreakRow) string {
	var parts []string
	for _, k := range []struct {
		kind  string
		share float64
	}{{"term", b.SurvivesTerms}, {"issuer", b.SurvivesIssuers}, {"document", b.SurvivesDocuments}} {
		n := len(r.leftOut(l, k.kind))
		if math.IsNaN(k.share) || n == 0 {
			continue
		}
		found := int(math.Round(k.share * float64(n)))
		parts = append(parts, fmt.Sprintf("%s of %s", grouped(found), counted(n, k.kind)))
	}
	if parts == nil {
		return ""
	}
	return " Leaving out one at a time, it is found again without " + list(parts) + "."
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

// chance says what p says of a series' breaks.
func (r *run) chance(b *store.BreakRow) []string {
	if math.IsNaN(b.P) {
		return nil
	}
	if math.IsNaN(b.PAR) {
		return []string{fmt.Sprintf("Test of no break at all: %s if periods are independent.", pText(b.P))}
	}
	text := fmt.Sprintf("Test of no break at all: %s if periods are independent, %s if the level wanders by itself, each period starting from the one before.", pText(b.P), pText(b.PAR))
	if b.Breaks > 0 && b.PAR > significance {
		text += " A slow drift is compatible with the data too: take the breaks as a summary of a change, not as events."
	}
	return []string{text}
}
