package table

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Rows are handed over in blocks and cut into row groups by what they hold, so
// that the same rows are always cut in the same places.
const (
	blockRows  = 1024
	blockBytes = 1 << 20 // of text
	groupRows  = 256 << 10
	groupBytes = 32 << 20 // of text
)

// Options are what a file says beside the rows and the declaration.
type Options struct {
	Version int      // of the declarations of the program's tables
	Extra   []Column // texts: the columns of the map field, behind those of the struct
}

// Writer writes the rows of a table in the order of its key.
type Writer[T any] struct {
	*layout
	columns []Column
	path    string
	parquet *parquet.GenericWriter[any]
	writers []*parquet.ColumnWriter

	block      []T
	values     []parquet.Value // of one column of the block
	blockBytes int
	groupRows  int
	groupBytes int
}

// Write writes the table of T into dir, with the rows that fill puts into it.
func Write[T any](dir string, o Options, fill func(*Writer[T]) error) error {
	l, spec := declared[T](o)
	path := filepath.Join(dir, spec.Name+".parquet")
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file, path, l, spec, o, fill), file.Close())
}

// declared is how T declares its table, with the columns beside the struct.
func declared[T any](o Options) (*layout, Spec) {
	l := layoutOf[T]()
	if len(o.Extra) > 0 && l.rest < 0 {
		panic("table: " + l.spec.Name + " has no map for columns that are not known beforehand")
	}
	return l, l.spec.With(o.Extra)
}

func write[T any](to io.Writer, path string, l *layout, spec Spec, o Options, fill func(*Writer[T]) error) error {
	w := &Writer[T]{layout: l, columns: spec.Columns, path: path, block: make([]T, 0, blockRows), values: make([]parquet.Value, blockRows)}
	w.parquet = parquet.NewGenericWriter[any](to, config(spec, o.Version)...)
	w.writers = w.parquet.ColumnWriters()
	err := fill(w)
	if err == nil {
		err = w.flush()
	}
	if err == nil {
		err = w.failed(w.parquet.Close())
	}
	return err
}

// Put writes a row, whose texts must not change before the table is written.
func (w *Writer[T]) Put(row T) error {
	w.block = append(w.block, row)
	w.blockBytes += w.textBytes(unsafe.Pointer(&w.block[len(w.block)-1]))
	if len(w.block) < blockRows && w.blockBytes < blockBytes {
		return nil
	}
	return w.flush()
}

func (w *Writer[T]) textBytes(row unsafe.Pointer) (n int) {
	for i := range w.fields {
		if w.columns[i].Type == Text {
			n += len(*at[string](row, w.fields[i].offset))
		}
	}
	for i := len(w.fields); i < len(w.columns); i++ {
		n += len(w.other(row, w.columns[i].Name))
	}
	return n
}

// other is the text of a column that has no field.
func (l *layout) other(row unsafe.Pointer, name string) string {
	return (*at[map[string]string](row, uintptr(l.rest)))[name]
}

// flush writes the block, column by column, and the row group once it is large
// enough.
func (w *Writer[T]) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	for i, c := range w.writers {
		if _, err := c.WriteRowValues(w.valuesOf(i)); err != nil {
			return w.failed(err)
		}
	}
	w.groupRows += len(w.block)
	w.groupBytes += w.blockBytes
	clear(w.values) // lets go of the texts
	clear(w.block)
	w.block, w.blockBytes = w.block[:0], 0
	if w.groupRows < groupRows && w.groupBytes < groupBytes {
		return nil
	}
	w.groupRows, w.groupBytes = 0, 0
	return w.failed(w.parquet.Flush())
}

// valuesOf makes the values of a column of the block. They say nothing but what the
// column writers ask for: what is written, and in a column with nulls whether it is
// one. A value of level 0 is, whatever else it says.
func (w *Writer[T]) valuesOf(column int) []parquet.Value {
	values := w.values[:len(w.block)]
	c, first, apart := &w.columns[column], unsafe.Pointer(&w.block[0]), unsafe.Sizeof(w.block[0])
	if column < len(w.fields) {
		fill(values, c, unsafe.Add(first, w.fields[column].offset), apart)
		return values
	}
	for i := range values {
		s := w.other(unsafe.Add(first, uintptr(i)*apart), c.Name)
		values[i] = textValue(s)
		if c.Nullable && s != "" {
			values[i].SetDefinitionLevel(1)
		}
	}
	return values
}

// fill makes values of cells that lie so many bytes apart. All are of one type, which
// is asked for once.
func fill(values []parquet.Value, c *Column, first unsafe.Pointer, apart uintptr) {
	switch c.Type {
	case Text:
		for i := range values {
			s := *at[string](first, uintptr(i)*apart)
			values[i] = textValue(s)
			if c.Nullable && s != "" {
				values[i].SetDefinitionLevel(1)
			}
		}
	case Integer:
		for i := range values {
			n := *at[int64](first, uintptr(i)*apart)
			values[i] = parquet.Int64Value(n)
			if c.Nullable && n >= 0 {
				values[i].SetDefinitionLevel(1)
			}
		}
	case Truth:
		for i := range values {
			values[i] = parquet.BooleanValue(*at[bool](first, uintptr(i)*apart))
			if c.Nullable {
				values[i].SetDefinitionLevel(1)
			}
		}
	case Real:
		for i := range values {
			f := *at[float64](first, uintptr(i)*apart)
			// There is one zero: which of two the statistics of the file name would
			// depend on the processor.
			values[i] = parquet.DoubleValue(f + 0)
			if c.Nullable && !math.IsNaN(f) {
				values[i].SetDefinitionLevel(1)
			}
		}
	case Date:
		for i := range values {
			t := *at[time.Time](first, uintptr(i)*apart)
			values[i] = parquet.Int32Value(daysOf(t))
			if c.Nullable && !t.IsZero() {
				values[i].SetDefinitionLevel(1)
			}
		}
	}
}

func textValue(s string) parquet.Value {
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s)))
}

const secondsOfDay = 24 * 60 * 60

// daysOf counts the days from 1970 to a day in UTC.
func daysOf(t time.Time) int32 {
	seconds := t.Unix()
	days := seconds / secondsOfDay
	if seconds%secondsOfDay < 0 {
		days-- // before 1970 too a day starts at midnight
	}
	return int32(days)
}

func dayOf(days int32) time.Time { return time.Unix(int64(days)*secondsOfDay, 0).UTC() }

func (w *Writer[T]) failed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write table %s: %w", w.path, err)
}
