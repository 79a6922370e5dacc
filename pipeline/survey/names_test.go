package survey

import (
	"fmt"
	"slices"
	"testing"
)

// TestNameFiles: what names say becomes patterns, the one that says most first.
func TestNameFiles(t *testing.T) {
	for _, c := range []struct {
		about string
		paths []string
		want  []string
	}{
		{"codes, sessions and years", []string{"TXT/Session 01 - 1946/ARG_01_1946.txt", "TXT/Session 02 - 1947/AUS_02_1947.txt", "TXT/Session 03 - 1948/BEL_03_1948.txt"},
			[]string{"{issuer}_{session}_{year}.*"}},
		{"days in one piece", []string{"news/20220715.md", "news/20220716.md", "news/20230101.md"}, []string{"{year}{month}{day}.*"}},
		{"days in brackets behind a title", []string{"水法(2016-07-02).md", "民法(2020-05-28).md", "公司法(八)(2023-12-29).md"},
			[]string{"{title}({_})({year}-{month}-{day}).*", "{title}({year}-{month}-{day}).*"}},
		{"days before a title", []string{"2019-03-05_On peace.txt", "2019-04-05_On trade.txt", "2020-01-01_On order.txt"}, []string{"{year}-{month}-{day}_{title}.*"}},
		{"years in folders", []string{"2019/a.txt", "2019/b.txt", "2020/c.txt"}, []string{"{year}/{title}.*", "{year}/*"}},
		{"states and languages", []string{"speeches2024/al_en.pdf", "speeches2024/ar_es.pdf", "speeches2024/fr_fr.pdf", "speeches2024/us_en.pdf"},
			[]string{"speeches{year}/{issuer}_{lang}.*", "speeches{year}/*"}},
		{"states whose codes are of languages too", []string{"de_2014.txt", "es_2014.txt", "fr_2014.txt", "gb_2014.txt", "se_2014.txt"}, []string{"{issuer}_{year}.*"}},
		{"languages, one of them of no state", []string{"de_2014.txt", "en_2014.txt", "fr_2014.txt", "it_2014.txt"}, []string{"{lang}_{year}.*"}},
		{"states with and without a year", []string{"Norway_2012.txt", "Sweden_2010.txt", "Finland_2013.txt", "Iceland.txt", "Estonia.txt", "Latvia.txt"},
			[]string{"{issuer}_{year}.*", "{issuer}.*"}},
		{"few names, each of many files", []string{"smith 1.txt", "smith 2.txt", "smith 3.txt", "jones 1.txt", "jones 2.txt", "jones 3.txt", "brown 1.txt", "brown 2.txt", "brown 3.txt"},
			[]string{"{issuer} {_}.*"}},
		{"six digits behind a key", []string{"VIDEa1x220104.html", "VIDEb2y220105.html", "VIDEc3z230106.html", "VIDEd4w240107.html", "VIDEe5v250108.html"},
			[]string{`regex:(?P<date>\d{6})\.\w+$`, "*"}},
		{"names that say nothing", []string{"speech001.txt", "speech002.txt", "speech003.txt"}, nil},
		{"a year that is a number", []string{"doc 1234.txt", "doc 9999.txt", "doc 1.txt"}, nil},
		{"a name with what means something to patterns", []string{"{a} 2019.txt", "{a} 2020.txt", "{a} 2021.txt"}, []string{"{_} {year}.*"}},
		{"no names", nil, nil},
	} {
		got := nameFiles(c.paths)
		if fmt.Sprint(got.patterns) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %q, want %q", c.about, got.patterns, c.want)
		}
		again := nameFiles(c.paths)
		if !slices.Equal(got.patterns, again.patterns) {
			t.Errorf("%s: another time %q", c.about, again.patterns)
		}
	}
}

func TestStates(t *testing.T) {
	for text, want := range map[string]bool{"Norway": true, "NOR": true, "no": true, "UK": true, "NewZealand": true, "Czech Republic": true, "the": false, "for": false, "speech": false, "": false} {
		if isState(text) != want {
			t.Errorf("%q: got %v", text, !want)
		}
	}
}

// TestThinned: what is kept of many is spread over all of them.
func TestThinned(t *testing.T) {
	s := thinned[int]{most: 10}
	for i := range 1000 {
		s.add(i)
	}
	if len(s.kept) > 10 || len(s.kept) < 5 || s.kept[0] != 0 || s.kept[len(s.kept)-1] < 700 || s.seen != 1000 {
		t.Errorf("kept %v of %d", s.kept, s.seen)
	}
}
