package corpus

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// optionsOf reads what stands under corpus in a configuration.
func optionsOf(t testing.TB, text string) (o Options) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// shown writes documents one a line: id, source, date, issuer and text.
func shown(docs []*Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s | %s | %s | %s | %s\n", d.ID, d.Source, d.Date, d.Issuer, strings.ReplaceAll(d.Text, "\n", "/"))
	}
	return b.String()
}

// How documents lie in files, by configuration and input.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		about, config, name, data string
		want                      string
		reasons                   map[Reason]int
	}{
		{"a list under a key", "records: visits", "v.json",
			`{"about":{"by":"Aland"},"visits":[{"id":"a","date":2019,"text":"the one"},{"id":"b","date":2020,"text":"the two"}],"issuer":"ALD"}`,
			"a | v.json#1 | 2019 | ALD | the one\nb | v.json#2 | 2020 | ALD | the two\n", nil},
		{"a path through objects and lists", "records: data.days.talks", "v.json",
			`{"data":{"issuer":"X","days":[{"date":2019,"talks":[{"text":"the one"},{"text":"the two","issuer":"Y"}]},{"date":2020,"talks":[{"text":"the three"}]}]}}`,
			"v#000001 | v.json#1 | 2019 | X | the one\nv#000002 | v.json#2 | 2019 | Y | the two\nv#000003 | v.json#3 | 2020 | X | the three\n", nil},
		{"a list in each line", "records: talks", "v.jsonl",
			"{\"id\":\"d1\",\"date\":2019,\"talks\":[{\"text\":\"the one\"},{\"text\":\"the two\"}]}\n{\"id\":\"d2\",\"date\":2020,\"talks\":[{\"text\":\"the three\"}]}\n{\"id\":\"d3\"}\n",
			"d1#1 | v.jsonl#1#1 | 2019 |  | the one\nd1#2 | v.jsonl#1#2 | 2019 |  | the two\nd2#1 | v.jsonl#2#1 | 2020 |  | the three\n",
			map[Reason]int{ReasonMissingText: 1}},
		{"a list in each item of an array", "records: talks", "v.json",
			`[{"date":2019,"talks":[{"text":"the one"}]},{"date":2020,"talks":[{"text":"the two"}]}]`,
			"v#000001 | v.json#1#1 | 2019 |  | the one\nv#000002 | v.json#2#1 | 2020 |  | the two\n", nil},
		{"a key with its own dot does not exist", "records: a.b", "v.json", `{"a":{"c":1}}`, "", map[Reason]int{ReasonMissingText: 1}},
		{"broken in the list", "records: visits", "v.json",
			"{\"visits\":[\n{\"date\":2019,\"text\":\"the one\"},\n{\"date\":2020,\"text\":\"the \"two\"},\n{\"date\":2021,\"text\":\"the three\"}\n],\"issuer\":\"X\"}",
			"v#000001 | v.json#1 | 2019 | X | the one\nv#000003 | v.json#3 | 2021 | X | the three\n", map[Reason]int{ReasonBadRecord: 1}},
		{"cut off in the list", "records: visits", "v.json", `{"issuer":"X","visits":[{"date":2019,"text":"the one"},{"date":2020,"te`,
			"v#000001 | v.json#1 | 2019 | X | the one\n", map[Reason]int{ReasonBadRecord: 1}},
		{"lines that are no objects", "records: talks", "v.jsonl", "5\n0[{}\n[1]\n{\"talks\":7}\n\"x\"\n", "", map[Reason]int{ReasonBadRecord: 4, ReasonMissingText: 1}},
		{"carriage returns for line ends", "", "v.csv", "\ufeffid;date;text\ra;2019;\"the\rone\"\rb;2020;the two\r",
			"a | v.csv#2 | 2019 |  | the/one\nb | v.csv#4 | 2020 |  | the two\n", nil},
		{"a carriage return in a quoted name", "", "v.csv", "\"a\rb\",date,text\n1,2019,the one\n", "v#000002 | v.csv#2 | 2019 |  | the one\n", nil},
		{"the delimiter in a line before the header", "", "v.csv", "sep=;\r\nid;date;text\r\na;2019;the, one\r\n", "a | v.csv#3 | 2019 |  | the, one\n", nil},
		{"a column named like it", "", "v.csv", "sep=,date,text\na,2019,the one\n", "v#000002 | v.csv#2 | 2019 |  | the one\n", nil},
		{"NaN for what is missing", "", "v.jsonl", "{\"id\":\"a\",\"date\":2019,\"n\":NaN,\"m\":[-Infinity],\"text\":\"the \\\"NaN one\"}\n{\"id\":\"b\",\"date\":2020,\"text\":NaN}\n",
			"a | v.jsonl#1 | 2019 |  | the \"NaN one\n", map[Reason]int{ReasonMissingText: 1}},
		{"NaN inside an object", "records: talks", "v.json", `{"n":NaN,"talks":[{"date":2019,"n":NaN,"text":"the one"}]}`, "v#000001 | v.json#1 | 2019 |  | the one\n", nil},
		{"NaN in columns", "", "v.json", `{"text":{"0":"the one"},"date":{"0":2019},"n":{"0":NaN}}`, "v#000001 | v.json#1 | 2019 |  | the one\n", nil},
		{"an object by id", "", "v.json", `{"a":{"date":2019,"text":"the one"},"b":{"date":2020,"text":"the two"}}`,
			"a | v.json#1 | 2019 |  | the one\nb | v.json#2 | 2020 |  | the two\n", nil},
		{"an object by id, with a colon in it", "", "v.json", `{"http://a":{"date":2019,"text":"the one"}}`,
			"http://a | v.json#1 | 2019 |  | the one\n", nil},
		{"an object by id under a key", "records: docs", "v.json", `{"n":2,"docs":{"a":{"date":2019,"text":"the one"},"b":{"id":"own","date":2020,"text":"the two"}}}`,
			"a | v.json#1 | 2019 |  | the one\nown | v.json#2 | 2020 |  | the two\n", nil},
		{"an object by id, cut off", "", "v.json", `{"a":{"date":2019,"text":"the one"},"b":{"date":2020,"te`,
			"a | v.json#1 | 2019 |  | the one\n", map[Reason]int{ReasonBadRecord: 1}},
		{"lists by year", "{records: ., fields: {date: key}}", "v.json", `{"2019":[{"text":"the one"},{"text":"the two"}],"2020":[{"text":"the three"}]}`,
			"v#000001 | v.json#1 | 2019 |  | the one\nv#000002 | v.json#2 | 2019 |  | the two\nv#000003 | v.json#3 | 2020 |  | the three\n", nil},
		{"an object by id, broken", "", "v.json", "{\"a\":{\"date\":2019,\"by\":{\"x\":1},\"text\":\"the one\"},\n\"b\":{\"date\":2020,\"text\":\"the \"two\",\"by\":{\"x\":1}},\n\"c\":{\"date\":2021,\"text\":\"the three\"}}",
			"a | v.json#1 | 2019 |  | the one\nc | v.json#3 | 2021 |  | the three\n", map[Reason]int{ReasonBadRecord: 1}},
		{"columns", "fields: {text: body}", "v.json", `{"date":{"0":2019,"1":2020,"2":null},"body":{"0":"the one","1":"the two","2":"the three"}}`,
			"v#000001 | v.json#1 | 2019 |  | the one\nv#000002 | v.json#2 | 2020 |  | the two\n", map[Reason]int{ReasonNoDate: 1}},
		{"columns with names of rows", "records: .", "v.json", `{"date":{"x":2019,"y":2020},"text":{"x":"the one","y":"the two"}}`,
			"x | v.json#1 | 2019 |  | the one\ny | v.json#2 | 2020 |  | the two\n", nil},
		{"one record with an object in it", "", "v.json", `{"by":{"issuer":"X"},"date":2019,"text":"the one"}`,
			"v#000001 | v.json#1 | 2019 |  | the one\n", nil},
		{"a list of objects as text", "fields: {text: talks}", "v.json", `{"date":2019,"talks":[{"by":"X","text":"the one"}]}`, "", map[Reason]int{ReasonMissingText: 1}},
		{"a list of lists as text", "", "v.json", `{"date":2019,"text":[["the","one"]]}`, "", map[Reason]int{ReasonMissingText: 1}},
		{"an object as text", "", "v.json", `{"date":2019,"text":{"en":"the one"}}`, "", map[Reason]int{ReasonMissingText: 1}},
		{"members of a list as text", "fields: {text: 'talks[].by.text'}", "v.json",
			`{"date":2019,"talks":[{"by":{"text":"the one"}},{"x":1},{"by":{"text":"the two"}}]}`, "v#000001 | v.json#1 | 2019 |  | the one//the two\n", nil},
		{"source of JSON in a cell", "", "v.csv", "date,text\n2019,\"[{\"\"text\"\": \"\"the one\"\"}]\"\n2020,the [two]\n2021,\"{the three}\"\n",
			"v#000003 | v.csv#3 | 2020 |  | the [two]\nv#000004 | v.csv#4 | 2021 |  | {the three}\n", map[Reason]int{ReasonMissingText: 1}},
		{"source of Python in a cell", "", "v.csv", "date,text\n2019,\"[{'text': 'the one', 'n': None}]\"\n", "", map[Reason]int{ReasonMissingText: 1}},

		{"text of two fields", "fields: {text: [title, body]}", "v.csv", "date,title,body\n2019,the one,of all\n2020,,the two\n2021,the three,\n",
			"v#000002 | v.csv#2 | 2019 |  | the one//of all\nv#000003 | v.csv#3 | 2020 |  | the two\nv#000004 | v.csv#4 | 2021 |  | the three\n", nil},
		{"text of two fields, one misspelt", "fields: {text: [title, bodi]}", "v.csv", "date,title,body\n2019,the one,of all\n", "", map[Reason]int{ReasonMissingText: 1}},
		{"text of two fields of JSON", "fields: {text: [a, b]}", "v.jsonl", "{\"date\":2019,\"a\":\"the one\"}\n{\"date\":2020,\"b\":\"the two\"}\n{\"date\":2020}\n",
			"v#000001 | v.jsonl#1 | 2019 |  | the one\nv#000002 | v.jsonl#2 | 2020 |  | the two\n", map[Reason]int{ReasonMissingText: 1}},
		{"question and answer", "documents: [{text: q, name: asked, set: {issuer: Press}}, {text: a, fields: {issuer: who}}]", "v.csv",
			"id,date,who,q,a\n1,2019,Aland,the one,the two\n2,2020,Bland,,the three\n3,2020,Bland,,\n",
			"1#asked | v.csv#2#asked | 2019 | Press | the one\n1#a | v.csv#2#a | 2019 | Aland | the two\n2#a | v.csv#3#a | 2020 | Bland | the three\n",
			map[Reason]int{ReasonEmpty: 1}},
		{"languages side by side", "documents: [{text: en, set: {lang: en}}, {text: zh, set: {lang: zh}}]", "v.jsonl",
			`{"date":2019,"en":"the one","zh":"我们维护主权和发展利益"}`,
			"v#000001#en | v.jsonl#1#en | 2019 |  | the one\nv#000001#zh | v.jsonl#1#zh | 2019 |  | 我们维护主权和发展利益\n", nil},

		{"paragraphs", "group: [title]", "v.csv", "title,date,issuer,text\nA,2019,X,the one\nA,2019,Y,the two\n,,,\nB,2020,X,the three\nB,2020,X,\n",
			"v#000002 | v.csv#2-3 | 2019 | X; Y | the one//the two\nv#000005 | v.csv#5-6 | 2020 | X | the three\n", nil},
		{"paragraphs far apart, by their number", "group: {by: [title], order: n}", "v.csv", "title,date,n,text\nA,2019,10,the last\nB,2020,1,the three\nA,2019,9,the one\n",
			"v#000002 | v.csv#2,4 | 2019 |  | the one//the last\nv#000003 | v.csv#3 | 2020 |  | the three\n", nil},
		{"paragraphs of two dates", "group: [title]", "v.csv", "title,date,text\nA,2019,the one\nA,2020,the two\nB,2020,the three\n",
			"v#000004 | v.csv#4 | 2020 |  | the three\n", map[Reason]int{ReasonBadDate: 1}},
		{"paragraphs without a key", "group: [title, date]", "v.csv", "title,date,text\nA,2019,the one\n,2019,the two\nA,2020,the three\n",
			"v#000002 | v.csv#2 | 2019 |  | the one\nv#000004 | v.csv#4 | 2020 |  | the three\n", map[Reason]int{ReasonBadRecord: 1}},
		{"paragraphs with ids of documents", "group: id", "v.jsonl", "{\"id\":\"a\",\"date\":2019,\"text\":\"the one\"}\n{\"id\":\"a\",\"date\":2019,\"text\":\"the two\"}\n",
			"a | v.jsonl#1-2 | 2019 |  | the one//the two\n", nil},
		{"paragraphs with ids of their own", "group: [title]", "v.csv", "id,title,date,text\np1,A,2019,the one\np2,A,2019,the two\n",
			"v#000002 | v.csv#2-3 | 2019 |  | the one//the two\n", nil},
		{"nothing but blanks", "group: [title]", "v.csv", "title,date,text\n\" \",,\n", "", map[Reason]int{ReasonEmpty: 1}},

		{"turns of speakers", `split: {pattern: '^(?P<issuer>[A-Z][a-z]+): '}`, "2019.txt", "Sitting of the day\n\nChair: the one\nAland: the two\nand more\nChair: \nBland: the three",
			"2019#1 | 2019.txt#1 | 2019 | Chair | the one/\n2019#2 | 2019.txt#2 | 2019 | Aland | the two/and more/\n2019#4 | 2019.txt#4 | 2019 | Bland | the three\n",
			map[Reason]int{ReasonIgnored: 1}},
		{"articles with dates of their own", `split: {pattern: '^== (?P<date>\S+) (?P<title>.+)$'}`, "a.txt", "== 2019-01-02 One\nthe one\n== 2020-01-02 Two\nthe two\n",
			"a#1 | a.txt#1 | 2019-01-02 |  | /the one/\na#2 | a.txt#2 | 2020-01-02 |  | /the two/\n", nil},
		{"turns on lines of other systems", `split: {pattern: '^(?P<issuer>[A-Z][a-z]+):$'}`, "2019.txt", "Aland:\r\nthe one\r\nBland:\r\nthe two\rCland:\rthe three",
			"2019#1 | 2019.txt#1 | 2019 | Aland | \r/the one\r/\n2019#2 | 2019.txt#2 | 2019 | Bland | \r/the two\r\n2019#3 | 2019.txt#3 | 2019 | Cland | \rthe three\n", nil},
		{"no turn", `split: {pattern: '^(?P<issuer>[A-Z]+): '}`, "2019.txt", "the one\n", "", map[Reason]int{ReasonBadRecord: 1}},
		{"turns in the text of a record", `split: {pattern: '^(?P<issuer>[A-Z]+): '}`, "v.jsonl", `{"id":"x","date":2019,"text":"A: the one\nB: the two"}`,
			"x#1 | v.jsonl#1#1 | 2019 | A | the one/\nx#2 | v.jsonl#1#2 | 2019 | B | the two\n", nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			o := optionsOf(t, c.config)
			o.DateFrom = []DateRule{{Field: "stem", Pattern: `(\d{4})`}}
			got := readCorpus(t, o, temp(t, c.name, c.data))
			if have := shown(got.docs); have != c.want || !maps.Equal(got.reasons(), c.reasons) && len(got.reasons())+len(c.reasons) > 0 {
				t.Errorf("got\n%swant\n%sreasons %v", have, c.want, got.reasons())
			}
			for _, r := range got.rejected {
				t.Log(r.Source, r.Reason, r.Detail)
			}
		})
	}
}

