package corpus

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Validate reports the first option that makes no sense; the message names
// the key and says what to write instead.
func (o Options) Validate() error {
	_, err := compile(o.withDefaults())
	return err
}

// compile brings options, with their defaults, into the form that reading uses.
func compile(o Options) (*Reader, error) {
	r := &Reader{options: o}
	for _, step := range []func() error{
		r.checkFiles, r.compilePath, r.compileLayout, r.compileDates, r.compileID, r.compileMap, r.compileIssuers,
		r.compileSkip, r.checkDuplicates, r.checkLanguages, r.checkEncoding, r.checkTables, r.checkLimits,
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("corpus.%w", err)
		}
	}
	r.meta = metaColumns(r)
	return r, nil
}

func (r *Reader) checkFiles() error {
	for key, globs := range map[string][]string{"only": r.options.Files.Only, "ignore": r.options.Files.Ignore} {
		for _, g := range globs {
			if !doublestar.ValidatePattern(g) {
				return fmt.Errorf("files.%s: %q is no glob", key, g)
			}
		}
	}
	return nil
}

func (r *Reader) compilePath() error {
	for _, source := range r.options.Path {
		p, err := compilePattern(source)
		if err != nil {
			return fmt.Errorf("path: %w", err)
		}
		r.patterns = append(r.patterns, p)
	}
	return nil
}

func (r *Reader) compileDates() (err error) {
	if r.dates, err = compileDates(r.options.Dates); err != nil {
		return fmt.Errorf("dates: %w", err)
	}
	for _, rule := range r.options.DateFrom {
		re, err := regexp.Compile(rule.Pattern)
		if err != nil {
			return fmt.Errorf("date_from: %w", err)
		}
		if re.NumSubexp() < 1 || rule.Field == "" {
			return fmt.Errorf("date_from: %q needs a field, and a group ( ) around the date", rule.Pattern)
		}
		r.dateFrom = append(r.dateFrom, dateRule{rule.Field, re})
	}
	return nil
}

func (r *Reader) compileID() (err error) {
	r.id, err = compileTemplate(r.options.ID)
	return err
}

func (r *Reader) compileMap() error {
	for _, to := range slices.Sorted(maps.Keys(r.options.Map)) {
		rule := r.options.Map[to]
		if rule.From == "" || to == "text" || to == "date" || to == "id" {
			return fmt.Errorf("map.%s: needs a from, and can't make the text, the date or the id", to)
		}
		m := derivation{to: to, from: rule.From, values: rule.Values, fallback: rule.Default}
		for _, match := range rule.Match {
			re, err := regexp.Compile(match.Pattern)
			if err != nil {
				return fmt.Errorf("map.%s.match: %w", to, err)
			}
			m.match = append(m.match, matchRule{re, match.Value})
		}
		r.derive = append(r.derive, m)
	}
	return nil
}

func (r *Reader) compileIssuers() error {
	for _, rule := range r.options.Issuers {
		if rule.Code == "" || rule.Issuer == "" {
			return fmt.Errorf("issuers: a rule needs a code and an issuer")
		}
		from, err := bound(rule.From, false)
		if err != nil {
			return fmt.Errorf("issuers: %s: from: %w", rule.Code, err)
		}
		until, err := bound(rule.Until, true)
		if err != nil {
			return fmt.Errorf("issuers: %s: until: %w", rule.Code, err)
		}
		r.issuers = append(r.issuers, issuerRule{rule.Code, rule.Issuer, from, until})
	}
	return nil
}

// bound reads one end of a range; a year or month as its end means its last day.
func bound(text string, end bool) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	formats, _ := compileDates([]string{"%Y", "%Y-%m", "%Y-%m-%d"})
	d, ok := parseDate(text, formats)
	switch {
	case !ok:
		return time.Time{}, fmt.Errorf("%q is no date: write 1971-10-25, 1971-10 or 1971", text)
	case end && d.Precision == PrecisionYear:
		return d.First().AddDate(1, 0, -1), nil
	case end && d.Precision == PrecisionMonth:
		return d.First().AddDate(0, 1, -1), nil
	}
	return d.First(), nil
}

func (r *Reader) checkLanguages() error {
	for _, code := range r.options.Accept {
		if lang.Of(code) == nil {
			return fmt.Errorf("accept: %q is not read: use %s", code, strings.Join(lang.Codes(), ", "))
		}
		r.accept = append(r.accept, lang.Of(code))
	}
	if o := r.options.Lang; lang.Of(o) == nil && o != "auto" {
		return fmt.Errorf("lang: %q is not read: use %s", o, lang.Choice("auto"))
	}
	if set, ok := r.options.Set["lang"]; ok && set != r.options.Lang {
		return fmt.Errorf("lang: %s, but set.lang: %s: keep one", r.options.Lang, set)
	}
	for _, name := range []string{"text", "id", "date"} {
		if _, ok := r.options.Set[name]; ok {
			return fmt.Errorf("set.%s: would be the same for every document: take it from fields or path", name)
		}
	}
	return nil
}

func (r *Reader) checkDuplicates() error {
	switch d := r.options.Duplicates; d {
	case DuplicatesKeep, DuplicatesFlag, DuplicatesDrop:
		return nil
	default:
		return fmt.Errorf("duplicates: %q: want keep, flag or drop", d)
	}
}

func (r *Reader) checkEncoding() (err error) {
	r.options.Encoding, err = encodingName(r.options.Encoding)
	return err
}

func (r *Reader) checkTables() error {
	for _, t := range r.options.Metadata {
		switch {
		case t.File == "":
			return fmt.Errorf("metadata: a table needs a file")
		case len(t.On) == 0 || len(t.Columns) == 0:
			return fmt.Errorf("metadata: %s: needs on: {column: field} and columns: {column: field}", t.File)
		}
		for _, c := range t.Columns {
			if c.To == "text" || c.To == "id" {
				return fmt.Errorf("metadata: %s: columns can't fill the %s", t.File, c.To)
			}
		}
	}
	return nil
}

func (r *Reader) checkLimits() error {
	l := r.options.Limits
	if l.Document < 1 || l.Member < 1 || !(l.Ratio >= 1) || math.IsInf(l.Ratio, 1) || l.Unpacked < 1 || l.Members < 1 || l.Records < 1 || l.Fields < 1 {
		return fmt.Errorf("limits: every limit must be positive, and a number")
	}
	return nil
}
