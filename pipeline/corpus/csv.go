package corpus

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// csv reads .csv and .tsv with a header row, quoted as RFC 4180 says. The
// delimiter of a .csv is the comma, or, where the header has none, the
// semicolon or tab that it has most of.
func (p *pass) csv(f *file, r *bufio.Reader) error {
	r, name, err := utf8Reader(r, p.options.Encoding)
	if err != nil {
		return err
	}
	f.encoding = name
	rows, err := openRows(r, extension(f.path), int(p.options.Limits.Document))
	if err != nil {
		return err
	}
	f.table = rows.head
	return p.records(f, formCSV, rows.split)
}

// openRows reads the header.
func openRows(r *bufio.Reader, ext string, limit int) (*rowReader, error) {
	rows := &rowReader{lines: lineReader{r: r, max: limit}, head: &tableHead{comma: ','}}
	return rows, rows.header(ext)
}

// split finds where rows begin and end; quoted cells may span lines. The rows
// stay unparsed, so that Decode can parse them on other goroutines.
func (r *rowReader) split(found found) error {
	for {
		line, data, wrong, err := r.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case wrong == nil && len(bytes.TrimSpace(data)) == 0:
			continue
		}
		if err := found(line, data, wrong); err != nil {
			return err
		}
	}
}

// header reads the first row that is not blank.
func (r *rowReader) header(ext string) error {
	for {
		_, data, wrong, err := r.next()
		switch {
		case err == io.EOF:
			return faultf(ReasonEmpty, "no header row")
		case err != nil:
			return err
		case wrong != nil:
			return wrong
		case len(bytes.TrimSpace(data)) == 0:
			continue
		}
		r.head.comma = delimiter(string(data), ext)
		cells, err := parseRow(data, r.head.comma)
		if err != nil {
			return faultf(ReasonBadRecord, "header row: %v", err)
		}
		r.head.columns = headerNames(cells)
		return nil
	}
}

func delimiter(header, ext string) rune {
	semicolons, tabs := strings.Count(header, ";"), strings.Count(header, "\t")
	switch {
	case ext == ".tsv" || ext == ".tab":
		return '\t'
	case strings.Contains(header, ",") || semicolons+tabs == 0:
		return ','
	case semicolons > tabs:
		return ';'
	}
	return '\t'
}

// headerNames trims the names; one without a name, or with a name that was
// there before, can't be asked for.
func headerNames(cells []string) []string {
	seen := map[string]bool{}
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if seen[c] {
			c = ""
		}
		seen[c] = true
		cells[i] = c
	}
	return cells
}

func parseRow(data []byte, comma rune) ([]string, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = comma, -1
	cells, err := r.Read()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		err = parse.Err // its line number counts from this row
	}
	return cells, err
}

// pair puts cells beside the names of their columns. Cells that are empty may
// be too many, never too few.
func (h *tableHead) pair(cells []string) ([]Field, error) {
	for len(cells) > len(h.columns) && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != len(h.columns) {
		return nil, fmt.Errorf("%d cells under %d columns", len(cells), len(h.columns))
	}
	fields := make([]Field, 0, len(cells))
	for i, c := range cells {
		if h.columns[i] != "" {
			fields = append(fields, Field{h.columns[i], c})
		}
	}
	return fields, nil
}
