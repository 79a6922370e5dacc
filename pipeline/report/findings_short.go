package report

import (
	"fmt"
	"math"
	"strings"
)

// short is what a reader in a hurry has to know of the headline: what changed,
// when, and the strongest reasons to doubt it.
func (r *run) short(l *line) (out []string) {
	if r.Config.Sample() {
		out = append(out, madeUp)
	}
	if moved := r.moved(l); len(moved) > 0 {
		out = append(out, moved[0])
	}
	out = append(out, r.dates(l)...)
	for _, s := range r.mix(l) {
		if strings.Contains(s, noneStays) {
			out = append(out, noneStays+": what looks like a change of mind may be a change of speaker.")
		}
	}
	for _, other := range r.otherTopics(l) {
		if text, thin := r.amount(other); thin {
			out = append(out, text)
		}
	}
	return out
}

// dates says when the headline broke, and whether chance would do.
func (r *run) dates(l *line) []string {
	rows := r.breaks[l.name]
	if len(rows) == 0 || !rows[0].Chosen {
		return nil
	}
	if rows[0].Breaks == 0 {
		return r.broke(l)[:1]
	}
	var parts []string
	for i := range rows {
		b := &rows[i]
		part := fmt.Sprintf("between %s and %s", r.period(b.Date), r.period(b.Next))
		if !math.IsNaN(b.Support) {
			part += " (" + percent(b.Support) + ")"
		}
		parts = append(parts, part)
	}
	lie := "date of a change of level lies"
	if len(parts) > 1 {
		lie = "dates of a change of level lie"
	}
	text := fmt.Sprintf("The best-fitting %s %s. In brackets: how many of the re-drawn series put the change on exactly that date.", lie, list(parts))
	if p := rows[0].PAR; p > significance {
		text += fmt.Sprintf(" A slow drift would explain the data too (%s).", pText(p))
	} else if !math.IsNaN(p) {
		text += fmt.Sprintf(" A series that only drifts would rarely look so broken (%s).", pText(p))
	}
	return []string{text}
}
