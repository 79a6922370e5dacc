package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/measure"
)

// withinTopics says what becomes of the headline within the topics.
func (r *run) withinTopics(l *line) (out []string) {
	for _, other := range r.otherTopics(l) {
		text, _ := r.amount(other)
		out = append(out, strings.Join(append([]string{text}, r.says(measureOf(other.Measure).Label, other.name)...), " "))
	}
	return out
}

// otherTopics are the headline within the topics that are not its own.
func (r *run) otherTopics(h *line) (out []*line) {
	for _, l := range r.lines {
		if l.Measure == h.Measure && l.Of == h.Of && l.Group == "" && l.Topic != h.Topic {
			out = append(out, l)
		}
	}
	return out
}

// amount says how much there is within a topic, and whether that is thin.
func (r *run) amount(l *line) (text string, thin bool) {
	seen, doubtful, hits := len(l.seen()), 0, int64(0)
	for i, list := range l.warnings {
		hits += l.hits[i]
		if !math.IsNaN(l.estimate[i]) && slices.ContainsFunc(measure.Split(list), measure.Warning.Doubtful) {
			doubtful++
		}
	}
	text = fmt.Sprintf("Within %s: %s, in %s of %s.", r.topic(l.Topic), counted(hits, r.counts(l.name)), claim.Grouped(seen), counted(len(r.periods), r.label()))
	if thin = 2*doubtful > seen || seen == 0; thin {
		text += fmt.Sprintf(" This is thin: in %s of these there are under ten sentences on the topic or under five %ss on its sides, so the series can hardly show a change, and its silence is no proof that there was none.", claim.Grouped(doubtful), r.counts(l.name))
	}
	return text, thin
}

// shownGroups are the groups that get sentences.
const shownGroups = 12

// groupLines are the headline in the groups and pairs of groups that get sentences,
// and how many others there are.
func (r *run) groupLines(h *line) (shown []*line, others int) {
	for _, g := range r.lines {
		if g.Measure != h.Measure || g.Of != h.Of || g.Topic != h.Topic || g.Group == "" {
			continue
		}
		if len(shown) < shownGroups {
			shown = append(shown, g)
		} else {
			others++
		}
	}
	return shown, others
}

// groupsOf says what becomes of the headline in each group and pair of
// groups.
func (r *run) groupsOf(l *line) (out []string) {
	shown, others := r.groupLines(l)
	out = r.groupKinds(l)
	for _, g := range shown {
		text := r.groupName(g.Group) + ": " + r.between(g)
		out = append(out, strings.Join(append([]string{text}, r.says(measureOf(g.Measure).Label, g.name)...), " "))
	}
	if others > 0 {
		out = append(out, fmt.Sprintf("%s more are left to the figures and the tables.", counted(others, "group")))
	}
	return out
}

// between is the range of the estimates of a group.
func (r *run) between(l *line) string {
	seen := l.seen()
	if len(seen) == 0 {
		return "no estimate."
	}
	m := measureOf(l.Measure)
	values := make([]float64, len(seen))
	for i, at := range seen {
		values[i] = l.estimate[at]
	}
	slices.Sort(values)
	return fmt.Sprintf("%s of %s with an estimate, median %s.", claim.Grouped(len(seen)), counted(len(r.periods), r.label()), m.with(median(values)))
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
