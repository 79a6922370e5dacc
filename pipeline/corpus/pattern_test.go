package corpus

import (
	"fmt"
	"strings"
	"testing"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ pattern, path, want string }{
		{"{issuer}_{session}_{year}.txt", "TXT/Session 01 - 1946/ARG_01_1946.txt", "[{issuer ARG} {session 01} {year 1946}]"},
		{"{issuer}_{session}_{year}.txt", "ARG_01_46.txt", ""},
		{"{issuer}_{session}_{year}.txt", "ARG_01_1946.txt.bak", ""},
		{"{issuer}_{year}{_}.txt", "Denmark_2016-2020.txt", "[{issuer Denmark} {year 2016}]"},
		{"{issuer}_{year}{_}.txt", "New Zealand_2011.txt", "[{issuer New Zealand} {year 2011}]"},
		{"{issuer}_{_}.txt", "a_b_c.txt", "[{issuer a}]"},
		{"{_}_{_}.txt", "a_b.txt", "[]"},
		{"Session {session} - {_}/{issuer}_{_}.txt", "TXT/Session 01 - 1946/ARG_x.txt", "[{session 01} {issuer ARG}]"},
		{"{folder}/{stem_}.txt", "a/b/c.txt", "[{folder b} {stem_ c}]"},
		{"{year}-{month}-{day} {title}.md", "2019-3-05 On peace.md", "[{year 2019} {month 3} {day 05} {title On peace}]"},
		{"a+({x}).txt", "a+(b).txt", "[{x b}]"},
		{`regex:(?P<issuer>[A-Z]{2,3})\d+\.txt$`, "x/EU12.txt", "[{issuer EU}]"},
	} {
		p, err := compilePattern(c.pattern)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		fields, ok := p.match(c.path)
		if got := fmt.Sprint(fields); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s on %s: got %s, want %s", c.pattern, c.path, got, c.want)
		}
	}
	for _, bad := range []string{"{a b}.txt", "{}", "{x}{x}", "regex:("} {
		if _, err := compilePattern(bad); err == nil {
			t.Errorf("%s was taken for a pattern", bad)
		}
	}
}

func TestDatesInPaths(t *testing.T) {
	for name, want := range map[string]string{
		"x_2019.txt": "2019", "x_2019-03.txt": "2019-03", "x_2019-3-5.txt": "2019-03-05", "x_2019-13.txt": "bad-date", "x_0000.txt": "bad-date", "x.txt": "name-mismatch",
	} {
		o := Options{Path: []string{"x_{year}-{month}-{day}.txt", "x_{year}-{month}.txt", "x_{year}.txt"}}
		got := readCorpus(t, o, temp(t, name, english))
		have := ""
		if len(got.docs) == 1 {
			have = got.docs[0].Date.String()
		} else {
			have = string(got.rejected[0].Reason)
		}
		if have != want {
			t.Errorf("%s: got %s, want %s", name, have, want)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("{issuer}_{session}_{year}.txt", "ARG_01_1946.txt")
	f.Add("{a}/{_}.txt", "x/y.txt")
	f.Add("regex:(?P<a>.)", "x")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		p, err := compilePattern(pattern)
		if err != nil {
			return
		}
		fields, ok := p.match(path)
		if ok && len(fields) != len(p.names()) {
			t.Errorf("%q on %q: %d fields for %q", pattern, path, len(fields), p.names())
		}
		for _, f := range fields {
			if !strings.HasPrefix(pattern, "regex:") && strings.Contains(f.Value, "/") {
				t.Errorf("%q on %q: %s reaches across a slash", pattern, path, f.Key)
			}
		}
	})
}
