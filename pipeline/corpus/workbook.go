package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbook reads one sheet of an .xlsx, whose first row with a cell is the
// header. Cells come as they are stored: a date is a serial number, which the date
// field understands.
func (p *pass) workbook(f *file, r io.Reader, size int64) error {
	data, err := readAll(r, size, p.options.Limits.Member, "member")
	if err != nil {
		return err
	}
	w, err := openWorkbook(data, p.options.Sheet, p.options.Limits)
	if err != nil {
		return err
	}
	defer w.close()
	f.date1904, f.encoding = w.date1904, encodingUTF8
	head, some := &tableHead{}, false
	for {
		row, cells, err := w.next()
		switch {
		case err == io.EOF && !some:
			return faultf(ReasonEmpty, "sheet %s has no rows under a header", w.sheet)
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case head.columns == nil:
			head.columns = headerNames(cells)
			f.table = head
			continue
		}
		some = true
		raw := Raw{Source: recordSource(f, row), file: f, form: formCells, line: row, cells: cells}
		if int64(raw.Size()) > int64(p.options.Limits.Document) {
			raw = Raw{Source: raw.Source}
			raw.rejection = raw.reject(ReasonTooLarge, "longer than limits.document")
		}
		if err := p.send(raw); err != nil {
			return err
		}
	}
}

// workbook is an open sheet.
type workbook struct {
	file     *excelize.File
	rows     *excelize.Rows
	sheet    string
	row      int
	date1904 bool
}

// unzippedPerMember bounds what a workbook unpacks to, all in memory: excelize
// would put larger sheets into temporary files.
const unzippedPerMember = 4

func openWorkbook(data []byte, sheet string, limits Limits) (w *workbook, err error) {
	defer recovered(&err)
	room := unzippedPerMember * int64(limits.Member)
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: room, UnzipXMLSizeLimit: room,
	})
	if err != nil {
		return nil, faultf(ReasonUnreadable, "no workbook that can be read: %v", err)
	}
	w = &workbook{file: f, sheet: sheet}
	if names := f.GetSheetList(); sheet == "" && len(names) > 0 {
		w.sheet = names[0]
	}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.date1904 = *props.Date1904
	}
	if w.rows, err = f.Rows(w.sheet); err != nil {
		return nil, errors.Join(faultf(ReasonUnreadable, "no sheet %q: it has %s", sheet, strings.Join(f.GetSheetList(), ", ")), f.Close())
	}
	return w, nil
}

func (w *workbook) close() { _, _ = w.rows.Close(), w.file.Close() }

// next returns the next row with a cell in it, and its number.
func (w *workbook) next() (row int, cells []string, err error) {
	defer recovered(&err)
	for w.rows.Next() {
		w.row++
		cells, err := w.rows.Columns()
		if err != nil {
			return w.row, nil, faultf(ReasonBadRecord, "row %d: %v; the rows after it are not read", w.row, err)
		}
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			return w.row, cells, nil
		}
	}
	if err := w.rows.Error(); err != nil {
		return w.row, nil, faultf(ReasonBadRecord, "after row %d: %v", w.row, err)
	}
	return w.row, nil, io.EOF
}

// recovered turns a panic of the library on broken XML into a rejection.
func recovered(err *error) {
	if v := recover(); v != nil {
		*err = faultf(ReasonPanic, "%v", v)
	}
}

// pairSheet is pair for a workbook, where empty cells at the end of a row are not stored.
func (h *tableHead) pairSheet(cells []string) ([]Field, error) {
	for len(cells) < len(h.columns) {
		cells = append(cells, "")
	}
	for i, c := range cells {
		cells[i] = plainNumber(c)
	}
	return h.pair(cells)
}

// plainNumber writes a whole number as one: some programs store 2019 as 2019.0 or 2.019E3.
func plainNumber(cell string) string {
	if !strings.ContainsAny(cell, ".E") || len(cell) > 24 {
		return cell
	}
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n != float64(int64(n)) || n > 1<<53 || n < -(1<<53) {
		return cell
	}
	return fmt.Sprint(int64(n))
}
