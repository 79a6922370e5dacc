package where

import (
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// TestFits: conditions, and the values that fit them and that do not.
func TestFits(t *testing.T) {
	for _, c := range []struct{ expr, fits, not string }{
		{"issuer=CHN, RUS", "CHN|RUS", "USA|chn|"},
		{"audience!=domestic", "regional|", "domestic"},
		{`issuer=Cland\, Ltd, B`, "Cland, Ltd|B", "Cland"},
		{"title=", "", "x"},
		// spans of numbers
		{"tokens=50..", "50|1000|5e3", "49|-50||x"},
		{"tokens=..50", "50|0|-1", "51"},
		{"session=40..50,73", "40|50|45.5|73", "39|51|74"},
		{"tokens!=50..100", "49|101|", "50|75"},
		{"share=-0.5..0.5", "0|-0.5", "0.6"},
		// spans of dates, by the first day a date can mean
		{"date=2010..2019", "2010|2010-01-01|2019-12-31|2015-06", "2009-12-31|2020|2020-01-01|"},
		{"date=2010-03..2010-06", "2010-03-01|2010-06-30|2010-04", "2010|2010-02-28|2010-07-01"},
		{"date=2010-03-05..", "2010-03-05|2011", "2010-03-04|2010"},
		{"date=2010", "2010|2010-03-05", "2009|2011-01-01"},
		{"date=2010-03,2012", "2010-03-31|2012-05", "2010-04-01|2013"},
		{"date!=2010", "2011-01-01", "2010-03-05"},
		{"period=2010", "2010-01-01", "2011-01-01"},
		{"opened=2010..2019", "2015|2015-03-05", "2020-01-01"},
		// 2010 is a text where the key is no date
		{"id=2010", "2010", "2010-01-01"},
		// patterns
		{"title~(?i)cyber", "Cyber space|x cyber", "space"},
		{"title!~^Draft", "Final|", "Draft 1"},
		{"title~a{2,3}=b", "aa=b", "a=b"},
		{"title=a~b", "a~b", "ab"},
		// what looks like a span and is none
		{"title=..", "..", ""},
	} {
		w, err := Parse([]string{c.expr})
		if err != nil {
			t.Errorf("%s: %v", c.expr, err)
			continue
		}
		for i, values := range []string{c.fits, c.not} {
			for _, v := range strings.Split(values, "|") {
				if (i == 0 || values != "") && w[0].Fits(v) != (i == 0) {
					t.Errorf("%s: %q fits: %v", c.expr, v, i != 0)
				}
			}
		}
	}
	w, _ := Parse([]string{"issuer!=CHN", "flag=converted"})
	if w[0].Fits("PRC", "CHN") || !w[0].Fits("USA", "USA") || w[1].Key != "flags" || !w[1].Fits(List("flags", "few-words; converted")...) {
		t.Errorf("%+v does not fit as it should", w)
	}
}

// TestKeep: who speaks, and the code it is filed under, whichever is not to be.
func TestKeep(t *testing.T) {
	d := &corpus.Document{Issuer: "PRC", Code: "CHN", Date: corpus.Date{Year: 2010, Month: 3, Day: 5, Precision: corpus.PrecisionDay}}
	for expr, want := range map[string]bool{
		"issuer=CHN": true, "issuer=PRC": true, "issuer=ROC": false, "issuer!=CHN": false, "issuer!=PRC": false, "issuer!=ROC": true, "code~^C": true,
		"date=2010": true, "date=2011..": false, "precision=day": true,
	} {
		w, err := Parse([]string{expr})
		if err != nil || w.Keep(d) != want {
			t.Errorf("%s: %v, want %v; %v", expr, !want, want, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for expr, want := range map[string]string{
		"issuer": "want key=value", "=x": "want key=value", "!=x": "want key=value", "": "want key=value", "~x": "want key=value",
		"tokens>50": "want key=value", "tokens>=50": "tokens=50.. is 50 or more", "title~(": "missing closing )", "date=2010..soon": "is no span",
		"date=2019..2010": "is no span", "tokens=9..1": "is no span", "tokens=1..NaN": "is no span",
	} {
		if _, err := Parse([]string{expr}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", expr, err, want)
		}
	}
}

// Whatever is written, a condition is read or refused, and fits the same way twice.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"issuer=CHN,RUS", "tokens=50..", "date=2010..2019-06", "title!~^a", `x=a\,b`, "date!=2010"} {
		f.Add(s, "2010-03-05")
	}
	f.Fuzz(func(t *testing.T, expr, value string) {
		w, err := Parse([]string{expr})
		if err != nil {
			return
		}
		c := w[0]
		if c.Key == "" || c.Fits(value) != c.Fits(value, value) {
			t.Errorf("%q: %+v", expr, c)
		}
		c.Not = !c.Not
		if c.Fits(value) == w[0].Fits(value) {
			t.Errorf("%q: its opposite fits %q as well", expr, value)
		}
	})
}
