package corpus

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

func object2019(text string) string {
	data, err := json.Marshal(map[string]any{"text": text, "date": 2019})
	if err != nil {
		panic(err)
	}
	return string(data)
}

func TestRecordFiles(t *testing.T) {
	ok := object2019(english)
	long := object2019(strings.Repeat("long ", 1000))
	for _, c := range []struct {
		about, name, data string
		docs              int
		reasons           map[Reason]int
	}{
		{"lines", "a.jsonl", ok + "\n" + ok, 2, nil},
		{"blank lines, CRLF", "a.jsonl", ok + "\r\n\r\n  \r\n" + ok + "\r\n", 2, nil},
		{"a BOM", "a.jsonl", "\uFEFF" + ok, 1, nil},
		{"a broken line in the middle", "a.jsonl", ok + "\n{\"text\": \"cut\n" + ok, 2, map[Reason]int{ReasonBadRecord: 1}},
		{"lines that are no objects", "a.ndjson", "5\n[1]\nnull\n\"x\"\n" + ok, 1, map[Reason]int{ReasonBadRecord: 4}},
		{"two objects in a line", "a.jsonl", ok + ok, 0, map[Reason]int{ReasonBadRecord: 1}},
		{"a line over the limit", "a.jsonl", ok + "\n" + long + "\n" + ok, 2, map[Reason]int{ReasonTooLarge: 1}},
		{"a line that is not UTF-8", "a.jsonl", ok + "\n{\"text\":\"caf\xE9 “ ” –\"}\n" + object2019("“a” – “b” the end"), 2, map[Reason]int{ReasonEncoding: 1}},
		{"half a surrogate pair", "a.jsonl", `{"text":"x \ud800 y","date":2019}` + "\n" + `{"text":"x \ufffd y","date":2019}`, 1, map[Reason]int{ReasonBadRecord: 1}},
		{"NUL in a line", "a.jsonl", ok + "\n{\"text\":\"a\x00b\"}", 1, map[Reason]int{ReasonBinary: 1}},
		{"a binary file", "a.jsonl", "\x89PNG\x00\x00\x00\n\x00\x00\n", 0, map[Reason]int{ReasonBinary: 1}},
		{"no text", "a.jsonl", `{"content":"x","date":2019}` + "\n" + `{"text":null}`, 0, map[Reason]int{ReasonMissingText: 2}},
		{"an empty text", "a.jsonl", object2019(" — "), 0, map[Reason]int{ReasonEmpty: 1}},
		{"deep nesting", "a.jsonl", strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200), 0, map[Reason]int{ReasonBadRecord: 1}},
		{"an empty file", "a.jsonl", "", 0, map[Reason]int{ReasonEmpty: 1}},
		{"an array", "a.json", "[" + ok + ",\n  " + ok + "\n]\n", 2, nil},
		{"an array under .jsonl", "a.jsonl", "[" + ok + "," + ok + "]", 2, nil},
		{"one object over lines", "a.json", strings.ReplaceAll(ok, ",", ",\n"), 1, nil},
		{"objects in a row", "a.json", ok + "\n" + ok, 2, nil},
		{"a broken object in an array", "a.json", "[" + ok + `, {"text": 'x'}, ` + ok + "]", 2, map[Reason]int{ReasonBadRecord: 1}},
		{"an object over the limit", "a.json", "[" + ok + "," + long + "," + ok + "]", 2, map[Reason]int{ReasonTooLarge: 1}},
		{"an array cut off", "a.json", "[" + ok + "," + ok[:50], 1, map[Reason]int{ReasonBadRecord: 1}},
		{"an array of scalars", "a.json", `[1, "two", {"text":"the three","date":2019}]`, 1, map[Reason]int{ReasonBadRecord: 2}},
		{"brackets and quotes inside strings", "a.json", `[{"text":"the \"]},[{ end\\","date":2019}]`, 1, nil},
		{"an empty array", "a.json", "[]", 0, map[Reason]int{ReasonEmpty: 1}},
		{"rows", "a.csv", "date,text\n2019,the one\n2020,the two\n", 2, nil},
		{"a short row and a long one", "a.csv", "date,text,x\n2019,the one\n2020,the two,x,y\n2021,the three,\n", 1, map[Reason]int{ReasonBadRecord: 2}},
		{"quotes over lines", "a.csv", "date,text\n2019,\"the \"\"one\"\"\nand, two\"\n2020,the end\n", 2, nil},
		{"a bare quote is a character", "a.csv", "date,text\n2019,the 5\" disk\n2020,the end\n", 2, nil},
		{"a quote never closed", "a.csv", "date,text\n2019,the one\n2020,\"the end\n", 1, map[Reason]int{ReasonBadRecord: 1}},
		{"a quote never closed costs one row", "a.csv", "date,text\n2019,\"the one\n2020,the two\n2021,the three\n", 2, map[Reason]int{ReasonBadRecord: 1}},
		{"a quoted cell over the limit", "a.csv", "date,text\n2019,\"" + strings.Repeat("2018,long\n", 400) + "\"\n2020,the end\n", 1, map[Reason]int{ReasonTooLarge: 1}},
		{"a quoted cell over the limit and never closed", "a.csv", "date,text\n2019,\"" + strings.Repeat("2018,long\n", 400), 0, map[Reason]int{ReasonTooLarge: 1}},
		{"semicolons", "a.csv", "date;text\n2019;the one, two\n", 1, nil},
		{"tabs", "a.tsv", "date\ttext\n2019\tthe one, two\n", 1, nil},
		{"a header alone", "a.csv", "date,text\n", 0, map[Reason]int{ReasonEmpty: 1}},
		{"CR line ends", "a.csv", "date,text\r2019,the one\r", 1, nil},
		{"a row over the limit", "a.csv", "date,text\n2019," + strings.Repeat("long ", 1000) + "\n2020,the end\n", 1, map[Reason]int{ReasonTooLarge: 1}},
		{"GB18030", "a.csv", encoded(t, simplifiedchinese.GB18030, "date,text\n2019,"+chinese+"\n"), 1, nil},
		{"UTF-16", "a.csv", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "date\ttext\n2019\t"+chinese+"\n"), 1, nil},
		{"Windows-1252", "a.csv", "date,text\n2019,the world\x92s people\n", 1, nil},
	} {
		t.Run(c.name+": "+c.about, func(t *testing.T) {
			o := Options{Limits: Limits{Document: 2000}}
			wantReasons(t, readCorpus(t, o, temp(t, c.name, c.data)), c.docs, c.reasons)
		})
	}
}

