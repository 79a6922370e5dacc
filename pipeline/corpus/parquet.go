package corpus

import (
	"bytes"
	"io"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// parquet reads a table in the Parquet format, a row a record. Columns inside
// others get dotted names, the values of a list are joined with "; ".
func (p *pass) parquet(f *file, r io.Reader, size int64) error {
	data, err := readAll(r, size, p.options.Limits.Member, "member")
	if err != nil {
		return err
	}
	t, err := openParquet(data, p.options.Limits)
	if err != nil {
		return err
	}
	if f.table, err = newHead(t.names, p.options.Limits); err != nil {
		return err
	}
	f.encoding = encodingUTF8
	outer := p.guard
	defer func() { p.guard = outer }()
	p.guard = newGuard(nil, func() int64 { return int64(len(data)) }, p.options.Limits)
	row := 0
	for _, group := range t.file.RowGroups() {
		err := t.rows(group, func(cells []string) error {
			row++
			return p.record(Raw{Source: recordSource(f, row), file: f, form: formCells, line: row, cells: cells})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type parquetTable struct {
	file   *parquet.File
	names  []string // of the leaf columns
	types  []parquet.Type
	limits Limits
}

func openParquet(data []byte, limits Limits) (t *parquetTable, err error) {
	defer recovered(&err)
	if err := checkFooter(data); err != nil {
		return nil, lostf(ReasonUnreadable, "no Parquet that can be read: %v", err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, lostf(ReasonUnreadable, "no Parquet that can be read: %v", err)
	}
	unpacked := int64(0)
	for _, g := range file.Metadata().RowGroups {
		unpacked += max(0, g.TotalByteSize)
	}
	if unpacked > unzippedPerMember*int64(limits.Member) {
		return nil, faultf(ReasonTooLarge, "unpacks to %d bytes, more than four times limits.member (%s)", unpacked, limits.Member)
	}
	if err := checkPages(data, file.Metadata(), unzippedPerMember*int64(limits.Member)); err != nil {
		return nil, lostf(ReasonUnreadable, "no Parquet that can be read: %v", err)
	}
	t = &parquetTable{file: file, limits: limits}
	for _, path := range file.Schema().Columns() {
		leaf, _ := file.Schema().Lookup(path...)
		t.names, t.types = append(t.names, leafName(path)), append(t.types, leaf.Node.Type())
	}
	return t, nil
}

// leafName leaves out the two levels that Parquet puts around a list.
func leafName(path []string) string {
	name := strings.Join(path, ".")
	for _, wrapped := range []string{".list.element", ".list.item", ".bag.array_element", ".array"} {
		name = strings.TrimSuffix(name, wrapped)
	}
	return name
}

// rows calls found for each row, with the cells as text.
func (t *parquetTable) rows(group parquet.RowGroup, found func([]string) error) (err error) {
	defer recovered(&err)
	rows := group.Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			if stopped := found(t.cells(row)); stopped != nil {
				return stopped
			}
		}
		if err == io.EOF || err == nil && n == 0 {
			return nil
		} else if err != nil {
			return lostf(ReasonBadRecord, "%v; the rows after it are not read", err)
		}
	}
}

func (t *parquetTable) cells(row parquet.Row) []string {
	cells := make([]string, len(t.names))
	for _, v := range row {
		i := v.Column()
		if v.IsNull() || i < 0 || i >= len(cells) {
			continue
		}
		if cells[i] != "" {
			cells[i] += "; "
		}
		cells[i] += parquetText(v, t.types[i])
	}
	return cells
}

// parquetText writes days and times as ISO dates, and every other value as it prints.
func parquetText(v parquet.Value, kind parquet.Type) string {
	var logical any
	if l := kind.LogicalType(); l != nil {
		logical = l.Value
	}
	switch logical := logical.(type) {
	case *format.DateType:
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case *format.TimestampType:
		if unit := logical.Unit.Value; unit != nil && v.Kind() == parquet.Int64 {
			return instant(v.Int64(), int64(unit.Duration())).Format("2006-01-02T15:04:05")
		}
	}
	if v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
		return string(v.ByteArray())
	}
	return v.String()
}

// instant keeps whole seconds apart, so that no year overflows.
func instant(n, unit int64) time.Time {
	perSecond := int64(time.Second) / unit
	return time.Unix(n/perSecond, n%perSecond*unit).UTC()
}
