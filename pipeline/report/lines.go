package report

import (
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/measure"
)

// addSeries puts series that wait into the payload, the most telling first,
// until the next one would take more than the room.
func (b *builder) addSeries(room int) error {
	for len(b.waiting) > 0 {
		l := b.waiting[0]
		if l.estimate == nil {
			if err := b.load(b.waiting[:min(batch, len(b.waiting))]); err != nil {
				return err
			}
		}
		s := b.line(l)
		size, err := b.size(l, s)
		if err != nil {
			return err
		}
		if room -= size; room < 0 && len(b.payload.Series) > 0 {
			return nil
		}
		b.waiting = b.waiting[1:]
		s.Text = b.text(l.text)
		if c := &b.payload.Calendars[s.Calendar]; len(c.Periods) == 0 {
			c.Periods = l.calendar.names()
		}
		b.lines[l.name] = len(b.payload.Series)
		b.payload.Series = append(b.payload.Series, s)
	}
	return nil
}

// batch is how many series that wait are loaded at a time.
const batch = 100

func encodedSize(v any) (int, error) {
	raw, err := encode(v)
	return len(raw) + 1, err
}

// size is what a series takes, with the text and the periods that none before
// it has brought.
func (b *builder) size(l *line, s shownLine) (int, error) {
	size, err := encodedSize(s)
	if _, known := b.texts[l.text]; !known && err == nil {
		var more int
		more, err = encodedSize(l.text.shown())
		size += more
	}
	if len(b.payload.Calendars[s.Calendar].Periods) == 0 && err == nil {
		var more int
		more, err = encodedSize(l.calendar.names())
		size += more
	}
	return size, err
}

// ordered are the series: the headline, then it within topics, the other
// pooled series, the headline of the groups; what comes first of these by the
// other frequencies; and the rest.
func (b *builder) ordered() []*line {
	h := b.headline
	if h == nil {
		return nil
	}
	class := func(l *line) int {
		same := l.Measure == h.Measure && l.Of == h.Of
		switch {
		case same && l.Group == "" && l.Topic == h.Topic:
			return 0
		case same && l.Group == "":
			return 1
		case l.Group == "" && l.Topic == h.Topic:
			return 2
		case same && l.Topic == h.Topic:
			return 3
		case l.Group == "":
			return 4
		case measureOf(l.Measure).Of == measure.Frame && l.Topic == h.Topic:
			return 5
		}
		return 6
	}
	turn := func(l *line) int {
		of := mainTurns
		if l.calendar != b.calendar {
			of = otherTurns
		}
		return of[class(l)]
	}
	lines := slices.Concat(b.run.lines, b.run.also)
	slices.SortStableFunc(lines, func(x, y *line) int { return turn(x) - turn(y) })
	return lines
}

// mainTurns and otherTurns say when the classes of ordered have their turn, by
// the main frequency and by others.
var (
	mainTurns  = [...]int{0, 1, 2, 3, 4, 9, 10}
	otherTurns = [...]int{5, 6, 7, 8, 11, 12, 13}
)

// line is a series in the payload; its text goes in when it does.
func (b *builder) line(l *line) shownLine {
	m := measureOf(l.Measure)
	s := shownLine{
		Measure: b.measure(l.Measure), Subject: b.subject(l.name), Topic: b.topic(l.Topic), Group: b.group(l.Group), Calendar: slices.Index(b.calendars, l.calendar),
		Estimate: m.numbers(l.estimate), Low: m.numbers(l.low), High: m.numbers(l.high), Hits: l.hits,
		Lead: b.claims[l.name].Lead, Title: b.claims[l.name].Title, Brief: append([]string{}, b.says(m.Label, l.name)...),
	}
	s.Steps, s.Course = b.picture(l)
	for i, w := range l.warnings {
		s.Warnings = append(s.Warnings, b.warning(w))
		s.Units = append(s.Units, b.unit(l.units[i]))
	}
	return s
}

// shownTerms are the terms of a change in the figure.
const shownTerms = 20

// addChanges puts the changes of the headline's contrast into the payload.
func (b *builder) addChanges() {
	for _, c := range b.shifts {
		if b.headline == nil || c.Of != b.headline.Of || c.Group != b.headline.Group {
			continue
		}
		label := fmt.Sprintf("%s to %s", b.span(c.FromStart, c.FromEnd), b.span(c.ToStart, c.ToEnd))
		if !c.broken.IsZero() {
			label = "step after " + b.period(c.broken) + ": " + label
		}
		if c.Topic != b.headline.Topic {
			label += ", within " + b.run.topic(c.Topic)
		}
		s := shownChange{Label: label, Text: b.mover(c), Count: b.counts(c.name), Terms: []shownPart{}}
		for _, t := range c.terms[:min(shownTerms, len(c.terms))] {
			e, ok := b.entries[[2]string{t.Frame, t.Entry}]
			if !ok {
				e = -1
			}
			s.Terms = append(s.Terms, shownPart{b.frame(t.Frame), e, t.Entry, t.HitsFrom, t.HitsTo, told(t.Contribution, 1, 2)})
		}
		b.payload.Changes = append(b.payload.Changes, s)
	}
}
