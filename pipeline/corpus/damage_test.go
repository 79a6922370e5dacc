package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/sized"
)

// recordsOf makes n records of JSON, written one after another with between.
func recordsOf(n int, indent string) (out []string) {
	for i := range n {
		record := struct {
			ID   string           `json:"id"`
			Date int              `json:"date"`
			By   map[string]any   `json:"by"`
			Tags []map[string]any `json:"tags"`
			Text string           `json:"text"`
		}{
			fmt.Sprintf("r%02d", i), 1950 + i, map[string]any{"name": "the chair"},
			[]map[string]any{{"id": "t1", "text": "the tag", "date": 2001}, {"id": "t2", "text": "the tag", "date": 2001}},
			fmt.Sprintf("We respect the sovereignty of all, in speech %d.", i),
		}
		var data []byte
		if data, _ = json.Marshal(record); indent != "" {
			data, _ = json.MarshalIndent(record, indent, indent)
		}
		out = append(out, string(data))
	}
	return out
}

// One record that is broken costs no other, however the array is written.
func TestDamagedArrays(t *testing.T) {
	const n = 40
	for layout, l := range map[string]struct{ begin, indent, between, end string }{
		"lines":   {"[\n", "", ",\n", "\n]\n"},
		"compact": {"[", "", ",", "]"},
		"spaced":  {"[ ", "", ", ", " ]"},
		"CRLF":    {"[\r\n", "", ",\r\n", "\r\n]\r\n"},
		"no list": {"", "", "\n", "\n"},
		"pretty":  {"[\n  ", "  ", ",\n  ", "\n]\n"},
	} {
		for about, damage := range map[string]func(string) string{
			"stray quote":      func(r string) string { return strings.Replace(r, "We respect", `We "respect`, 1) },
			"two stray quotes": func(r string) string { return strings.Replace(r, "We respect", `We "respect"`, 1) },
			"quote at the end": func(r string) string { return strings.Replace(r, `in speech`, `in "speech`, 1) },
			"no closing quote": func(r string) string { return strings.Replace(r, `the chair"`, `the chair`, 1) },
			"no opening quote": func(r string) string { return strings.Replace(r, `"We`, `We`, 1) },
			"no bracket":       func(r string) string { return strings.TrimRight(r, " \n}") },
			"bracket too many": func(r string) string { return strings.Replace(r, `"the chair"`, `"the chair"}`, 1) },
			"open bracket":     func(r string) string { return strings.Replace(r, `"the chair"`, `{"the chair"`, 1) },
			"open list":        func(r string) string { return strings.Replace(r, "]", "", 1) },
			"line in a string": func(r string) string { return strings.Replace(r, "We respect", "We\nrespect", 1) },
			"backslash":        func(r string) string { return strings.Replace(r, ".\"", ".\\\"", 1) },
			"half of it":       func(r string) string { return r[:len(r)/2] },
		} {
			for _, at := range []int{0, n / 2, n - 1} {
				t.Run(fmt.Sprintf("%s, %s in %d", layout, about, at), func(t *testing.T) {
					records := recordsOf(n, l.indent)
					records[at] = damage(records[at])
					data := l.begin + strings.Join(records, l.between) + l.end
					got := readCorpus(t, Options{}, temp(t, "a.json", data))
					if len(got.docs) != n-1 || got.reasons()[ReasonBadRecord] == 0 {
						t.Errorf("%d documents and %v", len(got.docs), got.reasons())
					}
					for _, r := range got.rejected {
						t.Log(r.Source, r.Detail, r.Lost)
					}
				})
			}
		}
	}
}

// A list that lost its end takes what follows it for its items.
func TestArrayWithAnOpenList(t *testing.T) {
	records := recordsOf(30, "")
	for _, i := range []int{4, 17} {
		records[i] = records[i][:strings.Index(records[i], "]")]
	}
	got := readCorpus(t, Options{}, temp(t, "a.json", "[\n"+strings.Join(records, ",\n")+"\n]\n"))
	wantReasons(t, got, 28, map[Reason]int{ReasonBadRecord: 2})
}

