package corpus

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

func options(t testing.TB, text string) Options {
	t.Helper()
	var o Options
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestFieldsAndMeta(t *testing.T) {
	o := options(t, `
fields: {text: content, date: day, title: head, topic: subject}
meta: [country]
set: {venue: Parliament, house: lower}
map:
  audience: {from: country, values: {"": international}, default: bilateral}
  type: {from: title, match: [{pattern: '(?i)speech', value: speech}], default: statement}
id: "{date}-{country}-{line}"
`)
	data := `{"content":"the first","day":"2024-05-08","head":" A Speech ","country":"China","subject":"trade","type":"ignored","venue":"x","extra":1}
{"content":"the second","day":"2024","title":"A speech, but not the head","country":""}`
	got := readCorpus(t, o, temp(t, "a.jsonl", data))
	wantReasons(t, got, 2, nil)
	for i, want := range []string{
		"2024-05-08-China-000001|2024-05-08|A Speech|Parliament|bilateral|speech|[{topic trade} {country China} {house lower}]",
		"2024--000002|2024||Parliament|international|statement|[{topic } {country } {house lower}]",
	} {
		d := got.docs[i]
		if have := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%v", d.ID, d.Date, d.Title, d.Venue, d.Audience, d.Type, d.Meta); have != want {
			t.Errorf("got  %s\nwant %s", have, want)
		}
	}
}

func TestIssuersByDate(t *testing.T) {
	o := options(t, `
path: ["{issuer}_{date}.txt"]
issuers:
  - {code: CHN, until: 1971-10-24, issuer: ROC}
  - {code: CHN, from: 1971-10-25, issuer: PRC}
  - {code: SUN, until: 1991, issuer: USSR}
`)
	for name, want := range map[string]string{
		"CHN_1971": "ROC", "CHN_1972": "PRC", "CHN_1971-10-24": "ROC", "CHN_1971-10-25": "PRC", "CHN_1971-10": "ROC",
		"CHN_1971-11": "PRC", "FRA_1971": "FRA", "SUN_1991-12-31": "USSR", "SUN_1992": "SUN",
	} {
		got := readCorpus(t, o, temp(t, name+".txt", english))
		wantReasons(t, got, 1, nil)
		code, _ := got.docs[0].Get("code")
		if d := got.docs[0]; d.Issuer != want || code != name[:3] {
			t.Errorf("%s: issuer %s, code %s; want %s", name, d.Issuer, code, want)
		}
	}
}

func TestDateFrom(t *testing.T) {
	o := options(t, `
dates: ["%Y", "%Y年%m月%d日"]
date_from:
  - {field: title, pattern: '^(\d{4})年'}
  - {field: text, pattern: '（(\d{4}年\d{1,2}月\d{1,2}日)通过）'}
`)
	data := `{"text":"` + chinese + `","title":"2019年政府工作报告"}
{"text":"决议（2020年5月8日通过）` + chinese + `","title":"关于政府工作报告的决议"}
{"text":"` + chinese + `","title":"关于政府工作报告的决议"}
{"text":"` + chinese + `","date":"May 2019","title":"2019年政府工作报告"}`
	got := readCorpus(t, o, temp(t, "a.jsonl", data))
	wantReasons(t, got, 2, map[Reason]int{ReasonNoDate: 1, ReasonBadDate: 1})
	if a, b := got.docs[0].Date.String(), got.docs[1].Date.String(); a != "2019" || b != "2020-05-08" {
		t.Errorf("dates %s, %s", a, b)
	}
}

