package corpus

import (
	"fmt"
	"strings"
	"testing"
)

// TestJoinKeys: keys that are written differently meet, and no document gets the
// row of another.
func TestJoinKeys(t *testing.T) {
	for _, c := range []struct {
		about, options, on, table, want string
		files                           []entry
	}{
		{about: "with an extension", on: "file: stem", table: "file,v\na.txt,1\nb.TXT,2\n", files: []entry{{"a.txt", english}, {"b.txt", english}}, want: "a 1, b 2"},
		{about: "of the original", on: "file: stem", table: "file,v\na.pdf,1\n", files: []entry{{"a.txt", english}}, want: "a 1"},
		{about: "without one, in braces", on: "file: '{stem}'", table: "file,v\na,1\n", files: []entry{{"a.txt", english}}, want: "a 1"},
		{about: "by the full name first", on: "file: stem", table: "file,v\na.md,1\na.txt,2\n", files: []entry{{"a.md", english}, {"a.txt", english}}, want: "a 1, a 2"},
		{about: "file", on: "file: file", table: "file,v\na.txt,1\n", files: []entry{{"x/a.txt", english}}, want: "x/a 1"},
		{about: "member", on: "file: member", table: "file,v\nx/a.txt,1\na.txt,2\n", files: []entry{{"x/a.txt", english}}, want: "x/a 1"},
		{about: "with the folders of another machine", on: "file: stem", table: "file,v\nC:\\texts\\a.txt,1\n/home/x/b.txt,2\n", files: []entry{{"a.txt", english}, {"b.txt", english}}, want: "a 1, b 2"},
		{about: "folders tell two rows apart", on: "file: stem", table: "file,v\nx/a.txt,1\ny/a.txt,2\n", files: []entry{{"x/a.txt", english}}, want: "x/a "},
		{about: "a path with the input before it", on: "file: path", table: "file,v\ncorpus/x/a.txt,1\n./y/a.txt,2\n", files: []entry{{"x/a.txt", english}, {"y/a.txt", english}}, want: "x/a 1, y/a 2"},
		{about: "dots that are no extension", on: "file: stem", table: "file,v\nU.S. speech,1\n", files: []entry{{"U.S. speech.txt", english}}, want: "U.S. speech 1"},
		{about: "case", on: "code: stem", table: "code,v\nchn,1\n", files: []entry{{"CHN.txt", english}}, want: "CHN 1"},
		{about: "case tells two rows apart", on: "code: stem", table: "code,v\nit,1\nIT,2\n", files: []entry{{"IT.txt", english}, {"it.txt", english}, {"It.txt", english}}, want: "IT 2, It , it 1"},
		{about: "Unicode", on: "n: stem", table: "n,v\nCote\u0301,1\n", files: []entry{{"Coté.txt", english}}, want: "Coté 1"},
		{about: "full width", on: "n: stem", table: "n,v\n２０１９,1\n", files: []entry{{"2019.txt", english}}, want: "2019 1"},
		{about: "numbers with a fraction of nothing", on: "n: stem", table: "n,v\n41.0,1\n", files: []entry{{"041.txt", english}}, want: "041 1"},
		{about: "a template", options: "path: ['{p}-{s}.txt']", on: "n: '{s}/{p}'", table: "n,v\n2/41,1\n", files: []entry{{"41-2.txt", english}}, want: "41-2 1"},
		{about: "mapped", options: "path: ['{p}-{s}.txt']\nmap: {parl: {from: p, values: {'41': 41st}}}", on: "n: parl", table: "n,v\n41st,1\n", files: []entry{{"41-2.txt", english}}, want: "41-2 1"},
		{about: "mapped in place", options: "map: {issuer: {from: issuer, values: {CHN: China}}}", on: "n: issuer", table: "n,v\nChina,1\n",
			files: []entry{{"a.jsonl", `{"id":"x","issuer":"CHN","text":"` + english + `"}`}}, want: "x 1"},
		{about: "rules do not feed each other", options: "map: {issuer: {from: issuer, values: {CHN: China}}, type: {from: issuer, values: {CHN: a, China: b}}}\nid: '{type}'", on: "n: issuer",
			table: "n,v\nChina,1\n", files: []entry{{"a.jsonl", `{"id":"x","issuer":"CHN","text":"` + english + `"}`}}, want: "a 1"},
	} {
		dir := folder(t, c.files...)
		writeFile(t, dir+"/../t.csv", []byte(c.table))
		o := options(t, "set: {date: 2019}\nmetadata: [{file: t.csv, on: {"+c.on+"}, columns: {v: v}}]\n"+c.options)
		var have []string
		for _, d := range readCorpus(t, o, dir).docs {
			v, _ := d.Get("v")
			have = append(have, d.ID+" "+v)
		}
		if got := strings.Join(have, ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.about, got, c.want)
		}
	}
}

// TestUnknownKey: a key that no document has is an error, at once where no file can
// hold records, else when all have been read.
func TestUnknownKey(t *testing.T) {
	o := options(t, "set: {date: 2019}\nmetadata: [{file: t.csv, on: {n: name}, columns: {v: v}}]")
	dir := folder(t, entry{"a.txt", english}, entry{"t.csv", "n,v\na,1\n"}, entry{"._a.csv", "junk"})
	_, err := Open([]string{dir}, o)
	const want = `corpus.metadata: t.csv: on: {n: name}: no document has a "name"; there are audience, date,`
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v", err)
	}
	for record, wrong := range map[string]bool{`{"name":"a","text":"%s"}`: false, `{"nom":"a","text":"%s"}`: true} {
		dir := folder(t, entry{"a.jsonl", fmt.Sprintf(record, english)})
		writeFile(t, dir+"/../t.csv", []byte("n,v\na,1\n"))
		got := readCorpus(t, o, dir)
		if err := got.reader.CheckKeys(); len(got.docs) != 1 || (err != nil) != wrong {
			t.Errorf("%s: %d documents, %v", record, len(got.docs), err)
		}
	}
}
