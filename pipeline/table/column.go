package table

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// columnReader reads a column of a row group, page by page. What it hands over
// stays valid when the page is gone.
type columnReader interface {
	// seek goes on to a row of the group, past none that was not read.
	seek(row int) error
	// read puts the next n rows into cells that lie so many bytes apart.
	read(to unsafe.Pointer, apart uintptr, n int) error
	Close() error
}

// column is a columnReader. A page is taken as a whole, of a type of its own; its
// dictionary is turned into values once for all rows that name them.
type column[T any] struct {
	kind parquet.Kind
	null T
	of   func(parquet.Value) T
	all  func(encoding.Values) func(i int) T // of a page; nil: each by of

	chunk      parquet.ColumnChunk
	pages      parquet.Pages
	page       parquet.Page
	first      int    // row of the group with which the page starts
	row, rows  int    // of the page
	levels     []byte // 1 for a row that is not null; empty where none is
	value      int    // of those that are not null
	at         func(i int) T
	dictionary parquet.Dictionary
	entries    []T
}

func (c column[T]) open(chunk parquet.ColumnChunk) columnReader {
	c.chunk, c.pages = chunk, chunk.Pages()
	return &c
}

func (c *column[T]) Close() error {
	c.release()
	return c.pages.Close()
}

func (c *column[T]) release() {
	if c.page != nil {
		parquet.Release(c.page)
	}
	c.page, c.first = nil, c.first+c.rows
	c.row, c.rows, c.value = 0, 0, 0
}

func (c *column[T]) seek(row int) (err error) {
	defer damaged(&err)
	if row >= c.first+c.rows {
		if err := c.jump(row); err != nil {
			return err
		}
	}
	for row >= c.first+c.rows {
		if err := c.next(); err != nil {
			return err
		}
	}
	for skip := c.first + c.row; skip < row; skip++ {
		c.step()
	}
	return nil
}

// jump goes to the page of a row, if the file says where it is.
func (c *column[T]) jump(row int) error {
	index, err := c.chunk.OffsetIndex()
	if err != nil || index.NumPages() == 0 {
		return nil
	}
	page := sort.Search(index.NumPages(), func(i int) bool { return index.FirstRowIndex(i) > int64(row) }) - 1
	if page < 0 || index.FirstRowIndex(page) <= int64(c.first+c.rows) {
		return nil
	}
	c.release()
	c.first = int(index.FirstRowIndex(page))
	return c.pages.SeekToRow(index.FirstRowIndex(page))
}

// next takes the next page.
func (c *column[T]) next() (err error) {
	c.release()
	if c.page, err = c.pages.ReadPage(); errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if kind := c.page.Type().Kind(); kind != c.kind { // taken for one, it would crash the program
		return fmt.Errorf("the file is damaged: it holds a %s, not a %s", kind, c.kind)
	}
	c.rows, c.levels = int(c.page.NumRows()), c.page.DefinitionLevels()
	switch d := c.page.Dictionary(); {
	case d != nil:
		c.look(d)
	case c.all != nil:
		c.at = c.all(c.page.Data())
	default:
		return c.singly()
	}
	return nil
}

// look takes the values of a page from a dictionary.
func (c *column[T]) look(d parquet.Dictionary) {
	if d != c.dictionary {
		c.dictionary, c.entries = d, c.entries[:0]
		for i := range d.Len() {
			c.entries = append(c.entries, c.of(d.Index(int32(i))))
		}
	}
	data := c.page.Data()
	indexes := data.Int32()
	c.at = func(i int) T { return c.entries[indexes[i]] }
}

// singly takes the values of a page one by one, nulls among them.
func (c *column[T]) singly() error {
	values := make([]parquet.Value, c.page.NumValues())
	reader := c.page.Values()
	for n := 0; n < len(values); {
		k, err := reader.ReadValues(values[n:])
		if n += k; k == 0 {
			return errors.Join(err, io.ErrNoProgress)
		}
	}
	c.levels = nil
	c.at = func(i int) T {
		if values[i].IsNull() {
			return c.null
		}
		return c.of(values[i])
	}
	return nil
}

func (c *column[T]) read(to unsafe.Pointer, apart uintptr, n int) (err error) {
	defer damaged(&err)
	for done := 0; done < n; {
		if c.row == c.rows {
			if err := c.next(); err != nil {
				return err
			}
		}
		for end := min(n, done+c.rows-c.row); done < end; done++ {
			v := c.null
			if len(c.levels) == 0 || c.levels[c.row] == 1 {
				v = c.at(c.value)
			}
			// No pointer ever leads past the last cell: that would be no cell's.
			*(*T)(unsafe.Add(to, uintptr(done)*apart)) = v
			c.step()
		}
	}
	return nil
}

// step goes on by a row of the page.
func (c *column[T]) step() {
	if len(c.levels) == 0 || c.levels[c.row] == 1 {
		c.value++
	}
	c.row++
}

// damaged makes an error of the panic that a damaged file can cause.
func damaged(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file is damaged: %v", r)
	}
}
