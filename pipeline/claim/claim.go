// Package claim puts what may be said of a series into words: its shape, the
// dates and levels of its steps, and the doubt about them. Terminal, figures,
// captions, report and LaTeX say what this package says, so that no two of them
// can disagree; numbers are rounded here, once, from the tables' values.
package claim

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// The shapes of package stats, as the table shapes has them.
const (
	Flat         = "flat"
	Trend        = "trend"
	Steps        = "step"
	TrendAndStep = "trend and step"
	Changed      = "undecided (changed)"
	Wanders      = "undecided (wanders)"
	Undecided    = "undecided"
)

// Claim is what may be said of a series.
type Claim struct {
	Shape string
	Lead  string // in a few words, without numbers
	Text  string // a sentence's predicate, with its numbers: "steps between …"
	Title string // a predicate for over a picture, which says no more than Text and its doubts allow
	Steps []Step // if the shape has dates
	Way   int    // 1 up, -1 down, 0 where it goes both ways, or whether it moves is not told
	// Doubts are sentences to be read beside Text.
	Doubts []string
}

// Step is one step in words.
type Step struct {
	Date          string // "1983 | 1984": the last of the old level and the first of the new
	Set           string // where the date may lie, at 95 %: "1981 | 1982 to 1983 | 1984"
	Before, After string // levels with their intervals
	Change        string
}

// Of says what may be said of a series whose steps are those given.
func Of(s store.ShapeRow, steps []store.BreakRow) Claim {
	w := words{s, steps}
	c := Claim{Shape: s.Shape, Way: w.way()}
	for i := range steps {
		c.Steps = append(c.Steps, w.step(i))
	}
	c.Lead, c.Text = w.text(c.Steps)
	c.Title = w.title(c.Lead)
	c.Doubts = w.doubts()
	return c
}

// words puts one series into words.
type words struct {
	store.ShapeRow
	steps []store.BreakRow
}

// moved says whether levels are told that differ.
func (w *words) moved() bool { return w.Shape == Trend || w.stepped() && !Doubtful(w.ShapeRow) }

func (w *words) stepped() bool { return w.Shape == Steps || w.Shape == TrendAndStep }

// way is where a series moves. One that steps up and down again, or steps against
// its gradual course, has no way: whether it ends higher than it began is chance.
func (w *words) way() int {
	if !w.moved() {
		return 0
	}
	var moves []float64
	gradual := w.To - w.From
	for i := range w.steps {
		moves = append(moves, w.steps[i].Change)
		gradual -= w.steps[i].Change
	}
	if w.Shape != Steps {
		moves = append(moves, gradual)
	}
	up := slices.ContainsFunc(moves, func(v float64) bool { return v > 0 })
	down := slices.ContainsFunc(moves, func(v float64) bool { return v < 0 })
	switch {
	case up && !down:
		return 1
	case down && !up:
		return -1
	}
	return 0
}

func (w *words) text(steps []Step) (lead, text string) {
	switch w.Shape {
	case Flat:
		return "shows no change", "shows no change" + w.flat()
	case Trend:
		return "moves gradually; no date can be given", "moves gradually, " + w.course() + "; no date can be given"
	case Steps:
		return w.number("steps"), stepText(steps)
	case TrendAndStep:
		return "moves, and " + w.number("steps") + " beside it", "moves gradually, and beside it " + stepText(steps)
	case Changed:
		return "changed; how can't be told", "changed; how can't be told: steps and a gradual course fit about equally well"
	case Wanders:
		return "wanders; neither level nor date can be given", "wanders: neighbouring periods are alike, and neither a level nor a date can be given"
	}
	if w.N == 0 {
		return "has no shape to tell", "has no period to tell a shape from"
	}
	return "has no shape to tell", fmt.Sprintf("has no shape that could be told from %d %s", w.N, plural(w.N, "period", "periods"))
}

// number says how often a series steps.
func (w *words) number(verb string) string {
	return verb + " " + [...]string{"", "once", "twice", "three times"}[min(len(w.steps), 3)]
}

func (w *words) flat() string {
	if math.IsNaN(w.Level) {
		return ""
	}
	text := ": " + w.level(w.Level, w.LevelLow, w.LevelHigh) + " throughout"
	if m, _ := measure.Named(w.Measure); m.Odds && !math.IsNaN(w.Unseen) {
		text += fmt.Sprintf("; a step of %s would probably have been seen", strings.TrimPrefix(w.value(w.Unseen), "+"))
	}
	return text
}