// The message says which key holds the records, or what text there is.
func TestHints(t *testing.T) {
	var many []string
	for i := range 100 {
		many = append(many, fmt.Sprintf(`"field%d":1`, i))
	}
	for data, want := range map[string]string{
		`{"n":1,"visits":[{"text":"x"},{"text":"y"}]}`: "visits holds 2 records: set corpus.records: visits",
		`{"a":{"text":"x","n":1},"b":{"n":2}}`:         "a has one: set corpus.records: . where each member is a record, or corpus.fields.text: a.text",
		`{"tags":[{"x":1}],"talks":[{"text":"x"}]}`:    "talks holds 1 records: set corpus.records: talks",
		`{"a":{"b":[{"text":"x"}]}}`:                   "a.b holds 1 records: set corpus.records: a.b",
		`{"text":[{"x":"y"},{}]}`:                      `text is a list of 2 objects, no text: name the field of theirs that is (fields: {text: "text[].text"})`,
		"{" + strings.Join(many, ",") + "}":            "field11, 88 more (see corpus.fields.text)",
		`{}`:                                           "it has none",
	} {
		got := readCorpus(t, Options{}, temp(t, "a.json", data))
		if len(got.rejected) != 1 || !strings.Contains(got.rejected[0].Detail, want) {
			t.Errorf("%s: %+v, want %s", data, got.rejected[0], want)
		}
	}
}

