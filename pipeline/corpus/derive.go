package corpus

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/markup"
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

// language takes the stated language, or finds it out, paragraph by paragraph,
// and holds it against what is accepted.
func (r *Reader) language(d *draft) error {
	code := r.options.Lang
	if code == "auto" {
		code = lang.Parse(d.get("lang"))
	}
	visible := d.visible()
	stated := lang.Of(code)
	if stated != nil {
		if why := stated.Contradicts(visible); why != "" {
			return faultf(ReasonWrongLanguage, "%s", why)
		}
	}
	if code != "" && !slices.Contains(r.accept, stated) {
		return faultf(ReasonWrongLanguage, "%.20q is not accepted (corpus.accept: %s)", code, strings.Join(r.options.Accept, ", "))
	}
	found := lang.Reading{Lang: stated}
	if stated == nil || !stated.Alone(visible) { // most texts are, and need no more
		found = lang.Identify(markup.Blank(visible), r.accept, stated)
	}
	if stated != nil {
		found.Lang = stated
	}
	if found.Lang == nil {
		return faultf(ReasonWrongLanguage, "%s", found.Why)
	}
	if found.Mixed {
		d.flags = append(d.flags, FlagMixed)
	}
	d.skip, d.parts = merged(append(d.skip, found.Foreign...)), found.Parts
	d.set("lang", found.Lang.Code)
	return nil
}
