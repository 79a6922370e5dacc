package store

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// createdBy has the form that Parquet readers parse; Spark ignores statistics
// without it. It names no machine and no build.
var createdBy = fmt.Sprintf("frameshift version %d (build 0)", SchemaVersion)

// compression is shared by all tables: an encoder holds megabytes, and the pool
// inside hands it from one table to the next. The fastest level makes files 8 %
// larger than the default one and needs half its memory. Each page is compressed
// by one goroutine; the writers of the tables already share the cores.
var compression = &zstd.Codec{Level: zstd.SpeedFastest, Concurrency: 1}

// config is all that decides how a table's rows become bytes.
func config(spec TableSpec) *parquet.WriterConfig {
	c := parquet.DefaultWriterConfig()
	c.CreatedBy = createdBy
	c.Schema = parquet.NewSchema(spec.Name, orderedGroup{fields: spec.fields()})
	c.Compression = compression
	c.DataPageVersion = 1 // every reader has it
	c.KeyValueMetadata = spec.notes()
	for _, key := range spec.Key {
		c.Sorting.SortingColumns = append(c.Sorting.SortingColumns, parquet.Ascending(key))
	}
	return c
}

// Keys of the notes inside a file.
const (
	noteVersion = "frameshift.schema_version"
	noteTable   = "frameshift.table"
	noteColumn  = "frameshift.column."
)

func (s *TableSpec) notes() map[string]string {
	notes := map[string]string{noteVersion: strconv.Itoa(SchemaVersion), noteTable: s.Name}
	for _, c := range s.Columns {
		notes[noteColumn+c.Name] = c.Meaning
	}
	return notes
}

func (s *TableSpec) fields() []parquet.Field {
	fields := make([]parquet.Field, len(s.Columns))
	for i, c := range s.Columns {
		fields[i] = field{c.node(), c.Name}
	}
	return fields
}

func (c *Column) node() parquet.Node {
	var n parquet.Node
	switch c.Type {
	case Text:
		n = parquet.Encoded(parquet.String(), &parquet.Plain)
	case Integer:
		n = parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)
	case Real:
		n = parquet.Leaf(parquet.DoubleType)
	case Truth:
		n = parquet.Leaf(parquet.BooleanType)
	case Date:
		n = parquet.Date()
	}
	if c.repeats {
		n = parquet.Encoded(n, &parquet.RLEDictionary)
	}
	if c.Nullable {
		n = parquet.Optional(n)
	}
	return n
}

// orderedGroup is a group whose columns keep their order; parquet.Group sorts
// them by name.
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

// Fields returns the columns in their order.
func (g orderedGroup) Fields() []parquet.Field { return g.fields }

// field is a column of an orderedGroup. Rows are written and read by column, so
// that there is no Go value to take it from.
type field struct {
	parquet.Node
	name string
}

func (f field) Name() string { return f.name }

func (f field) Value(reflect.Value) reflect.Value { panic("store: a field has no Go value") }