// The path leads on from where it led so far.
func TestHintsInside(t *testing.T) {
	got := readCorpus(t, Options{Records: "days"}, temp(t, "a.json", `{"days":[{"talks":[{"text":"the one"}]}]}`))
	if d := got.rejected[0].Detail; !strings.Contains(d, "set corpus.records: days.talks") {
		t.Error(d)
	}
}

// Offsets of parts are those of the whole text, and its bytes.
func TestSplitOffsets(t *testing.T) {
	text := "\uFEFFHead\n" + strings.Repeat("Ålånd: the föröm\nof all\nChair: thé next\n", 50)
	got := readCorpus(t, Options{Lang: "en", Split: Split{`^(?P<issuer>\S+): `}, DateFrom: dated().DateFrom}, temp(t, "2019.txt", text))
	wantReasons(t, got, 100, map[Reason]int{ReasonIgnored: 1})
	for _, d := range got.docs {
		if !strings.HasPrefix(text[d.Offset:], d.Text) || !strings.HasSuffix(text[:d.Offset], d.Issuer+": ") {
			t.Fatalf("%s at %d: %q", d.ID, d.Offset, d.Text)
		}
	}
}

// A file that is longer than what may be held closes its documents, and says so of
// records that come too late.
func TestGroupIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("title,date,text\nfirst,2019,the beginning\n")
	for i := range 200 {
		fmt.Fprintf(&b, "T%03d,2019,the text %s\nT%03d,2019,the end\n", i, strings.Repeat("and more ", 50), i)
	}
	b.WriteString("first,2019,the end\n")
	got := readCorpus(t, Options{Group: Group{By: Names{"title"}}, Limits: Limits{Member: 20_000}}, temp(t, "a.csv", b.String()))
	wantReasons(t, got, 201, map[Reason]int{ReasonBadRecord: 1})
	if r := got.rejected[0]; r.Source != "a.csv#403" || !strings.Contains(r.Detail, "sort the file") {
		t.Errorf("%+v", r)
	}
	long := readCorpus(t, Options{Group: Group{By: Names{"date"}}, Limits: Limits{Document: 20_000}}, temp(t, "a.csv", b.String()))
	wantReasons(t, long, 0, map[Reason]int{ReasonTooLarge: 1})
}

