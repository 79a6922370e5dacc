package corpus

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// baseFields are the fields of a document that a configuration can name.
var baseFields = []string{"text", "id", "date", "title", "issuer", "venue", "audience", "type", "url", "lang"}

func isBase(name string) bool { return slices.Contains(baseFields, name) }

// metaColumns are the names that the options give to columns of the user's own.
func metaColumns(r *Reader) []string {
	var out []string
	add := func(names ...string) {
		for _, n := range names {
			if !isBase(n) && !slices.Contains(out, n) && !dateParts[n] {
				out = append(out, n)
			}
		}
	}
	for _, p := range r.patterns {
		add(p.names()...)
	}
	add(slices.Sorted(maps.Keys(r.options.Fields))...)
	for _, c := range r.captures {
		add(c.field)
	}
	add(r.layoutColumns()...)
	add(r.options.Meta.Names...)
	add(slices.Sorted(maps.Keys(r.options.Set))...)
	for _, t := range r.options.Metadata {
		for _, c := range t.Columns {
			add(c.To)
		}
	}
	add(slices.Sorted(maps.Keys(r.options.Map))...)
	return out
}

// dateParts of a path are in the date and no columns besides.
var dateParts = map[string]bool{"year": true, "month": true, "day": true}

// draft is a document on its way through Decode.
type draft struct {
	ctx      context.Context
	raw      Raw
	record   []Field // as the record has them
	fields   []Field // document fields and columns by name, with the text apart
	text     string
	skip     []lang.Span // what of the text is none
	parts    []lang.Part // its stretches by language, where there are several
	encoding string
	flags    []string
	issuer   string
	rows     []match // by metadata table
	before   []Field // what the map took the place of, see original

	date       Date
	dateFrom   string // where the date is from
	badDate    error  // the first date that could not be read, and its text
	badText    string
	tableDates []tableDate
	notes      []note
	shared     bool // its date depends on other files

	// Of one of several documents in an item:
	suffix    string            // of its id and source
	whole     []Field           // what corpus.from_text takes out of the whole
	offset    int               // of its text in that of the item
	constants map[string]string // of its own
	wrong     *fault            // why it is none
}

// tableDate is a date that a metadata table states.
type tableDate struct {
	text  string
	table *table
}

// get finds a value by name: a field of the document, then one of the record,
// then what the place of the item gives.
func (d *draft) get(name string) string {
	if v, ok := find(d.fields, name); ok && v != "" {
		return v
	}
	switch {
	case name == "text":
		return d.text
	case name == "year" && d.date.Year > 0:
		return strconv.Itoa(d.date.Year)
	}
	if v, ok := find(d.record, name); ok && !isBase(name) {
		return v
	}
	return d.place(name)
}

func (d *draft) place(name string) string {
	switch name {
	case "path":
		return trimExt(d.raw.file.path)
	case "stem":
		return trimExt(baseName(d.raw.file.path))
	case "file":
		return baseName(d.raw.file.path)
	case "member":
		return d.raw.file.path
	case "sheet":
		return d.raw.file.sheet
	case "line":
		if d.raw.line > 0 {
			return pad(d.raw.line)
		}
	}
	return ""
}

// pad makes numbers sort as text in the order of their lines.
func pad(line int) string {
	n := strconv.Itoa(line)
	return strings.Repeat("0", max(0, 6-len(n))) + n
}

func (d *draft) set(name, value string) {
	for i := range d.fields {
		if d.fields[i].Key == name {
			d.fields[i].Value = value
			return
		}
	}
	d.fields = append(d.fields, Field{name, value})
}

// original is a value as it was before the map changed any, so that the order of
// the rules does not matter.
func (d *draft) original(name string) string {
	if v, ok := find(d.before, name); ok {
		return v
	}
	return d.get(name)
}

// fill sets a field that has no value yet.
func (d *draft) fill(name, value string) {
	if old, _ := find(d.fields, name); old == "" {
		d.set(name, value)
	}
}

func find(fields []Field, key string) (string, bool) {
	for i := range fields {
		if fields[i].Key == key {
			return fields[i].Value, true
		}
	}
	return "", false
}
