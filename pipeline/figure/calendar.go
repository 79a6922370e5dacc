package figure

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/series"
)

// over makes the time axis of a series, from half a period before the first to
// half a period after the last, with about n ticks.
func over(rows []seriesRow, n int) chart.Axis {
	first, last := rows[0].period, rows[0].period
	for _, r := range rows {
		if r.period.Before(first) {
			first = r.period
		}
		if r.period.After(last) {
			last = r.period
		}
	}
	half := halfPeriod(rows[0].freq)
	return chart.Dates(first, last, half, n)
}

// halfPeriod is half the length of a period, in days.
func halfPeriod(freq string) float64 {
	switch series.Freq(freq) {
	case series.Year:
		return 182.5
	case series.Half:
		return 91
	case series.Quarter:
		return 45.5
	case series.Month:
		return 15
	case series.Week:
		return 3.5
	}
	return 0.5
}

// when writes a period by the length of its step.
func when(t time.Time, freq string) string { return series.Freq(freq).Name(t) }

// between writes two periods, or one.
func between(a, b time.Time, freq string) string {
	first, last := when(a, freq), when(b, freq)
	if first == last {
		return first
	}
	return first + "–" + last
}
