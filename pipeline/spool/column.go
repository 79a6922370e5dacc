package spool

import (
	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/bitutil"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// column is a column of documents. Its values are taken from all of a batch at once:
// Arrow's builders, which take one value at a time, need half as much time again.
type column struct {
	field arrow.Field
	of    func(docs []*score.Document) arrow.ArrayData
}

// number is a column of numbers that are kept as the type V.
func number[V arrow.NumericType, F arrow.NumericType | ~int](name string, of func(*score.Document) F) column {
	kind := arrow.GetDataType[V]()
	return column{arrow.Field{Name: name, Type: kind}, func(docs []*score.Document) arrow.ArrayData {
		out := make([]V, len(docs))
		for i, d := range docs {
			out[i] = V(of(d))
		}
		return values(kind, len(docs), arrow.GetBytes(out))
	}}
}

// values are those of a column without nulls.
func values(kind arrow.DataType, n int, buffers ...[]byte) arrow.ArrayData {
	all := make([]*memory.Buffer, 1, 3)
	for _, b := range buffers {
		all = append(all, memory.NewBufferBytes(b))
	}
	return array.NewData(kind, n, all, nil, 0, 0)
}

// text is a column of texts.
func text(name string, of func(*score.Document) string) column {
	kind := arrow.BinaryTypes.String
	return column{arrow.Field{Name: name, Type: kind}, func(docs []*score.Document) arrow.ArrayData {
		return strung(kind, nil, docs, func(b []byte, d *score.Document) []byte { return append(b, of(d)...) })
	}}
}

// strung are the values of a column of texts or bytes, strung together in a buffer.
func strung(kind arrow.DataType, b []byte, docs []*score.Document, add func([]byte, *score.Document) []byte) arrow.ArrayData {
	offsets := make([]int32, len(docs)+1)
	for i, d := range docs {
		b = add(b, d)
		offsets[i+1] = int32(len(b))
	}
	return values(kind, len(docs), arrow.GetBytes(offsets), b)
}

// hash is a column of SHA-256.
func hash(name string, of func(*score.Document) [32]byte) column {
	kind := &arrow.FixedSizeBinaryType{ByteWidth: 32}
	return column{arrow.Field{Name: name, Type: kind}, func(docs []*score.Document) arrow.ArrayData {
		out := make([]byte, 0, 32*len(docs))
		for _, d := range docs {
			sum := of(d)
			out = append(out, sum[:]...)
		}
		return values(kind, len(docs), out)
	}}
}

// day is a column of the first days that dates can mean; null for none.
func day(name string, of func(*score.Document) corpus.Date) column {
	kind := arrow.FixedWidthTypes.Date32
	return column{arrow.Field{Name: name, Type: kind, Nullable: true}, func(docs []*score.Document) arrow.ArrayData {
		out, known := make([]arrow.Date32, len(docs)), make([]byte, bitutil.BytesForBits(int64(len(docs))))
		for i, d := range docs {
			if date := of(d); date.Precision != corpus.PrecisionNone {
				out[i] = arrow.Date32FromTime(date.First())
				bitutil.SetBit(known, i)
			}
		}
		buffers := []*memory.Buffer{memory.NewBufferBytes(known), memory.NewBufferBytes(arrow.GetBytes(out))}
		return array.NewData(kind, len(docs), buffers, nil, array.UnknownNullCount, 0)
	}}
}
