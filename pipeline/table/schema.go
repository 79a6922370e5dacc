package table

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// createdBy has the form that Parquet readers parse; Spark ignores statistics
// without it. It names no machine and no build.
const createdBy = "frameshift version %d (build 0)"

// compression is shared by all tables: an encoder holds megabytes, and the pool
// inside hands it from one table to the next. The fastest level makes files 8 %
// larger than the default one and needs half its memory. Each page is compressed
// by one goroutine; the writers of the tables already share the cores.
var compression = newCodec()

// config is all that decides how a table's rows become bytes. The index of the pages
// says between what their values lie; to say it before each of them too takes as long.
func config(spec Spec, version int) []parquet.WriterOption {
	c := parquet.DefaultWriterConfig()
	c.CreatedBy = fmt.Sprintf(createdBy, version)
	c.Schema = parquet.NewSchema(spec.Name, orderedGroup{fields: spec.fields()})
	c.Compression = compression
	c.DataPageVersion = 1 // every reader has it
	c.KeyValueMetadata = spec.notes(version)
	for _, key := range spec.Key {
		c.Sorting.SortingColumns = append(c.Sorting.SortingColumns, parquet.Ascending(key))
	}
	return []parquet.WriterOption{c, parquet.DataPageStatistics(false)} // a false one in c counts for nothing
}

// Keys of the notes inside a file.
const (
	noteVersion = "frameshift.schema_version"
	noteTable   = "frameshift.table"
	noteColumn  = "frameshift.column."
)

func (s *Spec) notes(version int) map[string]string {
	notes := map[string]string{noteVersion: strconv.Itoa(version), noteTable: s.Name}
	for _, c := range s.Columns {
		notes[noteColumn+c.Name] = c.Meaning
	}
	return notes
}

func (s *Spec) fields() []parquet.Field {
	fields := make([]parquet.Field, len(s.Columns))
	for i, c := range s.Columns {
		fields[i] = node{c.node(), c.Name}
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
	if c.Repeats {
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

// node is a column of an orderedGroup. Rows are written and read by column, so
// that there is no Go value to take it from.
type node struct {
	parquet.Node
	name string
}

func (n node) Name() string { return n.name }

func (n node) Value(reflect.Value) reflect.Value { panic("table: a column has no Go value") }
