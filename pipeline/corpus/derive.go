package corpus

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/lang"
)

type derivation struct {
	to       string
	from     string
	values   map[string]string
	match    []matchRule
	fallback string
	early    bool // needed before the metadata tables are joined, and to be had by then
}

type matchRule struct {
	re    *regexp.Regexp
	value string
}

// mapKeys derives the date and the keys of metadata tables, before they are used.
func (r *Reader) mapKeys(d *draft) error { return r.mapAll(d, true) }

// mapped derives the other fields, from columns of metadata tables too.
func (r *Reader) mapped(d *draft) error { return r.mapAll(d, false) }

// mapAll derives fields from others as they were before any was derived, so
// that the order of the rules does not matter.
func (r *Reader) mapAll(d *draft, early bool) error {
	var derived []Field
	for _, m := range r.derive {
		if m.early != early || m.to == "date" && !early { // that is lateDate's
			continue
		}
		if v, ok := m.value(d.original(m.from)); ok {
			derived = append(derived, Field{m.to, v})
		}
	}
	for _, f := range derived {
		if early {
			d.before = append(d.before, Field{f.Key, d.get(f.Key)})
		}
		d.set(f.Key, f.Value)
	}
	return nil
}

func (m *derivation) value(from string) (string, bool) {
	if v, ok := m.values[from]; ok {
		return v, true
	}
	for _, rule := range m.match {
		if rule.re.MatchString(from) {
			return rule.value, true
		}
	}
	return m.fallback, m.fallback != ""
}

type issuerRule struct {
	code, issuer string
	from, until  time.Time // zero where open
}

func (r *Reader) issuer(d *draft) error {
	d.issuer = d.get("issuer")
	day := d.date.First()
	for _, rule := range r.issuers {
		if rule.code == d.issuer && !day.Before(rule.from) && (rule.until.IsZero() || !day.After(rule.until)) {
			d.issuer = rule.issuer
			break
		}
	}
	return nil
}

// language takes the stated language, or finds it out, and holds it against
// what is accepted.
func (r *Reader) language(d *draft) error {
	code := r.options.Lang
	if code == "auto" {
		code = lang.Parse(d.get("lang"))
	}
	l, why := lang.Of(code), ""
	switch {
	case code == "":
		if l, why = lang.Detect(d.text); l != nil {
			code = l.Code
		}
	case l != nil:
		why = l.Contradicts(d.text)
	}
	if why != "" {
		return faultf(ReasonWrongLanguage, "%s", why)
	}
	if !slices.Contains(r.options.Accept, code) {
		return faultf(ReasonWrongLanguage, "%.20q is not accepted (corpus.accept: %s)", code, strings.Join(r.options.Accept, ", "))
	}
	d.set("lang", code)
	return nil
}
