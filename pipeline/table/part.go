package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// A table can be written in parts, which may be made at the same time, and kept: a
// part is a table of some of the rows, as a file. Joined, its row groups are copied
// as they are.

// Encode makes a part of the rows that fill puts into it.
func Encode[T any](o Options, fill func(*Writer[T]) error) ([]byte, error) {
	b := encoded.Get().(*bytes.Buffer)
	defer encoded.Put(b)
	b.Reset()
	l, spec := declared[T](o)
	err := write(b, "a part of "+spec.Name, l, spec, o, fill)
	return bytes.Clone(b.Bytes()), err
}

// encoded are buffers in which parts grow. A part is kept in memory of its size.
var encoded = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Joined is a table that is put together from parts.
type Joined struct {
	file    *os.File
	parquet *parquet.GenericWriter[any]
}

// Join begins the table of T in dir.
func Join[T any](dir string, o Options) (*Joined, error) {
	_, spec := declared[T](o)
	file, err := os.Create(filepath.Join(dir, spec.Name+".parquet"))
	if err != nil {
		return nil, err
	}
	// A file that says it can read makes a buffer for each column that is copied.
	out := struct{ io.Writer }{file}
	return &Joined{file, parquet.NewGenericWriter[any](out, config(spec, o.Version)...)}, nil
}

// Add appends the rows of a part. Parts come in the order of the table's key.
func (j *Joined) Add(part []byte) (err error) {
	defer damaged(&err)
	from, err := parquet.OpenFile(bytes.NewReader(part), int64(len(part)), parquet.SkipBloomFilters(true))
	if err != nil {
		return j.failed(err)
	}
	for _, group := range from.RowGroups() {
		if _, err := j.parquet.WriteRowGroup(group); err != nil {
			return j.failed(err)
		}
	}
	return nil
}

// Close ends the table.
func (j *Joined) Close() error {
	return errors.Join(j.failed(j.parquet.Close()), j.file.Close())
}

func (j *Joined) failed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("write table %s: %w", j.file.Name(), err)
}
