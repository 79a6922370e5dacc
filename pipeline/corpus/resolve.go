package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unsafe"
)

// statedDate reads the date that the path or the record states, if any: date,
// or year with month and day where the path has them.
func (r *Reader) statedDate(d *draft) (err error) {
	d.date, err = r.parse(d, d.get("date"))
	if err == nil && d.date.Precision == PrecisionNone {
		d.date, err = composed(d.raw.file.fields)
	}
	return err
}

// composed puts a date together from {year}, {month} and {day} of a path.
func composed(fields []Field) (Date, error) {
	year, _ := find(fields, "year")
	if year == "" {
		return Date{}, nil
	}
	text, layout, precision := year, "2006", PrecisionYear
	for _, part := range []struct{ name, layout string }{{"month", "-1"}, {"day", "-2"}} {
		v, _ := find(fields, part.name)
		if v == "" {
			break
		}
		text, layout, precision = text+"-"+v, layout+part.layout, precision+1
	}
	t, err := time.Parse(layout, text)
	if err != nil || t.Year() == 0 {
		return Date{}, faultf(ReasonBadDate, "%q in the path is no date", text)
	}
	return dateOf(t, precision), nil
}

// parse reads a date in a configured format; an empty one is no date and no error.
func (r *Reader) parse(d *draft, text string) (Date, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Date{}, nil
	}
	if date, ok := parseDate(text, r.dates); ok {
		return date, nil
	}
	if d.raw.form == formCells {
		if date, ok := parseSerial(text, d.raw.file.date1904); ok {
			return date, nil
		}
	}
	return Date{}, faultf(ReasonBadDate, "%.40q fits no format of corpus.dates", text)
}

// furtherDate looks on where no date was stated: in what the metadata tables
// gave, then where date_from says.
func (r *Reader) furtherDate(d *draft) (err error) {
	if d.date.Precision == PrecisionNone {
		d.date, err = r.parse(d, d.get("date"))
	}
	for _, rule := range r.dateFrom {
		if err != nil || d.date.Precision != PrecisionNone {
			return err
		}
		d.date, err = r.parse(d, rule.find(d))
	}
	return err
}

// needDate comes after the language: of a text that is in no accepted
// language, that is the more useful thing to say.
func needDate(d *draft) error {
	if d.date.Precision == PrecisionNone {
		return faultf(ReasonNoDate, "no date in its fields or its name")
	}
	return nil
}

type dateRule struct {
	field string
	re    *regexp.Regexp
}

const dateFromHead = 4 << 10

func (rule dateRule) find(d *draft) string {
	text := d.get(rule.field)
	if rule.field == "text" {
		text = text[:min(len(text), dateFromHead)]
	}
	if m := rule.re.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

type derivation struct {
	to       string
	from     string
	values   map[string]string
	match    []matchRule
	fallback string
}

type matchRule struct {
	re    *regexp.Regexp
	value string
}

// mapped derives fields from others as they were before any was derived, so
// that the order of the rules does not matter.
func (r *Reader) mapped(d *draft) error {
	derived := make([]Field, 0, len(r.derive))
	for _, m := range r.derive {
		if v, ok := m.value(d.get(m.from)); ok {
			derived = append(derived, Field{m.to, v})
		}
	}
	for _, f := range derived {
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
	lang := r.options.Lang
	if lang == "auto" {
		lang = parseLanguage(d.get("lang"))
	}
	if lang == "" {
		var why string
		if lang, why = detectLanguage(d.text); lang == "" {
			return faultf(ReasonWrongLanguage, "%s", why)
		}
	} else if why := contradicts(d.text, lang); why != "" {
		return faultf(ReasonWrongLanguage, "%s", why)
	}
	if !slices.Contains(r.options.Accept, lang) {
		return faultf(ReasonWrongLanguage, "%.20q is not accepted (corpus.accept: %s)", lang, strings.Join(r.options.Accept, ", "))
	}
	d.set("lang", lang)
	return nil
}

// template is an id template in pieces: literal text and names, in turn.
type template []string

func compileTemplate(source string) (template, error) {
	var t template
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(source, -1) {
		name := source[m[2]:m[3]]
		if !columnName.MatchString(name) {
			return nil, fmt.Errorf("id: {%s} is no name: use {stem}, {path}, {line} or a column", name)
		}
		t = append(t, source[at:m[0]], name)
		at = m[1]
	}
	if t == nil && source != "" {
		return nil, fmt.Errorf("id: %q gives every document one id: add {stem}, {path} or {line}", source)
	}
	if t != nil {
		t = append(t, source[at:])
	}
	return t, nil
}

func (t template) fill(d *draft) string {
	var b strings.Builder
	for i, piece := range t {
		if i%2 == 1 {
			piece = d.get(piece)
		}
		b.WriteString(piece)
	}
	return b.String()
}

func unsafeBytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
