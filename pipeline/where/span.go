package where

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// between is a span with both its ends in it; nil is no bound.
type between[T any] struct{ from, to *T }

// span is one of numbers, of dates, or, as 2010..2019 is, of either: what it is
// compared with decides.
type span struct {
	numbers *between[float64]
	days    *between[day]
}

// day is a date as it is written, by the first and the last day it can mean.
type day struct{ first, last time.Time }

// parseSpan reads a..b, a.. or ..b; ok is false for what is no span.
func parseSpan(text string) (s span, ok bool, err error) {
	from, to, ok := strings.Cut(text, "..")
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if !ok || from == "" && to == "" {
		return s, false, nil
	}
	s = span{ends(from, to, parseNumber), ends(from, to, parseDay)}
	if n := s.numbers; n != nil && n.from != nil && n.to != nil && *n.from > *n.to {
		s.numbers = nil
	}
	if d := s.days; d != nil && d.from != nil && d.to != nil && d.from.first.After(d.to.last) {
		s.days = nil
	}
	if s.numbers == nil && s.days == nil {
		return s, false, fmt.Errorf("%q is no span: write two numbers or two dates (2010, 2010-06, 2010-06-30), the smaller first, or one of them", text)
	}
	return s, true, nil
}

// ends parses the ends that there are; nil where one of them is of another kind.
func ends[T any](from, to string, parse func(string) (T, bool)) *between[T] {
	var b between[T]
	for _, end := range []struct {
		text string
		into **T
	}{{from, &b.from}, {to, &b.to}} {
		if end.text == "" {
			continue
		}
		v, ok := parse(end.text)
		if !ok {
			return nil
		}
		*end.into = &v
	}
	return &b
}

func parseNumber(text string) (float64, bool) {
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && n-n == 0 // neither infinite nor NaN
}

func parseDay(text string) (day, bool) {
	for i, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if first, err := time.Parse(layout, text); err == nil {
			after := []time.Time{first.AddDate(0, 0, 1), first.AddDate(0, 1, 0), first.AddDate(1, 0, 0)}[i]
			return day{first, after.AddDate(0, 0, -1)}, true
		}
	}
	return day{}, false
}

// has says whether a value is inside: a number by its size, a date by the first day
// that it can mean.
func (s span) has(value string) bool {
	if n, ok := parseNumber(value); ok && s.numbers != nil {
		return s.numbers.has(n, cmp.Compare[float64], cmp.Compare[float64])
	}
	d, ok := parseDay(value)
	return ok && s.days != nil && s.days.has(d,
		func(v, from day) int { return v.first.Compare(from.first) },
		func(v, to day) int { return v.first.Compare(to.last) })
}

func (b between[T]) has(v T, withFrom, withTo func(v, end T) int) bool {
	return (b.from == nil || withFrom(v, *b.from) >= 0) && (b.to == nil || withTo(v, *b.to) <= 0)
}
