package store

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// Rows are handed over in blocks and cut into row groups by what they hold, so
// that the same rows are always cut in the same places.
const (
	blockRows  = 1024
	blockBytes = 1 << 20 // of text
	groupRows  = 256 << 10
	groupBytes = 32 << 20 // of text
)

// tableWriter writes a table row by row: a value for each column in its order,
// then end.
type tableWriter struct {
	spec    TableSpec
	path    string
	file    *os.File
	parquet *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter

	block [][]parquet.Value // by column
	at    int               // the column of the next value

	blockRows, blockBytes int
	groupRows, groupBytes int
}

func newTableWriter(dir string, spec TableSpec) (*tableWriter, error) {
	path := filepath.Join(dir, spec.Name+".parquet")
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	w := &tableWriter{spec: spec, path: path, file: file, block: make([][]parquet.Value, len(spec.Columns))}
	w.parquet = parquet.NewGenericWriter[any](file, config(spec))
	w.columns = w.parquet.ColumnWriters()
	return w, nil
}

// put appends the value of the next column.
func (w *tableWriter) put(v parquet.Value) {
	level := 0
	if w.spec.Columns[w.at].Nullable && !v.IsNull() {
		level = 1
	}
	w.block[w.at] = append(w.block[w.at], v.Level(0, level, w.at))
	w.at++
}

// text appends a text, which must not change before the block is written.
func (w *tableWriter) text(s string) {
	w.blockBytes += len(s)
	w.put(parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(s), len(s))))
}

// optional appends a text, or null if it is empty.
func (w *tableWriter) optional(s string) {
	if s == "" {
		w.null()
		return
	}
	w.text(s)
}

func (w *tableWriter) integer(n int64) { w.put(parquet.Int64Value(n)) }

func (w *tableWriter) truth(b bool) { w.put(parquet.BooleanValue(b)) }

func (w *tableWriter) null() { w.put(parquet.NullValue()) }

// real appends a number; NaN becomes null where the column allows it. There is
// one zero: which of two the statistics name would depend on the processor.
func (w *tableWriter) real(f float64) {
	if math.IsNaN(f) && w.spec.Columns[w.at].Nullable {
		w.null()
		return
	}
	w.put(parquet.DoubleValue(f + 0))
}

// secondsOfDay is the length of a day, which Parquet counts from 1970.
const secondsOfDay = 24 * 60 * 60

// date appends a day: midnight UTC.
func (w *tableWriter) date(t time.Time) {
	w.put(parquet.Int32Value(int32(t.Unix() / secondsOfDay)))
}

// end ends the row.
func (w *tableWriter) end() error {
	if w.at != len(w.columns) {
		panic(fmt.Sprintf("store: table %s: row of %d values, want %d", w.spec.Name, w.at, len(w.columns)))
	}
	w.at = 0
	w.blockRows++
	if w.blockRows < blockRows && w.blockBytes < blockBytes {
		return nil
	}
	return w.flush()
}

// flush writes the block, and the row group once it is large enough.
func (w *tableWriter) flush() error {
	if w.blockRows == 0 {
		return nil
	}
	for i, c := range w.columns {
		if _, err := c.WriteRowValues(w.block[i]); err != nil {
			return w.failed(err)
		}
		clear(w.block[i]) // lets go of the texts
		w.block[i] = w.block[i][:0]
	}
	w.groupRows += w.blockRows
	w.groupBytes += w.blockBytes
	w.blockRows, w.blockBytes = 0, 0
	if w.groupRows < groupRows && w.groupBytes < groupBytes {
		return nil
	}
	w.groupRows, w.groupBytes = 0, 0
	return w.failed(w.parquet.Flush())
}

func (w *tableWriter) failed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write table %s: %w", w.path, err)
}

// writeTable writes a whole table with what fill puts into it.
func writeTable(dir string, spec TableSpec, fill func(*tableWriter) error) error {
	w, err := newTableWriter(dir, spec)
	if err != nil {
		return err
	}
	if err = fill(w); err == nil {
		err = w.flush()
	}
	if err == nil {
		err = w.failed(w.parquet.Close())
	}
	return errors.Join(err, w.file.Close())
}
