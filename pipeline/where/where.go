// Package where reads the conditions on documents that --where and the key
// where of a configuration state, and says which documents fit.
package where

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// Conditions all have to fit.
type Conditions []Condition

// Condition fits where the key has, or has not, one of the values.
type Condition struct {
	Key    string
	Not    bool
	Values []string
}

// Parse reads conditions of the forms key=value, key=value,value and
// key!=value. A comma inside a value is written \,.
func Parse(exprs []string) (Conditions, error) {
	var w Conditions
	for _, expr := range exprs {
		key, list, ok := strings.Cut(expr, "=")
		key, not := strings.CutSuffix(key, "!")
		if key = strings.TrimSpace(key); !ok || key == "" {
			return nil, fmt.Errorf("where %q: want key=value, key=value,value or key!=value", expr)
		}
		c := Condition{Key: key, Not: not}
		for _, v := range strings.Split(strings.ReplaceAll(list, `\,`, "\x00"), ",") {
			c.Values = append(c.Values, strings.TrimSpace(strings.ReplaceAll(v, "\x00", ",")))
		}
		w = append(w, c)
	}
	return w, nil
}

// Fits says whether the condition fits one of the values the key has.
func (c Condition) Fits(values ...string) bool {
	for _, v := range values {
		if slices.Contains(c.Values, v) {
			return !c.Not
		}
	}
	return c.Not
}

// Keep says whether the document fits all conditions. The issuer fits by who
// speaks or by the code the source files it under, so that issuer=CHN finds
// whoever spoke from the seat of China.
func (w Conditions) Keep(d *corpus.Document) bool {
	for _, c := range w {
		v, _ := d.Get(c.Key)
		if c.Key == "issuer" {
			if !c.Fits(v, d.Code) {
				return false
			}
		} else if !c.Fits(v) {
			return false
		}
	}
	return true
}
