package store

import (
	"slices"
	"strings"
)

// SchemaVersion counts the changes to the tables: a column renamed or removed,
// or a meaning changed. A table or column that is added leaves it as it is.
//
//	1  first
const SchemaVersion = 1

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

	repeats bool // few distinct values: worth a dictionary
}

// TableSpec is what a table holds.
type TableSpec struct {
	Name    string
	Row     string // what one row is
	Columns []Column
	Key     []string // the columns it is sorted by; text in byte order
}

// Specs lists all tables, in the order of the codebook. meta are the keys of the
// user's own columns in the order of the configuration; they follow the columns
// of documents.
func Specs(meta []string) []TableSpec {
	d := documentsSpec
	d.Columns = slices.Concat(d.Columns, metaColumns(meta))
	return []TableSpec{
		d, countsSpec, hitsSpec, sentencesSpec, seriesSpec, trendsSpec, breaksSpec, termsSpec, shiftsSpec, stabilitySpec,
		compositionSpec, quarantineSpec,
	}
}

// metaColumns names the user's columns by their keys. A name that documents has
// already gets meta_ before it; some readers do not tell A from a, so neither
// does this.
func metaColumns(keys []string) []Column {
	taken := map[string]bool{}
	for _, c := range documentsSpec.Columns {
		taken[c.Name] = true
	}
	var out []Column
	for _, key := range keys {
		name := key
		for name == "" || taken[strings.ToLower(name)] {
			name = "meta_" + name
		}
		taken[strings.ToLower(name)] = true
		out = append(out, Column{Name: name, Type: Text, Nullable: true, repeats: true,
			Meaning: "the user's column " + key})
	}
	return out
}
