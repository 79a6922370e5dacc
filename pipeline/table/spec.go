package table

import (
	"errors"
	"slices"
)

// What a caller may want to tell apart.
var (
	ErrNoTable  = errors.New("no table")
	ErrNoColumn = errors.New("no column")
)

// Type is the type of a column, by the name most databases have for it.
type Type string

// The types.
const (
	Text    Type = "VARCHAR" // UTF-8
	Integer Type = "BIGINT"
	Real    Type = "DOUBLE"
	Truth   Type = "BOOLEAN"
	Date    Type = "DATE"
)

// Column is one column of a table.
type Column struct {
	Name     string
	Type     Type
	Unit     string // of the values; "" where there is none
	Nullable bool
	Meaning  string
	Repeats  bool // few distinct values: worth a dictionary
}

// Spec is what a table holds.
type Spec struct {
	Name    string
	Row     string // what one row is
	Columns []Column
	Key     []string // the columns it is sorted by; text in byte order
}

// SpecOf is the declaration in the tags of T. It panics if there is a fault in
// them.
func SpecOf[T any]() Spec { return layoutOf[T]().spec }

// With is the table with columns added behind its own.
func (s Spec) With(extra []Column) Spec {
	s.Columns = slices.Concat(s.Columns, extra)
	return s
}

// place returns the place of a column, or -1.
func place(columns []Column, name string) int {
	return slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
}

func names(columns []Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return out
}
