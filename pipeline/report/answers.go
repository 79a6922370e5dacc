package report

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
)

// answer answers a question of the first screen, in sentences.
type answer struct {
	Question  string
	Sentences [][]piece
}

// piece is a piece of a sentence; a number leads to the figure it is in.
type piece struct{ Text, Link string }

func plainly(sentences ...string) (out [][]piece) {
	for _, s := range sentences {
		out = append(out, []piece{{Text: s}})
	}
	return out
}

// linked are sentences with numbers, which lead to the place that has them.
func linked(to string, sentences []string) (out [][]piece) {
	for _, s := range sentences {
		out = append(out, []piece{{s, to}})
	}
	return out
}

// answers are what the first screen says of the headline.
func (r *run) answers(l *line) []answer {
	p := claim.PlainOf(r.shapes[l.name], r.breaks[l.name], r.plainSides(l.name))
	all := []answer{
		{"What moved?", plainly(p.What)},
		{"From what to what?", r.levels(l, p.Levels)},
		{"When?", [][]piece{r.dated(l, p.When)}},
		{"How sure is that?", slices.Concat(linked(r.turn(l), p.Size), plainly(p.Doubts...), linked("#series", r.steady(l)))},
		{"For whom?", slices.Concat(plainly(r.whom()), linked("#sidebyside-block", r.groupKinds(l)), plainly(r.renewed(l)...))},
		{"Is the measure validated?", plainly(r.validity()...)},
	}
	return slices.DeleteFunc(all, func(a answer) bool { return len(a.Sentences) == 0 })
}

// plainSides are the sides by their frames; pairs are left to the question.
func (r *run) plainSides(n name) claim.Sides {
	k := r.opposed(n)
	if k == nil {
		return claim.Sides{One: r.of(n), Noun: r.counts(n)}
	}
	side := func(frames, pairs []string) string {
		if len(frames) > 0 {
			pairs = nil
		}
		return r.side(frames, pairs)
	}
	return claim.Sides{One: side(k.A, k.PairsA), Other: side(k.B, k.PairsB), Noun: r.counts(n)}
}

// levels are the levels of a course, each a link to the figure at its period.
func (r *run) levels(l *line, levels []claim.Level) [][]piece {
	if len(levels) == 0 {
		return plainly("No level can be given.")
	}
	var out []piece
	for i, v := range levels {
		before := "From "
		switch {
		case len(levels) == 1:
			before = "Throughout: "
		case i > 0:
			before = ", to "
		}
		out = append(out, piece{Text: before}, piece{v.Text, r.view(l, v.Period)}, piece{Text: " in " + r.period(v.Period)})
		if len(levels) == 1 {
			out[len(out)-1].Text = ""
		}
		if measureOf(l.Measure).Odds {
			out[len(out)-1].Text += " (" + v.Value + " in the figure)"
		}
	}
	return slices.Concat([][]piece{append(out, piece{Text: "."})}, r.parts(l))
}

// parts are what each side had of both in the spans of the run, a link to the series
// of the shares.
func (r *run) parts(l *line) [][]piece {
	i, sides := r.whole(l.name), r.plainSides(l.name)
	if i < 0 || sides.Other == "" || math.IsNaN(r.composition[i].ValueFrom+r.composition[i].ValueTo) {
		return nil
	}
	c, share := &r.composition[i], l.name
	share.Measure = "share"
	at := l
	if of := r.byName[share]; of != nil {
		at = of
	}
	return [][]piece{{{Text: fmt.Sprintf("Of all %ss on either, ", sides.Noun)},
		{fmt.Sprintf("%s were on “%s” in %s", percent(c.ValueFrom), sides.One, r.span(c.FromStart, c.FromEnd)), r.view(at, c.FromEnd)},
		{Text: ", and "}, {percent(c.ValueTo) + " in " + r.span(c.ToStart, c.ToEnd), r.view(at, c.ToEnd)}, {Text: "."}}}
}

// dated leads from a date to the figure and to the sentences behind it.
func (r *run) dated(l *line, when string) []piece {
	out := []piece{{when, r.turn(l)}}
	if r.Has("hits") && l.total() > 0 {
		out = append(out, piece{Text: " "}, piece{"Read the sentences.", r.turn(l) + "&panel=1"})
	}
	return out
}

