package corpus

import (
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/lang"
)

func autoDates(t testing.TB) *dateParser {
	t.Helper()
	p, err := newDateParser([]string{datesAuto})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestDateForms: the forms that people write, read without configuration.
func TestDateForms(t *testing.T) {
	p := autoDates(t)
	for text, want := range map[string]string{
		// year first
		"2019": "2019", "2019-03": "2019-03", "2019-3": "2019-03", "2019-03-05": "2019-03-05", "2019-3-5": "2019-03-05",
		"2019/3/5": "2019-03-05", "2019.03.05": "2019-03-05", "2019/03": "2019-03", "20190305": "2019-03-05",
		"2024-02-29": "2024-02-29", "0476-09-04": "0476-09-04",
		// with a time, which moves nothing
		"2019-03-05T10:11:12": "2019-03-05", "2019-03-05T10:11:12Z": "2019-03-05", "2019-03-05T23:59:59.123+08:00": "2019-03-05",
		"2019-03-05 10:11": "2019-03-05", "2019-03-05 10:00:00+00:00": "2019-03-05", "2019-03-05 10:00:00.000001": "2019-03-05",
		"2019-03-05 10:00:00 UTC": "2019-03-05", "2019-03-05 10:00:00 -0500": "2019-03-05", "2019-03-05T10:00Z": "2019-03-05",
		"2019/03/05 10:00 AM": "2019-03-05", "20190305101112": "2019-03-05", "201903051011": "2019-03-05",
		// a number in a column of numbers
		"2019.0": "2019", "20190305.0": "2019-03-05", "2019.": "2019",
		// seconds since 1970 and finer
		"1551780000": "2019-03-05", "1551780000.25": "2019-03-05", "1551780000000": "2019-03-05", "1551780000000000": "2019-03-05",
		"1551780000000000000": "2019-03-05", "1551780000.0": "2019-03-05",
		// English
		"5 March 2019": "2019-03-05", "05 Mar 2019": "2019-03-05", "March 5, 2019": "2019-03-05", "march 2019": "2019-03",
		"Tuesday, 5 March 2019": "2019-03-05", "March 5, 2019 Tuesday": "2019-03-05", "5th March 2019": "2019-03-05",
		"the 1st of March, 2019": "2019-03-01", "March 22nd 2019": "2019-03-22", "March 5 2019": "2019-03-05", "5 March, 2019": "2019-03-05",
		"Sept. 5, 2019": "2019-09-05", "Sept 2019": "2019-09", "5-Mar-2019": "2019-03-05", "5/Mar/2019": "2019-03-05", "2019 Mar 5": "2019-03-05",
		"Tue, 05 Mar 2019 10:00:00 GMT": "2019-03-05", "Tue, 5 Mar 2019 10:00:00 +0800": "2019-03-05",
		"Tue Mar 05 10:00:00 +0000 2019": "2019-03-05", "Tue Mar  5 10:00:00 2019": "2019-03-05", "Tues. March 5 2019 at 3:04 p.m.": "2019-03-05",
		"Published Mar 5, 2019": "2019-03-05", "Posted on: 5 March 2019": "2019-03-05", "Date: 2019-03-05": "2019-03-05",
		"Adopted on the 5th of March 2019": "2019-03-05", "10:30 on 5 March 2019": "2019-03-05", "(5 March 2019)": "2019-03-05",
		"  5   March\u00a02019 ": "2019-03-05", "MARCH 5, 2019": "2019-03-05",
		"Fri, 08 Mar 2019 10:00:00 +0000 (UTC)": "2019-03-08", "Tue Mar 05 2019 10:00:00 GMT+0200 (Central European Time)": "2019-03-05",
		"2019-03-05T10:00:00.000+0000": "2019-03-05", "20190305T101112Z": "2019-03-05", "2019-03-05Z": "2019-03-05", "2019-03-05+08:00": "2019-03-05",
		"2019-03-05 (Tue)": "2019-03-05", "Tuesday 2019-03-05": "2019-03-05", "Sunday, 3.3.2019": "2019-03-03",
		"05MAR2019": "2019-03-05", "5mar2019": "2019-03-05", "Mar5,2019": "2019-03-05", "3/2019": "2019-03", "03-2019": "2019-03", "mar2019": "2019-03",
		"5 mars 2019 à 14h30": "2019-03-05",
		// Chinese
		"民國108年3月5日": "2019-03-05", "中華民國一百零八年": "", "中華民國元年十月十日": "1912-10-10",
		"2019年3月5日": "2019-03-05", "2019年12月": "2019-12", "2019年": "2019", "2019年 3月 5日": "2019-03-05", "2019 年 3 月 5 日": "2019-03-05",
		"2019年3月5日 星期二": "2019-03-05", "2019年3月5日（星期二）": "2019-03-05", "2019年3月5日 10:30": "2019-03-05", "2019年3月5日上午10时30分": "2019-03-05",
		"２０１９年３月５日": "2019-03-05", "二〇一九年三月五日": "2019-03-05", "二○一九年十二月三十一日": "2019-12-31", "二零一九年十月廿一日": "2019-10-21",
		"二〇一九年三月": "2019-03", "2019年3月5號": "2019-03-05", "发布时间：2019-03-05": "2019-03-05", "２０１９－０３－０５": "2019-03-05",
		// other languages of documents
		"5 mars 2019": "2019-03-05", "le 1er août 2019": "2019-08-01", "févr. 2019": "2019-02", "mardi 5 mars 2019": "2019-03-05", "fevrier 2019": "2019-02",
		"5 de marzo de 2019": "2019-03-05", "5 de setiembre del 2019": "2019-09-05", "1º de enero de 2019": "2019-01-01",
		"5 марта 2019 г.": "2019-03-05", "5 марта 2019 года": "2019-03-05", "март 2019": "2019-03", "сентябрь 2019": "2019-09", "май 2019": "2019-05",
		"٥ مارس ٢٠١٩": "2019-03-05", "5 آذار/مارس 2019": "2019-03-05", "5 كانون الثاني 2019": "2019-01-05", "٥ تشرين الأول/أكتوبر ٢٠١٩": "2019-10-05",
		// a part above twelve is a day
		"25/03/2019": "2019-03-25", "03/25/2019": "2019-03-25", "25.3.2019": "2019-03-25", "25-03-2019 10:00": "2019-03-25", "05/05/2019": "2019-05-05",
		"Monday 25/03/2019": "2019-03-25",
	} {
		if got := p.read(text); got.date.String() != want || got.ambiguous() {
			t.Errorf("%q: got %q, want %q", text, got.date, want)
		}
	}
}

// TestNoDates: what has no meaning, or more than one, is no date.
func TestNoDates(t *testing.T) {
	p := autoDates(t)
	for _, text := range []string{
		"", "soon", "19", "0000", "0000-01-01", "2019-02-29", "2019-13", "2019-03-05x", "2019115", "31/02/2019", "13/13/2019", "31 February 2019",
		// fractions: October, January or the middle of the year
		"2020.1", "2020.10", "2020.12", "1999.5", "2020.25", "20200305.5",
		// serial numbers, identifiers, days with an hour
		"43404", "12019", "2019030510", "123456789", "9999999999", "99991231235959999",
		// relative dates: nothing depends on the day of the run
		"yesterday", "today", "now", "2 days ago", "last Tuesday", "Tuesday", "next March", "in 2019", "昨天", "今天", "3天前", "hier", "ayer", "вчера", "أمس",
		// parts that are missing
		"5 March", "March", "10:30", "Tuesday 5", "March 5", "3月5日", "Spring 2019", "13/2019", "3.2019", "Q1 2019",
		// more than one day
		"5-7 March 2019", "5 March - 7 March 2019", "2019-2020", "2019-03-05/2019-03-07", "2019年3月5日至7日", "2019年3月5日-8日", "March or April 2019", "5 March 2019, p. 4",
		// a year of two digits
		"5 Mar 19", "05/03/19", "5.3.19", "Mar 5, 19",
		// other words
		"Session 5 March 2019", "not before 5 March 2019", "until March 2019", "二百一十年", "108年3月5日",
	} {
		if got := p.read(text); got.date.Precision != PrecisionNone {
			t.Errorf("%q: got %q, want no date", text, got.date)
		}
	}
	for text, order := range map[string]dateOrder{"03/05/2019": 0, "25/05/2019": orderDayFirst, "05/25/2019": orderMonthFirst, "5.3.2019 10:00": 0} {
		if got := p.read(text); got.order != order || got.ambiguous() != (order == 0) {
			t.Errorf("%q: got %+v", text, got)
		}
	}
}

// TestDateWords: each language of documents has its months, and no word is the name of two.
func TestDateWords(t *testing.T) {
	all, seen := calendarLocales(), map[string]int{}
	for _, code := range lang.Codes() {
		if len(all[code]) == 0 && code != "zh" {
			t.Errorf("no names of months in %s: add its locale", code)
		}
		for _, l := range all[code] {
			for _, list := range [][]string{l.MonthsWide(), l.MonthsAbbreviated()} {
				for i, name := range list {
					if word := dateWord(name); seen[word] != 0 && seen[word] != i+1 {
						t.Errorf("%s: %s is month %d and %d", code, name, seen[word], i+1)
					} else {
						seen[word] = i + 1
					}
				}
			}
		}
	}
}

func TestDateFormats(t *testing.T) {
	for _, c := range []struct{ format, text, want string }{
		{"%d %b %Y, %H:%M", "08 May 2024, 23:15", "2024-05-08"},
		{"%d/%m/%Y", "3/5/2019", "2019-05-03"}, {"%m/%d/%Y", "3/5/2019", "2019-03-05"}, {"%D", "3/5/19", "2019-03-05"},
		{"%F", "2019-03-05", "2019-03-05"}, {"%Y-%j", "2019-064", "2019-03-05"}, {"%d%m%Y", "05032019", "2019-03-05"},
		{"%A, %d %B %Y %I:%M %p", "Tuesday, 05 March 2019 11:30 PM", "2019-03-05"}, {"%Y%%", "2019%", "2019"},
		{"%Y.%m", "2020.10", "2020-10"},
	} {
		p, err := newDateParser([]string{c.format})
		if err != nil {
			t.Errorf("%s: %v", c.format, err)
			continue
		}
		if got := p.read(c.text).date; got.String() != c.want {
			t.Errorf("%s of %q: got %q, want %q", c.format, c.text, got, c.want)
		}
	}
	for _, bad := range []string{"%d %B", "%Q", "", "yyyy-mm-dd", "%s", "%G-%V"} {
		if _, err := newDateParser([]string{bad}); err == nil {
			t.Errorf("%q was taken for a date format", bad)
		}
	}
}

// TestDatesBesideAuto: a format counts before all other forms, and where it says
// the order of day and month nothing else does.
func TestDatesBesideAuto(t *testing.T) {
	p, err := newDateParser([]string{"%d/%m/%Y", datesAuto})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"03/05/2019": "2019-05-03", "5 March 2019": "2019-03-05", "2019-03-05": "2019-03-05", "03/25/2019": ""} {
		if got := p.read(text); got.date.String() != want || got.ambiguous() {
			t.Errorf("%q: got %q, want %q", text, got.date, want)
		}
	}
}

