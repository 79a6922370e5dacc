package report

// short is what a reader in a hurry has to know beside the answers: the strongest
// reasons to doubt them.
func (r *run) short(l *line) (out [][]piece) {
	if r.Config.Sample() {
		out = append(out, []piece{{Text: madeUp}})
	}
	for _, other := range r.otherTopics(l) {
		if text, thin := r.amount(other); thin {
			out = append(out, []piece{{text, r.view(other, r.periods[len(r.periods)-1])}})
		}
	}
	return out
}
