package corpus

import (
	"fmt"
	"maps"
	"slices"
)

// mapsEarly says whether a field is derived before the metadata tables are joined.
func (r *Reader) mapsEarly(to, from string) bool {
	needed := to == "date"
	for _, t := range r.options.Metadata {
		for _, on := range t.On {
			key, err := compileKey(on.To)
			needed = needed || err == nil && slices.Contains(key.names(), to)
		}
		for _, c := range t.Columns {
			if c.To == from {
				return false
			}
		}
	}
	return needed
}

// checkMap wants what is made a date to be one.
func (r *Reader) checkMap(to string, rule Derive) error {
	if to != "date" {
		return nil
	}
	texts := []string{rule.Default}
	for _, key := range slices.Sorted(maps.Keys(rule.Values)) {
		texts = append(texts, rule.Values[key])
	}
	for _, m := range rule.Match {
		texts = append(texts, m.Value)
	}
	for _, text := range texts {
		if err := r.checkDate("map.date", text); err != nil {
			return err
		}
	}
	return nil
}

// checkDate wants a date that a configuration states to be one.
func (r *Reader) checkDate(key, text string) error {
	if text == "" {
		return nil
	}
	is := r.dates.read(text)
	if is.date.Precision == PrecisionNone || is.ambiguous() {
		return fmt.Errorf("%s: %q is no date: write 2017-10-18, 2017-10 or 2017, or in a form of corpus.dates", key, text)
	}
	return nil
}
