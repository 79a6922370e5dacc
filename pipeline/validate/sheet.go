package validate

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/safe"
)

// Sheet is what a coder gets of a wave: sentences, and nothing of what the lexicon
// says of them.
type Sheet struct {
	Tag    string  `json:"tag"`
	Run    string  `json:"fingerprint"` // of the run
	Coder  string  `json:"coder"`
	Lang   string  `json:"lang"`
	Frames []Frame `json:"frames"`
	Items  []Item  `json:"items"`
}

// Item is a sentence between its neighbours.
type Item struct {
	Item   string `json:"item"`
	Before string `json:"before"`
	Text   string `json:"sentence"`
	After  string `json:"after"`
}

// The columns of a sheet beside those of the frames.
const (
	columnItem   = "item"
	columnBefore = "before"
	columnText   = "sentence"
	columnAfter  = "after"
	columnUnsure = "unsure"
	columnNote   = "note"
	columnCoder  = "coder"
	columnDate   = "coded_on"
)

// Sheets are those of the wave just drawn, by coder.
func (s *Sample) Sheets() (out []Sheet) {
	for _, c := range s.Coders {
		sheet := Sheet{Tag: s.Tag, Run: s.Fingerprint, Coder: c.Name, Lang: c.Lang, Frames: s.Frames, Items: []Item{}}
		for _, r := range s.Key {
			if int(r.Wave) == s.Wave && slices.Contains(strings.Split(r.Coders, listSeparator), c.Name) {
				sheet.Items = append(sheet.Items, Item{r.Item, r.Before, r.Text, r.After})
			}
		}
		if len(sheet.Items) > 0 {
			out = append(out, sheet)
		}
	}
	return out
}

// Write writes design, key and sheets into a folder that is there. The sheets of a
// second wave stand beside those of the first.
func (s *Sample) Write(dir string) error {
	sheets := filepath.Join(dir, "sheets")
	if err := os.MkdirAll(sheets, 0o777); err != nil {
		return err
	}
	for _, sheet := range s.Sheets() {
		if err := sheet.write(sheets, s.suffix()); err != nil {
			return err
		}
	}
	err := put(dir, s.Key)
	return errors.Join(err, writeWider(dir, s.wider), s.write(dir), writeCodebook(dir))
}

// suffix tells the sheets of later waves.
func (s *Sample) suffix() string {
	if s.Wave == 1 {
		return ""
	}
	return "-wave-" + string(rune('0'+s.Wave))
}

func (s *Sheet) write(dir, suffix string) error {
	base := filepath.Join(dir, s.Coder+suffix)
	var sheet, lines bytes.Buffer
	page, err := s.page()
	return errors.Join(err, s.csv(&sheet), s.jsonl(&lines), s.xlsx(base+".xlsx"),
		os.WriteFile(base+".csv", sheet.Bytes(), 0o666),
		os.WriteFile(base+".jsonl", lines.Bytes(), 0o666),
		os.WriteFile(base+".html", page, 0o666))
}

// header names the columns.
func (s *Sheet) header() []string {
	out := []string{columnItem, columnBefore, columnText, columnAfter}
	for _, f := range s.Frames {
		out = append(out, f.Key)
	}
	return append(out, columnUnsure, columnNote, columnCoder, columnDate)
}

// row is an item with its cells empty, but for the coder.
func (s *Sheet) row(i Item) []string {
	out := make([]string, len(s.Frames)+8)
	copy(out, []string{i.Item, safe.Cell(i.Before), safe.Cell(i.Text), safe.Cell(i.After)})
	out[len(out)-2] = s.Coder
	return out
}

// csv has a byte order mark, without which Excel takes it for another encoding.
func (s *Sheet) csv(b *bytes.Buffer) error {
	b.WriteString("\ufeff")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	err := w.Write(s.header())
	for _, i := range s.Items {
		err = errors.Join(err, w.Write(s.row(i)))
	}
	w.Flush()
	return errors.Join(err, w.Error())
}

// jsonl has a line an item, with null for every label to be given.
func (s *Sheet) jsonl(b *bytes.Buffer) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for _, i := range s.Items {
		line := jsonItem{Tag: s.Tag, Item: i, Coder: s.Coder, Labels: orderedLabels{}}
		for _, f := range s.Frames {
			line.Labels = append(line.Labels, label{f.Key, nil})
		}
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

type jsonItem struct {
	Tag string `json:"tag"`
	Item
	Labels orderedLabels `json:"labels"`
	Unsure bool          `json:"unsure"`
	Note   string        `json:"note"`
	Coder  string        `json:"coder"`
	Date   string        `json:"coded_on"`
}

type label struct {
	key   string
	value *int
}

// orderedLabels is a JSON object whose keys keep their order.
type orderedLabels []label

// MarshalJSON writes the object.
func (l orderedLabels) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range l {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(one.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(one.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
