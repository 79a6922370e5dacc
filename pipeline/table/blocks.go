package table

import (
	"fmt"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// readRows is how many rows are read at a time, column by column.
const readRows = 256

// Span is the rows of a table from one place to before another, counted from 0.
type Span struct{ From, To int64 }

// cells are where a column is read to: one for each row of a block.
type cells struct {
	opener
	place int // of the column in the file
	to    unsafe.Pointer
	apart uintptr // bytes from a cell to the next
}

// opener begins to read a column of a row group.
type opener interface {
	open(chunk parquet.ColumnChunk) columnReader
}

// blocks reads some columns of the rows in spans, which come in order. A block of
// rows is put into the cells, and then each of them handed to use, until it says no.
func (f *File) blocks(columns []cells, spans []Span, use func(row int) bool) error {
	var start int64
	for _, group := range f.parquet.RowGroups() {
		end := start + group.NumRows()
		var inside []Span
		for _, s := range spans {
			if from, to := max(s.From, start), min(s.To, end); from < to {
				inside = append(inside, Span{from - start, to - start})
			}
		}
		if going, err := f.group(group, columns, inside, use); err != nil || !going {
			return err
		}
		start = end
	}
	return nil
}

func (f *File) group(group parquet.RowGroup, columns []cells, spans []Span, use func(row int) bool) (going bool, err error) {
	if len(spans) == 0 {
		return true, nil
	}
	chunks := group.ColumnChunks()
	readers := make([]columnReader, len(columns))
	for i, c := range columns {
		readers[i] = c.open(chunks[c.place])
		defer readers[i].Close()
	}
	for _, s := range spans {
		for i, r := range readers {
			if err := r.seek(int(s.From)); err != nil {
				return false, f.failedIn(columns[i], err)
			}
		}
		for left := int(s.To - s.From); left > 0; left -= readRows {
			n := min(left, readRows)
			for i, r := range readers {
				if err := r.read(columns[i].to, columns[i].apart, n); err != nil {
					return false, f.failedIn(columns[i], err)
				}
			}
			for row := range n {
				if !use(row) {
					return false, nil
				}
			}
		}
	}
	return true, nil
}

func (f *File) failedIn(c cells, err error) error {
	return f.failed(fmt.Errorf("column %s: %w", f.columns[c.place].Name, err))
}

// whole is all rows.
func (f *File) whole() []Span { return []Span{{0, f.NumRows()}} }
