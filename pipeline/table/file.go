package table

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// List lists the tables in a folder by name.
func List(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".parquet"); ok && !e.IsDir() {
			names = append(names, name)
		}
	}
	return names, nil
}

// File is a table opened for reading. It belongs to one goroutine.
type File struct {
	file    *os.File
	parquet *parquet.File
	columns []Column
}

// Open opens a table in a folder. It reads any table whose columns are of the
// types of this package, whatever version wrote it.
func Open(dir, name string) (*File, error) {
	path := filepath.Join(dir, name+".parquet")
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		names, _ := List(dir)
		return nil, fmt.Errorf("%w %q in %s: %sthere are %q", ErrNoTable, name, dir, usage.Meant(name, names), names)
	}
	if err != nil {
		return nil, err
	}
	f := &File{file: file}
	if err := f.open(); err != nil {
		return nil, errors.Join(f.failed(err), file.Close())
	}
	return f, nil
}

func (f *File) failed(err error) error { return fmt.Errorf("read table %s: %w", f.file.Name(), err) }

func (f *File) open() (err error) {
	defer damaged(&err)
	info, err := f.file.Stat()
	if err != nil {
		return err
	}
	f.parquet, err = parquet.OpenFile(f.file, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	if err := readable(f.parquet.Metadata()); err != nil {
		return err
	}
	for _, p := range f.parquet.Schema().Fields() {
		c := Column{Name: p.Name(), Nullable: p.Optional()}
		if c.Type = typeOf(p); c.Type == "" {
			return fmt.Errorf("column %s: a type that is not read here", c.Name)
		}
		c.Meaning, _ = f.parquet.Lookup(noteColumn + c.Name)
		f.columns = append(f.columns, c)
	}
	return nil
}

// readable refuses pages of LZ4, which no version wrote: the library makes room for
// damaged ones without end.
func readable(meta *format.FileMetaData) error {
	for i := range meta.RowGroups {
		for j := range meta.RowGroups[i].Columns {
			if codec := meta.RowGroups[i].Columns[j].MetaData.Codec; codec == format.Lz4Raw {
				return fmt.Errorf("the file is damaged, or of somebody else: its pages are packed as %v", codec)
			}
		}
	}
	return nil
}

// typeOf returns the type of a column, or "" for one that is no column of ours.
func typeOf(f parquet.Field) Type {
	if !f.Leaf() || f.Repeated() {
		return ""
	}
	switch f.Type().Kind() {
	case parquet.ByteArray:
		return Text
	case parquet.Boolean:
		return Truth
	case parquet.Double:
		return Real
	case parquet.Int64:
		return Integer
	case parquet.Int32:
		if l := f.Type().LogicalType(); l != nil && l.String() == "DATE" {
			return Date
		}
	}
	return ""
}

// Columns lists the columns in their order.
func (f *File) Columns() []Column { return f.columns }

// NumRows is the number of rows.
func (f *File) NumRows() int64 { return f.parquet.NumRows() }

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// Rows reads the rows in their order, of each the columns named, or all. A cell
// is a string, int64, float64, bool or time.Time, or nil for null. The slice is
// valid until the next row. An error ends the rows.
func (f *File) Rows(columns ...string) iter.Seq2[[]any, error] {
	if len(columns) == 0 {
		columns = names(f.columns)
	}
	return func(yield func([]any, error) bool) {
		width := len(columns)
		block := make([]any, width*readRows)
		var into []cells
		for i, name := range columns {
			c, err := f.Column(name)
			if err != nil {
				yield(nil, err)
				return
			}
			into = append(into, cells{
				opener: column[any]{kind: kinds[c.Type], of: cellOf(c.Type)}, place: place(f.columns, name),
				to: unsafe.Pointer(&block[i]), apart: uintptr(width) * unsafe.Sizeof(block[0]),
			})
		}
		err := f.blocks(into, f.whole(), func(row int) bool { return yield(block[row*width:(row+1)*width], nil) })
		if err != nil {
			yield(nil, err)
		}
	}
}

// Column returns the column of a name, or ErrNoColumn with those there are.
func (f *File) Column(name string) (Column, error) {
	if i := place(f.columns, name); i >= 0 {
		return f.columns[i], nil
	}
	there := names(f.columns)
	return Column{}, fmt.Errorf("%w %q: %sthere are %s", ErrNoColumn, name, usage.Meant(name, there), strings.Join(there, ", "))
}

// cellOf is how a value of a type becomes a cell.
func cellOf(t Type) func(parquet.Value) any {
	switch t {
	case Text:
		return func(v parquet.Value) any { return string(v.ByteArray()) }
	case Integer:
		return func(v parquet.Value) any { return v.Int64() }
	case Real:
		return func(v parquet.Value) any { return v.Double() }
	case Truth:
		return func(v parquet.Value) any { return v.Boolean() }
	}
	return func(v parquet.Value) any { return dayOf(v.Int32()) }
}

// CellText is a cell as text; null is empty.
func CellText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(cell)
}
