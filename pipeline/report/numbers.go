package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/claim"
)

// fixed is a number with a minus sign that is one, and no negative zero.
func fixed(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

// number is a number in the payload; what does not exist is null.
type number string

// numberDigits are as many as a figure can show.
const numberDigits = 4

// told is written with as many digits as it takes to read, scaled and rounded, as
// the sentences of the page have it.
func told(v, scale float64, decimals int) number {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "null"
	}
	want := fixed(v*scale, decimals)
	for digits := numberDigits; digits < 17; digits++ {
		text := strconv.FormatFloat(v, 'g', digits, 64) // JSON knows 1e-05 and 1e+06 as they are
		if read, _ := strconv.ParseFloat(text, 64); fixed(read*scale, decimals) == want {
			return number(text)
		}
	}
	return number(strconv.FormatFloat(v, 'g', -1, 64))
}

func (n number) MarshalJSON() ([]byte, error) { return []byte(n), nil }

func (m shown) numbers(list []float64) []number {
	out := make([]number, len(list))
	for i, v := range list {
		out[i] = told(v, m.Shown.Scale, m.Shown.Decimals)
	}
	return out
}

// percent is a share; what is not all is never said to be 100 %, nor what is
// something 0 %.
func percent(v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case v > 0.99 && v < 1:
		return "over 99 %"
	case v > 0 && v < 0.01:
		return "under 1 %"
	}
	return fixed(100*v, 0) + " %"
}

// pText is a p-value.
func pText(p float64) string {
	if p < 0.001 {
		return "p < 0.001"
	}
	if p < 0.1 {
		return "p = " + fixed(p, 3)
	}
	return "p = " + fixed(p, 2)
}

// counted is a count with its noun.
func counted[T int | int64](n T, noun string) string {
	if n != 1 {
		switch {
		case strings.HasSuffix(noun, "series"):
		case strings.HasSuffix(noun, "y"):
			noun = strings.TrimSuffix(noun, "y") + "ies"
		default:
			noun += "s"
		}
	}
	return claim.Grouped(n) + " " + noun
}

// list joins as a sentence does.
func list(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}