func TestLanguages(t *testing.T) {
	german := strings.Repeat("Die Souveränität der Staaten und die Entwicklung sind in der Welt von heute eng verbunden. ", 3)
	for _, c := range []struct {
		about, text, options, want string
	}{
		{"English", english, "", "en"}, {"Chinese", chinese, "", "zh"}, {"short English", "Thank you, Mr. President.", "", "en"},
		{"Chinese with English names", chinese + "（WTO, United Nations）", "", "zh"},
		{"German", german, "", "wrong-language"},
		{"Dutch", strings.Repeat("De soevereiniteit van de staten is in de wereld van vandaag nauw verbonden met de ontwikkeling, en we zien dat. ", 3), "", "wrong-language"}, {"Russian", strings.Repeat("Безопасность и развитие. ", 5), "", "ru"},
		{"French", "La souveraineté des États et le développement sont liés dans le monde, et nous le disons pour la paix avec force.", "", "fr"},
		{"Spanish", "La soberanía de los Estados y el desarrollo están unidos, y las naciones lo dicen para que el mundo viva en paz.", "", "es"},
		{"Arabic", "سيادة الدول والتنمية والأمن في العالم.", "", "ar"},
		{"Japanese", "わが国の主権と開発について申し上げます。", "", "wrong-language"}, {"Korean", "국가 주권과 개발에 관하여", "", "wrong-language"},
		{"not accepted", chinese, "accept: [en]", "wrong-language"}, {"stated", "La paix, oui.", "lang: en", "en"},
		{"stated, other script", chinese, "lang: en", "wrong-language"}, {"stated zh, English", english, "lang: zh", "wrong-language"},
		{"numbers only", "2019 2020", "", "wrong-language"}, {"numbers, stated", "2019 2020", "lang: en", "en"},
		{"a constant", "La paix, oui.", "set: {lang: en}", "en"},
	} {
		o := options(t, "{date_from: [{field: stem, pattern: '(.*)'}],"+c.options+"}")
		got := readCorpus(t, o, temp(t, "2001.txt", c.text))
		var have string
		if len(got.docs) == 1 {
			have = got.docs[0].Lang
		} else {
			have = string(got.rejected[0].Reason)
		}
		if have != c.want {
			t.Errorf("%s: got %s, want %s (%+v)", c.about, have, c.want, got.rejected)
		}
	}
}

func TestJoin(t *testing.T) {
	table := workbookOf(t, []any{"Year", "ISO Code", " Name ", "Post"},
		[]any{1971, "CHN ", " Mr. Chow ", "Minister"}, []any{1971, "FRA", "Mr. Schumann", ""}, []any{1971, "FRA", "Mr. Joxe", ""},
		[]any{1971, "FRA", "Mr. Joxe", ""}, []any{1999, "FRA", "Mr. Nobody", ""}, []any{"", "FRA", "x", ""})
	dir := folder(t, entry{"CHN_01_1971.txt", english}, entry{"FRA_01_1971.txt", english}, entry{"USA_01_1971.txt", english})
	rules := `
path: ["{issuer}_{session}_{year}.txt"]
issuers: [{code: CHN, issuer: ROC}]
metadata: [{file: Speakers.xlsx, on: {Year: year, ISO Code: issuer}, columns: {Name: speaker, Post: post}}]
`
	for _, place := range []string{dir, filepath.Dir(dir)} { // inside the folder, and beside it
		path := writeFile(t, filepath.Join(place, "Speakers.xlsx"), table)
		got := readCorpus(t, options(t, rules), dir)
		ignored := map[Reason]int{}
		if place == dir {
			ignored[ReasonIgnored] = 1
		}
		wantReasons(t, got, 3, ignored)
		for i, want := range []string{"[{session 01} {speaker Mr. Chow} {post Minister}]", "[{session 01} {speaker Mr. Schumann; Mr. Joxe} {post }]", "[{session 01} {speaker } {post }]"} {
			if have := fmt.Sprint(got.docs[i].Meta); have != want {
				t.Errorf("got %s, want %s", have, want)
			}
		}
		want := []string{"1 documents have no row in it", "1 of its keys match no document", "2 rows repeat a key: distinct values are joined with \"; \"", "1 rows are left out: they do not parse, or have an empty key"}
		for i, w := range got.reader.Warnings(true) {
			if w != "metadata table Speakers.xlsx: "+want[i] {
				t.Errorf("warning %q", w)
			}
		}
		if in := got.reader.Inputs()[1]; in.Kind != "metadata" || in.Name != "Speakers.xlsx" || len(in.SHA256) != 64 {
			t.Errorf("%+v", in)
		}
		removeFile(t, path)
	}
}

