package corpus

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
)

// dateOf lists the dates of documents by id, and the details of what was rejected.
func datesOf(r result) string {
	var out []string
	for _, d := range r.docs {
		out = append(out, d.ID+" "+d.Date.String())
	}
	for _, x := range r.rejected {
		out = append(out, fmt.Sprintf("%s %s", x.Source, x.Reason))
	}
	return strings.Join(out, ", ")
}

// TestOrderByColumn: which part of 03/05/2019 is the day is for the other dates of
// its column to say, wherever in the file they stand.
func TestOrderByColumn(t *testing.T) {
	csv := func(dates ...string) string {
		out := "id,when,text\n"
		for i, d := range dates {
			out += fmt.Sprintf("%d,%s,\"%s\"\n", i+1, d, english)
		}
		return out
	}
	late := append(strings.Split(strings.Repeat("03/05/2019 ", 300), " ")[:300], "31.12.2018")
	for _, c := range []struct {
		about, want string
		options     string
		files       []entry
	}{
		{about: "day first", want: "1 2019-05-03, 2 2019-05-25", files: []entry{{"a.csv", csv("03/05/2019", "25/05/2019")}}},
		{about: "month first", want: "1 2019-03-05, 2 2019-05-25", files: []entry{{"a.csv", csv("3/5/2019", "5/25/2019 10:00")}}},
		{about: "between other forms", want: "1 2019-05-03, 2 2018-12-31, 3 2020", files: []entry{{"a.csv", csv("03/05/2019", "31-12-2018", "2020")}}},
		{about: "no other date", want: "2 2019-05-05, corpus/a.csv#2 bad-date", files: []entry{{"a.csv", csv("03/05/2019", "05/05/2019")}}},
		{about: "both orders", want: "1 2019-05-25, 2 2019-05-25, corpus/a.csv#4 bad-date", files: []entry{{"a.csv", csv("25/05/2019", "05/25/2019", "03/05/2019")}}},
		{about: "a file each", want: "1 2019-05-03, 2 2019-05-25, 1 2019-03-05, 2 2019-05-25", files: []entry{
			{"a.csv", csv("03/05/2019", "25/05/2019")}, {"b.csv", csv("03/05/2019", "05/25/2019")}}},
		{about: "another file says nothing", want: "1 2019-05-24, 2 2019-05-25, corpus/b.csv#2 bad-date, corpus/b.csv#3 bad-date", files: []entry{
			{"a.csv", csv("24/05/2019", "25/05/2019")}, {"b.csv", csv("03/05/2019", "04/05/2019")}}},
		{about: "one record a file", want: "a#000001 2019-05-03, b#000001 2019-05-25", files: []entry{
			{"a.json", `{"when":"03/05/2019","text":"` + english + `"}`}, {"b.json", `{"when":"25/05/2019","text":"` + english + `"}`}}},
		{about: "in names", options: "path: ['{date}.txt']", want: "03-05-2019 2019-05-03, 25-05-2019 2019-05-25", files: []entry{
			{"03-05-2019.txt", english}, {"25-05-2019.txt", english}}},
		{about: "in texts", options: "date_from: [{field: text, pattern: '^Date: (\\S+)'}]", want: "a 2019-05-03, b 2019-05-25", files: []entry{
			{"a.txt", "Date: 03/05/2019\n" + english}, {"b.txt", "Date: 25/05/2019\n" + english}}},
		{about: "stated", options: "dates: ['%m/%d/%Y', auto]", want: "1 2019-03-05, corpus/a.csv#3 bad-date", files: []entry{{"a.csv", csv("03/05/2019", "25/05/2019")}}},
		{about: "at the end of a long file", want: strings.Repeat("2019-05-03 ", 300) + "2018-12-31 ", files: []entry{{"a.csv", csv(late...)}}},
	} {
		o := options(t, cmp.Or(c.options, "{}"))
		o.Fields = map[string]Names{"date": {"when"}}
		got := readCorpus(t, o, folder(t, c.files...))
		have := datesOf(got)
		if len(got.docs) > 9 {
			have = ""
			for _, d := range got.docs {
				have += d.Date.String() + " "
			}
		}
		if have != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.about, have, c.want)
		}
	}
}

// TestAmbiguousDate: the message says both readings and what to write.
func TestAmbiguousDate(t *testing.T) {
	got := readCorpus(t, Options{}, temp(t, "a.jsonl", `{"date":"03.05.2019","text":"`+english+`"}`))
	want := `"03.05.2019" is 2019-05-03 or 2019-03-05, and no other date of its column says which: say corpus.dates: ["%d.%m.%Y"] or ["%m.%d.%Y"], with "auto" behind it where other forms occur`
	if x := got.rejection(t, "#1"); x.Reason != ReasonBadDate || x.Detail != want {
		t.Errorf("%s: %s", x.Reason, x.Detail)
	}
}

