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

// answers are what the first screen says of the headline.
func (r *run) answers(l *line) []answer {
	p := claim.PlainOf(r.shapes[l.name], r.breaks[l.name], r.plainSides(l.name))
	all := []answer{
		{"What moved?", plainly(p.What)},
		{"From what to what?", r.levels(l, p.Levels)},
		{"When?", [][]piece{r.dated(l, p.When)}},
		{"How sure is that?", plainly(append(p.Sure, r.steady(l)...)...)},
		{"For whom?", plainly(r.whom(l)...)},
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
		out = append(out, piece{Text: before}, piece{v.Text, r.view(l, v.Period, false)}, piece{Text: " in " + r.period(v.Period)})
		if len(levels) == 1 {
			out[len(out)-1].Text = ""
		}
		out[len(out)-1].Text += " (" + strings.ToLower(measureOf(l.Measure).Label) + " " + v.Value + ")"
	}
	return [][]piece{append(out, piece{Text: "."})}
}

// dated leads from a date to the figure and to the sentences behind it.
func (r *run) dated(l *line, when string) []piece {
	at := time.Time{}
	if steps := r.breaks[l.name]; len(steps) > 0 {
		at = steps[0].Next
	} else if s := r.shapes[l.name]; !s.RampTo.IsZero() {
		at = s.RampTo
	}
	out := []piece{{when, r.view(l, at, false)}}
	if r.Has("hits") && l.total() > 0 {
		out = append(out, piece{Text: " "}, piece{"Read the sentences.", r.view(l, at, true)})
	}
	return out
}

// total is how much is counted in all periods.
func (l *line) total() (n int64) {
	for _, h := range l.hits {
		n += h
	}
	return n
}

// view is the fragment of the page's address that shows a series, as link.js reads it.
func (r *run) view(l *line, at time.Time, sentences bool) string {
	text := "#m=" + url.QueryEscape(l.Measure) + "&of=" + url.QueryEscape(l.Of)
	for _, p := range [][2]string{{"topic", l.Topic}, {"group", l.Group}} {
		if p[1] != "" {
			text += "&" + p[0] + "=" + url.QueryEscape(p[1])
		}
	}
	if !at.IsZero() {
		text += "&at=" + url.QueryEscape(r.period(at))
	}
	if sentences {
		text += "&panel=1"
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
			out = append(out, fmt.Sprintf("It rests on single %ss: without one of %d of %s the direction turns, or nothing is left.", kind, turned, counted(len(rows), kind)))
		}
	}
	if firm != nil {
		out = append(out, fmt.Sprintf("%s, the direction stays the same without any single one of %s.", r.spans(l), list(firm)))
	}
	return out
}

// spans are what the change of the run lies between.
func (r *run) spans(l *line) string {
	if i := r.whole(l.name); i >= 0 {
		c := &r.composition[i]
		return "Between " + r.span(c.FromStart, c.FromEnd) + " and " + r.span(c.ToStart, c.ToEnd)
	}
	return "Between the two spans of the run"
}

// whom says for whom the answers hold.
func (r *run) whom(l *line) []string {
	out := []string{"For " + strings.TrimSuffix(r.subtitle(), ".") + ", taken together."}
	out = append(out, r.groupKinds(l)...)
	for _, s := range r.mix(l) {
		if strings.Contains(s, noneStays) {
			out = append(out, noneStays+": what looks like a change of mind may be a change of speaker.")
		}
	}
	return out
}

// groupKinds count what the groups of each kind do.
func (r *run) groupKinds(h *line) (out []string) {
	shapes, order := map[string][]string{}, []string{}
	for _, l := range r.lines {
		kind := groupKind(l.Group)
		if kind == "" || l.Measure != h.Measure || l.Of != h.Of || l.Topic != h.Topic {
			continue
		}
		if shapes[kind] == nil {
			order = append(order, kind)
		}
		shapes[kind] = append(shapes[kind], r.shapes[l.name].Shape)
	}
	for _, kind := range order {
		if words := claim.Kinds(shapes[kind]); words != nil {
			out = append(out, fmt.Sprintf("Of %s, each by itself, %s.", counted(len(shapes[kind]), kind), list(words)))
		}
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
