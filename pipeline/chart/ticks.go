package chart

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Numbers makes an axis over the values, with about n ticks at round numbers.
// NaN counts for nothing.
func Numbers(values []float64, n int) Axis {
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
	a := Axis{Min: toTick(low, step, math.Floor), Max: toTick(high, step, math.Ceil)}
	for i := math.Ceil(a.Min/step - 1e-9); i <= math.Floor(a.Max/step+1e-9); i++ {
		a.Ticks = append(a.Ticks, Tick{Value: i * step, Label: decimal(i*step, step)})
	}
	return a
}

// toTick moves the end of an axis out to a tick that is near, else a little.
func toTick(v, step float64, out func(float64) float64) float64 {
	t := float64(out(v/step) * step)
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

// Signed writes a number with its sign, if it is not rounded to 0.
func Signed(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	switch {
	case strings.Trim(s, "-0.") == "":
		return strings.TrimPrefix(s, "-")
	case v > 0:
		return "+" + s
	}
	return minus(s)
}

// Dates makes a time axis from so many days before the first date to as many
// after the last, with about n ticks.
func Dates(first, last time.Time, half float64, n int) Axis {
	return Axis{Time: true, Min: Days(first) - half, Max: Days(last) + half, Ticks: calendar(first, last, n)}
}

// calendar makes about n ticks, at most one more: years at round numbers, or
// months where the whole is shorter than three years.
func calendar(first, last time.Time, n int) (out []Tick) {
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
		out = append(out, Tick{Value: Days(first), Label: first.Format(time.DateOnly)})
	}
	return out
}

// every makes a tick at every so many months, counted from the year 0.
func every(first, last time.Time, months int, layout string) (out []Tick) {
	from := (first.Year()*12 + int(first.Month()) - 1) / months * months
	for m := from; ; m += months {
		t := time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
		if t.After(last) {
			return out
		}
		if !t.Before(first) {
			out = append(out, Tick{Value: Days(t), Label: t.Format(layout)})
		}
	}
}

// Categories makes an axis of n rows, the first on top at 0.
func Categories(labels []string) Axis {
	a := Axis{Min: float64(len(labels)) - 0.5, Max: -0.5, Bare: true}
	for i, l := range labels {
		a.Ticks = append(a.Ticks, Tick{Value: float64(i), Label: l})
	}
	return a
}

// Digits writes a number so that processors that differ in its last bits write
// the same.
func Digits(v float64) string { return strconv.FormatFloat(v, 'g', 12, 64) }
