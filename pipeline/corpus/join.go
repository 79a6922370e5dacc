package corpus

import (
	"fmt"
	"strings"
)

// joinKey puts the parts of a key together; a key with an empty part is not whole.
func joinKey(on Mapping, value func(Pair) string) (key string, whole bool) {
	var b strings.Builder
	for _, p := range on {
		v := keyPart(value(p))
		if v == "" {
			return "", false
		}
		b.WriteString(v)
		b.WriteByte(0)
	}
	return b.String(), true
}

// keyPart makes 01 and 1 one key.
func keyPart(v string) string {
	v = strings.TrimSpace(v)
	if v != "" && strings.Trim(v, "0123456789") == "" {
		v = strings.TrimLeft(v, "0")
		if v == "" {
			v = "0"
		}
	}
	return v
}

// join fills columns from the metadata tables.
func (r *Reader) join(d *draft) error {
	for _, t := range r.tables {
		key, _ := joinKey(t.On, func(p Pair) string { return d.get(p.To) })
		row := t.rows[key]
		d.rows = append(d.rows, row)
		if row == nil {
			continue
		}
		row.used.Store(true)
		for i, c := range t.Columns {
			if len(row.values[i]) > 0 {
				d.fill(c.To, strings.Join(row.values[i], "; "))
			}
		}
	}
	return nil
}

// Keep notes that a document counts, of those that were decoded. Warnings about
// the metadata tables speak of the documents kept.
func (r *Reader) Keep(d *Document) {
	for i, row := range d.rows {
		if row == nil {
			r.tables[i].unmatched.Add(1)
		} else {
			row.kept.Store(true)
		}
	}
}

// warnings speak of all rows, or, where documents were left out, of those of the
// documents kept: whether a row without one would have been is not known.
func (t *table) warnings(all bool) (out []string) {
	for _, what := range t.left {
		out = append(out, fmt.Sprintf("metadata table %s: %s", t.input.Name, what))
	}
	unused, repeated := 0, 0
	for _, row := range t.rows {
		if all && !row.used.Load() {
			unused++
		}
		if all || row.kept.Load() {
			repeated += row.repeated
		}
	}
	for _, w := range []struct {
		n    int
		text string
	}{
		{int(t.unmatched.Load()), "documents have no row in it"},
		{unused, "of its keys match no document"},
		{repeated, "rows repeat a key: distinct values are joined with \"; \""},
		{t.badRows, "rows are left out: they do not parse, or have an empty key"},
	} {
		if w.n > 0 {
			out = append(out, fmt.Sprintf("metadata table %s: %d %s", t.input.Name, w.n, w.text))
		}
	}
	return out
}
