package convert

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxCells bounds the table a .dicx spells out: one cell a term and category.
const maxCells = 200_000_000

// table reads a table with a header.
type table struct {
	*csv.Reader
	header []string
}

func newTable(text string) (*table, error) {
	t := &table{Reader: csv.NewReader(strings.NewReader(text))}
	t.FieldsPerRecord = -1
	t.ReuseRecord = true
	t.Comma = separator(text)
	header, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil, at(1, "the file is empty")
	}
	for _, h := range header {
		t.header = append(t.header, clean(h))
	}
	return t, err
}

// separator is a comma, unless the header has only semicolons or tabs, as
// spreadsheets of some countries write.
func separator(text string) rune {
	header, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	for _, r := range ",;\t" {
		if strings.ContainsRune(header, r) {
			return r
		}
	}
	return ','
}

// next returns the next record; its line is t.line().
func (t *table) next() ([]string, error) {
	record, err := t.Read()
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return nil, at(broken.StartLine, "the table is broken: %v", broken.Err)
	}
	return record, err
}

func (t *table) line() int {
	line, _ := t.FieldPos(0)
	return line
}

// readDicx reads LIWC-22's table: the column DicTerm, then a column a category,
// with an X where the term belongs to it.
func readDicx(text string, d *draft) error {
	t, err := newTable(text)
	if err != nil {
		return err
	}
	if !strings.EqualFold(t.header[0], "DicTerm") {
		return at(1, "the first column is %s: want DicTerm", quote(t.header[0]))
	}
	frames, err := dicxFrames(t, d)
	if err != nil {
		return err
	}
	return t.each(func(record []string) error { return dicxRow(t.line(), record, frames, d) })
}

func dicxFrames(t *table, d *draft) ([]int, error) {
	frames := []int{-1}
	for _, name := range t.header[1:] {
		frame, isNew, err := d.category(1, []string{name})
		if err != nil {
			return nil, err
		}
		if !isNew {
			d.again(1, frame)
		}
		frames = append(frames, frame)
	}
	return frames, nil
}

func dicxRow(line int, record []string, frames []int, d *draft) error {
	if err := d.flooded(line, record[0]); err != nil {
		return err
	}
	term, marks := clean(record[0]), 0
	for i, cell := range record[1:] {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		marks++
		weight, ok := dicxMark(cell)
		if i+1 >= len(frames) || !ok {
			d.lose(line, "term "+quote(term), "its mark %s in column %d was not understood: want an X under a category", quote(cell), i+2)
			continue
		}
		if d.literal(line, frames[i+1], term, `?\`) {
			continue
		}
		if err := d.add(line, frames[i+1], plain(term, weight)); err != nil {
			return err
		}
	}
	if marks == 0 {
		d.lose(line, "term "+quote(term), "left out: it has no category")
	}
	return nil
}

// dicxMark reads X or, in a weighted table, a number.
func dicxMark(cell string) (weight float64, ok bool) {
	if strings.EqualFold(cell, "x") {
		return 1, true
	}
	weight, err := strconv.ParseFloat(cell, 64)
	return weight, err == nil
}

func writeDicx(w *bufio.Writer, p *plan) error {
	rows := p.rows()
	if len(rows)*len(p.sections) > maxCells {
		return fmt.Errorf("%d terms by %d categories are too large a table: write .dic", len(rows), len(p.sections))
	}
	t := csv.NewWriter(w)
	record := make([]string, 1+len(p.sections))
	record[0] = "DicTerm"
	for i, s := range p.sections {
		record[i+1] = s.key
	}
	if err := t.Write(record); err != nil {
		return err
	}
	for _, r := range rows {
		clear(record)
		record[0] = r.term
		for _, s := range r.sections {
			record[s+1] = "X"
		}
		if err := t.Write(record); err != nil {
			return err
		}
	}
	t.Flush()
	return t.Error()
}