// A file that was cut off says so, and that its end is lost; one whose last record is broken does not.
func TestLostEnds(t *testing.T) {
	records := recordsOf(20, "")
	array := "[\n" + strings.Join(records, ",\n") + "\n]\n"
	row := "2019,\"the one\"\n"
	for about, c := range map[string]struct {
		name, data string
		lost       bool
	}{
		"array cut inside a record":   {"a.json", array[:len(array)/2], true},
		"array cut between records":   {"a.json", array[:strings.Index(array, records[9])], true},
		"array without its bracket":   {"a.json", strings.TrimRight(array, "]\n"), true},
		"last record broken":          {"a.json", strings.Replace(array, records[19], strings.Replace(records[19], "We", `"`, 1), 1), false},
		"sequence cut":                {"a.json", strings.Join(records, "\n")[:1000], true},
		"line cut":                    {"a.jsonl", strings.Join(records, "\n")[:1000], true},
		"line without an end":         {"a.jsonl", strings.Join(records, "\n") + "\n{\"text\":}", false},
		"row cut":                     {"a.csv", "date,text,issuer\n2019,the one,X\n2020,the tw", true},
		"short row":                   {"a.csv", "date,text,issuer\n2019,the one,X\n2020,the two\n", false},
		"row cut in a quote":          {"a.csv", "date,text\n2019,the one\n2020,\"the tw", true},
		"gzip cut":                    {"a.jsonl.gz", string(gzipped(t, []byte(strings.Join(recordsOf(500, ""), "\n"))))[:1000], true},
		"quote over the limit, open":  {"a.csv", "date,text\n" + row + "2020,\"the end" + strings.Repeat("\n2021,the next", 2000), true},
		"quote over the limit, stray": {"a.csv", "date,text\n" + row + "2020,\"the end" + strings.Repeat("\n2021,the next", 2000) + "\n" + row, false},
	} {
		t.Run(about, func(t *testing.T) {
			got := readCorpus(t, Options{Limits: Limits{Document: 10_000}}, temp(t, c.name, c.data))
			last := got.rejected[len(got.rejected)-1]
			if len(got.docs) == 0 || last.Lost != c.lost {
				t.Errorf("%d documents, last %+v", len(got.docs), last)
			}
		})
	}
}

// The splitter finds what encoding/json finds.
func TestSplitterAgrees(t *testing.T) {
	for _, data := range []string{
		`[]`, `[{}]`, `[{"a":1},{"b":[1,2,{"c":"]}"}]},3,"x",null,[1,[2]]]`, " [ {\"a\" : \"\\\\\\\"\"} , true ]\n",
		`[[],[[]],{"a":{}},{"":""},-1.5e3,"\u00e9\\"]`, "[1\n,2\n]", `["a,b","c]d"]`,
	} {
		checkSplit(t, []byte(data))
	}
}

func checkSplit(t *testing.T, data []byte) {
	t.Helper()
	var want []json.RawMessage
	if err := json.Unmarshal(data, &want); err != nil {
		return
	}
	var got []string
	err := splitJSON(readerOf(data), 1<<20, func(_ int, data []byte, wrong *fault) error {
		if wrong != nil {
			t.Errorf("%s: %v", data, wrong)
		}
		got = append(got, string(data))
		return nil
	})
	if err != nil || len(got) != len(want) {
		t.Fatalf("%q: got %q, %v, want %d", data, got, err, len(want))
	}
	for i := range want {
		if got[i] != string(want[i]) {
			t.Errorf("%q: got %q, want %q", data, got[i], want[i])
		}
	}
}

// A stray quote costs its own row, and never the rows up to the next quote.
func TestStrayQuotes(t *testing.T) {
	rows := func(n int) (out []string) {
		for i := range n {
			out = append(out, fmt.Sprintf(`%d,Aland,"the ""speech"", number %d"`, 1950+i, i))
		}
		return out
	}
	for about, c := range map[string]struct {
		name   string
		change func([]string)
		docs   int
	}{
		"one":           {"a.csv", func(r []string) { r[7] = `1957,"Aland,the speech` }, 39},
		"two far apart": {"a.csv", func(r []string) { r[7], r[30] = `1957,"Aland,the speech`, `1980,"Aland,the speech` }, 38},
		"many": {"a.csv", func(r []string) {
			for i := 1; i < 40; i += 2 {
				r[i] = `1957,Aland,"the speech`
			}
		}, 20},
		"in the middle":        {"a.csv", func(r []string) { r[7] = `1957,Aland,the 5" disk`; r[9] = `1959,Aland,a "word" of the` }, 40},
		"after a closing one":  {"a.csv", func(r []string) { r[7] = `1957,Aland,"the word" of the` }, 40},
		"over lines":           {"a.csv", func(r []string) { r[7] = "1957,Aland,\"the one,\nand \"\"two\"\",\n\nthree\"" }, 40},
		"tabs quote nothing":   {"a.tsv", func(r []string) { tabbed(r); r[7], r[9] = "1957\tAland\t\"The speech", "1959\t\"Aland\tThe speech" }, 40},
		"tabs quote some":      {"a.tsv", func(r []string) { tabbed(r); r[7] = "1957\tAland\t\"the one\tand\ntwo\"" }, 40},
		"quotes of the second": {"a.tsv", func(r []string) { tabbed(r); r[7], r[8] = "1957\tAland\t\"The speech", "1958\tAland\tof the\"" }, 39},
	} {
		t.Run(about, func(t *testing.T) {
			r := rows(40)
			c.change(r)
			head := "date,issuer,text\n"
			if c.name == "a.tsv" {
				head = strings.ReplaceAll(head, ",", "\t")
			}
			got := readCorpus(t, Options{}, temp(t, c.name, head+strings.Join(r, "\n")+"\n"))
			if len(got.docs) != c.docs {
				t.Errorf("%d documents, want %d; %v", len(got.docs), c.docs, got.reasons())
				for _, r := range got.rejected {
					t.Log(r.Source, r.Detail)
				}
			}
		})
	}
}

