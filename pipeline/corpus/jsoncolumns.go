package corpus

import (
	"bytes"
	"encoding/json"
	"strings"
)

// column is a member of an object that holds the values of a table's column, by row.
type column struct {
	name   string
	rows   []string // their keys, in the order of the file
	values map[string]json.RawMessage
}

// openObject returns a decoder behind the bracket that an object begins with.
func openObject(data []byte) (*json.Decoder, bool) {
	d := json.NewDecoder(bytes.NewReader(data))
	t, err := d.Token()
	return d, err == nil && t == json.Delim('{')
}

// columns reads an object as a table of columns: {"text": {"0": …}, "date": {"0": …}}.
// Its members are objects of plain values, and one of them is the text.
func (n *nest) columns(data []byte) (out []column, ok bool) {
	d, ok := openObject(data)
	if !ok {
		return nil, false
	}
	ok = false
	texts := n.reader.textFields()
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, false
		}
		var member json.RawMessage
		if err := d.Decode(&member); err != nil {
			return nil, false
		}
		c, plain := columnOf(name.(string), member)
		if !plain {
			return nil, false
		}
		for _, text := range texts {
			ok = ok || c.name == text
		}
		out = append(out, c)
	}
	if _, err := d.Token(); err != nil { // cut off
		return nil, false
	}
	return out, ok
}

// columnOf reads one column; a member that holds an object is a record, no column.
func columnOf(name string, data []byte) (c column, plain bool) {
	c = column{name: name, values: map[string]json.RawMessage{}}
	d, ok := openObject(data)
	if !ok {
		return c, false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return c, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil || value[0] == '{' {
			return c, false
		}
		row := key.(string)
		if _, again := c.values[row]; !again {
			c.rows = append(c.rows, row)
		}
		c.values[row] = value
	}
	return c, true
}

// rows makes records of columns. A row that is no number is an id.
func (n *nest) rows(columns []column, outer []Field) error {
	seen := map[string]bool{}
	for _, c := range columns {
		for _, row := range c.rows {
			if seen[row] {
				continue
			}
			seen[row] = true
			id := row
			if strings.Trim(row, "0123456789") == "" {
				id = ""
			}
			if err := n.record(rowObject(columns, row), outer, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func rowObject(columns []column, row string) []byte {
	b := []byte{'{'}
	for _, c := range columns {
		value, ok := c.values[row]
		if !ok {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		name, _ := json.Marshal(c.name) // a string always can be
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}')
}

// holdsRecords reports whether an object is no record but holds some, by
// columns or by id: where it has no text of its own, and every member has one.
func (n *nest) holdsRecords(data []byte) bool {
	if _, ok := n.columns(data); ok {
		return true
	}
	texts := n.reader.textFields()
	d, ok := openObject(data)
	if !ok {
		return false
	}
	some := false
	for d.More() {
		if _, err := d.Token(); err != nil {
			return some // the damage is told of later
		}
		var member json.RawMessage
		if d.Decode(&member) != nil {
			return some
		}
		if o, err := parseObject(member, texts, 0); err != nil || !hasAny(o.fields, texts) {
			return false
		}
		some = true
	}
	return some
}

func hasAny(fields []Field, names Names) bool {
	for _, name := range names {
		if _, ok := find(fields, name); ok {
			return true
		}
	}
	return false
}

// isSource reports whether a text is the source of objects, in JSON or as Python
// prints them, that somebody's table holds in a cell.
func isSource(text string) bool {
	text = strings.TrimSpace(text)
	inner, list := strings.CutPrefix(text, "[")
	inner = strings.TrimLeft(inner, " \t\r\n")
	inner, object := strings.CutPrefix(inner, "{")
	switch inner = strings.TrimLeft(inner, " \t\r\n"); {
	case !object || list && !strings.HasSuffix(text, "]") || !list && !strings.HasSuffix(text, "}"):
		return false
	case strings.HasPrefix(inner, `'`):
		return strings.Contains(inner, `':`)
	}
	return strings.HasPrefix(inner, `"`) && json.Valid([]byte(text))
}