// Excel's day numbers: 1 is the 1st of January 1900, and 60 a day that never was.
func TestParseSerial(t *testing.T) {
	for _, c := range []struct {
		text     string
		date1904 bool
		want     string
	}{
		{"43404", false, "2018-10-31"}, {"43404.75", false, "2018-10-31"}, {"25569", false, "1970-01-01"},
		{"41942", true, "2018-10-31"}, {"2019", false, ""}, {"-5", false, ""}, {"1e9", false, ""}, {"NaN", false, ""}, {"x", false, ""},
	} {
		if got, _ := parseSerial(c.text, c.date1904); got.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNameDate(t *testing.T) {
	for name, want := range map[string]string{
		"2019-03-05.txt": "2019-03-05", "2019-03-05_b.txt": "2019-03-05", "a/b/press_2019_03_05 (1).md": "2019-03-05", "law(2019-03-05).md": "2019-03-05",
		"20190305.md": "2019-03-05", "20190305101112_x.txt": "2019-03-05", "2019年3月5日讲话.txt": "2019-03-05", "2019.03.05.txt": "2019-03-05",
		"2019-03-05_2019-03-05.txt": "2019-03-05",
		"2019-03-05_2019-03-06.txt": "", "2019-03.txt": "", "2019.txt": "", "2019-2020.txt": "", "05-03-2019.txt": "", "12345678.txt": "", "2019-13-05.txt": "",
		"2019-3-5.txt": "", "2019-03_05.txt": "", "99990305.txt": "", "2019-03-05/a.txt": "", "ARTI1234201903051.txt": "",
	} {
		if got := nameDate(name); got.String() != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	p := autoDates(f)
	for _, s := range []string{
		"2019-03-05", "5 March 2019", "2019年3月5日", "20190305", "Tue Mar 05 10:00:00 +0000 2019", "二〇一九年三月廿一日", "1551780000", "25/03/2019",
		"03/05/2019", "5 آذار/مارس 2019", "Published: 5th of Sept., 2019 at 3:04 p.m. EST", "2020.0",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		is := p.read(text)
		for _, d := range []Date{is.date, is.other} {
			if d.Precision == PrecisionNone {
				continue
			}
			// What is printed means the same day, with the same precision.
			if again := p.read(d.String()); again.date != d || again.ambiguous() {
				t.Errorf("%q: %v, then %v", text, d, again)
			}
			if _, err := time.Parse("2006-01-02", d.First().Format("2006-01-02")); err != nil {
				t.Error(err)
			}
		}
		if is.ambiguous() {
			if _, err := is.settled(text, 0); err == nil {
				t.Errorf("%q was settled by nothing", text)
			}
		}
	})
}

// What a date costs, by its form.
func BenchmarkDates(b *testing.B) {
	p := autoDates(b)
	for _, text := range []string{"2019-03-05", "2019-03-05 10:00:00+00:00", "20190305", "25/03/2019", "5 March 2019", "Tue, 05 Mar 2019 10:00:00 GMT", "5 марта 2019 года", "二〇一九年三月五日"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				p.read(text)
			}
		})
	}
}