func TestSheets(t *testing.T) {
	day := func(text string) [][]any { return [][]any{{"date", "text"}, {2019, text}} }
	book := sheetsOf(t, map[string][][]any{
		"2019": day("the one"), "2020": {{"text", "date", "n"}, {"the two", 2020, 1}}, "Notes": {{"key", "value"}, {"a", "b"}}, "Blank": nil, "Head": {{"date", "text"}},
	})
	for about, c := range map[string]struct {
		sheet   Names
		want    string
		reasons map[Reason]int
	}{
		"all": {nil, "a/2019#000002 | a.xlsx/2019#2 | 2019 |  | the one\na/2020#000002 | a.xlsx/2020#2 | 2020 |  | the two\n", map[Reason]int{ReasonMissingText: 1, ReasonEmpty: 1}},
		"one": {Names{"2020"}, "a#000002 | a.xlsx#2 | 2020 |  | the two\n", map[Reason]int{ReasonIgnored: 4}},
		"some": {Names{"20*", "Head"}, "a/2019#000002 | a.xlsx/2019#2 | 2019 |  | the one\na/2020#000002 | a.xlsx/2020#2 | 2020 |  | the two\n",
			map[Reason]int{ReasonIgnored: 2, ReasonEmpty: 1}},
		"none": {Names{"2021"}, "", map[Reason]int{ReasonUnreadable: 1}},
	} {
		t.Run(about, func(t *testing.T) {
			got := readCorpus(t, Options{Sheet: c.sheet}, temp(t, "a.xlsx", string(book)))
			if have := shown(got.docs); have != c.want || !maps.Equal(got.reasons(), c.reasons) {
				t.Errorf("got\n%swant\n%s%v", have, c.want, got.reasons())
				for _, r := range got.rejected {
					t.Log(r.Source, r.Reason, r.Detail)
				}
			}
		})
	}
	// The name of a sheet is a field: here it is the only date.
	o := optionsOf(t, "{meta: [sheet], date_from: [{field: sheet, pattern: '(\\d{4})'}]}")
	got := readCorpus(t, o, temp(t, "a.xlsx", string(sheetsOf(t, map[string][][]any{"Year 2019": {{"text"}, {"the one"}}, "Year 2020": {{"text"}, {"the two"}}}))))
	wantReasons(t, got, 2, nil)
	if sheet, _ := got.docs[1].Get("sheet"); sheet != "Year 2020" || got.docs[1].Date.Year != 2020 {
		t.Errorf("%+v", got.docs[1])
	}
}

