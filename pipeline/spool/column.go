package spool

import (
	"encoding/binary"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/bitutil"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// column is a column of rows of the type R. Its values are taken from all rows
// of a batch at once: Arrow's builders, which take one value at a time, need
// half as much time again.
type column[R any] struct {
	field  arrow.Field
	encode func(rows [][]R, n int) arrow.ArrayData // n rows in all
	decode func(from arrow.Array, at int, rows []R)
	bytes  func(to []byte, r *R) []byte // what it holds of a row, for a hash
}

// number is a column of numbers that are kept as the type V.
func number[V arrow.NumericType, R any, F arrow.NumericType | ~int](name string, of func(*R) *F) column[R] {
	kind := arrow.GetDataType[V]()
	return column[R]{
		field: arrow.Field{Name: name, Type: kind},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			out := make([]V, 0, n)
			for _, list := range rows {
				for i := range list {
					out = append(out, V(*of(&list[i])))
				}
			}
			return values(kind, n, arrow.GetBytes(out))
		},
		decode: func(from arrow.Array, at int, rows []R) {
			for i, v := range arrow.GetData[V](from.Data().Buffers()[1].Bytes())[at : at+len(rows)] {
				*of(&rows[i]) = F(v)
			}
		},
		bytes: func(to []byte, r *R) []byte { return append(to, arrow.GetBytes([]V{V(*of(r))})...) },
	}
}

// values are those of a column without nulls.
func values(kind arrow.DataType, n int, buffers ...[]byte) arrow.ArrayData {
	all := make([]*memory.Buffer, 1, 3)
	for _, b := range buffers {
		all = append(all, memory.NewBufferBytes(b))
	}
	return array.NewData(kind, n, all, nil, 0, 0)
}

// text is a column of texts of which each is copied when it is read.
func text[R any](name string, of func(*R) *string) column[R] {
	c := lent(name, of)
	c.decode = func(from arrow.Array, at int, rows []R) {
		for i := range rows {
			*of(&rows[i]) = strings.Clone(from.(*array.String).Value(at + i))
		}
	}
	return c
}

// lent is a column of texts that, when read, share the memory of their batch.
func lent[R any](name string, of func(*R) *string) column[R] {
	return column[R]{
		field: arrow.Field{Name: name, Type: arrow.BinaryTypes.String},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			offsets, size := make([]int32, 1, n+1), 0
			for _, list := range rows {
				for i := range list {
					size += len(*of(&list[i]))
					offsets = append(offsets, int32(size))
				}
			}
			bytes := make([]byte, 0, size)
			for _, list := range rows {
				for i := range list {
					bytes = append(bytes, *of(&list[i])...)
				}
			}
			return values(arrow.BinaryTypes.String, n, arrow.GetBytes(offsets), bytes)
		},
		decode: func(from arrow.Array, at int, rows []R) {
			for i := range rows {
				*of(&rows[i]) = from.(*array.String).Value(at + i)
			}
		},
		bytes: func(to []byte, r *R) []byte {
			return append(binary.LittleEndian.AppendUint32(to, uint32(len(*of(r)))), *of(r)...)
		},
	}
}

// hash is a column of SHA-256.
func hash[R any](name string, of func(*R) *[32]byte) column[R] {
	kind := &arrow.FixedSizeBinaryType{ByteWidth: 32}
	return column[R]{
		field: arrow.Field{Name: name, Type: kind},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			out := make([]byte, 0, 32*n)
			for _, list := range rows {
				for i := range list {
					out = append(out, of(&list[i])[:]...)
				}
			}
			return values(kind, n, out)
		},
		decode: func(from arrow.Array, at int, rows []R) {
			for i := range rows {
				copy(of(&rows[i])[:], from.(*array.FixedSizeBinary).Value(at+i))
			}
		},
		bytes: func(to []byte, r *R) []byte { return append(to, of(r)[:]...) },
	}
}