func TestRecordPlaces(t *testing.T) {
	got := readCorpus(t, Options{}, temp(t, "a.csv", "date,text\n2019,\"the\none\"\nbad\n2020,the two\n"))
	if r := got.rejection(t, "a.csv#4"); r.Reason != ReasonBadRecord || r.Detail != "1 cells under 2 columns" {
		t.Errorf("%+v", r)
	}
	if d := got.docs[1]; d.Source != "a.csv#5" || d.ID != "a#000005" {
		t.Errorf("source %s, id %s", d.Source, d.ID)
	}
}

func TestJSONValues(t *testing.T) {
	data := `{"text":["the one","the two"],"date":"2019","tags":["a","b"],"n":1.50,"by":{"name":"X","n":null},"ok":true,"text2":"z"}`
	o := Options{Meta: Columns{All: true}}
	d := readCorpus(t, o, temp(t, "a.json", data)).docs[0]
	want := "[{tags a; b} {n 1.50} {by.name X} {ok true} {text2 z}]"
	if got := fmt.Sprint(d.Meta); d.Text != "the one\n\nthe two" || got != want {
		t.Errorf("got %q with %s, want %s", d.Text, got, want)
	}
}

func TestWorkbook(t *testing.T) {
	day := time.Date(2018, 10, 31, 9, 30, 0, 0, time.UTC)
	data := workbookOf(t, []any{"date", " text ", "n"},
		[]any{day, "the one", 7}, []any{"2018-10-31", "the two"}, []any{2018, "the three"}, []any{"2018", "the four"}, []any{},
		[]any{"soon", "the five"}, []any{2019, "the six", "x", "y"}, []any{43404.5, "the seven"}, []any{nil, "the eight"})
	got := readCorpus(t, Options{Meta: Columns{Names: []string{"n"}}}, temp(t, "a.xlsx", string(data)))
	wantReasons(t, got, 5, map[Reason]int{ReasonBadDate: 1, ReasonBadRecord: 1, ReasonNoDate: 1})
	for i, want := range []string{"2018-10-31 7", "2018-10-31 ", "2018 ", "2018 ", "2018-10-31 "} {
		n, _ := got.docs[i].Get("n")
		if have := got.docs[i].Date.String() + " " + n; have != want {
			t.Errorf("row %d: got %q, want %q", i, have, want)
		}
	}
	if got.docs[4].Source != "a.xlsx#9" {
		t.Errorf("source %s", got.docs[4].Source)
	}
}