// TestWhereDatesAre: the places that state a date, and which of them counts.
func TestWhereDatesAre(t *testing.T) {
	for _, c := range []struct {
		about, options, want, warning string
		file                          entry
		table                         string
	}{
		{about: "a name without configuration", file: entry{"speech 2019-03-05.txt", english}, want: "2019-03-05"},
		{about: "a name beside a pattern", options: "path: ['{issuer}_*.txt']", file: entry{"CHN_20190305.txt", english}, want: "2019-03-05"},
		{about: "the configuration before the name", options: "date_from: [{field: text, pattern: 'on (\\S+)'}]", file: entry{"2019-03-05.txt", english + " Said on 2018-01-02"},
			want: "2018-01-02", warning: "2019-03-05 in its name, 2018-01-02 in corpus.date_from 1"},
		{about: "the finer of two that agree", options: "path: ['{year}_*.txt']\ndate_from: [{field: text, pattern: 'on (\\S+)'}]",
			file: entry{"2019_a.txt", english + " Said on 2019-03-05"}, want: "2019-03-05"},
		{about: "the name refines its year", options: "path: ['{year}-*.txt']", file: entry{"2019-03-05.txt", english}, want: "2019-03-05"},
		{about: "the first of two that do not", options: "path: ['{year}_*.txt']\ndate_from: [{field: text, pattern: 'on (\\S+)'}]",
			file: entry{"2018_a.txt", english + " Said on 2019-03-05"}, want: "2018", warning: "2018 in its path, 2019-03-05 in corpus.date_from 1"},
		{about: "a table refines", options: "path: ['{year}_{n}.txt']", table: "2019-03-05", file: entry{"2019_a.txt", english}, want: "2019-03-05"},
		{about: "a table contradicts", options: "path: ['{year}_{n}.txt']", table: "2018-03-05", file: entry{"2019_a.txt", english},
			want: "2019", warning: "2019 in its path, 2018-03-05 in metadata table t.csv"},
		{about: "the order of a table", options: "path: ['{n}.txt']", table: "03/05/2019\nb,25/05/2019", file: entry{"a.txt", english}, want: "2019-05-03"},
		{about: "a record refines the name of its file", options: "path: ['{date}.jsonl']", file: entry{"2019.jsonl", `{"date":"5 March 2019","text":"` + english + `"}`}, want: "2019-03-05"},
		{about: "a record contradicts the name of its file", options: "path: ['{date}.jsonl']", file: entry{"2018.jsonl", `{"date":"5 March 2019","text":"` + english + `"}`},
			want: "2018", warning: "2018 in its date, 2019-03-05 in its record"},
		{about: "set", options: "set: {date: 2019-03}", file: entry{"a.txt", english}, want: "2019-03"},
		{about: "set wins", options: "set: {date: 2019-03}", file: entry{"a.jsonl", `{"date":"2018","text":"` + english + `"}`}, want: "2019-03"},
		{about: "mapped", options: "map: {date: {from: congress, values: {'19': 2017-10}}}", file: entry{"a.jsonl", `{"congress":19,"text":"` + english + `"}`}, want: "2017-10"},
		{about: "mapped by a pattern", options: "map: {date: {from: stem, match: [{pattern: '^xix', value: 18 October 2017}]}}", file: entry{"xix_a.txt", english}, want: "2017-10-18"},
		{about: "mapped from a joined column", options: "path: ['{n}.txt']\nmap: {date: {from: adopted, values: {nineteenth: 2017-10}}}", table: "nineteenth", file: entry{"a.txt", english}, want: "2017-10"},
		{about: "mended by date_from", options: "date_from: [{field: date, pattern: '(\\w+ \\d+, \\d{4})'}]",
			file: entry{"a.jsonl", `{"date":"New York, March 5, 2019, a.m.","text":"` + english + `"}`}, want: "2019-03-05",
			warning: `"New York, March 5, 2019, a.m.", dated 2019-03-05 by corpus.date_from 1`},
	} {
		dir := folder(t, c.file)
		o := options(t, cmp.Or(c.options, "{}"))
		if c.table != "" {
			to := "date"
			if strings.Contains(c.options, "adopted") {
				to = "adopted"
			}
			writeFile(t, dir+"/../t.csv", []byte("n,d\na,"+c.table+"\n"))
			o.Metadata = []Table{{File: "t.csv", On: Mapping{{"n", "n"}}, Columns: Mapping{{"d", to}}}}
		}
		got := readCorpus(t, o, dir)
		if len(got.docs) != 1 || got.docs[0].Date.String() != c.want {
			t.Errorf("%s: got %s, want %s", c.about, datesOf(got), c.want)
		}
		warned := strings.Join(got.reader.Warnings(false), "\n")
		if !strings.Contains(warned, c.warning) || c.warning == "" && warned != "" {
			t.Errorf("%s: warned %q, want %q", c.about, warned, c.warning)
		}
	}
}

// TestNothingForADate: a word for nothing is no date, and no date that can't be read.
func TestNothingForADate(t *testing.T) {
	for _, word := range []string{"", "NaT", "nan", "N/A", "n.d.", "unknown", "-", "0000-00-00 00:00:00", "不详"} {
		o := options(t, "date_from: [{field: title, pattern: '(\\d{4})'}]")
		got := readCorpus(t, o, temp(t, "a.jsonl", `{"date":"`+word+`","text":"`+english+`"}
{"date":"`+word+`","title":"of 2019","text":"`+english+`"}`))
		if datesOf(got) != "a#000002 2019, a.jsonl#1 no-date" || len(got.reader.Warnings(true)) != 0 {
			t.Errorf("%q: %s, %q", word, datesOf(got), got.reader.Warnings(true))
		}
	}
}
