package corpus

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	formats, err := compileDates(defaultDates())
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"2019": "2019", "2019-03": "2019-03", "2019-3": "2019-03", "2019-03-05": "2019-03-05", "2019-3-5": "2019-03-05",
		"2019-03-05T10:11:12": "2019-03-05", "2019-03-05T10:11:12Z": "2019-03-05", "2019-03-05T23:59:59.123+08:00": "2019-03-05",
		"2019-03-05 10:11": "2019-03-05", "2019/3/5": "2019-03-05", "2019.03.05": "2019-03-05", "20190305": "2019-03-05",
		"2019年3月5日": "2019-03-05", "2019年12月": "2019-12", "2019年": "2019",
		"5 March 2019": "2019-03-05", "05 Mar 2019": "2019-03-05", "March 5, 2019": "2019-03-05", "march 2019": "2019-03",
		"2024-02-29": "2024-02-29",
		// no dates, and dates that could mean two things
		"2019-02-29": "", "2019-13": "", "03/05/2019": "", "2019115": "", "19": "", "0000": "", "0000-01-01": "", "2019-03-05x": "", "soon": "",
		"43404": "", "12019": "",
	} {
		if got, ok := parseDate(text, formats); got.String() != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestDateFormats(t *testing.T) {
	for _, c := range []struct{ format, text, want string }{
		{"%d %b %Y, %H:%M", "08 May 2024, 23:15", "2024-05-08"},
		{"%d/%m/%Y", "3/5/2019", "2019-05-03"}, {"%m/%d/%Y", "3/5/2019", "2019-03-05"}, {"%D", "3/5/19", "2019-03-05"},
		{"%F", "2019-03-05", "2019-03-05"}, {"%Y-%j", "2019-064", "2019-03-05"}, {"%d%m%Y", "05032019", "2019-03-05"},
		{"%A, %d %B %Y %I:%M %p", "Tuesday, 05 March 2019 11:30 PM", "2019-03-05"}, {"%Y%%", "2019%", "2019"},
	} {
		f, err := compileDate(c.format)
		if err != nil {
			t.Errorf("%s: %v", c.format, err)
		}
		if got, _ := parseDate(c.text, []dateFormat{f}); got.String() != c.want {
			t.Errorf("%s of %q: got %q, want %q", c.format, c.text, got, c.want)
		}
	}
	for _, bad := range []string{"%d %B", "%Q", "", "yyyy-mm-dd", "%s", "%G-%V"} {
		if _, err := compileDate(bad); err == nil {
			t.Errorf("%q was taken for a date format", bad)
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

func FuzzParseDate(f *testing.F) {
	formats, err := compileDates(defaultDates())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"2019-03-05", "5 March 2019", "2019年3月5日", "20190305"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := parseDate(text, formats)
		if !ok {
			return
		}
		// What is printed means the same day, with the same precision.
		if again, ok := parseDate(d.String(), formats); !ok || again != d {
			t.Errorf("%q: %v, then %v", text, d, again)
		}
		if _, err := time.Parse("2006-01-02", d.First().Format("2006-01-02")); err != nil {
			t.Error(err)
		}
	})
}
