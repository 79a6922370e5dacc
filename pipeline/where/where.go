// Package where reads the conditions on documents, or on rows of a table, that
// --where and the key where of a configuration state, and says which fit.
package where

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// Conditions all have to fit.
type Conditions []Condition

// Condition fits where the key has, or has not, one of the values: texts, spans of
// numbers or dates, or what a pattern matches.
type Condition struct {
	Key   string
	Not   bool
	texts []string
	spans []span
	match *regexp.Regexp
}

// Parse reads conditions of the forms
//
//	key=value        key=value,value      key!=value
//	tokens=50..      session=..40         date=2010..2019-06
//	flag=converted   title~regexp         title!~regexp
//
// A comma inside a value is written \,. Both ends of a span are in it. A date such
// as 2010 or 2010-06 is the span of its days. The flags of a document are one by one.
func Parse(exprs []string) (Conditions, error) {
	var w Conditions
	for _, expr := range exprs {
		c, err := parse(expr)
		if err != nil {
			return nil, fmt.Errorf("where %q: %w", expr, err)
		}
		w = append(w, c)
	}
	return w, nil
}

const forms = "want key=value, key=value,value, key!=value, key=50.., date=2010..2019 or key~pattern"

func parse(expr string) (Condition, error) {
	at := strings.IndexAny(expr, "=~")
	if at < 0 {
		return Condition{}, fmt.Errorf("%s", forms)
	}
	key, not := strings.CutSuffix(expr[:at], "!")
	c := Condition{Key: strings.TrimSpace(key), Not: not}
	switch {
	case c.Key == "":
		return c, fmt.Errorf("%s", forms)
	case strings.ContainsAny(c.Key, "<>"):
		return c, fmt.Errorf("write a span: %s=%s.. is %[2]s or more, %[1]s=..%[2]s at most %[2]s", strings.TrimRight(c.Key, "<> "), strings.TrimSpace(expr[at+1:]))
	case c.Key == "flag":
		c.Key = "flags"
	}
	if expr[at] == '~' {
		var err error
		c.match, err = regexp.Compile(strings.TrimSpace(expr[at+1:]))
		return c, err
	}
	return c, c.values(expr[at+1:])
}

// values reads a list of texts and spans.
func (c *Condition) values(list string) error {
	for _, v := range strings.Split(strings.ReplaceAll(list, `\,`, "\x00"), ",") {
		v = strings.TrimSpace(strings.ReplaceAll(v, "\x00", ","))
		s, ok, err := parseSpan(v)
		switch {
		case err != nil:
			return err
		case ok:
			c.spans = append(c.spans, s)
			continue
		}
		if d, ok := parseDay(v); ok && isDate(c.Key) {
			c.spans = append(c.spans, span{days: &between[day]{&d, &d}})
		}
		c.texts = append(c.texts, v)
	}
	return nil
}

// isDate says whether a column of that name holds dates.
func isDate(key string) bool { return key == "period" || strings.Contains(key, "date") }

// Fits says whether the condition fits one of the values the key has.
func (c Condition) Fits(values ...string) bool {
	return slices.ContainsFunc(values, c.has) != c.Not
}

func (c Condition) has(value string) bool {
	return c.match != nil && c.match.MatchString(value) || slices.Contains(c.texts, value) ||
		slices.ContainsFunc(c.spans, func(s span) bool { return s.has(value) })
}

// List takes a cell apart that holds several values: flags and warnings are joined
// by "; ".
func List(key, cell string) []string {
	if key == "flags" || key == "warnings" {
		return strings.Split(cell, "; ")
	}
	return []string{cell}
}

// Counted says whether the condition is on what only scoring finds out: the
// counts of words, and flags.
func (c Condition) Counted() bool {
	return c.Key == "tokens" || c.Key == "sentences" || c.Key == "flags"
}

// Part takes the conditions that are on what only scoring finds out, or the others.
func (w Conditions) Part(counted bool) (out Conditions) {
	for _, c := range w {
		if c.Counted() == counted {
			out = append(out, c)
		}
	}
	return out
}

// Keep says whether the document fits all conditions. The issuer fits by who
// speaks or by the code the source files it under, so that issuer=CHN finds
// whoever spoke from the seat of China.
func (w Conditions) Keep(d *corpus.Document) bool {
	for _, c := range w {
		v, _ := d.Get(c.Key)
		if c.Key == "issuer" && !c.Fits(v, d.Code) || c.Key != "issuer" && !c.Fits(v) {
			return false
		}
	}
	return true
}

// Choices are the conditions in the form in which a reader of a corpus takes them.
func (w Conditions) Choices() (out []corpus.Choice) {
	for _, c := range w {
		out = append(out, corpus.Choice{Key: c.Key, Fits: c.Fits})
	}
	return out
}
