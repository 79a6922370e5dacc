package validate

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/wholefile"
	"github.com/frameshift/frameshift/pipeline/safe"
)

// codedFile is a file that came back.
type codedFile struct {
	name    string
	coder   string // of the whole file
	entries []entry
	notes   []string
}

// mostFile is the largest file of codings that is read.
const mostFile = 64 << 20

// readFile reads a sheet as its ending says: JSON of the page, JSONL, XLSX, else CSV.
func readFile(path string, d *Design) (*codedFile, *Fault) {
	f := &codedFile{name: filepath.Base(path)}
	raw, err := wholefile.Read(path, mostFile)
	if err == nil {
		switch ending := strings.ToLower(filepath.Ext(path)); {
		case ending == ".xlsx" || bytes.HasPrefix(raw, []byte("PK\x03\x04")):
			err = f.xlsx(raw, d)
		case ending == ".json":
			err = f.json(raw, d)
		case ending == ".jsonl":
			err = f.jsonl(raw)
		case ending == ".html" || ending == ".htm":
			err = curable{"a page to code in holds no codings", "open it in the browser it was coded in, press E, and read the file that makes"}
		default:
			err = f.csv(raw, d)
		}
	}
	if err == nil && len(f.entries) == 0 {
		err = curable{"no codings in it", "export them again, or leave the file out"}
	}
	if err == nil {
		return f, nil
	}
	fault := &Fault{File: f.name, What: err.Error(), Cure: "save it as CSV UTF-8 or XLSX, or export it from the page again"}
	if errors.Is(err, fs.ErrNotExist) {
		fault.What, fault.Cure = "there is no such file", "name the files that coders sent back"
	}
	if c := (curable{}); errors.As(err, &c) {
		fault.What, fault.Cure = c.what, c.cure
	}
	return nil, fault
}

// curable is an error with its cure.
type curable struct{ what, cure string }

func (c curable) Error() string { return c.what + ": " + c.cure }

func (f *codedFile) csv(raw []byte, d *Design) error {
	text, encoding, err := corpus.DecodeText(raw)
	if err != nil {
		return err
	}
	if encoding != "utf-8" && encoding != "utf-8-bom" {
		f.notes = append(f.notes, fmt.Sprintf("%s: read as %s", f.name, encoding))
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if line, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(strings.TrimSpace(line), "sep=") { // Excel's own first line
		text = rest
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(text), -1, true
	var table [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		table = append(table, row)
	}
	return f.table(table, d)
}

// separator is what stands most often in the first line.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best, most := ',', 0
	for _, c := range ",;\t|" {
		if n := strings.Count(line, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func (f *codedFile) xlsx(raw []byte, d *Design) (err error) {
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: 8 * mostFile})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	name := sheetName
	if names := book.GetSheetList(); !slices.Contains(names, name) && len(names) > 0 {
		name = names[0]
	}
	table, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	return f.table(table, d)
}

// table takes rows of cells under a header.
func (f *codedFile) table(rows [][]string, d *Design) error {
	if len(rows) == 0 {
		return curable{"the file is empty", "export it again"}
	}
	at := map[string]int{}
	for i, h := range rows[0] {
		h = strings.ToLower(strings.TrimSpace(h))
		if _, twice := at[h]; twice && h != "" {
			return curable{fmt.Sprintf("two columns are named %q", h), "delete or rename one"}
		}
		at[h] = i
	}
	wanted := []string{columnItem}
	for _, frame := range d.Frames {
		wanted = append(wanted, strings.ToLower(frame.Key))
	}
	for _, w := range wanted {
		if _, ok := at[w]; !ok {
			return curable{fmt.Sprintf("no column %q in its first row; it has %s", w, strings.Join(rows[0], ", ")), "put back the header of the sheet as it was sent"}
		}
	}
	for i, row := range rows[1:] {
		cell := func(column string) string {
			if c, ok := at[strings.ToLower(column)]; ok && c < len(row) {
				return strings.TrimSpace(row[c])
			}
			return ""
		}
		if !slices.ContainsFunc(row, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		_, hasText := at[columnText]
		e := entry{row: i + 2, item: cell(columnItem), text: safe.FromCell(cell(columnText)), hasRow: hasText, labels: map[string]string{},
			unsure: cell(columnUnsure), note: cell(columnNote), coder: cell(columnCoder), date: cell(columnDate)}
		for _, frame := range d.Frames {
			e.labels[frame.Key] = cell(frame.Key)
		}
		f.entries = append(f.entries, e)
	}
	return nil
}

// codedItem is an item in the JSON of the page, or a line of JSONL.
type codedItem struct {
	Tag    string                     `json:"tag"`
	Item   string                     `json:"item"`
	Text   *string                    `json:"sentence"`
	Labels map[string]json.RawMessage `json:"labels"`
	Unsure bool                       `json:"unsure"`
	Note   string                     `json:"note"`
	Coder  string                     `json:"coder"`
	Date   string                     `json:"coded_on"`
}

func (f *codedFile) json(raw []byte, d *Design) error {
	var page struct {
		Tag         string      `json:"tag"`
		Fingerprint string      `json:"fingerprint"`
		Coder       string      `json:"coder"`
		Codings     []codedItem `json:"codings"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(raw, []byte("\ufeff")), &page); err != nil {
		return curable{err.Error(), "export it from the page again"}
	}
	if page.Tag != d.Tag || page.Fingerprint != d.Fingerprint {
		return curable{fmt.Sprintf("codings of another sample (%s of run %.8s; this is %s of run %.8s, lexicon %s %s)",
			page.Tag, page.Fingerprint, d.Tag, d.Fingerprint, d.Lexicon.Name, d.Lexicon.Version), "read it with the --dir of its own sample"}
	}
	f.coder = strings.TrimSpace(page.Coder)
	for i, c := range page.Codings {
		f.entries = append(f.entries, c.entry(i+1))
	}
	return nil
}

func (f *codedFile) jsonl(raw []byte) error {
	for i, line := range bytes.Split(bytes.TrimPrefix(raw, []byte("\ufeff")), []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var c codedItem
		if err := json.Unmarshal(line, &c); err != nil {
			return curable{fmt.Sprintf("line %d: %v", i+1, err), "write one JSON object a line"}
		}
		f.entries = append(f.entries, c.entry(i+1))
	}
	return nil
}

func (c *codedItem) entry(row int) entry {
	e := entry{row: row, item: c.Item, labels: map[string]string{}, note: c.Note, coder: strings.TrimSpace(c.Coder), date: c.Date}
	if c.Text != nil {
		e.text, e.hasRow = *c.Text, true
	}
	if c.Unsure {
		e.unsure = "1"
	}
	for key, v := range c.Labels {
		if text := strings.Trim(string(v), `"`); text != "null" {
			e.labels[key] = text
		}
	}
	return e
}
