package corpus

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// workbook reads the sheets of an .xlsx, each a table whose first row with a
// cell is its header. Cells come as they are stored, dates as ISO 8601: a date that no style marks as one
// is a serial number, which the date field understands.
func (p *pass) workbook(f *file, r io.Reader, size int64) error {
	data, err := readAll(r, size, p.options.Limits.Member, "member")
	if err != nil {
		return err
	}
	b, err := openBook(data, p.options.Limits)
	if err != nil {
		return err
	}
	f.date1904, f.encoding = b.date1904, encodingUTF8
	sheets, err := p.chooseSheets(f, b)
	if err != nil {
		return err
	}
	outer := p.guard
	defer func() { p.guard = outer }()
	for _, s := range sheets {
		if err := p.sheet(f, b, s, len(sheets) > 1); err != nil {
			return err
		}
	}
	return nil
}

// chooseSheets says which sheets are read: those that corpus.sheet names, and
// without it all that have the columns of the text. None of the others is
// lost in silence.
func (p *pass) chooseSheets(f *file, b *book) ([]bookSheet, error) {
	named, err := p.namedSheets(f, b)
	if err != nil || len(p.options.Sheet) > 0 {
		return named, err
	}
	var fit, some []bookSheet
	var left []error
	for _, s := range named {
		columns, err := b.columns(s)
		if err == io.EOF {
			continue // an empty sheet
		}
		some = append(some, s)
		if err != nil || hasAll(columns, p.need) {
			fit = append(fit, s)
			continue
		}
		left = append(left, faultf(ReasonMissingText, "sheet %s is not read: it has not the columns %s; it has %s",
			s.name, strings.Join(p.need, ", "), namesOf(columns)))
	}
	switch {
	case len(some) == 0:
		return nil, faultf(ReasonEmpty, "no sheet has a row")
	case len(fit) == 0:
		return some, nil // it shows row by row what is missing
	}
	i := 0
	for _, s := range some {
		if slices.Contains(fit, s) {
			continue
		}
		if err := p.reject(f.source+"/"+s.name, ReasonMissingText, left[i]); err != nil {
			return nil, err
		}
		i++
	}
	return fit, nil
}

// namedSheets are those that corpus.sheet names.
func (p *pass) namedSheets(f *file, b *book) (named []bookSheet, err error) {
	if len(p.options.Sheet) == 0 {
		return b.sheets, nil
	}
	var names, others []string
	for _, s := range b.sheets {
		names = append(names, s.name)
		if slices.ContainsFunc(p.options.Sheet, func(pattern string) bool { return fitsSheet(pattern, s.name) }) {
			named = append(named, s)
		} else {
			others = append(others, s.name)
		}
	}
	for _, pattern := range p.options.Sheet {
		if !slices.ContainsFunc(names, func(name string) bool { return fitsSheet(pattern, name) }) {
			return nil, faultf(ReasonUnreadable, "no sheet %q: it has %s", pattern, strings.Join(names, ", "))
		}
	}
	for _, name := range others {
		if err := p.reject(f.source+"/"+name, ReasonIgnored, fmt.Errorf("sheet %s: not in corpus.sheet", name)); err != nil {
			return nil, err
		}
	}
	return named, nil
}

func fitsSheet(pattern, name string) bool {
	return pattern == name || doublestar.MatchUnvalidated(pattern, name)
}

// columns reads the header of a sheet, as fields without values.
func (b *book) columns(s bookSheet) (columns []Field, err error) {
	defer recovered(&err)
	r, err := b.open(s)
	if err != nil {
		return nil, err
	}
	defer r.part.Close()
	_, cells, wrong, err := r.next()
	if err != nil {
		return nil, err
	} else if wrong != nil {
		return nil, wrong
	}
	names, _ := headerNames(cells)
	for _, name := range names {
		columns = append(columns, Field{Key: name})
	}
	return columns, nil
}

func hasAll(fields []Field, names Names) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !hasAny(fields, Names{name}) })
}

// sheet reads the rows of one sheet. What is wrong with it costs no other.
func (p *pass) sheet(f *file, b *book, s bookSheet, several bool) error {
	own := *f
	own.sheet = s.name
	if several {
		own.source, own.sheets = f.source+"/"+s.name, true
	}
	some, err := p.sheetRows(&own, b, s)
	switch {
	case isStop(err):
		return err
	case err == nil && !some && several:
		return p.reject(own.source, ReasonEmpty, fmt.Errorf("sheet %s has no rows under a header", s.name))
	case err == nil && !some:
		return faultf(ReasonEmpty, "sheet %s has no rows under a header", s.name)
	case err != nil && several:
		p.count++
		return p.reject(own.source, ReasonUnreadable, restLost{err})
	}
	return err
}

func (p *pass) sheetRows(f *file, b *book, s bookSheet) (some bool, err error) {
	defer recovered(&err)
	r, err := b.open(s)
	if err != nil {
		return false, err
	}
	defer r.part.Close()
	p.guard = b.guard
	for {
		row, cells, wrong, err := r.next()
		switch {
		case err == io.EOF:
			return some, nil
		case err != nil:
			return some, err
		case f.table == nil && wrong != nil:
			return some, wrong
		case f.table == nil:
			if f.table, err = newHead(cells, p.options.Limits); err != nil {
				return some, err
			}
			continue
		}
		some = true
		raw := Raw{Source: recordSource(f, row), file: f, form: formCells, line: row, cells: cells}
		if wrong != nil {
			raw = rejected(raw.Source, wrong)
		}
		if err := p.record(raw); err != nil {
			return some, err
		}
	}
}

// newHead is the head of a table with these columns.
func newHead(cells []string, limits Limits) (*tableHead, error) {
	if len(cells) > limits.Fields {
		return nil, faultf(ReasonTooLarge, "%d columns, more than limits.fields (%d)", len(cells), limits.Fields)
	}
	names, twice := headerNames(cells)
	return &tableHead{columns: names, twice: twice}, nil
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
