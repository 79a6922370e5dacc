package figure

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"
)

// numbers makes an axis over the values, with about n ticks at round numbers.
// NaN counts for nothing.
func numbers(values []float64, n int) axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		low, high = 0, 1
	}
	if low == high {
		low, high = low-0.5, high+0.5
	}
	step := roundStep((high - low) / float64(n))
	a := axis{min: toTick(low, step, math.Floor), max: toTick(high, step, math.Ceil)}
	for i := math.Ceil(a.min/step - 1e-9); i <= math.Floor(a.max/step+1e-9); i++ {
		a.ticks = append(a.ticks, tick{value: i * step, label: decimal(i*step, step)})
	}
	return a
}

// toTick moves the end of an axis out to a tick that is near, else a little.
func toTick(v, step float64, out func(float64) float64) float64 {
	t := out(v/step) * step
	if math.Abs(t-v) <= 0.45*step {
		return t
	}
	return v + math.Copysign(0.05*step, t-v)
}

// roundStep is the least of 1, 2, 2.5, 5 × 10^k that is not below s.
func roundStep(s float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(s)))
	for _, f := range [...]float64{1, 2, 2.5, 5} {
		if f*base >= s*(1-1e-9) {
			return f * base
		}
	}
	return 10 * base
}

// decimal writes a tick with as many digits as the step needs, with a minus sign
// and not a hyphen.
func decimal(v, step float64) string {
	digits := 0
	for s := step; digits < 8 && math.Abs(s-math.Round(s)) > 1e-6; s *= 10 {
		digits++
	}
	if math.Abs(v) < step/2 {
		v = 0
	}
	return minus(strconv.FormatFloat(v, 'f', digits, 64))
}

func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// signed writes a number with its sign.
func signed(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if v > 0 {
		s = "+" + s
	}
	return minus(s)
}

// over makes the time axis of a series, from half a period before the first to
// half a period after the last, with about n ticks.
func over(rows []seriesRow, n int) axis {
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
	return axis{time: true, min: days(first) - half, max: days(last) + half, ticks: calendar(first, last, n)}
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

// calendar makes about n ticks, at most one more: years at round numbers, or
// months where the whole is shorter than three years.
func calendar(first, last time.Time, n int) (out []tick) {
	layout, steps := "2006", []int{12, 24, 60, 120, 240, 300, 600, 1200, 2400, 6000}
	if last.Before(first.AddDate(3, 0, 0)) {
		layout, steps = "2006-01", []int{1, 2, 3, 6, 12, 24}
	}
	for _, months := range steps {
		if out = every(first, last, months, layout); len(out) <= n+1 {
			break
		}
	}
	if len(out) == 0 {
		out = append(out, tick{value: days(first), label: first.Format(time.DateOnly)})
	}
	return out
}

// every makes a tick at every so many months, counted from the year 0.
func every(first, last time.Time, months int, layout string) (out []tick) {
	from := (first.Year()*12 + int(first.Month()) - 1) / months * months
	for m := from; ; m += months {
		t := time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
		if t.After(last) {
			return out
		}
		if !t.Before(first) {
			out = append(out, tick{value: days(t), label: t.Format(layout)})
		}
	}
}

// categories makes an axis of n rows, the first on top at 0.
func categories(labels []string) axis {
	a := axis{min: float64(len(labels)) - 0.5, max: -0.5, bare: true}
	for i, l := range labels {
		a.ticks = append(a.ticks, tick{value: float64(i), label: l})
	}
	return a
}