func tabbed(rows []string) {
	for i, r := range rows {
		cells := strings.SplitN(r, ",", 3)
		rows[i] = strings.Join(cells, "\t")
	}
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		row   string
		comma rune
		want  string
	}{
		{"a,b,c\r\n", ',', "a|b|c"},
		{`"a, ""b""",c`, ',', `a, "b"|c`},
		{"\"a\r\nb\",c", ',', "a\nb|c"},
		{`a "b",c "d" e`, ',', `a "b"|c "d" e`},
		{`"a" b,"c"`, ',', `"a" b|c`},
		{`"He said "yes" to it",c`, ',', `"He said "yes" to it"|c`},
		{"\"a\tb\t\"c\"", '\t', `"a|b|"c"`},
		{"\"a\tb\"\t\"c\"", '\t', "a\tb|c"},
		{"\"a\" b\tc", '\t', "\"a\" b|c"},
		{`,"",`, ',', "||"},
		{"", ',', ""},
		{`"",""`, ',', "|"},
		{`a;"b;c"`, ';', "a|b;c"},
	} {
		cells, err := parseRow([]byte(c.row), c.comma)
		if got := strings.Join(cells, "|"); got != c.want || err != nil {
			t.Errorf("%q: got %q, %v, want %q", c.row, got, err, c.want)
		}
	}
	if _, err := parseRow([]byte(`a,"b`), ','); err == nil {
		t.Error("an open quote passes")
	}
}

// damagedWorkbook writes n rows with their texts in the sheet, and changes a part of the file.
func damagedWorkbook(t testing.TB, n int, part string, change func(string) string) []byte {
	t.Helper()
	rows := [][]any{{"id", "date", "text"}}
	for i := range n {
		rows = append(rows, []any{fmt.Sprintf("r%03d", i), 2001, fmt.Sprintf("We respect the sovereignty of all, in speech %d.", i)})
	}
	return changedZip(t, workbookOf(t, rows...), part, change)
}

func changedZip(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out, changed := zip.NewWriter(&b), false
	for _, m := range in.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text := string(content)
		if m.Name == part {
			text = change(text)
			changed = text != string(content)
		}
		w, err := out.Create(m.Name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || !changed {
		t.Fatal(err, "changed:", changed)
	}
	return b.Bytes()
}

const sheet1, sharedStrings = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"

// Rows behind damage in a workbook are never lost in silence.
func TestDamagedWorkbooks(t *testing.T) {
	at := func(old, with string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, with, 1) }
	}
	for about, c := range map[string]struct {
		part   string
		change func(string) string
		docs   int
		lost   bool
	}{
		"stray tag":               {sheet1, at(`<row r="31">`, `</x><row r="31">`), 29, true},
		"bare ampersand":          {sheet1, at(`<c r="B31"`, `& <c r="B31"`), 29, true},
		"control character":       {sheet1, at(`<c r="B31"`, "\x0b<c r=\"B31\""), 29, true},
		"no character of XML":     {sheet1, at(`<c r="B31"`, "\uFFFE<c r=\"B31\""), 29, true},
		"cut off":                 {sheet1, func(s string) string { return s[:strings.Index(s, `<row r="31">`)] }, 29, true},
		"texts cut off":           {sharedStrings, func(s string) string { return s[:len(s)/2] }, 23, false},
		"elements that never end": {sheet1, at(`<row r="31">`, strings.Repeat("<x>", 10_000)+`<row r="31">`), 29, true},
		"a text too many":         {sheet1, func(s string) string { return strings.Replace(s, `<c r="C31" t="s"><v>`, `<c r="C31" t="s"><v>9`, 1) }, 49, false},
		"a row nobody has":        {sheet1, at(`<c r="C31"`, `<c r="ZZZZ31"`), 49, false},
	} {
		t.Run(about, func(t *testing.T) {
			got := readCorpus(t, Options{}, temp(t, "a.xlsx", string(damagedWorkbook(t, 50, c.part, c.change))))
			lost := false
			for _, r := range got.rejected {
				lost = lost || r.Lost
			}
			if len(got.docs) != c.docs || len(got.rejected) == 0 || lost != c.lost {
				t.Errorf("%d documents and %v, lost %v", len(got.docs), got.reasons(), lost)
				for _, r := range got.rejected[:1] {
					t.Logf("%+v", r)
				}
			}
		})
	}
}

