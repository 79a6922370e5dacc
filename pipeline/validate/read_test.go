package validate_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/frameshift/frameshift/pipeline/validate"
)

// returned is a sheet that came back: rows of cells under a header.
type returned [][]string

func (r returned) column(name string) int { return slices.Index(r[0], name) }

func (r returned) clone() returned {
	out := make(returned, len(r))
	for i, row := range r {
		out[i] = slices.Clone(row)
	}
	return out
}

// filled reads the CSV sheet of a coder and fills it in.
func filled(t *testing.T, dir, coder string) returned {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "sheets", coder+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r := returned(rows)
	for i, row := range r[1:] {
		for c := 4; c < len(row)-4; c++ {
			row[c] = []string{"0", "1"}[(i+c)%2]
		}
	}
	return r
}

func (r returned) save(t *testing.T, path string, comma rune) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	if err := w.WriteAll(r); err != nil {
		t.Fatal(err)
	}
	return save(t, path, b.Bytes())
}

func save(t *testing.T, path string, raw []byte) string {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReadForms: what spreadsheets make of a sheet is read as it was meant, the rows in
// any order.
func TestReadForms(t *testing.T) {
	dir := written(t, draw(t, validate.Options{Hits: 8, Near: 4, Far: 4, Coders: 1, Langs: []string{"en"}, Frames: []string{"values.sovereignty", "values.development"}}))
	sheet := filled(t, dir, "coder-1")
	read := func(what, path string, o validate.ReadOptions) []validate.CodingRow {
		t.Helper()
		c, err := validate.Read(dir, []string{path}, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Faults) > 0 {
			t.Errorf("%s: %v", what, c.Faults)
		}
		return c.Rows
	}
	at := func(name string) string { return filepath.Join(t.TempDir(), name) }
	want := read("as sent", sheet.save(t, at("a.csv"), ','), validate.ReadOptions{})
	if len(want) != 2*16 {
		t.Fatalf("%d labels", len(want))
	}
	same := func(what string, got []validate.CodingRow) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: read otherwise", what)
		}
	}
	same("semicolons", read("semicolons", sheet.save(t, at("a.csv"), ';'), validate.ReadOptions{}))
	same("tabs", read("tabs", sheet.save(t, at("a.txt"), '\t'), validate.ReadOptions{}))
	mixed := sheet.clone()
	slices.Reverse(mixed[1:])
	for i, row := range mixed[1:] { // columns of Excel and of people
		for c := 4; c < 6; c++ {
			row[c] = map[string][]string{"0": {"0,0", "no", "FALSE"}, "1": {"1.0", "x", "TRUE"}}[row[c]][i%3]
		}
	}
	same("reordered, in words", read("reordered", mixed.save(t, at("a.csv"), ';'), validate.ReadOptions{}))
	for i := range mixed {
		slices.Reverse(mixed[i])
	}
	same("columns reordered", read("columns", mixed.save(t, at("a.csv"), ','), validate.ReadOptions{}))

	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.WriteAll(sheet)
	latin, err := charmap.Windows1252.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	same("Windows-1252", read("Windows-1252", save(t, at("a.csv"), []byte(latin)), validate.ReadOptions{}))
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(b.String(), "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	same("UTF-16", read("UTF-16", save(t, at("a.csv"), []byte(wide)), validate.ReadOptions{}))
	same("sep=", read("sep=", save(t, at("a.csv"), append([]byte("\ufeffsep=,\r\n"), b.Bytes()...)), validate.ReadOptions{}))

	book, err := excelize.OpenFile(filepath.Join(dir, "sheets", "coder-1.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range sheet[1:] {
		for c := 4; c < 6; c++ {
			name, _ := excelize.CoordinatesToCellName(c+1, i+2)
			book.SetCellInt("sentences", name, int64(row[c][0]-'0'))
		}
	}
	path := at("a.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	same("XLSX", read("XLSX", path, validate.ReadOptions{}))
}

// TestReadDates: dates as Excel and people write them.
func TestReadDates(t *testing.T) {
	dir := written(t, draw(t, validate.Options{Hits: 2, Near: 1, Far: 1, Coders: 1, Blocks: 1, Langs: []string{"en"}, Frames: []string{"values.sovereignty"}}))
	sheet := filled(t, dir, "coder-1")
	date := sheet.column("coded_on")
	for _, c := range []struct {
		cells []string
		o     validate.ReadOptions
		want  string // of the first row; empty: a fault
	}{
		{[]string{"2026-11-30", "2026-12-01"}, validate.ReadOptions{}, "2026-11-30"},
		{[]string{"2026-11-30 14:05:00"}, validate.ReadOptions{}, "2026-11-30"},
		{[]string{"30.11.2026"}, validate.ReadOptions{}, "2026-11-30"},
		{[]string{"3.4.26"}, validate.ReadOptions{}, "2026-04-03"},
		{[]string{"11/30/2026"}, validate.ReadOptions{}, "2026-11-30"},
		{[]string{"4/3/2026", "11/30/2026"}, validate.ReadOptions{}, "2026-04-03"}, // another row tells the order
		{[]string{"4/3/2026", "30/11/2026"}, validate.ReadOptions{}, "2026-03-04"},
		{[]string{"4/3/2026"}, validate.ReadOptions{DayFirst: true}, "2026-03-04"},
		{[]string{"4/3/2026"}, validate.ReadOptions{MonthFirst: true}, "2026-04-03"},
		{[]string{"4/4/2026"}, validate.ReadOptions{}, "2026-04-04"},
		{[]string{"2026年11月30日"}, validate.ReadOptions{}, "2026-11-30"},
		{[]string{"46356"}, validate.ReadOptions{}, "2026-11-30"}, // the days of Excel
		{[]string{"4/3/2026"}, validate.ReadOptions{}, ""},
		{[]string{"31/2/2026"}, validate.ReadOptions{}, ""},
		{[]string{"yesterday"}, validate.ReadOptions{}, ""},
	} {
		s := sheet.clone()
		for i, cell := range c.cells {
			s[1+i][date] = cell
		}
		got, err := validate.Read(dir, []string{s.save(t, filepath.Join(t.TempDir(), "a.csv"), ',')}, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			if len(got.Faults) != 1 || !strings.Contains(got.Faults[0].What, "date") || len(got.Rows) > 0 {
				t.Errorf("%q: %v", c.cells, got.Faults)
			}
			continue
		}
		item := s[1][0]
		at := slices.IndexFunc(got.Rows, func(r validate.CodingRow) bool { return r.Item == item })
		if at < 0 || got.Rows[at].Date.Format(time.DateOnly) != c.want {
			t.Errorf("%q: %v %v, want %s", c.cells, got.Faults, got.Rows, c.want)
		}
	}
}

// TestReadFaults: each thing that can be wrong with a file is named with its row and its
// cure, and nothing is read.
func TestReadFaults(t *testing.T) {
	o := validate.Options{Hits: 6, Near: 4, Far: 4, Coders: 2, Overlap: 0.5, Langs: []string{"en"}, Frames: []string{"values.sovereignty", "values.development"}}
	s := draw(t, o)
	dir := written(t, s)
	o.Seed = 9
	other := filled(t, written(t, draw(t, o)), "coder-1")
	sheet := filled(t, dir, "coder-1")
	text, label, coder := sheet.column("sentence"), sheet.column("values.development"), sheet.column("coder")
	edit := func(change func(r returned) returned) []byte {
		var b bytes.Buffer
		csv.NewWriter(&b).WriteAll(change(sheet.clone()))
		return b.Bytes()
	}
	page := func(change func(map[string]any)) []byte {
		v := map[string]any{"tag": s.Tag, "fingerprint": s.Fingerprint, "coder": "Ann", "codings": []any{
			map[string]any{"item": sheet[1][0], "labels": map[string]any{"values.sovereignty": 1, "values.development": 0}}}}
		change(v)
		raw, _ := json.Marshal(v)
		return raw
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want string // in the first fault
	}{
		{"missing.csv", edit(func(r returned) returned { return slices.Delete(r, 2, 4) }), "missing.csv: 2 of the sentences of sheet coder-1 are missing: " + sheet[2][0]},
		{"doubled.csv", edit(func(r returned) returned { return append(r, r[3]) }), "row 12, " + sheet[3][0] + ": coder coder-1 has coded it already (doubled.csv, row 4): delete one"},
		{"label.csv", edit(func(r returned) returned { r[2][label] = "ys"; return r }), `row 3, ` + sheet[2][0] + `: label "ys" for values.development: write 1`},
		{"empty.csv", edit(func(r returned) returned { r[2][label] = ""; return r }), "row 3, " + sheet[2][0] + ": no label for values.development: write 1 or 0"},
		{"edited.csv", edit(func(r returned) returned { r[4][text] += " indeed"; return r }), "row 5, " + sheet[4][0] + ": the sentence was edited"},
		{"coders.csv", edit(func(r returned) returned { r[5][coder] = "Ben"; return r }), "row 6, " + sheet[5][0] + ": a second coder, Ben, in the file of coder-1: write one name"},
		{"other.csv", func() []byte { var b bytes.Buffer; csv.NewWriter(&b).WriteAll(other); return b.Bytes() }(), "row 2, " + other[1][0] + ": item of another sample"},
		{"item.csv", edit(func(r returned) returned { r[1][0] = s.Tag + "-99999"; return r }), "row 2, " + s.Tag + "-99999: no such item"},
		{"header.csv", edit(func(r returned) returned { r[0][label] = "development"; return r }), `no column "values.development"`},
		{"twice.csv", edit(func(r returned) returned { r[0][label] = "values.sovereignty"; return r }), `two columns are named "values.sovereignty"`},
		{"nothing.csv", nil, "nothing.csv: the file is empty"},
		{"binary.csv", []byte{0, 1, 2, 3, 0, 255}, `binary.csv: no column "item"`},
		{"broken.xlsx", []byte("PK\x03\x04no"), "broken.xlsx: "},
		{"run.json", page(func(v map[string]any) { v["fingerprint"] = "feedfeedfeed" }), "codings of another sample (" + s.Tag + " of run feedfeed"},
		{"tag.json", page(func(v map[string]any) { v["tag"] = "abcdef" }), "codings of another sample (abcdef"},
		{"short.json", page(func(map[string]any) {}), "are missing"},
		{"bad.json", []byte("{"), "bad.json: unexpected end"},
		{"sheet.html", []byte("<!DOCTYPE html>"), "a page to code in holds no codings: open it"},
	} {
		path := save(t, filepath.Join(t.TempDir(), c.name), c.raw)
		got, err := validate.Read(dir, []string{path}, validate.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Faults) == 0 || !strings.Contains(got.Faults[0].String(), c.want) || len(got.Rows) > 0 {
			t.Errorf("%s: faults %v and %d rows, want %q", c.name, got.Faults, len(got.Rows), c.want)
		}
	}
	partial, err := validate.Read(dir, []string{save(t, filepath.Join(t.TempDir(), "short.json"), page(func(map[string]any) {}))}, validate.ReadOptions{Partial: true})
	if err != nil || len(partial.Faults) > 0 || len(partial.Rows) != 2 || partial.Rows[0].Coder != "Ann" {
		t.Errorf("partial: %v, %+v", err, partial)
	}
	two := sheet.clone()
	two[5][coder] = "Ben"
	several, err := validate.Read(dir, []string{two.save(t, filepath.Join(t.TempDir(), "two.csv"), ',')}, validate.ReadOptions{Several: true})
	if err != nil || len(several.Faults) > 0 || len(several.Rows) != 2*(len(sheet)-1) {
		t.Errorf("several: %v, %+v", err, several.Faults)
	}
}
