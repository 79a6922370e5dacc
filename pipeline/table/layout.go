package table

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// layout is what the tags of a struct say, and where in the struct the columns
// are: a million rows are not written by reflection.
type layout struct {
	spec   Spec
	fields []field
	rest   int // offset of the map of the other columns, or -1
}

// field is a column's place in a struct.
type field struct {
	offset   uintptr
	optional bool
}

// at points to a field of a row.
func at[T any](row unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(row, offset)) }

var layouts sync.Map // of *layout by reflect.Type

func layoutOf[T any]() *layout {
	row := reflect.TypeFor[T]()
	if l, ok := layouts.Load(row); ok {
		return l.(*layout)
	}
	l := &layout{rest: -1}
	l.collect(row, 0)
	if l.spec.Name == "" {
		panic(fmt.Sprintf("table: %v names no table: it wants a field _ struct{} with the tag table", row))
	}
	for _, key := range l.spec.Key {
		if place(l.spec.Columns, key) < 0 {
			panic(fmt.Sprintf("table: %v has no column %s of its key", row, key))
		}
	}
	layouts.Store(row, l)
	return l
}

// collect adds the fields of a struct that lies at an offset of the row.
func (l *layout) collect(row reflect.Type, offset uintptr) {
	for i := range row.NumField() {
		f := row.Field(i)
		tag, isColumn := f.Tag.Lookup("column")
		switch {
		case f.Name == "_" && f.Tag.Get("table") != "":
			l.spec.Name, l.spec.Row = f.Tag.Get("table"), f.Tag.Get("row")
			l.spec.Key = strings.Fields(f.Tag.Get("key"))
		case f.Anonymous && f.Type.Kind() == reflect.Struct && !isColumn:
			l.collect(f.Type, offset+f.Offset)
		case tag == "*" && f.Type == reflect.TypeFor[map[string]string]():
			l.rest = int(offset + f.Offset)
		case isColumn:
			l.column(f, tag, offset+f.Offset)
		}
	}
}

var types = map[reflect.Type]Type{
	reflect.TypeFor[string](): Text, reflect.TypeFor[int64](): Integer, reflect.TypeFor[float64](): Real,
	reflect.TypeFor[bool](): Truth, reflect.TypeFor[time.Time](): Date,
}

func (l *layout) column(f reflect.StructField, tag string, offset uintptr) {
	name, options, _ := strings.Cut(tag, ",")
	c := Column{Name: name, Type: types[f.Type], Unit: f.Tag.Get("unit"), Meaning: f.Tag.Get("about")}
	if c.Type == "" {
		panic(fmt.Sprintf("table: column %s: no column is of type %v", name, f.Type))
	}
	at := field{offset: offset}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "":
		case "null":
			c.Nullable = true
		case "repeats":
			c.Repeats = true
		case "optional":
			at.optional = true
		default:
			panic(fmt.Sprintf("table: column %s: unknown option %q", name, option))
		}
	}
	l.spec.Columns, l.fields = append(l.spec.Columns, c), append(l.fields, at)
}

// Get is what a row has in a column, as a cell of File.Rows, but nothing is not
// null but the zero of its type; false if there is no such column.
func Get[T any](row *T, column string) (cell any, ok bool) {
	l, p := layoutOf[T](), unsafe.Pointer(row)
	i := place(l.spec.Columns, column)
	if i < 0 && l.rest >= 0 {
		cell, ok = (*at[map[string]string](p, uintptr(l.rest)))[column]
		return cell, ok
	}
	if i < 0 {
		return nil, false
	}
	offset := l.fields[i].offset
	switch l.spec.Columns[i].Type {
	case Text:
		return *at[string](p, offset), true
	case Integer:
		return *at[int64](p, offset), true
	case Truth:
		return *at[bool](p, offset), true
	case Real:
		return *at[float64](p, offset), true
	}
	return *at[time.Time](p, offset), true
}