// So do files of tables that are cut as a whole.
func TestCutTables(t *testing.T) {
	good := workbookOf(t, []any{"date", "text"}, []any{2019, "the one"})
	for name, data := range map[string][]byte{"a.xlsx": good[:len(good)/2], "a.parquet": []byte("PAR1 and no more")} {
		got := readCorpus(t, Options{}, temp(t, name, string(data)))
		if len(got.rejected) != 1 || !got.rejected[0].Lost {
			t.Errorf("%s: %+v", name, got.rejected)
		}
	}
}

// A metadata table that lost its end would leave documents without their columns.
func TestDamagedTable(t *testing.T) {
	index := damagedWorkbook(t, 50, sheet1, func(s string) string { return strings.Replace(s, `<row r="31">`, `</x><row r="31">`, 1) })
	dir := folder(t, entry{"r001.txt", english}, entry{"index.xlsx", string(index)}, entry{"index.json", "[" + strings.Join(recordsOf(9, "")[:8], ",")})
	for _, name := range []string{"index.xlsx", "index.json"} {
		o := Options{Metadata: []Table{{File: name, On: Mapping{{"id", "stem"}}, Columns: Mapping{{"date", "date"}}}}}
		_, err := Open([]string{dir}, o)
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "mend the file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Time grows with the input and not with its square, for every shape that once did.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	wide := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"k%d":%d,`, i, i)
		}
		return "{" + b.String() + `"date":2010,"text":"the text"}`
	}
	for name, input := range map[string]struct {
		file string
		make func(n int) string
	}{
		"turns":             {"2019.txt", func(n int) string { return strings.Repeat("The chair: we go on\n", n) }},
		"no turn":           {"2019.txt", func(n int) string { return strings.Repeat("The chair goes on ", n) }},
		"broken members":    {"a.json", func(n int) string { return `{"a":{"text":"x"}` + strings.Repeat(`,"b":{"text":"x"y}`, n) + "}" }},
		"open quotes":       {"a.csv", func(n int) string { return "id,text\n" + strings.Repeat("x\"y,\"z\n", n) }},
		"doubled quotes":    {"a.csv", func(n int) string { return "id,text\n" + strings.Repeat("x,\"\"\"z\n", n) }},
		"quote then commas": {"a.csv", func(n int) string { return "id,text\n" + strings.Repeat("x,\",\n", n) }},
		"quotes on tabs":    {"a.tsv", func(n int) string { return "id\ttext\n" + strings.Repeat("x\t\"z\n", n) }},
		"one open quote":    {"a.csv", func(n int) string { return "id,text\nx,\"" + strings.Repeat("x,z\n", n) }},
		"wide record":       {"a.json", wide},
		"broken records":    {"a.json", func(n int) string { return "[" + strings.Repeat("{\"id\":\"x,\n", n) + "]" }},
		"open brackets":     {"a.json", func(n int) string { return "[" + strings.Repeat("{\"id\":\n", n) }},
		"open lists":        {"a.json", func(n int) string { return "[" + strings.Repeat("{\"id\":[1,\n", n) }},
		"quotes":            {"a.json", func(n int) string { return "[" + strings.Repeat("{\"a\"\"", n) }},
		"braces":            {"a.json", func(n int) string { return strings.Repeat("{", n) }},
		"members":           {"a.json", func(n int) string { return "{" + strings.Repeat(`"a":{"text":"x"},`, n) + `"b":{"text":"y"}}` }},
		"columns":           {"a.json", func(n int) string { return `{"text":{` + strings.Repeat(`"0":"x",`, n) + `"1":"y"}}` }},
		"lists of a record": {"a.json", func(n int) string { return `{"text":[` + strings.Repeat(`{"text":"x"},`, n) + `1]}` }},
	} {
		n, much := sized.Of(4_000, 2_000), time.Second/time.Duration(sized.Of(2, 8)) // a square takes a quarter of half as many
		small, large := clock(t, input.file, input.make(n)), clock(t, input.file, input.make(8*n))
		t.Logf("%s: %v, %v", name, small, large)
		if large > 25*small && large > much { // eight times as much; a square would be 64
			t.Errorf("%s: %v for %d and %v for %d", name, small, n, large, 8*n)
		}
	}
}

// clock is the shorter of two times on the processor.
func clock(t *testing.T, name, data string) time.Duration {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
	best := time.Hour
	for range 2 {
		start := processorTime(t)
		readCorpus(t, Options{Lang: "en", Limits: Limits{Fields: 1_000_000}, Split: Split{`^(?P<issuer>[^:\n]{3,60}): `}}, path)
		best = min(best, processorTime(t)-start)
	}
	return best
}

func processorTime(t *testing.T) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		t.Skip("no clock of the processor:", err)
	}
	return time.Duration(use.Utime.Nano())
}
