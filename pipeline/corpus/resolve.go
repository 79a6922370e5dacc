package corpus

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Where a date is from, as warnings name it.
const (
	fromField    = "its date"
	fromRecord   = "its record"
	fromPath     = "its path"
	fromName     = "its name"
	fromDocument = "the document itself"
	fromMap      = "corpus.map"
)

// statedDate reads the date that the record, the path or the document states: in
// its field date, in year, month and day of the path, in its name, and in what a
// document of another format says of itself.
func (r *Reader) statedDate(d *draft) error {
	r.offerText(d, d.get("date"), fromField, 0)
	if named, _ := find(d.raw.file.fields, "date"); named != "" && named == d.get("date") {
		record, _ := find(d.record, r.recordField("date"))
		r.offerText(d, record, fromRecord, 0)
	}
	date, err := composed(d.raw.file.fields)
	d.offer(date, err, fromPath)
	if d.raw.form == formText || d.raw.form == formDocument {
		d.offer(nameDate(d.raw.file.path), nil, fromName)
	}
	if d.raw.form == formDocument {
		d.offer(published(d), nil, fromDocument)
	}
	return nil
}

// furtherDate looks on in what the metadata tables gave and, where a day is
// missing still, where date_from says.
func (r *Reader) furtherDate(d *draft) error {
	if text, ok := r.lateDate(d); ok {
		d.date, d.badDate = Date{}, nil
		r.offerText(d, text, fromMap, 0)
	}
	for _, t := range d.tableDates {
		r.offerText(d, t.text, "metadata table "+t.table.input.Name, t.table.order)
	}
	for i, rule := range r.dateFrom {
		if d.date.Precision < PrecisionDay || d.dateFrom == fromName {
			r.offerText(d, rule.find(d), fmt.Sprintf("corpus.date_from %d", i+1), 0)
		}
	}
	return nil
}

// lateDate is the date that a rule of the map makes of a joined column.
func (r *Reader) lateDate(d *draft) (string, bool) {
	for _, m := range r.derive {
		if m.to == "date" && !m.early {
			return m.value(d.original(m.from))
		}
	}
	return "", false
}

// offerText offers a date as it is written.
func (r *Reader) offerText(d *draft, text, from string, order dateOrder) {
	if text = strings.TrimSpace(text); text == "" || isNoDate(text) {
		return
	}
	date, err := r.parse(d, text, from, order)
	if err != nil && d.badDate == nil {
		d.badText = text
	}
	d.offer(date, err, from)
}

// isNoDate says whether a text says that there is no date. Most begin with a year.
func isNoDate(text string) bool {
	return (text[0] < '1' || text[0] > '8') && reNoDate.MatchString(text)
}

// parse reads a date and leaves it to its column to say which part of 03/05/2019
// is the day, unless that is known.
func (r *Reader) parse(d *draft, text, field string, order dateOrder) (Date, error) {
	is := r.dates.read(text)
	if r.orders.survey {
		r.orders.note(dateColumnOf(d, field), is.order)
	}
	switch {
	case is.ambiguous() && order == 0 && !r.orders.survey:
		d.shared = true
		return is.settled(text, r.orders.of(r, dateColumnOf(d, field), d.oneText()))
	case is.ambiguous():
		return is.settled(text, order)
	case is.date.Precision != PrecisionNone:
		return is.date, nil
	case d.raw.form == formCells || d.raw.form == formGroup && d.raw.file.kind == kindXLSX:
		if date, ok := parseSerial(text, d.raw.file.date1904); ok {
			return date, nil
		}
	}
	if date, ok := parseCell(text); ok { // of a workbook, a metadata table's too
		return date, nil
	}
	return Date{}, faultf(ReasonBadDate, "%s", r.dates.said(text, is))
}

// settled is the date that the order of its column makes of a text.
func (is reading) settled(text string, order dateOrder) (Date, error) {
	why := "no other date of its column says which"
	switch order {
	case orderDayFirst:
		return is.date, nil
	case orderMonthFirst:
		return is.other, nil
	case orderMixed:
		why = "its column has dates of both orders"
	}
	between := text[strings.IndexAny(text, "/.-"):][:1]
	return Date{}, faultf(ReasonBadDate, `%.40q is %s or %s, and %s: say corpus.dates: ["%%d%s%%m%s%%Y"] or ["%%m%s%%d%s%%Y"], with "auto" behind it where other forms occur`,
		text, is.date, is.other, why, between, between, between, between)
}

// offer takes a further date. The first counts; a finer one that agrees with it
// counts instead, and one that contradicts it is noted. What only the name says gives
// way to what the configuration names.
func (d *draft) offer(date Date, err error, from string) {
	switch {
	case err != nil && d.badDate == nil:
		d.badDate = err
	case err != nil || date.Precision == PrecisionNone || date.covers(d.date):
	case d.date.covers(date):
		d.date, d.dateFrom = date, from
	default:
		d.note(noteDates, fmt.Sprintf("%s in %s, %s in %s", d.date, d.dateFrom, date, from))
		if d.dateFrom == fromName && from != fromDocument {
			d.date, d.dateFrom = date, from
		}
	}
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
	if err != nil || t.Year() < minYear {
		return Date{}, faultf(ReasonBadDate, "%q in the path is no date", text)
	}
	return dateOf(t, precision), nil
}

// needDate comes after the language: of a text that is in no accepted
// language, that is the more useful thing to say.
func (r *Reader) needDate(d *draft) error {
	switch {
	case d.date.Precision == PrecisionNone && d.badDate != nil:
		return d.badDate
	case d.date.Precision == PrecisionNone && r.options.Undated:
		return nil
	case d.date.Precision == PrecisionNone:
		return faultf(ReasonNoDate, "no date in its fields or its name")
	case d.badDate != nil:
		d.note(noteMended, fmt.Sprintf("%.40q, dated %s by %s", d.badText, d.date, d.dateFrom))
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
