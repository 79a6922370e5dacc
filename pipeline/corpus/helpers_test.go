package corpus

import (
	"archive/tar"
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"
)

// entry is one file of a test archive or folder.
type entry struct{ name, text string }

// english is long enough for its language to be recognised.
const english = "We believe that the sovereignty of every state should be respected by all and that development is the right of the peoples which have long been denied it."

const chinese = "各位代表：现在，我代表国务院，向大会报告政府工作，请予审议。"

func writeFile(t testing.TB, path string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func temp(t testing.TB, name, text string) string {
	t.Helper()
	return writeFile(t, filepath.Join(t.TempDir(), name), []byte(text))
}

func folder(t testing.TB, entries ...entry) string {
	t.Helper()
	dir := t.TempDir()
	for _, e := range entries {
		writeFile(t, filepath.Join(dir, "corpus", e.name), []byte(e.text))
	}
	return filepath.Join(dir, "corpus")
}

// tarMember is an entry of a tar of any kind.
type tarMember struct {
	tar.Header
	text string
}

func tarOf(t testing.TB, members ...tarMember) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		m.Size, m.Mode = int64(len(m.text)), 0o644
		if err := w.WriteHeader(&m.Header); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarEntries(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var members []tarMember
	for _, e := range entries {
		members = append(members, tarMember{tar.Header{Name: e.name, Typeflag: tar.TypeReg}, e.text})
	}
	return tarOf(t, members...)
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func workbookOf(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dated are options under which a text needs no date of its own.
func dated() Options {
	return Options{DateFrom: []DateRule{{Field: "stem", Pattern: `(\d{4})`}}}
}

// rejection finds the one rejection whose source ends so.
func (r result) rejection(t testing.TB, source string) *Rejection {
	t.Helper()
	for _, x := range r.rejected {
		if len(x.Source) >= len(source) && x.Source[len(x.Source)-len(source):] == source {
			return x
		}
	}
	t.Fatalf("no rejection of %s", source)
	return nil
}

func removeFile(t testing.TB, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func readerOf(data []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(data)) }

// sheetsOf makes a workbook of sheets, in the order of their names.
func sheetsOf(t testing.TB, sheets map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	return saved(t, f)
}

// styledBook has one text with a date, and with a number in a format: one of Excel's own by number, or a code.
func styledBook(t testing.TB, format any, value float64, date1904 bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	style := &excelize.Style{}
	switch format := format.(type) {
	case int:
		style.NumFmt = format
	case string:
		style.CustomNumFmt = &format
	}
	id, err := f.NewStyle(style)
	for _, err := range []error{
		err, f.SetSheetRow("Sheet1", "A1", &[]any{"text", "date", "when"}), f.SetSheetRow("Sheet1", "A2", &[]any{"the one", "2019", value}),
		f.SetCellStyle("Sheet1", "C2", "C2", id), f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return saved(t, f)
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