// Cells that show a date are dates wherever they stand, by every kind of format.
func TestDateCells(t *testing.T) {
	day := 43529.0 // 2019-03-05
	for _, c := range []struct {
		format   any
		value    float64
		date1904 bool
		want     string
	}{
		{14, day, false, "2019-03-05"}, {22, day + 0.75, false, "2019-03-05T18:00:00"}, {57, day, false, "2019-03-05"},
		{"dd/mm/yyyy", day, false, "2019-03-05"}, {`[$-409]d" of "mmmm\ yyyy`, day, false, "2019-03-05"}, {`yyyy"年"m"月"`, day, false, "2019-03-05"},
		{14, day - 1462, true, "2019-03-05"}, {"0.00", day, false, "43529"}, {2, day, false, "43529"}, {`"day" 0`, day, false, "43529"},
		{"hh:mm", 0.5, false, "0.5"}, {20, 0.5, false, "0.5"}, {"[Red]0", day, false, "43529"},
	} {
		got := readCorpus(t, optionsOf(t, "{meta: [when], set: {}}"), temp(t, "2019.xlsx", string(styledBook(t, c.format, c.value, c.date1904))))
		wantReasons(t, got, 1, nil)
		if when, _ := got.docs[0].Get("when"); when != c.want {
			t.Errorf("%v of %v: got %s, want %s", c.value, c.format, when, c.want)
		}
	}
}

