package report

import (
	"strings"
)

// short is what a reader in a hurry has to know of the headline: what it does,
// and the strongest reasons to doubt it.
func (r *run) short(l *line) (out []string) {
	if r.Config.Sample() {
		out = append(out, madeUp)
	}
	out = append(out, r.says(measureOf(l.Measure).Label, l.name)...)
	if moved := r.moved(l); len(moved) > 0 {
		out = append(out, moved[0])
	}
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
