package claim

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Plain is a claim as answers to what a reader asks who knows none of the words.
// It says no more than the claim.
type Plain struct {
	What   string  // what moved, and to which side
	Levels []Level // from what to what; none where no level can be given
	When   string
	Size   []string // how large each step is, or what would have been seen
	Doubts []string // of the claim
}

// Level is a level of a series at the period where it is first, or last, held.
type Level struct {
	Period time.Time
	Text   string // "4.3 sentences on A for each one on B"
	Value  string // as the figure has it
}

// Sides name what a series is of: two sides of a contrast, or one thing alone, and
// the noun of what is counted.
type Sides struct{ One, Other, Noun string }

// PlainOf puts the claim of a series into plain words.
func PlainOf(s store.ShapeRow, steps []store.BreakRow, sides Sides) Plain {
	p := plain{words{s, steps}, sides}
	return Plain{p.what(), p.levels(), p.when(), p.changes(), p.plainDoubts()}
}

type plain struct {
	words
	Sides
}

// subject is what a series is of, as a sentence names it.
func (p *plain) subject() string {
	if p.Other == "" {
		return "talk of “" + p.One + "”"
	}
	return "the balance between “" + p.One + "” and “" + p.Other + "”"
}

func (p *plain) what() string {
	switch {
	case p.Shape == Flat:
		return "Nothing that can be seen: " + p.subject() + " shows no change."
	case p.Shape == Changed:
		return capital(p.subject()) + " changed, but how can’t be told: sudden steps and a slow course fit about equally well."
	case p.Shape == Wanders:
		return "Can’t be told: " + p.subject() + " wanders. Neighbouring periods are alike, and neither a lasting level nor a date can be made out."
	case p.stepped() && !p.moved():
		return capital(p.subject()) + " may have changed suddenly, but that is too doubtful to build on."
	case !p.moved():
		return fmt.Sprintf("Can’t be told: there is too little to see a shape of %s (%d %s).", p.subject(), p.N, plural(p.N, "period", "periods"))
	}
	m, _ := measure.Named(p.Measure)
	switch way := p.way(); {
	case way == 0:
		return capital(p.subject()) + " moved, and not in one direction."
	case p.Other != "" && m.Rises == measure.TowardsPositive && way > 0:
		return "The language moved away from “" + p.Other + "” and towards “" + p.One + "”."
	case p.Other != "" && m.Rises == measure.TowardsPositive:
		return "The language moved away from “" + p.One + "” and towards “" + p.Other + "”."
	case way > 0:
		return m.Label + " of " + p.subject() + " went up."
	default:
		return m.Label + " of " + p.subject() + " went down."
	}
}

func (p *plain) levels() (out []Level) {
	add := func(at time.Time, v float64) {
		if !math.IsNaN(v) {
			out = append(out, Level{at, p.amount(v), p.value(v)})
		}
	}
	switch {
	case p.Shape == Flat:
		add(p.Last, p.Level)
	case !p.moved():
	case p.Shape == Trend:
		add(p.First, p.From)
		add(p.Last, p.To)
	case p.Shape == TrendAndStep:
		add(p.First, p.From)
		p.around(add)
		add(p.Last, p.To)
	default:
		p.around(add)
	}
	return out
}

// around are the levels beside steps: one before the first, and one after each.
func (p *plain) around(add func(time.Time, float64)) {
	for i := range p.steps {
		if b := &p.steps[i]; i == 0 || p.Shape == TrendAndStep {
			add(b.Date, b.Before)
		}
		add(p.steps[i].Next, p.steps[i].After)
	}
}

// many is from where a ratio is said to be more than this, and alike to where it is
// said to be even.
const (
	many  = 50
	alike = 1.05
)

// amount is a value in words: log odds as so many of the one for each of the other.
func (p *plain) amount(v float64) string {
	m, _ := measure.Named(p.Measure)
	if !m.Odds || p.Other == "" {
		text := p.value(v)
		if m.Shown.Unit != "" && !strings.HasSuffix(text, "%") {
			text += " " + m.Shown.Unit
		}
		return text
	}
	ratio, more, less := portable.Exp(math.Abs(v)), p.One, p.Other
	if v < 0 {
		more, less = less, more
	}
	switch {
	case ratio < alike:
		return "about as many " + p.Noun + "s on “" + p.One + "” as on “" + p.Other + "”"
	case ratio > many:
		return fmt.Sprintf("more than %d %ss on “%s” for each one on “%s”", many, p.Noun, more, less)
	case ratio >= 9.95:
		return fmt.Sprintf("%.0f %ss on “%s” for each one on “%s”", ratio, p.Noun, more, less)
	}
	return fmt.Sprintf("%.1f %ss on “%s” for each one on “%s”", ratio, p.Noun, more, less)
}