// A metadata workbook gives dates, from cells of dates and from bare serial numbers; all its sheets are read.
func TestDatesOfATable(t *testing.T) {
	for _, date1904 := range []bool{false, true} {
		for _, format := range []any{14, 0} {
			day := 43529.0
			if date1904 {
				day -= 1462
			}
			index := styledBook(t, format, day, date1904)
			dir := folder(t, entry{"the one.txt", english}, entry{"index.xlsx", string(index)})
			got := readCorpus(t, optionsOf(t, "metadata: [{file: index.xlsx, on: {text: stem}, columns: {when: date}}]"), dir)
			wantReasons(t, got, 1, map[Reason]int{ReasonIgnored: 1})
			if got.docs[0].Date.String() != "2019-03-05" {
				t.Errorf("1904 %v, format %v: %s", date1904, format, got.docs[0].Date)
			}
		}
	}
	index := sheetsOf(t, map[string][][]any{"A": {{"f", "d"}, {"a", 2019}}, "B": {{"f", "d"}, {"b", 2020}}, "Notes": {{"x"}, {"y"}}})
	dir := folder(t, entry{"a.txt", english}, entry{"b.txt", "1. " + english}, entry{"index.xlsx", string(index)})
	got := readCorpus(t, optionsOf(t, "metadata: [{file: index.xlsx, on: {f: stem}, columns: {d: date}}]"), dir)
	wantReasons(t, got, 2, map[Reason]int{ReasonIgnored: 1})
	if w := strings.Join(got.reader.Warnings(true), "\n"); !strings.Contains(w, "sheet Notes is not read: it has not the columns f, d; it has x") {
		t.Error(w)
	}
}

