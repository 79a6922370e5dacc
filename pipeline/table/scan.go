package table

import (
	"fmt"
	"iter"
	"math"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Scan reads the table of T in a folder, row after row. Only the columns of T are
// read; a file without one of them is an error, ErrNoColumn, unless the column is
// optional. An error ends the rows.
func Scan[T any](dir string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		l := layoutOf[T]()
		f, err := Open(dir, l.spec.Name)
		if err != nil {
			yield(zero, err)
			return
		}
		defer f.Close()
		into, err := f.match(l)
		if err != nil {
			yield(zero, fmt.Errorf("%w (table %s of %s)", err, l.spec.Name, dir))
			return
		}
		rows := make([]T, readRows)
		for i := range rows {
			l.prepare(unsafe.Pointer(&rows[i]))
		}
		err = f.blocks(into.places, func(column, row int, v parquet.Value) {
			into.set(column, unsafe.Pointer(&rows[row]), v)
		}, func(row int) bool {
			if l.rest < 0 {
				return yield(rows[row], nil)
			}
			out := rows[row]
			*at[map[string]string](unsafe.Pointer(&rows[row]), uintptr(l.rest)) = map[string]string{}
			return yield(out, nil)
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
	if l.rest >= 0 {
		*at[map[string]string](row, uintptr(l.rest)) = map[string]string{}
	}
}

// target is where the columns of a file go in a struct.
type target struct {
	*File
	rest    int
	places  []int     // of the columns that are read
	offsets []uintptr // of their fields; those behind go into the map
	last    []string  // the text of each column in the row before
}

// match finds the column of every field; the map takes the others.
func (f *File) match(l *layout) (*target, error) {
	t := &target{File: f, rest: l.rest}
	taken := make([]bool, len(f.columns))
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
		taken[p] = true
		t.places, t.offsets = append(t.places, p), append(t.offsets, l.fields[i].offset)
	}
	for p := range f.columns {
		if l.rest >= 0 && !taken[p] {
			t.places = append(t.places, p)
		}
	}
	t.last = make([]string, len(t.places))
	return t, nil
}

func (t *target) set(column int, row unsafe.Pointer, v parquet.Value) {
	if column >= len(t.offsets) {
		(*at[map[string]string](row, uintptr(t.rest)))[t.columns[t.places[column]].Name] = CellText(t.cell(t.places[column], v))
		return
	}
	offset := t.offsets[column]
	switch t.columns[t.places[column]].Type {
	case Text:
		*at[string](row, offset) = t.text(column, v)
	case Integer:
		*at[int64](row, offset) = -1
		if !v.IsNull() {
			*at[int64](row, offset) = v.Int64()
		}
	case Truth:
		*at[bool](row, offset) = v.Boolean()
	case Real:
		*at[float64](row, offset) = math.NaN()
		if !v.IsNull() {
			*at[float64](row, offset) = v.Double()
		}
	case Date:
		*at[time.Time](row, offset) = time.Time{}
		if !v.IsNull() {
			*at[time.Time](row, offset) = dayOf(v.Int32())
		}
	}
}

// text copies a text, unless it is that of the row before: in sorted tables it
// often is.
func (t *target) text(column int, v parquet.Value) string {
	if raw := v.ByteArray(); string(raw) != t.last[column] {
		t.last[column] = string(raw)
	}
	return t.last[column]
}