// turn leads to the figure where the series turns: after its first step, or at the
// end of its ramp.
func (r *run) turn(l *line) string {
	at := r.shapes[l.name].RampTo
	if cuts := claim.PictureOf(r.shapes[l.name], r.breaks[l.name]).Cuts; len(cuts) > 0 {
		at = cuts[0].Next
	}
	return r.view(l, at)
}

// total is how much is counted in all periods.
func (l *line) total() (n int64) {
	for _, h := range l.hits {
		n += h
	}
	return n
}

// view is the fragment of the page's address that shows a series, as link.js reads it.
func (r *run) view(l *line, at time.Time) string {
	text := "#m=" + url.QueryEscape(l.Measure) + "&of=" + url.QueryEscape(l.Of)
	for _, p := range [][2]string{{"topic", l.Topic}, {"group", l.Group}} {
		if p[1] != "" {
			text += "&" + p[0] + "=" + url.QueryEscape(p[1])
		}
	}
	if !at.IsZero() {
		text += "&at=" + url.QueryEscape(r.period(at))
	}
	return text
}

// steady says whether the change between the spans stays when one item is left out.
func (r *run) steady(l *line) (out []string) {
	whole := r.change(l)
	if math.IsNaN(whole) || whole == 0 {
		return nil
	}
	var firm []string
	for _, kind := range kinds {
		rows := r.leftOut(l, kind)
		turned := 0
		for _, s := range rows {
			if !(s.Change*whole > 0) { // where nothing is left, there is no change
				turned++
			}
		}
		switch {
		case len(rows) < 2 || kind == lexiconKind || kind == "stance":
		case turned == 0:
			firm = append(firm, counted(len(rows), kind))
		default:
			out = append(out, fmt.Sprintf("It rests on few %ss: leaving out one of %d, of %s, turns the direction or leaves nothing.", kind, turned, counted(len(rows), kind)))
		}
	}
	if firm != nil {
		out = append(out, fmt.Sprintf("Leaving out any single one of %s does not turn the direction%s.", list(firm), r.spans(l)))
	}
	return out
}

// spans are what the change of the run lies between.
func (r *run) spans(l *line) string {
	if i := r.whole(l.name); i >= 0 {
		c := &r.composition[i]
		return " from " + r.span(c.FromStart, c.FromEnd) + " to " + r.span(c.ToStart, c.ToEnd)
	}
	return ""
}

// whom says for whom the answers hold.
func (r *run) whom() string {
	return "For " + strings.TrimSuffix(r.subtitle(), ".") + ", taken together."
}

// renewed says so where nobody speaks in both spans.
func (r *run) renewed(l *line) (out []string) {
	for _, s := range r.mix(l) {
		if strings.Contains(s, noneStays) {
			out = append(out, noneStays+": what looks like a change of mind may be a change of speaker.")
		}
	}
	return out
}

// groupKinds count what the groups of each kind do.
func (r *run) groupKinds(h *line) (out []string) {
	told, order := map[string][]claim.Told{}, []string{}
	for _, l := range r.lines {
		kind := groupKind(l.Group)
		if kind == "" || l.Measure != h.Measure || l.Of != h.Of || l.Topic != h.Topic {
			continue
		}
		if told[kind] == nil {
			order = append(order, kind)
		}
		told[kind] = append(told[kind], claim.ToldOf(r.shapes[l.name], r.breaks[l.name]))
	}
	all := claim.ToldOf(r.shapes[h.name], r.breaks[h.name])
	for _, kind := range order {
		out = append(out, claim.Together(told[kind], all, counted(len(told[kind]), kind)))
	}
	return out
}

// validity says what is known of how well the lexicon finds what it should.
func (r *run) validity() (out []string) {
	for i := range r.Manifest.Validation {
		out = append(out, "People have checked it: "+r.Manifest.Validation[i].Said()+".")
	}
	if r.correction != nil {
		out = append(out, "People coded sentences of this run, and there is a corrected series: see “Corrected by human coding”.")
	}
	if out == nil {
		out = []string{"No. Nobody has coded sentences by hand to hold the list of terms against, so how much it misses, or takes for what it is not, is not known."}
	}
	return out
}
