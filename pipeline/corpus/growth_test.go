package corpus

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus/extract"
	"github.com/frameshift/frameshift/pipeline/internal/growth"
	"github.com/frameshift/frameshift/pipeline/internal/sized"
)

// dimension is something of which an input can have more and more.
type dimension struct {
	name string // of the file
	n    int    // to begin with
	of   func(n int) string
	o    Options
}

func repeated(head, s, tail string) func(int) string {
	return func(n int) string { return head + strings.Repeat(s, n) + tail }
}

func numbered(head, format, between, tail string) func(int) string {
	return func(n int) string {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprintf(format, i)
		}
		return head + strings.Join(items, between) + tail
	}
}

const said = "We respect the sovereignty of every state, and the development of all."

var dimensions = map[string]dimension{
	"rows of csv":                {"a.csv", 1000, numbered("id,date,text\n", "r%d,2019,"+said, "\n", ""), Options{}},
	"columns of csv":             {"a.csv", 500, func(n int) string { return numbered("", "c%d", ",", ",text\n")(n) + strings.Repeat(",", n) + said }, Options{Limits: Limits{Fields: 1 << 20}}},
	"unclosed quotes of csv":     {"a.csv", 1000, repeated("id,date,text\n", "1,2019,\"we\n", ""), Options{}},
	"quotes in csv":              {"a.csv", 5000, repeated("id,date,text\n1,2019,", `"a"`, "\n"), Options{}},
	"rows that are one document": {"a.csv", 500, numbered("id,part,text\n", "a,%d,"+said, "\n", "\n"), Options{Group: Group{By: Names{"id"}}, Limits: Limits{Document: 1 << 30}}},
	"records of json":            {"a.json", 1000, numbered("[", `{"id":"%d","text":"`+said+`"}`, ",", "]"), Options{}},
	"fields of a record":         {"a.json", 500, numbered(`[{"text":"`+said+`",`, `"k%d":1`, ",", "}]"), Options{Limits: Limits{Fields: 1 << 20}}},
	"depth of json":              {"a.json", 1000, repeated(`[{"text":"`+said+`"},`, `{"a":`, ""), Options{}},
	"stray quotes of json":       {"a.json", 200, repeated("[", `{"text":"we "say" no"},`, "]"), Options{}},
	"stray braces of json":       {"a.json", 2000, repeated("[", `}{`, "]"), Options{}},
	"lines of jsonl":             {"a.jsonl", 1000, numbered("", `{"id":"%d","text":"`+said+`"}`, "\n", ""), Options{}},
	"records in a record":        {"a.json", 1000, numbered(`{"list":[`, `{"id":"%d","text":"`+said+`"}`, ",", "]}"), Options{Records: "list"}},
	"words of a text":            {"a.txt", 2000, repeated("", said+" ", ""), Options{Limits: Limits{Document: 1 << 30}}},
	"lines of a text":            {"a.txt", 2000, repeated("", said+"\n", ""), Options{Limits: Limits{Document: 1 << 30}, Split: Split{Pattern: "^X"}, FromText: map[string]string{"date": "^Date: (.*)"}, Skip: []string{"^We .*Y$"}}},
	"parts of a text":            {"a.txt", 500, numbered("", "X%d "+said, "\n", ""), Options{Limits: Limits{Document: 1 << 30}, Split: Split{Pattern: "^X"}}},
	"marks of a text":            {"a.txt", 5000, repeated(said, ".", said), Options{Limits: Limits{Document: 1 << 30}}},
	"misread letters":            {"a.txt", 5000, repeated(said, "â€™", said), Options{Limits: Limits{Document: 1 << 30}}},
	"languages of a text":        {"a.txt", 200, repeated("", said+"\n\n各位代表：现在，我代表国务院，向大会报告政府工作。\n\n", ""), Options{Limits: Limits{Document: 1 << 30}}},
	"tags of a page":             {"a.html", 200, repeated("<html><body><article>", "<p>"+said+"</p>", "</article></body></html>"), Options{Limits: Limits{Document: 1 << 30}}},
	"depth of a page":            {"a.html", 100, repeated("<html><body>", "<div>", "<p>"+said), Options{Limits: Limits{Document: 1 << 30}}},
	"elements of xml":            {"a.xml", 1000, repeated("<d>", "<p>"+said+"</p>", "</d>"), Options{Limits: Limits{Document: 1 << 30}}},
	"depth of rtf":               {"a.rtf", 2000, repeated(`{\rtf1 `+said, "{", ""), Options{Limits: Limits{Document: 1 << 30}}},
	"words of rtf":               {"a.rtf", 2000, repeated(`{\rtf1 `, `\b `+said+`\par `, "}"), Options{Limits: Limits{Document: 1 << 30}}},
	"headers of a mail":          {"a.eml", 1000, numbered("", "X-%d: y", "\n", "\nSubject: s\n\n"+said), Options{Limits: Limits{Document: 1 << 30}}},
	"keys of front matter":       {"a.md", 500, numbered("---\n", "k%d: v", "\n", "\n---\n"+said), Options{}},
}

// Whatever there is more of in an input, the time grows with it and no faster.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, d := range dimensions {
		d.o.Set = map[string]string{"lang": "en"}
		if strings.HasPrefix(name, "languages") {
			d.o.Set = nil
		}
		growth.Linear(t, name, d.n*sized.Of(3, 1), func(n int) func() {
			path := temp(t, d.name, d.of(n))
			return func() { readThrough(t, d.o, path) }
		})
	}
	growth.Linear(t, "rows of a workbook", 200, func(n int) func() {
		rows := [][]any{{"id", "date", "text"}}
		for i := range n {
			rows = append(rows, []any{i, 2019, said})
		}
		path := temp(t, "a.xlsx", string(workbookOf(t, rows...)))
		return func() { readThrough(t, Options{}, path) }
	})
	growth.Linear(t, "members of an archive", 200, func(n int) func() {
		members := make([]entry, n)
		for i := range members {
			members[i] = entry{fmt.Sprintf("a%d.txt", i), said}
		}
		path := temp(t, "a.tar", string(tarEntries(t, members...)))
		return func() { readThrough(t, Options{}, path) }
	})
	growth.Linear(t, "rows of a metadata table", 500, func(n int) func() {
		dir := folder(t, entry{"a0.txt", said}, entry{"m.csv", numbered("name,date\n", "a%d.txt,2019", "\n", "")(n)})
		o := Options{Metadata: []Table{{File: "m.csv", On: Mapping{{"name", "file"}}, Columns: Mapping{{"date", "date"}}}}}
		return func() { readThrough(t, o, dir) }
	})
	growth.Linear(t, "bytes that are sniffed", 2000, func(n int) func() {
		raw := []byte(strings.Repeat("<!-- -->", n))
		return func() { extract.Sniff(raw, ".html") }
	})
}

// readThrough reads an input to its end, whatever becomes of it.
func readThrough(t *testing.T, o Options, path string) {
	r, err := Open([]string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	err = r.Read(context.Background(), func(raw Raw) error {
		r.DecodeAll(context.Background(), raw, func(*Document, *Rejection) {})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