func TestBadWorkbooks(t *testing.T) {
	good := workbookOf(t, []any{"date", "text"}, []any{2019, "the one"})
	for name, c := range map[string]struct {
		data   string
		sheet  Names
		reason Reason
	}{
		"no zip":      {"hello", nil, ReasonUnreadable},
		"truncated":   {string(good[:len(good)/2]), nil, ReasonUnreadable},
		"no sheet":    {string(good), Names{"Speakers"}, ReasonUnreadable},
		"other zip":   {string(zipped(t, entry{"a.txt", "x"})), nil, ReasonUnreadable},
		"header only": {string(workbookOf(t, []any{"date", "text"})), nil, ReasonEmpty},
	} {
		got := readCorpus(t, Options{Sheet: c.sheet}, temp(t, "a.xlsx", c.data))
		t.Log(name)
		wantReasons(t, got, 0, map[Reason]int{c.reason: 1})
	}
}

// A line of any length costs no more memory than another that is above the limit.
func TestLineReaderIsBounded(t *testing.T) {
	o := Options{Limits: Limits{Document: 64 << 10}}
	allocated := func(line int) int64 {
		path := temp(t, "a.jsonl", strings.Repeat("x", line)+"\n"+object2019(english))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readCorpus(t, o, path)
		runtime.ReadMemStats(&after)
		wantReasons(t, got, 1, map[Reason]int{ReasonTooLarge: 1})
		return int64(after.TotalAlloc - before.TotalAlloc)
	}
	// Other tests' last goroutines allocate a little too.
	if short, long := allocated(8<<20), allocated(48<<20); long > short+4<<20 {
		t.Errorf("%d bytes for a line of 8 MiB, %d for one of 48", short, long)
	}
}

// A file is judged by the first bytes that say anything, however far they lie.
func TestRecordEncodingFarBehind(t *testing.T) {
	head := "date,text\n" + strings.Repeat("2019,"+english+"\n", 3000)
	for name, c := range map[string]struct {
		row, want string
		enc       encoding.Encoding
	}{
		"Windows-1252": {"the world’s café", "windows-1252", charmap.Windows1252}, "Mac Roman": {"the world’s café", "macintosh", charmap.Macintosh},
		"UTF-8": {"the world’s café", "utf-8", encoding.Nop}, "ASCII": {"the world", "utf-8", encoding.Nop},
	} {
		got := readCorpus(t, Options{Lang: "en"}, temp(t, "a.csv", head+"2020,"+encoded(t, c.enc, c.row)+"\n"))
		wantReasons(t, got, 3001, nil)
		if d := got.docs[len(got.docs)-1]; d.Text != c.row || d.Encoding != c.want {
			t.Errorf("%s: %q in %s", name, d.Text, d.Encoding)
		}
	}
}
