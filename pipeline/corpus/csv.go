package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
)

// csv reads .csv and .tsv with a header row, quoted as RFC 4180 says, and takes
// a quote that neither opens nor closes a cell for a character. The delimiter
// of a .csv is the one that a line sep= before the header names, else the comma,
// or, where the header has none, the semicolon or tab that it has most of.
func (p *pass) csv(f *file, r *bufio.Reader) error {
	r, name, err := utf8Reader(r, p.options.Encoding)
	if err != nil {
		return err
	}
	f.encoding = name
	rows, err := openRows(r, extension(f.path), p.options.Limits)
	if err != nil {
		return err
	}
	f.table = rows.head
	return p.records(f, formCSV, rows.split)
}

// openRows reads the header.
func openRows(r *bufio.Reader, ext string, limits Limits) (*rowReader, error) {
	r = lineFeeds(r)
	rows := &rowReader{limits: limits, lines: lineReader{r: r, max: int(limits.Document)}, head: &tableHead{comma: delimiter("", ext)}}
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
		case wrong == nil && r.blank(data):
			continue
		case wrong == nil:
			wrong = r.cut(data)
		}
		if err := found(line, data, wrong); err != nil {
			return err
		}
	}
}

// cut finds out whether a file breaks off inside its last row.
func (r *rowReader) cut(row []byte) *fault {
	if row[len(row)-1] == '\n' {
		return nil
	}
	cells, err := parseRow(row, r.head.comma)
	if err != nil || len(cells) >= len(r.head.columns) {
		return nil
	}
	return lostf(ReasonBadRecord, "the file ends inside a row: %d cells under %d columns", len(cells), len(r.head.columns))
}

// blank reports whether a row has nothing but delimiters, as spreadsheets
// leave behind.
func (r *rowReader) blank(row []byte) bool {
	return len(bytes.Trim(row, " \t\r\n"+string(r.head.comma))) == 0
}

// lineFeeds ends lines with a line feed where the first ends with a carriage return
// alone, as spreadsheets write for old Macintoshes.
func lineFeeds(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(r.Size())
	i, quoted := 0, false
	for i < len(head) && (quoted || head[i] != '\r' && head[i] != '\n') {
		quoted = quoted != (head[i] == '"')
		i++
	}
	if i == len(head) || head[i] == '\n' || i+1 < len(head) && head[i+1] == '\n' {
		return r
	}
	return bufio.NewReaderSize(returns{r}, r.Size())
}

// returns reads line feeds for carriage returns.
type returns struct{ r io.Reader }

func (r returns) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// separator is the delimiter that a first line of Excel names: sep=;
func separator(line []byte) (comma rune, ok bool) {
	text := strings.ToLower(strings.Trim(string(line), "\r\n"))
	text, ok = strings.CutPrefix(strings.Trim(text, `"`), "sep=")
	return rune((text + " ")[0]), ok && len(text) == 1
}

// header reads the first row that is not blank.
func (r *rowReader) header(ext string) error {
	stated := rune(0)
	for first := true; ; first = false {
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
		if comma, ok := separator(data); ok && first {
			stated, r.head.comma = comma, comma
			continue
		}
		if r.head.comma = stated; stated == 0 {
			r.head.comma = delimiter(string(data), ext)
		}
		cells, err := parseRow(data, r.head.comma)
		if err != nil {
			return faultf(ReasonBadRecord, "header row: %v", err)
		}
		head, err := newHead(cells, r.limits)
		if err != nil {
			return err
		}
		r.head.columns, r.head.twice = head.columns, head.twice
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
// there before, can't be asked for: twice is the first of these.
func headerNames(cells []string) (names []string, twice string) {
	seen := map[string]bool{}
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if seen[c] {
			twice, c = cmp.Or(twice, c), ""
		}
		seen[c] = true
		cells[i] = c
	}
	return cells, twice
}

// parseRow cuts a row into cells. In a file of tabs a quote that does not open
// and close its cell is a character.
func parseRow(data []byte, comma rune) ([]string, error) {
	data = bytes.TrimSuffix(bytes.TrimSuffix(data, []byte("\n")), []byte("\r"))
	cells, sound := cutCells(data, byte(comma))
	switch {
	case sound:
		return cells, nil
	case comma == '\t':
		return strings.Split(string(data), "\t"), nil
	}
	return nil, errors.New("a quote is never closed")
}

// cutCells reports whether the quotes that open a cell close it as well; in a
// row of commas they need be closed only.
func cutCells(row []byte, comma byte) (cells []string, sound bool) {
	var room [32]int // for the commas of most rows
	q, begin := quotes{comma: comma, keep: true, commas: room[:0]}, 0
	q.line(row)
	sound = !q.open
	text := string(row) // of which the cells are parts
	cells = make([]string, 0, len(q.commas)+1)
	for _, end := range append(q.commas, len(row)) {
		raw := text[begin:end]
		cell, whole := unquote(raw)
		if !whole && comma == '\t' && strings.Contains(raw, "\t") {
			sound = false
		}
		cells = append(cells, cell)
		begin = end + 1
	}
	return cells, sound
}

// unquote takes off the quotes that open and close a cell; any other is a
// character, and makes the cell no whole one where it stands at its beginning.
func unquote(cell string) (text string, whole bool) {
	if cell == "" || cell[0] != '"' {
		return cell, true
	}
	inner, closed := strings.CutSuffix(cell[1:], `"`)
	if !closed || strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`) {
		return cell, false
	}
	return quoted.Replace(inner), true
}

// quoted makes of what stands in quotes what is meant.
var quoted = strings.NewReplacer(`""`, `"`, "\r\n", "\n")

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
