package corpus

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestChoose: what is left out is what the finished documents say, however early it
// is known; and where the name says enough no text is read.
func TestChoose(t *testing.T) {
	page := `<html><head><title>T</title><meta name="author" content="B"></head><body><article><p>` + english + `</p><p>` + english + `</p></article></body></html>`
	for _, c := range []struct {
		about, options, key, value string
		files                      []entry
		unread                     int // texts that are not read
	}{
		{"issuer in the name", "path: ['{issuer}_{year}.txt']", "issuer", "CHN", []entry{{"CHN_1999.txt", english}, {"USA_1999.txt", english}}, 1},
		{"an issuer by its date", "path: ['{issuer}_{year}.txt']\nissuers: [{code: CHN, until: 1971, issuer: ROC}]", "issuer", "ROC", []entry{{"CHN_1999.txt", english}, {"CHN_1960.txt", english}}, 1},
		{"a code", "path: ['{issuer}_{year}.txt']\nissuers: [{code: CHN, issuer: ROC}]", "code", "CHN", []entry{{"CHN_1999.txt", english}, {"USA_1960.txt", english}}, 1},
		{"a date", "path: ['{issuer}_{year}.txt']", "date", "1999", []entry{{"CHN_1999.txt", english}, {"USA_1960.txt", english}}, 1},
		{"a date that the text refines", "path: ['{issuer}_{year}.txt']\ndate_from: [{field: text, pattern: 'on (\\S+)$'}]", "date", "1999-03-05",
			[]entry{{"CHN_1999.txt", english + " on 1999-03-05"}, {"USA_1999.txt", english}}, 0},
		{"a map of the name", "path: ['{code}_{year}.txt']\nmap: {issuer: {from: code, values: {CHN: China}, default: other}}", "issuer", "China", []entry{{"CHN_1999.txt", english}, {"USA_1999.txt", english}}, 1},
		{"a map of the text", "path: ['{year}_{n}.txt']\nmap: {issuer: {from: text, match: [{pattern: said, value: China}], default: other}}", "issuer", "China",
			[]entry{{"1999_a.txt", english + " said"}, {"1999_b.txt", english}}, 0},
		{"a map that says nothing", "path: ['{code}_{year}.txt']\nmap: {issuer: {from: code, values: {CHN: China}}}", "issuer", "", []entry{{"CHN_1999.txt", english}, {"USA_1999.txt", english}}, 0},
		{"a joined column", "path: ['{code}_{year}.txt']\nmetadata: [{file: t.csv, on: {c: code}, columns: {v: bloc}}]", "bloc", "east", []entry{{"CHN_1999.txt", english}, {"USA_1999.txt", english}}, 1},
		{"a page that names itself", "path: ['{year}_{n}.html']", "title", "T", []entry{{"1999_a.html", page}, {"1999_b.html", strings.ReplaceAll(page, ">T<", ">U<")}}, 0},
		{"a page by its name", "path: ['{issuer}_{year}.html']", "issuer", "CHN", []entry{{"CHN_1999.html", page}, {"USA_1999.html", page}}, 1},
		{"a record", "", "issuer", "CHN", []entry{{"a.jsonl", `{"id":"x","date":"1999","issuer":"CHN","text":"` + english + `"}
{"id":"y","date":"1999","issuer":"USA","text":"` + english + `"}`}}, 0},
		{"the language", "path: ['{year}_{n}.txt']", "lang", "en", []entry{{"1999_a.txt", english}, {"1999_b.txt", chinese}}, 0},
	} {
		dir := folder(t, c.files...)
		writeFile(t, dir+"/../t.csv", []byte("c,v\nCHN,east\nUSA,west\n"))
		o := options(t, c.options+" \nencoding: auto")
		fits := func(values ...string) bool { return slices.Contains(values, c.value) }
		var want []string
		for _, d := range readCorpus(t, o, dir).docs {
			if v, _ := d.Get(c.key); fits(v) || c.key == "issuer" && fits(d.Code) {
				want = append(want, d.ID)
			}
		}
		r, err := Open([]string{dir}, o)
		if err != nil {
			t.Fatal(err)
		}
		r.Choose([]Choice{{c.key, fits}})
		var got []string
		unread, out := 0, 0
		err = r.Read(context.Background(), func(raw Raw) error {
			if raw.leftOut {
				unread++
			}
			d, rejection := r.Decode(raw)
			switch {
			case d != nil && c.key == "lang" && !fits(d.Lang): // is for the caller
			case d != nil:
				got = append(got, d.ID)
			case rejection == LeftOut:
				out++
			}
			return nil
		})
		if err != nil || !slices.Equal(got, want) || unread != c.unread || len(want) == 0 {
			t.Errorf("%s: got %q, want %q; %d texts were not read, want %d; %v", c.about, got, want, unread, c.unread, err)
		}
		if c.key != "lang" && out != 1 && c.value != "" {
			t.Errorf("%s: %d left out", c.about, out)
		}
	}
}