// A table can give the date, and its keys can come from a record file.
func TestJoinDate(t *testing.T) {
	dir := folder(t, entry{"China.txt", english}, entry{"Japan.txt", english})
	writeFile(t, filepath.Join(filepath.Dir(dir), "index.csv"), []byte("name,adopted\nChina,2006-02\n"))
	o := options(t, `metadata: [{file: index.csv, on: {name: stem}, columns: {adopted: date}}]`)
	got := readCorpus(t, o, dir)
	wantReasons(t, got, 1, map[Reason]int{ReasonNoDate: 1})
	if d := got.docs[0]; d.Date.String() != "2006-02" || len(d.Meta) != 0 {
		t.Errorf("%+v", d)
	}
}

func TestTableErrors(t *testing.T) {
	dir := folder(t, entry{"2001.txt", english}, entry{"t.csv", "name,x\na,b\n"})
	for rule, want := range map[string]string{
		"{file: gone.csv, on: {name: stem}, columns: {x: y}}":  "was not found (looked in",
		"{file: t.csv, on: {Name: stem}, columns: {x: y}}":     `no column "Name"; it has name, x`,
		"{file: 2001.txt, on: {name: stem}, columns: {x: y}}":  "a table is .xlsx",
		"{file: t.csv, on: {name: stem}}":                      "needs on",
		"{file: t.csv, on: {name: stem}, columns: {x: text}}":  "can't fill the text",
		"{file: t.csv, sheet: 1, on: [a], columns: {x: text}}": "want a mapping",
	} {
		var o Options
		err := yaml.Unmarshal([]byte("metadata: ["+rule+"]"), &o)
		if err == nil {
			_, err = Open([]string{dir}, o)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", rule, err, want)
		}
	}
	o := options(t, "metadata: [{file: gone.csv, optional: true, on: {name: stem}, columns: {x: y}}]")
	r, err := Open([]string{dir}, o)
	if err != nil || len(r.Warnings(true)) != 1 || fmt.Sprint(r.MetaColumns()) != "[y]" {
		t.Errorf("%v, %q", err, r.Warnings(true))
	}
}

// Decode gives the same on many goroutines as on one.
func TestDecodeConcurrently(t *testing.T) {
	data := zipped(t, speeches(200)...)
	path := temp(t, "c.zip", string(data))
	want := readCorpus(t, dated(), path)
	r, err := Open([]string{path}, dated())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]*Document, len(want.docs))
	var wg sync.WaitGroup
	err = r.Read(t.Context(), func(raw Raw) error {
		wg.Go(func() { got[raw.Seq], _ = r.Decode(raw) })
		return nil
	})
	wg.Wait()
	for i, d := range got {
		if w := want.docs[i]; err != nil || d == nil || d.ID != w.ID || d.SHA256 != w.SHA256 || d.Seq != w.Seq {
			t.Fatalf("%d: %+v, want %+v; %v", i, d, w, err)
		}
	}
}

// Whatever the bytes, reading ends, and every item is one document or one
// rejection with a known reason; a panic would be a rejection as well, but none is expected.
func FuzzRead(f *testing.F) {
	names := []string{"a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.tgz", "a.tar", "a.zip", "a.xlsx", "a.zst", "a.txt.gz"}
	for i, seed := range []string{
		english, object2019(english), "[" + object2019(chinese) + "]", "text,date\n\"a\"\"b\n\",2019\n", "text\tdate\na\t2019",
		string(gzipped(f, tarEntries(f, speeches(2)...))), string(tarEntries(f, speeches(2)...)), string(zipped(f, speeches(2)...)),
		string(workbookOf(f, []any{"text", "date"}, []any{"the one", 2019})), "x", string(gzipped(f, []byte(english))),
	} {
		f.Add(uint8(i), []byte(seed))
	}
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		name := names[int(kind)%len(names)]
		o := dated()
		o.Limits = Limits{Document: 1 << 16, Member: 1 << 20, Unpacked: 1 << 20, Members: 50}
		got := readCorpus(t, o, writeFile(t, filepath.Join(t.TempDir(), "in"+name), data))
		for _, d := range got.docs {
			if !utf8.ValidString(d.Text + d.ID + d.Source + fmt.Sprint(d.Meta)) {
				t.Errorf("%+v is not UTF-8", d)
			}
		}
		for _, r := range got.rejected {
			if r.Reason.About() == "" || r.Reason == ReasonPanic || !utf8.ValidString(r.Detail+r.Source) {
				t.Errorf("%+v", r)
			}
		}
	})
}
