package series

import (
	"fmt"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// Freq is the length of the periods of a calendar.
type Freq string

// The frequencies. A week starts on Monday (ISO 8601).
const (
	Day     Freq = "day"
	Week    Freq = "week"
	Month   Freq = "month"
	Quarter Freq = "quarter"
	Half    Freq = "half"
	Year    Freq = "year"
)

// ParseFreq returns the frequency of that name.
func ParseFreq(s string) (Freq, error) {
	switch f := Freq(s); f {
	case Day, Week, Month, Quarter, Half, Year:
		return f, nil
	}
	return "", fmt.Errorf("freq %q: %swant day, week, month, quarter, half or year", s, usage.Meant(s, []string{"day", "week", "month", "quarter", "half", "year"}))
}

// Start returns the first day of the period that holds t.
func (f Freq) Start(t time.Time) time.Time {
	y, m, d := t.Date()
	switch f {
	case Week:
		return date(y, m, d-(int(t.Weekday())+6)%7)
	case Month:
		return date(y, m, 1)
	case Quarter:
		return date(y, (m-1)/3*3+1, 1)
	case Half:
		return date(y, (m-1)/6*6+1, 1)
	case Year:
		return date(y, 1, 1)
	}
	return date(y, m, d)
}

// Next returns the first day of the period after the one that starts at t.
func (f Freq) Next(t time.Time) time.Time {
	switch f {
	case Week:
		return t.AddDate(0, 0, 7)
	case Month:
		return t.AddDate(0, 1, 0)
	case Quarter:
		return t.AddDate(0, 3, 0)
	case Half:
		return t.AddDate(0, 6, 0)
	case Year:
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 0, 1)
}

// span is that of whole periods, from the one that starts at first to the one
// that starts at last.
func (f Freq) span(first, last time.Time) Span { return Span{first, f.Next(last).AddDate(0, 0, -1)} }

// Name names the period that starts on a day, as short as its length allows.
func (f Freq) Name(start time.Time) string {
	switch f {
	case Year:
		return start.Format("2006")
	case Half:
		return fmt.Sprintf("%d H%d", start.Year(), (int(start.Month())+5)/6)
	case Quarter:
		return fmt.Sprintf("%d Q%d", start.Year(), (int(start.Month())+2)/3)
	case Month:
		return start.Format("2006-01")
	}
	return start.Format(time.DateOnly)
}

// Holds says whether a date is precise enough to fall into one period.
func (f Freq) Holds(p corpus.Precision) bool {
	switch f {
	case Year:
		return p >= corpus.PrecisionYear
	case Half, Quarter, Month:
		return p >= corpus.PrecisionMonth
	}
	return p >= corpus.PrecisionDay
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// maxPeriods bounds a calendar: a series of days over a stray date in the year
// 1 would otherwise be a table of its own.
const maxPeriods = 200_000

// periods returns the first days of all periods from first to last.
func (f Freq) periods(first, last time.Time) ([]time.Time, error) {
	var out []time.Time
	for t := first; !t.After(last); t = f.Next(t) {
		if len(out) == maxPeriods {
			return nil, fmt.Errorf("the calendar from %s to %s has more than %d periods of a %s: check the dates, leave out what is far off (--where date=1900..2030) or choose a longer --freq",
				first.Format(time.DateOnly), last.Format(time.DateOnly), maxPeriods, f)
		}
		out = append(out, t)
	}
	return out, nil
}
