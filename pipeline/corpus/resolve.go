package corpus

import (
	"regexp"
	"strings"
	"time"
)

// statedDate reads the date that the path or the record states, if any: date,
// or year with month and day where the path has them.
func (r *Reader) statedDate(d *draft) (err error) {
	d.date, err = r.parse(d, d.get("date"))
	if err == nil && d.date.Precision == PrecisionNone {
		d.date, err = composed(d.raw.file.fields)
	}
	if err == nil && d.date.Precision == PrecisionNone && d.raw.form == formDocument {
		d.date = published(d)
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
	if d.raw.form == formCells || d.raw.form == formGroup && d.raw.file.kind == kindXLSX {
		if date, ok := parseSerial(text, d.raw.file.date1904); ok {
			return date, nil
		}
	}
	if date, ok := parseCell(text); ok { // of a workbook, a metadata table's too
		return date, nil
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
func (r *Reader) needDate(d *draft) error {
	if d.date.Precision == PrecisionNone && !r.options.Undated {
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
