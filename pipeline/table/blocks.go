package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// readRows is how many rows are read at a time, column by column.
const readRows = 256

// blocks reads some columns of all rows. Every value of a block is handed to
// set, and then each row to use, until it says no.
func (f *File) blocks(places []int, set func(column, row int, v parquet.Value), use func(row int) bool) error {
	for _, group := range f.parquet.RowGroups() {
		going, err := f.group(group, places, set, use)
		if err != nil {
			return f.failed(err)
		}
		if !going {
			return nil
		}
	}
	return nil
}

func (f *File) group(group parquet.RowGroup, places []int, set func(column, row int, v parquet.Value), use func(row int) bool) (going bool, err error) {
	chunks := group.ColumnChunks()
	readers := make([]parquet.ColumnChunkValueReader, len(places))
	for i, p := range places {
		readers[i] = parquet.NewColumnChunkValueReader(chunks[p])
		defer readers[i].Close()
	}
	values := make([]parquet.Value, readRows)
	for left := group.NumRows(); left > 0; {
		n := int(min(left, readRows))
		for i, r := range readers {
			if err := f.fill(r, i, places[i], values[:n], set); err != nil {
				return false, err
			}
		}
		for row := range n {
			if !use(row) {
				return false, nil
			}
		}
		left -= int64(n)
	}
	return true, nil
}

// fill reads a column of a block. A text lies in a page, which goes with the
// next one: values are taken page by page.
func (f *File) fill(r parquet.ValueReader, column, place int, values []parquet.Value, set func(column, row int, v parquet.Value)) (err error) {
	defer damaged(&err)
	for row := 0; row < len(values); {
		n, err := r.ReadValues(values[row:])
		for i := range n {
			v := values[row+i]
			if kind := kinds[f.columns[place].Type]; !v.IsNull() && v.Kind() != kind { // taken for one, it would crash the program
				return fmt.Errorf("the file is damaged: column %s holds a %s, not a %s", f.columns[place].Name, v.Kind(), kind)
			}
			set(column, row+i, v)
		}
		if row += n; row == len(values) {
			return nil
		}
		if err == nil && n == 0 {
			err = io.ErrNoProgress
		}
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// kinds are the physical types of the columns.
var kinds = map[Type]parquet.Kind{
	Text: parquet.ByteArray, Integer: parquet.Int64, Real: parquet.Double, Truth: parquet.Boolean, Date: parquet.Int32,
}

// damaged makes an error of the panic that a damaged file can cause.
func damaged(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file is damaged: %v", r)
	}
}
