package corpus

import "strings"

// Glimpse is an item of the inputs as it lies there, before any configuration says
// what it means: for those who are to find that out.
type Glimpse struct {
	Path   string  // inside its input
	Record bool    // a record of a table, and no text or document of its own
	Fields []Field // of a record
	raw    Raw
}

// Path is where the item stands inside its input; empty of one that was rejected
// by its name.
func (r Raw) Path() string {
	if r.file == nil {
		return ""
	}
	return r.file.path
}

// glimpsed is how much of a field is looked at, in bytes.
const glimpsed = 4 << 10

// Look parses an item as Decode does, but wants no field in it. What can't be
// parsed is not ok.
func (r *Reader) Look(raw Raw) (g Glimpse, ok bool) {
	if raw.rejection != nil {
		return Glimpse{}, false
	}
	defer func() {
		if recover() != nil { // of a library: Decode will say so
			ok = false
		}
	}()
	g = Glimpse{Path: raw.Path(), raw: Raw{file: raw.file, form: raw.form}} // without the bytes
	if raw.form == formText || raw.form == formDocument {
		return g, true
	}
	d := &draft{raw: raw}
	_ = r.readRecord(d) // what it says of fields that are missing is no matter here
	for _, f := range d.record {
		f.Value = strings.Clone(f.Value[:min(len(f.Value), glimpsed)])
		g.Fields = append(g.Fields, f)
	}
	g.Record = true
	return g, len(g.Fields) > 0
}

// Dates returns a function that reads a date as it stands in a field of an item,
// in one of the formats, or in one of the default ones where there are none.
func Dates(formats []string) (func(g Glimpse, text string) (Date, bool), error) {
	r, err := compile(Options{Dates: formats, Lang: "en"}.withDefaults())
	if err != nil {
		return nil, err
	}
	return func(g Glimpse, text string) (Date, bool) {
		// A table of one row, in which a number may be a workbook's date.
		f := &file{encoding: encodingUTF8, table: &tableHead{columns: []string{"text", "date"}, comma: ','}}
		raw := Raw{file: f, form: formCells, cells: []string{"a text", text}}
		if g.raw.form != formCells {
			raw.form, raw.cells, raw.data = formCSV, nil, []byte(`"a text","`+strings.ReplaceAll(text, `"`, `""`)+`"`)
		} else if g.raw.file != nil {
			f.date1904 = g.raw.file.date1904
		}
		doc, _ := r.Decode(raw)
		if doc == nil {
			return Date{}, false
		}
		return doc.Date, true
	}, nil
}

// Paths returns a function that says what the first of some patterns of
// Options.Path that fits takes out of a path, and whether one does.
func Paths(patterns []string) (func(path string) ([]Field, bool), error) {
	r := &Reader{options: Options{Path: patterns}}
	err := r.compilePath()
	return func(path string) ([]Field, bool) { return matchAny(r.patterns, path) }, err
}
