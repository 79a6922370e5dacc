package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// jsonArray writes n speeches as an array, a line each, after change had the
// one in the middle.
func jsonArray(n int, change func(string) string) string {
	var lines []string
	for i := range n {
		line, _ := json.Marshal(speech(i)) // a map of texts always can be
		if lines = append(lines, string(line)); i == n/2 {
			lines[i] = change(lines[i])
		}
	}
	return "[\n" + strings.Join(lines, ",\n") + "\n]\n"
}

func makeBrokenArray(path string, n int) error {
	data := jsonArray(n, func(s string) string { return strings.Replace(s, "This is", `This "is`, 1) })
	return os.WriteFile(path, []byte(data), 0o666)
}

func makeCutArray(path string, n int) error {
	data := jsonArray(n, func(s string) string { return s + "CUT" })
	return os.WriteFile(path, []byte(data[:strings.Index(data, "CUT")-100]), 0o666)
}

// makeCutXLSX writes n rows under a header; the XML of the fiftieth has a stray tag behind it.
func makeCutXLSX(path string, n int) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetRow("Sheet1", "A1", &[]string{"id", "date", "lang", "text"}); err != nil {
		return err
	}
	for i := range n {
		s := speech(i)
		row := []string{s["id"], s["date"], s["lang"], s["text"]}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &row); err != nil {
			return err
		}
	}
	book, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	data, err := edited(book.Bytes(), "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, `<row r="52"`, `</x><row r="52"`, 1)
	})
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

// edited changes one member of a zip.
func edited(data []byte, member string, change func(string) string) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, m := range in.File {
		r, err := m.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if m.Name == member {
			text = []byte(change(string(text)))
		}
		w, err := out.Create(m.Name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(text); err != nil {
			return nil, err
		}
	}
	err = out.Close()
	return b.Bytes(), err
}

// makeSheetsXLSX has a sheet a year and one of notes.
func makeSheetsXLSX(path string, _ int) error {
	head := []any{"date", "lang", "text"}
	return saveSheets(path, []sheet{
		{"2019", [][]any{head, {"2019-01-05", "en", "We uphold sovereignty."}}},
		{"2020", [][]any{head, {"2020-01-05", "en", "We promote development."}}},
		{"Notes", [][]any{{"key", "value"}, {"source", "made up"}}},
	})
}

// makeDatedIndex has cells of dates beside the names of files.
func makeDatedIndex(path string, _ int) error {
	return saveSheets(path, []sheet{{"Index", [][]any{
		{"File", "When"},
		{"one", time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC)}, {"two", time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)},
	}}})
}

type sheet struct {
	name string
	rows [][]any
}

func saveSheets(path string, sheets []sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	for _, s := range sheets {
		if _, err := f.NewSheet(s.name); err != nil {
			return err
		}
		for i, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				return err
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return f.SaveAs(path)
}

// makeThinZip packs a table of n rows that are all the same.
func makeThinZip(path string, n int) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("rows.csv")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "date,lang,text\n"+strings.Repeat("2001,en,sovereignty\n", n)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o666)
}
