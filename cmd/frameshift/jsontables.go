package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	tables "github.com/frameshift/frameshift/pipeline/table"
)

// jsonNamed is a table as JSON.
type jsonNamed struct {
	name string
	rows []json.RawMessage
	err  error
}

func namedTable[T any](rows []T) jsonNamed {
	out, err := jsonTable(rows)
	return jsonNamed{tables.SpecOf[T]().Name, out, err}
}

// jsonTables writes tables as one object of lists, a row a line.
func jsonTables(w io.Writer, list ...jsonNamed) error {
	var b bytes.Buffer
	for i, t := range list {
		if t.err != nil {
			return t.err
		}
		fmt.Fprintf(&b, "%s%q: [", []string{"{", ",\n"}[min(i, 1)], t.name)
		for k, row := range t.rows {
			fmt.Fprintf(&b, "%s%s", []string{"\n", ",\n"}[min(k, 1)], bytes.TrimSpace(row))
		}
		b.WriteString("]")
	}
	b.WriteString("}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// jsonTable has rows as objects with the columns in their order; null is what is
// written as null.
func jsonTable[T any](rows []T) ([]json.RawMessage, error) {
	columns := tables.SpecOf[T]().Columns
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	out := []json.RawMessage{}
	for i := range rows {
		cells := make([]any, len(columns))
		for k, c := range columns {
			cells[k], _ = tables.Get(&rows[i], c.Name)
			if t, isTime := cells[k].(time.Time); isTime && t.IsZero() || c.Nullable && cells[k] == "" {
				cells[k] = nil
			}
			cells[k] = finite(cells[k])
		}
		var b bytes.Buffer
		if err := jsonRows(&b, names).row(cells); err != nil {
			return nil, err
		}
		out = append(out, b.Bytes())
	}
	return out, nil
}
