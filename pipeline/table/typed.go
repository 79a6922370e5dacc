package table

import (
	"math"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// kinds are the physical types of the columns.
var kinds = map[Type]parquet.Kind{
	Text: parquet.ByteArray, Integer: parquet.Int64, Real: parquet.Double, Truth: parquet.Boolean, Date: parquet.Int32,
}

// typed is how a column of a type is read.
func typed(t Type) opener {
	switch t {
	case Text:
		return column[string]{kind: parquet.ByteArray, of: func(v parquet.Value) string { return string(v.ByteArray()) }, all: texts}
	case Integer:
		return column[int64]{kind: parquet.Int64, null: -1, of: parquet.Value.Int64, all: func(v encoding.Values) func(int) int64 { return in(v.Int64()) }}
	case Real:
		return column[float64]{kind: parquet.Double, null: math.NaN(), of: parquet.Value.Double, all: func(v encoding.Values) func(int) float64 { return in(v.Double()) }}
	case Truth:
		return column[bool]{kind: parquet.Boolean, of: parquet.Value.Boolean, all: truths}
	}
	return column[time.Time]{kind: parquet.Int32, of: func(v parquet.Value) time.Time { return dayOf(v.Int32()) }, all: days}
}

func in[T any](list []T) func(int) T { return func(i int) T { return list[i] } }

// texts copies the texts of a page, but one that is that of the row before: in
// sorted tables it often is.
func texts(v encoding.Values) func(int) string {
	raw, offsets := v.ByteArray()
	last := ""
	return func(i int) string {
		if text := raw[offsets[i]:offsets[i+1]]; string(text) != last {
			last = string(text)
		}
		return last
	}
}

func truths(v encoding.Values) func(int) bool {
	bits := v.Boolean()
	return func(i int) bool { return bits[i/8]>>(i%8)&1 == 1 }
}

func days(v encoding.Values) func(int) time.Time {
	list := v.Int32()
	return func(i int) time.Time { return dayOf(list[i]) }
}
