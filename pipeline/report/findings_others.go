package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
)

// withinTopics says what becomes of the headline within the topics.
func (r *run) withinTopics(l *line) (out []string) {
	for _, other := range r.otherTopics(l) {
		text, _ := r.amount(other)
		out = append(out, strings.Join(append([]string{text}, r.brief(other)...), " "))
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
	text = fmt.Sprintf("Within %s: %s, in %s of %s.", r.topic(l.Topic), counted(hits, "hit"), grouped(seen), counted(len(r.periods), r.label()))
	if thin = 2*doubtful > seen || seen == 0; thin {
		text += fmt.Sprintf(" This is thin: in %s of these there are under ten sentences or under five hits, so the series can hardly show a change, and its silence is no proof that there was none.", grouped(doubtful))
	}
	return text, thin
}

// brief is what broke and trend say, in one sentence each.
func (r *run) brief(l *line) (out []string) {
	m := measureOf(l.Measure)
	rows := r.breaks[l.name]
	switch {
	case len(rows) == 0 || !rows[0].Chosen:
	case rows[0].Breaks == 0:
		out = append(out, fmt.Sprintf("No break stands out (%s).", pText(rows[0].P)))
	default:
		var parts []string
		for i := range rows {
			b := &rows[i]
			parts = append(parts, fmt.Sprintf("between %s and %s (%s, support %s)", l.calendar.period(b.Date), l.calendar.period(b.Next), m.signed(b.Change), percent(b.Support)))
		}
		out = append(out, fmt.Sprintf("%s %s (%s; %s if the level wanders).", plural("Break", len(parts)), list(parts), pText(rows[0].P), pText(rows[0].PAR)))
	}
	if t, ok := r.trends[l.name]; ok && !math.IsNaN(t.P) {
		p := t.P
		if !math.IsNaN(t.PHR) {
			p = max(p, t.PHR)
		}
		verdict := "no steady trend is shown"
		if p < significance {
			verdict = "it " + rose(t.TauB)
		}
		out = append(out, fmt.Sprintf("Over the whole time %s (median slope %s a %s, %s).", verdict, m.slope(t.Sen), l.calendar.label(), pText(p)))
	}
	return out
}

func plural(noun string, n int) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// shownGroups are the groups that get sentences.
const shownGroups = 12

// groupsOf says what becomes of the headline in each group and pair of
// groups.
func (r *run) groupsOf(l *line) (out []string) {
	var groups []*line
	for _, g := range r.lines {
		if g.Measure == l.Measure && g.Of == l.Of && g.Topic == l.Topic && g.Group != "" {
			groups = append(groups, g)
		}
	}
	for i, g := range groups {
		if i == shownGroups {
			out = append(out, fmt.Sprintf("%s more are left to the figures and the tables.", counted(len(groups)-i, "group")))
			break
		}
		text := groupName(g.Group) + ": " + r.between(g)
		out = append(out, strings.Join(append([]string{text}, r.brief(g)...), " "))
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
	return fmt.Sprintf("%s of %s with an estimate, median %s.", grouped(len(seen)), counted(len(r.periods), r.label()), m.with(median(values)))
}

func median(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
