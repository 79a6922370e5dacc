package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"

	"github.com/frameshift/frameshift/pipeline/store"
)

// calendar is the periods of a frequency.
type calendar struct {
	freq    series.Freq
	periods []time.Time       // their first days
	places  map[time.Time]int // of the periods
}

// calendarOf is the calendar of a frequency.
func (r *run) calendarOf(freq series.Freq) *calendar {
	i := slices.IndexFunc(r.calendars, func(c *calendar) bool { return c.freq == freq })
	if i < 0 {
		i = len(r.calendars)
		r.calendars = append(r.calendars, &calendar{freq: freq})
	}
	return r.calendars[i]
}

// begin takes the periods from a series: all series of a frequency share them.
func (c *calendar) begin(rows []store.SeriesRow) {
	if c.places != nil {
		return
	}
	c.places = map[time.Time]int{}
	for at, row := range rows {
		c.periods = append(c.periods, row.Period)
		c.places[row.Period] = at
	}
}

// sortCalendars puts the run's own frequency first, then longer periods before
// shorter ones.
func (r *run) sortCalendars() {
	from := time.Date(2001, time.January, 1, 0, 0, 0, 0, time.UTC) // every kind of period has one that starts here
	slices.SortFunc(r.calendars[1:], func(x, y *calendar) int {
		return cmp.Compare(y.freq.Next(from).Sub(from), x.freq.Next(from).Sub(from))
	})
}

// period is the name of the period that starts at t.
func (c *calendar) period(t time.Time) string { return periodName(c.freq, t) }

// names are the names of all periods.
func (c *calendar) names() []string {
	out := make([]string, len(c.periods))
	for i, t := range c.periods {
		out[i] = c.period(t)
	}
	return out
}

// label is the word for a period.
func (c *calendar) label() string {
	if c.freq == series.Half {
		return "half-year"
	}
	return string(c.freq)
}

// place is that of the period which holds all days from first to last, or -1.
func (c *calendar) place(first, last time.Time) int {
	start := c.freq.Start(first)
	if at, ok := c.places[start]; ok && start.Equal(c.freq.Start(last)) {
		return at
	}
	return -1
}