// Records that cost nothing to store are no documents.
func TestRecordsByWeight(t *testing.T) {
	rows := "date,text\n" + strings.Repeat("2001,the sovereignty\n", 60_000)
	var b strings.Builder
	b.WriteString("date,text\n")
	for i := range 30_000 {
		fmt.Fprintf(&b, "%d,the number %x\n", 1900+i%100, i*i*7919)
	}
	sound := b.String()
	for name, c := range map[string]struct {
		data    []byte
		atMost  int
		atLeast int
	}{
		"a.zip":        {zipped(t, entry{"a.csv", rows}), 12_000, 10_000},
		"a.csv.gz":     {gzipped(t, []byte(rows)), 12_000, 10_000},
		"a.csv":        {[]byte(rows), 60_000, 60_000},
		"sound.zip":    {zipped(t, entry{"a.csv", sound}), 30_000, 30_000},
		"sound.csv.gz": {gzipped(t, []byte(sound)), 30_000, 30_000},
	} {
		got := readCorpus(t, Options{Lang: "en"}, temp(t, name, string(c.data)))
		if n := len(got.docs); n > c.atMost || n < c.atLeast || n < 30_000 && !got.rejected[0].Lost {
			t.Errorf("%s: %d documents, %v", name, n, got.reasons())
		}
	}
	got := readCorpus(t, Options{Limits: Limits{Records: 100}}, temp(t, "a.csv", rows))
	wantReasons(t, got, 100, map[Reason]int{ReasonTooLarge: 1})
	for name, path := range map[string]string{
		"records": temp(t, "1990.csv", rows), "files": folder(t, entry{"1991.txt", english}, entry{"1992.txt", english}, entry{"1993.txt", english}, entry{"1994.txt", english}),
	} {
		got := readCorpus(t, Options{Limits: Limits{Items: 2}, Path: []string{"{year}.*"}, Lang: "en"}, path)
		if len(got.docs) != 2 || len(got.rejected) != 1 || !got.rejected[0].Lost || got.rejected[0].Reason != ReasonTooLarge {
			t.Errorf("%s: %d documents, %v", name, len(got.docs), got.rejected)
		}
	}
}

func TestWideRecords(t *testing.T) {
	o := Options{Limits: Limits{Fields: 100}, Meta: Columns{All: true}}
	wide := func(n int) (json, csv string) {
		json, head, row := "{", "", ""
		for i := range n - 2 {
			json += fmt.Sprintf(`"k%d":%d,`, i, i)
			head, row = head+fmt.Sprintf("k%d,", i), row+fmt.Sprintf("%d,", i)
		}
		return json + `"date":2019,"text":"the text"}`, head + "date,text\n" + row + "2019,the text\n"
	}
	json, csv := wide(100)
	for name, data := range map[string]string{"a.json": json, "a.csv": csv} {
		got := readCorpus(t, o, temp(t, name, data))
		wantReasons(t, got, 1, nil)
		if n := len(got.docs[0].Meta); n != 98 {
			t.Errorf("%s: %d columns", name, n)
		}
	}
	json, csv = wide(101)
	for name, data := range map[string]string{"a.json": json, "a.csv": csv} {
		wantReasons(t, readCorpus(t, o, temp(t, name, data)), 0, map[Reason]int{ReasonTooLarge: 1})
	}
}

func TestInvalidLayouts(t *testing.T) {
	for text, want := range map[string]string{
		"records: a..b":                                             "corpus.records: \"a..b\" is no path",
		"fields: {title: [a, b]}":                                   "corpus.fields.title: one name",
		"fields: {text: []}":                                        "corpus.fields.text: name a record field",
		"group: {order: n}":                                         "corpus.group: by: name",
		"group: {by: a, sort: n}":                                   "group has no key sort",
		"{group: a, documents: [{text: b}]}":                        "corpus.group: joins records",
		"split: {pattern: '('}":                                     "corpus.split.pattern: error parsing",
		"split: {pattern: 'x*'}":                                    "fits the empty text",
		"split: {pattern: '(?P<text>x)'}":                           "can't capture the text",
		"documents: [{set: {issuer: X}}]":                           "corpus.documents[0]: text: name",
		"documents: [{text: a}, {text: a}]":                         "corpus.documents[1]: a second document a",
		"documents: [{text: a, set: {id: x}}]":                      "corpus.documents[0]: can't fill the id",
		"limits: {records: -1}":                                     "corpus.limits",
		"{records: '.', documents: [{text: a, fields: {text: b}}]}": "can't fill the text",
	} {
		var o Options
		err := yaml.Unmarshal([]byte(text), &o)
		if err == nil {
			err = o.Validate()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

// What the layout says reads back as it was written.
func TestLayoutRoundTrip(t *testing.T) {
	for _, text := range []string{
		"records: a.b\n", "fields:\n    text:\n        - a\n        - b\n", "group:\n    - a\n    - b\n", "group:\n    by: a\n    order: nr\n",
		"split:\n    pattern: ^x\n", "documents:\n    - text: a\n    - name: nr\n      text: b\n", "sheet: A\n",
	} {
		out, err := yaml.Marshal(optionsOf(t, text))
		if err != nil || string(out) != text {
			t.Errorf("%s\nbecame\n%s, %v", text, out, err)
		}
	}
}
