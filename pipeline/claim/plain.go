package claim

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// Plain is a claim as answers to what a reader asks who knows none of the words.
// It says no more than the claim.
type Plain struct {
	What   string  // what moved, and to which side
	Levels []Level // from what to what; none where no level can be given
	When   string
	Sure   []string // how sure that is, the claim's doubts among it
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
	return Plain{p.what(), p.levels(), p.when(), p.sure()}
}

type plain struct {
	words
	Sides
}

// moved says whether levels are told that differ.
func (p *plain) moved() bool { return p.Shape == Trend || p.Shape == Steps || p.Shape == TrendAndStep }

// ends are the first and the last level of what moved.
func (p *plain) ends() (from, to float64) {
	if n := len(p.steps); n > 0 && p.Shape == Steps {
		return p.steps[0].Before, p.steps[n-1].After
	}
	return p.From, p.To
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
	case !p.moved():
		return fmt.Sprintf("Can’t be told: there is too little to see a shape of %s (%d %s).", p.subject(), p.N, plural(p.N, "period", "periods"))
	}
	from, to := p.ends()
	switch m, _ := measure.Named(p.Measure); {
	case !(math.Abs(to-from) > 0): // also what has no ends
		return capital(p.subject()) + " changed."
	case p.Other != "" && m.Rises == measure.TowardsPositive && to > from:
		return "The language moved away from “" + p.Other + "” and towards “" + p.One + "”."
	case p.Other != "" && m.Rises == measure.TowardsPositive:
		return "The language moved away from “" + p.One + "” and towards “" + p.Other + "”."
	case to > from:
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
	switch p.Shape {
	case Flat:
		add(p.Last, p.Level)
	case Trend:
		add(p.First, p.From)
		add(p.Last, p.To)
	case TrendAndStep:
		add(p.First, p.From)
		p.around(add)
		add(p.Last, p.To)
	case Steps:
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
	ratio, more, less := math.Exp(math.Abs(v)), p.One, p.Other
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
	switch p.Shape {
	case Trend:
		if !p.RampFrom.IsZero() {
			return fmt.Sprintf("Gradually, most of it between %s and %s; no date can be given.", p.period(p.RampFrom), p.period(p.RampTo))
		}
		return fmt.Sprintf("Gradually, over the whole time from %s to %s; no date can be given.", p.period(p.First), p.period(p.Last))
	case Steps:
		return capital(p.dates()) + "."
	case TrendAndStep:
		return fmt.Sprintf("Gradually from %s to %s, and beside that %s.", p.period(p.First), p.period(p.Last), p.dates())
	case Flat:
		return fmt.Sprintf("At no time from %s to %s.", p.period(p.First), p.period(p.Last))
	}
	return "No date can be given."
}

// dates are those of the steps, with those that the data do not rule out.
func (p *plain) dates() string {
	var parts []string
	for i := range p.steps {
		b := &p.steps[i]
		text := "at once, between " + p.period(b.Date) + " and " + p.period(b.Next)
		if set := p.set(b); set == "no other date" {
			text += " (the data rule out any other date, at 95 %)"
		} else {
			text += " (the data allow, at 95 %, any date from " + set + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", and ")
}

func (p *plain) sure() (out []string) {
	for i := range p.steps {
		if b := &p.steps[i]; !math.IsNaN(b.ChangeLow + b.ChangeHigh) {
			out = append(out, p.change(b))
		}
	}
	if m, _ := measure.Named(p.Measure); p.Shape == Flat && m.Odds && !math.IsNaN(p.Unseen) {
		out = append(out, fmt.Sprintf("A sudden change by a factor of %.1f would probably have been seen; a smaller one may have been missed.", math.Exp(p.Unseen)))
	}
	return append(out, p.doubts()...)
}

// change is how large a step is: log odds as the factor that the one side grew or
// shrank by against the other.
func (p *plain) change(b *store.BreakRow) string {
	between := "between " + p.period(b.Date) + " and " + p.period(b.Next)
	if m, _ := measure.Named(p.Measure); !m.Odds || p.Other == "" {
		return fmt.Sprintf("The change %s is %s; at 95 %%, from %s to %s.", between, p.value(b.Change), p.value(b.ChangeLow), p.value(b.ChangeHigh))
	}
	side, sign, low, high := p.One, 1.0, b.ChangeLow, b.ChangeHigh
	if b.Change < 0 {
		side, sign, low, high = p.Other, -1, -b.ChangeHigh, -b.ChangeLow
	}
	return fmt.Sprintf("“%s” gained by a factor of %.1f on the other side %s; at 95 %%, of %.1f to %.1f.", side, math.Exp(sign*b.Change), between, math.Exp(low), math.Exp(high))
}

// Kinds count what courses do: for each of the shapes there is, in a fixed order,
// how many have it, in words.
func Kinds(shapes []string) (out []string) {
	for _, k := range []struct{ shape, one, many string }{
		{Steps, "steps", "step"}, {TrendAndStep, "moves gradually and steps beside", "move gradually and step beside"}, {Trend, "moves gradually", "move gradually"},
		{Flat, "shows no change", "show no change"}, {Changed, "changed in a way that can’t be told", "changed in a way that can’t be told"},
		{Wanders, "wanders, with neither level nor date", "wander, with neither level nor date"}, {Undecided, "has too little to tell", "have too little to tell"},
	} {
		n := int64(0)
		for _, s := range shapes {
			if s == k.shape {
				n++
			}
		}
		if n > 0 {
			out = append(out, Grouped(n)+" "+plural(n, k.one, k.many))
		}
	}
	return out
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
