package corpus

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// match is the row of a metadata table that a document has, or the key for which
// there is none.
type match struct {
	row *tableRow
	key string // in words
	met uint64 // bit i: the document has a value for the i-th key
}

// place is that of the row in its table, from 1; 0 where there is none.
func (m match) place() int {
	if m.row == nil {
		return 0
	}
	return m.row.place
}

// joinKey puts the parts of a key together; a key with an empty part is not whole.
func joinKey(parts []string, form func(string) string) (key string, whole bool) {
	var b strings.Builder
	for _, p := range parts {
		v := form(p)
		if v == "" {
			return "", false
		}
		b.WriteString(v)
		b.WriteByte(0)
	}
	return b.String(), true
}

// keyPart makes 01 and 1 one key, and é and e with its accent.
func keyPart(v string) string {
	v = norm.NFC.String(strings.TrimSpace(v))
	if v != "" && strings.Trim(v, "0123456789") == "" {
		v = strings.TrimLeft(v, "0")
		if v == "" {
			v = "0"
		}
	}
	return v
}

// looseKey makes one key of what is written differently: in capitals or without,
// with the extension of a document or without, 41.0 for 41.
func looseKey(v string) string {
	v = strings.Join(strings.Fields(norm.NFKC.String(v)), " ")
	v = reWhole.ReplaceAllString(v, "$1")
	if ext := extension(v); kindByExt[ext] != kindUnsupported || unsupportedHints[ext] != "" {
		v = trimExt(v)
	}
	return strings.ToLower(keyPart(v))
}

var reWhole = regexp.MustCompile(`^(\d+)\.0+$`)

// join fills columns from the metadata tables.
func (r *Reader) join(d *draft) error {
	for _, t := range r.tables {
		found := t.find(d)
		d.rows = append(d.rows, found)
		t.note(found)
		if found.row == nil {
			continue
		}
		for i, c := range t.Columns {
			value := strings.Join(found.row.values[i], "; ")
			switch {
			case value == "":
			case c.To == "date":
				d.tableDates = append(d.tableDates, tableDate{value, t})
			default:
				d.fill(c.To, value)
			}
		}
	}
	return nil
}

// find looks for the row of a document by its key as it is, then, where that is a
// name of its file, by the name with its extension, then by looser keys if only
// one row has it.
func (t *table) find(d *draft) match {
	parts := t.key(d.get)
	met := uint64(0)
	for i, p := range parts {
		if p != "" {
			met |= 1 << min(i, 63)
		}
	}
	full := t.key(d.fullName)
	if row := t.exact(parts, full); row != nil {
		return match{row: row, met: met}
	}
	for _, p := range [][]string{parts, t.key(d.sourceName)} {
		if key, whole := t.looseKey(p); whole && t.loose[key] != nil {
			return match{row: t.loose[key], met: met}
		}
	}
	names := make([]string, len(parts))
	for i, on := range t.On {
		names[i] = on.To
	}
	return match{key: keyInWords(names, parts), met: met}
}

// note takes down what a document has of the table.
func (t *table) note(m match) {
	t.decoded.Store(true)
	for i := range t.met {
		if m.met&(1<<min(i, 63)) != 0 {
			t.met[i].Store(true)
		}
	}
	if m.row != nil {
		m.row.used.Store(true)
	}
}

// joined notes a document that was joined by an earlier Reader.
func (r *Reader) joined(d *Document) {
	for i, m := range d.rows {
		r.tables[i].note(m)
	}
}

func (t *table) exact(keys ...[]string) *tableRow {
	for _, parts := range keys {
		if key, whole := joinKey(parts, keyPart); whole && t.rows[key] != nil {
			return t.rows[key]
		}
	}
	return nil
}

// looseKey puts a key together in its loose form. Of a name of a file that a table
// states with folders before it, only the name counts.
func (t *table) looseKey(parts []string) (key string, whole bool) {
	loose := make([]string, len(parts))
	for i, p := range parts {
		switch t.On[i].To {
		case "stem", "file", "{stem}", "{file}":
			p = baseName(strings.ReplaceAll(p, `\`, "/"))
		case "path", "member", "{path}", "{member}":
			p = strings.TrimPrefix(strings.ReplaceAll(p, `\`, "/"), "./")
		}
		loose[i] = p
	}
	return joinKey(loose, looseKey)
}

func (t *table) key(get func(string) string) []string {
	parts := make([]string, len(t.keys))
	for i, k := range t.keys {
		parts[i] = k.fill(get)
	}
	return parts
}

// fullName is get, with the extension where the name is that of a file.
func (d *draft) fullName(name string) string {
	switch name {
	case "stem":
		name = "file"
	case "path":
		name = "member"
	}
	return d.get(name)
}

// sourceName is get, with the name of the input before a path.
func (d *draft) sourceName(name string) string {
	if name == "path" || name == "member" {
		return d.raw.file.source
	}
	return d.get(name)
}

// Keep notes that a document counts, of those that were decoded. Warnings about
// the metadata tables and dates speak of the documents kept.
func (r *Reader) Keep(d *Document) {
	for i, m := range d.rows {
		if m.row == nil {
			r.tables[i].missed.add(d, m.key)
		} else {
			m.row.kept.Store(true)
		}
	}
	r.remarks.add(d)
}
