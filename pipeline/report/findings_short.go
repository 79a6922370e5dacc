package report

// short is what a reader in a hurry has to know beside the answers: the claim in its
// own numbers, and the strongest reasons to doubt it.
func (r *run) short(l *line) (out []string) {
	if r.Config.Sample() {
		out = append(out, madeUp)
	}
	if says := r.says(measureOf(l.Measure).Label, l.name); says != nil {
		out = append(out, says[0])
	}
	if moved := r.moved(l); len(moved) > 0 {
		out = append(out, moved[0])
	}
	for _, other := range r.otherTopics(l) {
		if text, thin := r.amount(other); thin {
			out = append(out, text)
		}
	}
	return out
}