func (w *words) course() string {
	text := fmt.Sprintf("from %s in %s to %s in %s", w.value(w.From), w.period(w.First), w.value(w.To), w.period(w.Last))
	if !w.RampFrom.IsZero() {
		text += fmt.Sprintf(", most of it between %s and %s", w.period(w.RampFrom), w.period(w.RampTo))
	}
	return text
}

func stepText(steps []Step) string {
	var parts []string
	for _, s := range steps {
		parts = append(parts, fmt.Sprintf("steps at %s (95 %%: %s) from %s to %s", s.Date, s.Set, s.Before, s.After))
	}
	return strings.Join(parts, ", and ")
}

func (w *words) step(i int) Step {
	b := &w.steps[i]
	return Step{
		Date:   w.period(b.Date) + " | " + w.period(b.Next),
		Set:    w.set(b),
		Before: w.level(b.Before, b.BeforeLow, b.BeforeHigh),
		After:  w.level(b.After, b.AfterLow, b.AfterHigh),
		Change: w.level(b.Change, b.ChangeLow, b.ChangeHigh),
	}
}

// noOther is a set of one date.
const noOther = "no other date"

// set is where the date may lie, as one date if there is no other.
func (w *words) set(b *store.BreakRow) string {
	freq := series.Freq(w.Freq)
	cut := func(last string, next string) string { return last + " | " + next }
	if b.DateLow.Equal(b.Date) && freq.Next(b.DateHigh).Equal(b.Next) { // a hole is one date
		return noOther
	}
	low := cut(w.period(b.DateLow), freq.Name(freq.Next(b.DateLow)))
	high := cut(w.period(b.DateHigh), freq.Name(freq.Next(b.DateHigh)))
	if low == high {
		return noOther
	}
	return low + " to " + high
}

// title is short, without intervals and sets of dates, which the picture shows.
func (w *words) title(lead string) string {
	dated := w.Shape == Steps || w.Shape == TrendAndStep
	switch {
	case dated && Doubtful(w.ShapeRow):
		return "may step, but too doubtfully to say when"
	case w.Shape == Flat && !math.IsNaN(w.Level):
		return "shows no change: " + w.value(w.Level) + " throughout"
	case w.Shape == Trend:
		return fmt.Sprintf("moves gradually from %s in %s to %s in %s", w.value(w.From), w.period(w.First), w.value(w.To), w.period(w.Last))
	case w.Shape == Steps && len(w.steps) == 1:
		return fmt.Sprintf("steps from %s to %s at %s", w.value(w.steps[0].Before), w.value(w.steps[0].After), w.dates())
	case w.Shape == Steps && len(w.steps) > 1:
		return lead + ", at " + w.dates()
	case w.Shape == TrendAndStep && len(w.steps) > 0:
		return "moves gradually, and steps beside it at " + w.dates()
	}
	return lead
}

// dates are those of the steps.
func (w *words) dates() string {
	var dates []string
	for i := range w.steps {
		dates = append(dates, w.step(i).Date)
	}
	return strings.Join(dates, " and ")
}

// falseShare is the share of false steps from which a step is doubted, and no picture
// shows it.
const falseShare = 0.05

// Doubtful says whether steps of a shape are.
func Doubtful(s store.ShapeRow) bool { return s.Q > falseShare }

// doubts say what the numbers do not.
func (w *words) doubts() (out []string) {
	dated := w.Shape == Steps || w.Shape == TrendAndStep
	if dated && Doubtful(w.ShapeRow) {
		out = append(out, fmt.Sprintf("Among the series told together, about %.0f %% of steps with as small a p are false.", 100*w.Q))
	}
	if dated && w.SpreadOf == "periods" {
		out = append(out, "With one document a period, what else might have been said is judged from how neighbouring periods scatter.")
	}
	for _, warning := range measure.Split(w.Warnings) {
		if a, ok := warning.About(); ok && a.Severity >= measure.Cautious && a.Code != measure.TooShort {
			out = append(out, strings.ToUpper(a.Sentence[:1])+a.Sentence[1:]+".")
		}
	}
	return out
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