func (p *plain) when() string {
	switch {
	case p.Shape == Flat:
		return fmt.Sprintf("At no time from %s to %s.", p.period(p.First), p.period(p.Last))
	case !p.moved():
	case p.Shape == Trend:
		if !p.RampFrom.IsZero() {
			return fmt.Sprintf("Gradually, most of it between %s and %s; no date can be given.", p.period(p.RampFrom), p.period(p.RampTo))
		}
		return fmt.Sprintf("Gradually, over the whole time from %s to %s; no date can be given.", p.period(p.First), p.period(p.Last))
	case p.Shape == Steps:
		return capital(p.dates()) + "."
	default:
		return fmt.Sprintf("Gradually from %s to %s, and beside that %s.", p.period(p.First), p.period(p.Last), p.dates())
	}
	return "No date can be given."
}

// dates are those of the steps, with those that the data do not rule out.
func (p *plain) dates() string {
	var parts []string
	for _, c := range PictureOf(p.ShapeRow, p.steps).Cuts {
		between := func(last, next time.Time) string { return "between " + p.period(last) + " and " + p.period(next) }
		text := "in one step, " + between(c.Last, c.Next)
		if c.Set == noOther {
			text += " (with 95 % confidence, at no other time)"
		} else {
			freq := series.Freq(p.Freq)
			before := freq.Start(c.High.AddDate(0, 0, -1))
			text += fmt.Sprintf(" (with 95 %% confidence, no earlier than %s and no later than %s)", between(c.Low, freq.Next(c.Low)), between(before, c.High))
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", and ")
}

// changes say how large each step is, with its range.
func (p *plain) changes() (out []string) {
	for i := range p.steps {
		if b := &p.steps[i]; p.moved() && !math.IsNaN(b.ChangeLow+b.ChangeHigh) {
			out = append(out, p.change(b))
		}
	}
	if m, _ := measure.Named(p.Measure); p.Shape == Flat && m.Odds && !math.IsNaN(p.Unseen) {
		out = append(out, fmt.Sprintf("A sudden change by a factor of %.1f would probably have been seen; a smaller one may have been missed.", portable.Exp(p.Unseen)))
	}
	return out
}

// change is how large a step is: log odds as the factor that the one side grew or
// shrank by against the other.
func (p *plain) change(b *store.BreakRow) string {
	between := "Between " + p.period(b.Date) + " and " + p.period(b.Next)
	if m, _ := measure.Named(p.Measure); !m.Odds || p.Other == "" {
		return fmt.Sprintf("%s it changed by %s (with 95 %% confidence, by %s to %s).", between, p.value(b.Change), p.value(b.ChangeLow), p.value(b.ChangeHigh))
	}
	side, other, sign, low, high := p.One, p.Other, 1.0, b.ChangeLow, b.ChangeHigh
	if b.Change < 0 {
		side, other, sign, low, high = p.Other, p.One, -1, -b.ChangeHigh, -b.ChangeLow
	}
	return fmt.Sprintf("%s “%s” gained on “%s” by a factor of %.1f (with 95 %% confidence, of %.1f to %.1f).", between, side, other, portable.Exp(sign*b.Change), portable.Exp(low), portable.Exp(high))
}

// inPlain are warnings in words that need no other.
var inPlain = map[measure.Warning]string{
	"length":             "Long documents are framed otherwise than short ones here, so part of a change may come from their length.",
	"dispersion-unknown": "There are too few documents to tell how much they differ, so the ranges may be too narrow.",
	"few-years":          "There are too few years to tell what comes back every year from what changed.",
}

// plainDoubts are the doubts of the claim, without its terms.
func (p *plain) plainDoubts() (out []string) {
	if p.stepped() && Doubtful(p.ShapeRow) {
		out = append(out, fmt.Sprintf("Of steps that look as clear as this one, about %.0f %% are chance.", 100*p.Q))
	}
	if p.moved() && p.stepped() && p.SpreadOf == "periods" {
		out = append(out, "There is one document a period, so how much else might have been said can only be judged from the periods around it.")
	}
	for _, warning := range measure.Split(p.Warnings) {
		a, ok := warning.About()
		if text := inPlain[a.Code]; ok && text != "" {
			out = append(out, text)
		} else if ok && a.Severity >= measure.Cautious && a.Code != measure.TooShort {
			out = append(out, capital(a.Sentence)+".")
		}
	}
	return out
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
