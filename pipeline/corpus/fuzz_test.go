package corpus

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// survives reads an input, of whatever kind, without a panic and without losing
// an item; readCorpus checks that each comes to something.
func survives(t *testing.T, o Options, name string, data []byte) result {
	t.Helper()
	if len(data) > 64<<10 {
		t.Skip()
	}
	o.Limits = Limits{Document: 4 << 10, Member: 64 << 10, Fields: 50}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	got := readCorpus(t, o, path)
	if len(got.docs)+len(got.rejected) == 0 {
		t.Fatalf("%d bytes vanish", len(data))
	}
	for _, d := range got.docs {
		if d.Offset < 0 || len(d.Text) == 0 || strings.IndexByte(d.Text, 0) >= 0 {
			t.Fatalf("%+v", d)
		}
	}
	return got
}

func FuzzJSON(f *testing.F) {
	records := recordsOf(3, "")
	for _, seed := range []string{
		"[" + strings.Join(records, ",\n") + "]", strings.Join(records, "\n"), `{"a":{"text":"the one","date":2019}}`,
		`{"text":{"0":"the one"},"date":{"0":2019}}`, `{"list":[{"text":"the one"}],"date":2019}`, `[{"a":"b" "c"},{"a":1}]`, `[[]]`, `{"text":[{"x":1}]}`,
	} {
		f.Add([]byte(seed), "")
		f.Add([]byte(seed), "list")
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		o := Options{Lang: "en", Records: path}
		if o.Validate() != nil {
			t.Skip()
		}
		survives(t, o, "2019.json", data)
		survives(t, o, "2019.jsonl", data)
		checkSplit(t, data)
	})
}

// FuzzArray breaks one record of an array: those around it come through.
func FuzzArray(f *testing.F) {
	f.Add([]byte(`{"id":"x","text":"the "one"}`))
	f.Add([]byte(`{"id":"x","text":["the`))
	f.Add([]byte(`{"id":"x"`))
	f.Add([]byte(`0[0`))
	f.Fuzz(func(t *testing.T, broken []byte) {
		records := recordsOf(7, "")
		if json.Valid(broken) || len(broken) > 2<<10 || !utf8.Valid(broken) || strings.IndexByte(string(broken), 0) >= 0 || strings.Trim(string(broken), " \t\r\n,") == "" {
			t.Skip()
		}
		data := "[\n" + strings.Join(records[:4], ",\n") + ",\n" + string(broken) + ",\n" + strings.Join(records[4:], ",\n") + "\n]\n"
		got := survives(t, Options{Lang: "en"}, "2019.json", []byte(data))
		seen := map[string]bool{}
		for _, d := range got.docs {
			seen[d.ID] = true
		}
		if len(got.rejected) == 0 {
			t.Fatal("the broken record is not told of")
		}
		for _, id := range []string{"r00", "r01", "r02", "r03", "r05", "r06"} { // what breaks may take the record behind it along
			if !seen[id] {
				t.Fatalf("%s is lost: %d documents", id, len(got.docs))
			}
		}
	})
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"date,text\n2019,the one\n2020,\"the \"\"two\"\"\n\nof all\"\n", "date\ttext\n2019\t\"the one\n2020\tthe \"two\"\n", "date;text\r\n2019;\"the\r\none\"\r\n",
		"a,b\nx\"y,\"z\n\"\"\"\n", ",,\n,,\n", "\"date\",\"text\n", "date,date,text\n1,2,3\n",
	} {
		f.Add([]byte(seed), false)
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, tabs bool) {
		name := map[bool]string{false: "2019.csv", true: "2019.tsv"}[tabs]
		survives(t, Options{Lang: "en"}, name, data)
		survives(t, Options{Lang: "en", Group: Group{By: Names{"date"}}}, name, data)
		survives(t, Options{Lang: "en", Documents: []Part{{Text: Names{"text"}}, {Text: Names{"date"}}}}, name, data)
	})
}

// FuzzSheet puts any XML into a sheet.
func FuzzSheet(f *testing.F) {
	book := damagedWorkbook(f, 2, sheet1, func(s string) string {
		f.Add([]byte(s))
		f.Add([]byte(strings.ReplaceAll(s, ` t="s"`, ` t="inlineStr"`)))
		f.Add([]byte(strings.ReplaceAll(s, `<v>2001</v>`, `<v>1e9</v>`)))
		f.Add([]byte(strings.ReplaceAll(s, "</row>", "&</row>")))
		return s + " "
	})
	f.Fuzz(func(t *testing.T, sheet []byte) {
		data := changedZip(t, book, sheet1, func(string) string { return string(sheet) })
		survives(t, Options{Lang: "en"}, "2019.xlsx", data)
	})
}

// FuzzBook reads any bytes as a workbook.
func FuzzBook(f *testing.F) {
	f.Add(workbookOf(f, []any{"date", "text"}, []any{2019, "the one"}))
	f.Fuzz(func(t *testing.T, data []byte) { survives(t, Options{Lang: "en"}, "2019.xlsx", data) })
}

func FuzzSplit(f *testing.F) {
	f.Add("Head\nA: the one\nB: the two\n", `^(?P<issuer>[A-Z]): `)
	f.Add("== 2019 ==\nthe one\n", `^== (?P<date>\d+) ==$`)
	f.Fuzz(func(t *testing.T, text, pattern string) {
		o := Options{Lang: "en", Split: Split{pattern}}
		if len(pattern) > 100 || strings.Contains(pattern, "{") || o.Validate() != nil { // counted repetitions cost by design
			t.Skip()
		}
		for _, d := range survives(t, o, "2019.txt", []byte(text)).docs {
			if d.Encoding == encodingUTF8 && !strings.HasPrefix(text[d.Offset:], d.Text) {
				t.Fatalf("%q is not at %d", d.Text, d.Offset)
			}
		}
	})
}
