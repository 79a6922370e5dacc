package store

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// ListTables lists the tables in the folder of a run: those of Specs first, in
// their order, then any others by name.
func ListTables(runDir string) ([]string, error) {
	entries, err := os.ReadDir(runDir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".parquet"); ok && !e.IsDir() {
			names = append(names, name)
		}
	}
	specs := Specs(nil)
	place := func(name string) int {
		if i := slices.IndexFunc(specs, func(s TableSpec) bool { return s.Name == name }); i >= 0 {
			return i
		}
		return len(specs)
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	return names, nil
}

// Table is a table opened for reading. It belongs to one goroutine.
type Table struct {
	file    *os.File
	parquet *parquet.File
	columns []Column
}

// OpenTable opens a table in the folder of a run. It reads any table whose
// columns are of the types of this package, whatever version wrote it.
func OpenTable(runDir, name string) (*Table, error) {
	path := filepath.Join(runDir, name+".parquet")
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		names, _ := ListTables(runDir)
		return nil, fmt.Errorf("no table %q in %s: there are %q: %w", name, runDir, names, os.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	t := &Table{file: file}
	if err := t.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("read table %s: %w", path, err), file.Close())
	}
	return t, nil
}

func (t *Table) open() (err error) {
	defer damaged(&err)
	info, err := t.file.Stat()
	if err != nil {
		return err
	}
	t.parquet, err = parquet.OpenFile(t.file, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	for _, f := range t.parquet.Schema().Fields() {
		c := Column{Name: f.Name(), Nullable: f.Optional()}
		if c.Type = typeOf(f); c.Type == "" {
			return fmt.Errorf("column %s: a type that is not read here", c.Name)
		}
		c.Meaning, _ = t.parquet.Lookup(noteColumn + c.Name)
		t.columns = append(t.columns, c)
	}
	return nil
}

// typeOf returns the type of a column, or "" for one that is no column of ours.
func typeOf(f parquet.Field) Type {
	if !f.Leaf() || f.Repeated() {
		return ""
	}
	switch f.Type().Kind() {
	case parquet.ByteArray:
		return Text
	case parquet.Boolean:
		return Truth
	case parquet.Double:
		return Real
	case parquet.Int64:
		return Integer
	case parquet.Int32:
		if l := f.Type().LogicalType(); l != nil && l.String() == "DATE" {
			return Date
		}
	}
	return ""
}

// Columns lists the columns in their order.
func (t *Table) Columns() []Column { return t.columns }

// NumRows is the number of rows.
func (t *Table) NumRows() int64 { return t.parquet.NumRows() }

// Close closes the file.
func (t *Table) Close() error { return t.file.Close() }

// Rows reads the rows in their order, a few at a time. A cell is a string,
// int64, float64, bool or time.Time, or nil for null. The slice is valid until
// the next row. An error ends the rows.
func (t *Table) Rows() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, group := range t.parquet.RowGroups() {
			if !t.rows(group, yield) {
				return
			}
		}
	}
}

func (t *Table) rows(group parquet.RowGroup, yield func([]any, error) bool) bool {
	rows := group.Rows()
	defer rows.Close()
	block := make([]parquet.Row, 64)
	cells := make([]any, len(block)*len(t.columns))
	for {
		n, err := t.read(rows, block, cells)
		for i := range n {
			if !yield(cells[i*len(t.columns):(i+1)*len(t.columns)], nil) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			yield(nil, fmt.Errorf("read table %s: %w", t.file.Name(), err))
			return false
		}
	}
}

// read fills block and, row after row, cells.
func (t *Table) read(rows parquet.Rows, block []parquet.Row, cells []any) (n int, err error) {
	defer damaged(&err)
	count, end := rows.ReadRows(block)
	for i, row := range block[:count] {
		for c := range t.columns {
			cells[i*len(t.columns)+c] = t.cell(c, row[c])
		}
	}
	if count == 0 && end == nil {
		end = io.ErrNoProgress
	}
	return count, end
}

// damaged makes an error of the panic that a damaged file can cause.
func damaged(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the file is damaged: %v", r)
	}
}

// kinds are the physical types of the columns.
var kinds = map[Type]parquet.Kind{
	Text: parquet.ByteArray, Integer: parquet.Int64, Real: parquet.Double, Truth: parquet.Boolean, Date: parquet.Int32,
}

func (t *Table) cell(column int, v parquet.Value) any {
	if v.IsNull() {
		return nil
	}
	c := &t.columns[column]
	if kind := kinds[c.Type]; v.Kind() != kind { // taken for one, it would crash the program
		panic(fmt.Sprintf("column %s holds a %s, not a %s", c.Name, v.Kind(), kind))
	}
	switch c.Type {
	case Text:
		return string(v.ByteArray())
	case Integer:
		return v.Int64()
	case Real:
		return v.Double()
	case Truth:
		return v.Boolean()
	}
	return time.Unix(int64(v.Int32())*secondsOfDay, 0).UTC()
}

// CellText is a cell as text; null is empty.
func CellText(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(cell)
}
