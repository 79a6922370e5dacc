package table

import (
	"fmt"
	"iter"
	"math"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Scan reads the table of T in a folder, row after row. Only the columns of T are
// read; a file without one of them is an error, ErrNoColumn, unless the column is
// optional. An error ends the rows.
func Scan[T any](dir string) iter.Seq2[T, error] { return scan[T](dir, (*File).whole) }

// ScanSpans reads the rows in some spans, which come in order. Pages of the file in
// which there is none are passed over.
func ScanSpans[T any](dir string, spans []Span) iter.Seq2[T, error] {
	return scan[T](dir, func(*File) []Span { return spans })
}

func scan[T any](dir string, spans func(*File) []Span) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		l := layoutOf[T]()
		f, err := Open(dir, l.spec.Name)
		if err != nil {
			yield(zero, err)
			return
		}
		defer f.Close()
		block := make([]T, readRows)
		for i := range block {
			l.prepare(unsafe.Pointer(&block[i]))
		}
		into, err := f.match(l, unsafe.Pointer(&block[0]), unsafe.Sizeof(zero))
		if err != nil {
			yield(zero, fmt.Errorf("%w (table %s of %s)", err, l.spec.Name, dir))
			return
		}
		rest := f.rest(l)
		err = f.blocks(append(into, rest.cells...), spans(f), func(row int) bool {
			if l.rest >= 0 {
				*at[map[string]string](unsafe.Pointer(&block[row]), uintptr(l.rest)) = rest.row(row)
			}
			return yield(block[row], nil)
		})
		if err != nil {
			yield(zero, err)
		}
	}
}

// prepare makes a row of which every column is null.
func (l *layout) prepare(row unsafe.Pointer) {
	for i, f := range l.fields {
		switch c := l.spec.Columns[i]; {
		case c.Type == Real:
			*at[float64](row, f.offset) = math.NaN()
		case c.Type == Integer && c.Nullable:
			*at[int64](row, f.offset) = -1
		}
	}
}

// match finds the column of every field of the rows at to.
func (f *File) match(l *layout, to unsafe.Pointer, size uintptr) (into []cells, err error) {
	for i, c := range l.spec.Columns {
		p := place(f.columns, c.Name)
		switch {
		case p < 0 && l.fields[i].optional:
			continue
		case p < 0:
			_, err := f.Column(c.Name)
			return nil, err
		case f.columns[p].Type != c.Type:
			return nil, fmt.Errorf("column %s is %s, not %s", c.Name, f.columns[p].Type, c.Type)
		}
		into = append(into, cells{typed(c.Type), p, unsafe.Add(to, l.fields[i].offset), size})
	}
	return into, nil
}

// others are the columns that no field has, as texts.
type others struct {
	names []string
	texts [][]string // of a block, column by column
	cells []cells
}

// rest are the columns for the map of a row.
func (f *File) rest(l *layout) (o others) {
	if l.rest < 0 {
		return o
	}
	for p, c := range f.columns {
		if place(l.spec.Columns, c.Name) >= 0 {
			continue
		}
		texts, cell := make([]string, readRows), cellOf(c.Type)
		text := column[string]{kind: kinds[c.Type], of: func(v parquet.Value) string { return CellText(cell(v)) }}
		o.names, o.texts = append(o.names, c.Name), append(o.texts, texts)
		o.cells = append(o.cells, cells{text, p, unsafe.Pointer(&texts[0]), unsafe.Sizeof(texts[0])})
	}
	return o
}

func (o *others) row(at int) map[string]string {
	m := make(map[string]string, len(o.names))
	for i, name := range o.names {
		m[name] = o.texts[i][at]
	}
	return m
}
