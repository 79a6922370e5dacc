package series

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Span is a stretch of days, both ends included. A document belongs to it by
// the first day its date can mean.
type Span struct{ Start, End time.Time }

// ParseSpan reads a span of years, months or days: 1975..1984, 1975-03..1984,
// or one of them, 1984.
func ParseSpan(s string) (Span, error) {
	from, to, both := strings.Cut(s, "..")
	if !both {
		to = from
	}
	first, _, ok := daysOf(from)
	_, last, okToo := daysOf(to)
	if !ok || !okToo {
		return Span{}, fmt.Errorf("span %q: want 1975..1984, 1975-03..1984-06, 1975-03-01..1984, or one of them, 1984", s)
	}
	if last.Before(first) {
		return Span{}, fmt.Errorf("span %q ends before it starts", s)
	}
	return Span{first, last}, nil
}

// ParseSpans reads two spans, the first of which has to end before the second
// starts; neither may be missing unless both are.
func ParseSpans(from, to string) (first, second Span, err error) {
	if from == "" && to == "" {
		return first, second, nil
	}
	if from == "" || to == "" {
		return first, second, errors.New("from and to go together: say both, like 1975..1984 and 2010..2019")
	}
	if first, err = ParseSpan(from); err != nil {
		return first, second, fmt.Errorf("from: %w", err)
	}
	if second, err = ParseSpan(to); err != nil {
		return first, second, fmt.Errorf("to: %w", err)
	}
	if !first.End.Before(second.Start) {
		return first, second, fmt.Errorf("from %v to %v: the first span has to end before the second starts", first, second)
	}
	return first, second, nil
}

// daysOf returns the first and the last day of a year, a month or a day.
func daysOf(s string) (first, last time.Time, ok bool) {
	for _, form := range []struct {
		layout string
		next   func(time.Time) time.Time
	}{{"2006", Year.Next}, {"2006-01", Month.Next}, {time.DateOnly, Day.Next}} {
		if t, err := time.Parse(form.layout, strings.TrimSpace(s)); err == nil {
			return t, form.next(t).AddDate(0, 0, -1), true
		}
	}
	return first, last, false
}

// Holds says whether the day is in the span.
func (s Span) Holds(t time.Time) bool { return !t.Before(s.Start) && !t.After(s.End) }

// Whole says whether a calendar of that frequency has no period that is partly
// in the span.
func (s Span) Whole(f Freq) bool {
	next := s.End.AddDate(0, 0, 1)
	return f.Start(s.Start).Equal(s.Start) && f.Start(next).Equal(next)
}

// String is the span as ParseSpan reads it, as short as it can be.
func (s Span) String() string {
	for _, layout := range []string{"2006", "2006-01"} {
		text := s.Start.Format(layout)
		if end := s.End.Format(layout); end != text {
			text += ".." + end
		}
		if again, err := ParseSpan(text); err == nil && again.Start.Equal(s.Start) && again.End.Equal(s.End) {
			return text
		}
	}
	return s.Start.Format(time.DateOnly) + ".." + s.End.Format(time.DateOnly)
}
