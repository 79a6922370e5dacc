package store

import (
	"fmt"
	"iter"
	"math"
	"reflect"
	"time"
)

// Scan reads a run's table, row after row, into structs: the field with the tag
// `column:"name"` takes that column, other columns are passed over. Fields are
// string, int64, float64, bool or time.Time, also in an embedded struct. Null
// is NaN in a float64 and else the zero value. An error ends the rows.
func Scan[T any](run, table string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var row T
		t, err := OpenTable(run, table)
		if err != nil {
			yield(row, err)
			return
		}
		defer t.Close()
		fields, err := t.fields(reflect.TypeFor[T]())
		if err != nil {
			yield(row, fmt.Errorf("table %s of %s: %w", table, run, err))
			return
		}
		for cells, err := range t.Rows() {
			if err == nil {
				assign(reflect.ValueOf(&row).Elem(), fields, cells)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// scanned is a field of a struct and the place of the column it takes.
type scanned struct {
	index []int
	place int
}

// goTypes are the types of the fields that take the columns.
var goTypes = map[Type]reflect.Type{
	Text: reflect.TypeFor[string](), Integer: reflect.TypeFor[int64](), Real: reflect.TypeFor[float64](),
	Truth: reflect.TypeFor[bool](), Date: reflect.TypeFor[time.Time](),
}

func (t *Table) fields(row reflect.Type) ([]scanned, error) {
	places := map[string]int{}
	for i, c := range t.columns {
		places[c.Name] = i
	}
	var out []scanned
	for _, f := range reflect.VisibleFields(row) {
		name := f.Tag.Get("column")
		if name == "" {
			continue
		}
		place, ok := places[name]
		if !ok {
			return nil, fmt.Errorf("no column %q", name)
		}
		if have := t.columns[place].Type; goTypes[have] != f.Type {
			return nil, fmt.Errorf("column %s is %s, which does not fit a field of type %v", name, have, f.Type)
		}
		out = append(out, scanned{f.Index, place})
	}
	return out, nil
}

func assign(row reflect.Value, fields []scanned, cells []any) {
	for _, f := range fields {
		field, cell := row.FieldByIndex(f.index), cells[f.place]
		switch {
		case cell != nil:
			field.Set(reflect.ValueOf(cell))
		case field.Kind() == reflect.Float64:
			field.SetFloat(math.NaN())
		default:
			field.SetZero()
		}
	}
}
