package claim

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
)

// Grouped is a count as readers see it: 10,952.
func Grouped[T int | int64](n T) string { return humanize.Comma(int64(n)) }

// Value is a value of a measure as readers see it, with its sign where it can
// have two: +0.12, −1.30, 4.2 %. What does not exist is a dash.
func Value(name string, v float64) string {
	m, _ := measure.Named(name)
	if math.IsNaN(v) {
		return "–"
	}
	text := fmt.Sprintf("%.*f", m.Shown.Decimals, v*m.Shown.Scale)
	if negative, ok := strings.CutPrefix(text, "-"); ok {
		text = "−" + negative
		if strings.Trim(negative, "0.") == "" { // −0.00 is 0.00
			text = negative
		}
	} else if m.Low < 0 && strings.Trim(text, "0.") != "" {
		text = "+" + text
	}
	if m.Shown.Unit == "%" {
		text += " %"
	}
	return text
}

// Interval is a value with the ends of its interval: "+0.10 (−0.2 to +0.4)". An
// end that does not exist is left open.
func Interval(name string, v, low, high float64) string {
	switch {
	case math.IsNaN(low) && math.IsNaN(high):
		return Value(name, v)
	case math.IsNaN(low):
		return fmt.Sprintf("%s (up to %s)", Value(name, v), Value(name, high))
	case math.IsNaN(high):
		return fmt.Sprintf("%s (from %s)", Value(name, v), Value(name, low))
	}
	return fmt.Sprintf("%s (%s to %s)", Value(name, v), Value(name, low), Value(name, high))
}

func (w *words) value(v float64) string { return Value(w.Measure, v) }

func (w *words) level(v, low, high float64) string { return Interval(w.Measure, v, low, high) }

func (w *words) period(t time.Time) string { return series.Freq(w.Freq).Name(t) }
