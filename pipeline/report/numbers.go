package report

import (
	"math"
	"strconv"
	"strings"
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

// grouped is a count with commas.
func grouped[T int | int64](n T) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
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
	return grouped(n) + " " + noun
}

// list joins as a sentence does.
func list(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}

// numberWords are the counts that a sentence spells.
var numberWords = []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}

func spelled(n int) string {
	if n < len(numberWords) {
		return numberWords[n]
	}
	return grouped(n)
}