// truth is a column of truths.
func truth[R any](name string, of func(*R) *bool) column[R] {
	return column[R]{
		field: arrow.Field{Name: name, Type: arrow.FixedWidthTypes.Boolean},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			out, at := make([]byte, bitutil.BytesForBits(int64(n))), 0
			for _, list := range rows {
				for i := range list {
					bitutil.SetBitTo(out, at, *of(&list[i]))
					at++
				}
			}
			return values(arrow.FixedWidthTypes.Boolean, n, out)
		},
		decode: func(from arrow.Array, at int, rows []R) {
			for i := range rows {
				*of(&rows[i]) = from.(*array.Boolean).Value(at + i)
			}
		},
		bytes: func(to []byte, r *R) []byte {
			if *of(r) {
				return append(to, 1)
			}
			return append(to, 0)
		},
	}
}

// day is a column of the first days that dates can mean; null for none.
func day[R any](name string, of func(*R) *corpus.Date) column[R] {
	return column[R]{
		field: arrow.Field{Name: name, Type: arrow.FixedWidthTypes.Date32, Nullable: true},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			out, known := make([]arrow.Date32, n), make([]byte, bitutil.BytesForBits(int64(n)))
			at := 0
			for _, list := range rows {
				for i := range list {
					if d := of(&list[i]); d.Precision != corpus.PrecisionNone {
						out[at] = arrow.Date32FromTime(d.First())
						bitutil.SetBit(known, at)
					}
					at++
				}
			}
			buffers := []*memory.Buffer{memory.NewBufferBytes(known), memory.NewBufferBytes(arrow.GetBytes(out))}
			return array.NewData(arrow.FixedWidthTypes.Date32, n, buffers, nil, array.UnknownNullCount, 0)
		},
		decode: func(from arrow.Array, at int, rows []R) {
			for i := range rows {
				if from.IsValid(at + i) {
					d, t := of(&rows[i]), from.(*array.Date32).Value(at+i).ToTime()
					d.Year, d.Month, d.Day = t.Year(), int(t.Month()), t.Day()
				}
			}
		},
		bytes: func(to []byte, r *R) []byte {
			d := of(r)
			if d.Precision == corpus.PrecisionNone {
				return append(to, 0)
			}
			return binary.LittleEndian.AppendUint32(append(to, 1), uint32(arrow.Date32FromTime(d.First())))
		},
	}
}

// list is a column of lists, with a column for each field of their items.
func list[R, S any](name string, of func(*R) *[]S, columns ...column[S]) column[R] {
	item := arrow.StructOf(fields(columns)...)
	kind := arrow.ListOfNonNullable(item)
	return column[R]{
		field: arrow.Field{Name: name, Type: kind},
		encode: func(rows [][]R, n int) arrow.ArrayData {
			offsets, items, size := make([]int32, 1, n+1), make([][]S, 0, n), 0
			for _, list := range rows {
				for i := range list {
					items = append(items, *of(&list[i]))
					size += len(*of(&list[i]))
					offsets = append(offsets, int32(size))
				}
			}
			child := array.NewData(item, size, []*memory.Buffer{nil}, encoded(columns, items, size), 0, 0)
			buffers := []*memory.Buffer{nil, memory.NewBufferBytes(arrow.GetBytes(offsets))}
			return array.NewData(kind, n, buffers, []arrow.ArrayData{child}, 0, 0)
		},
		decode: func(from arrow.Array, at int, rows []R) {
			lists := from.(*array.List)
			offsets, items := lists.Offsets(), lists.ListValues().(*array.Struct)
			for i := range rows {
				first, last := int(offsets[at+i]), int(offsets[at+i+1])
				if first == last {
					continue
				}
				out := make([]S, last-first)
				for j, c := range columns {
					c.decode(items.Field(j), first, out)
				}
				*of(&rows[i]) = out
			}
		},
		bytes: func(to []byte, r *R) []byte {
			items := *of(r)
			to = binary.LittleEndian.AppendUint32(to, uint32(len(items)))
			for i := range items {
				for _, c := range columns {
					to = c.bytes(to, &items[i])
				}
			}
			return to
		},
	}
}

func encoded[R any](columns []column[R], rows [][]R, n int) []arrow.ArrayData {
	out := make([]arrow.ArrayData, len(columns))
	for i, c := range columns {
		out[i] = c.encode(rows, n)
	}
	return out
}

func fields[R any](columns []column[R]) []arrow.Field {
	out := make([]arrow.Field, len(columns))
	for i, c := range columns {
		out[i] = c.field
	}
	return out
}
