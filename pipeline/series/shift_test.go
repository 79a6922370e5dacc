package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
)

func countedTerm(frame, entry string, sign int, from, to int64) TermCount {
	t := TermCount{Frame: frame, Entry: entry, Sign: sign}
	t.Add(from, to, 1)
	return t
}

var perMille, _ = measure.Named("rate")

// TestShift by hand: 1,000 tokens, then 2,000.
func TestShift(t *testing.T) {
	terms := []TermCount{
		countedTerm("n", "con", -1, 1, 4), // −1 → −2
		countedTerm("p", "pro", 1, 6, 4),  // 6 → 2
		countedTerm("p", "gone", 1, 0, 0),
		countedTerm("p", "b", 1, 0, 2), // 0 → 1
		countedTerm("p", "a", 1, 0, 2),
	}
	s := Shift(perMille, terms, 1000, 2000)
	got := ""
	for _, p := range s.Terms {
		got += fmt.Sprintf("%s %g→%g %g; ", p.Entry, p.RateFrom, p.RateTo, p.Contribution)
	}
	if want := "pro 6→2 -4; con 1→2 -1; a 0→1 1; b 0→1 1; "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.ValueFrom != 5 || s.ValueTo != 2 || s.Change != -3 || len(s.Warnings) > 0 {
		t.Errorf("%+v", s)
	}
	if s.Terms[0].Z > 0 || s.Terms[1].Z < 0 {
		t.Errorf("z of pro %v, of con %v: its hits, not its side", s.Terms[0].Z, s.Terms[1].Z)
	}
	_, others, all := s.Top(1)
	if others.Contribution != 1 || others.From != 1 || others.To != 8 || all.Contribution != -3 || all.From != 7 || !math.IsNaN(all.Z) {
		t.Errorf("others %+v\nall %+v", others, all)
	}
	if empty := Shift(perMille, terms, 0, 2000); !math.IsNaN(empty.Change) || len(empty.Terms) != 4 {
		t.Errorf("from a span without tokens: %+v", empty)
	}
	if weak := Shift(perMille, terms[3:], 10, 10).Warnings; len(weak) != 2 {
		t.Errorf("%q", weak)
	}
}

// TestShiftProperties: parts sum to the change, the order of the terms does not
// matter, and turned around everything changes its sign.
func TestShiftProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var terms, turned []TermCount
	for i := range 200 {
		terms = append(terms, countedTerm("f", fmt.Sprint(i), 2*r.IntN(2)-1, r.Int64N(50), r.Int64N(50)))
	}
	s := Shift(perMille, terms, 70_001, 91_003)
	total := 0.0
	for _, p := range s.Terms {
		total += p.Contribution
	}
	if math.Abs(total-s.Change) > 1e-13 || math.Abs(s.ValueTo-s.ValueFrom-s.Change) > 1e-13 {
		t.Errorf("parts sum to %v, the change is %v", total, s.Change)
	}
	slices.Reverse(terms)
	if again := Shift(perMille, terms, 70_001, 91_003); !slices.Equal(again.Terms, s.Terms) || again.Change != s.Change {
		t.Error("the order of the terms changed the shift")
	}
	for _, c := range terms {
		c.From, c.To, c.WeightFrom, c.WeightTo = c.To, c.From, c.WeightTo, c.WeightFrom
		turned = append(turned, c)
	}
	back := Shift(perMille, turned, 91_003, 70_001)
	for i, p := range back.Terms {
		if q := s.Terms[i]; p.Entry != q.Entry || p.Contribution != -q.Contribution || math.Abs(p.Z+q.Z) > 1e-12 {
			t.Fatalf("turned: %+v, was %+v", p, q)
		}
	}
}

func TestSpans(t *testing.T) {
	for text, want := range map[string]string{
		"1984":                   "1984-01-01 1984-12-31 1984 year",
		"1975..1984":             "1975-01-01 1984-12-31 1975..1984 year",
		" 1975-03..1984":         "1975-03-01 1984-12-31 1975-03..1984-12 month",
		"1975 .. 1984-02":        "1975-01-01 1984-02-29 1975-01..1984-02 month",
		"2016-01..2016-12":       "2016-01-01 2016-12-31 2016 year",
		"2016-07..2016":          "2016-07-01 2016-12-31 2016-07..2016-12 half",
		"2016-01-04..2016-01-17": "2016-01-04 2016-01-17 2016-01-04..2016-01-17 week",
		"2016-01-05":             "2016-01-05 2016-01-05 2016-01-05..2016-01-05 day",
	} {
		s, err := ParseSpan(text)
		if err != nil {
			t.Error(err)
			continue
		}
		whole := ""
		for _, f := range []Freq{Year, Half, Quarter, Month, Week, Day} {
			if whole == "" && s.Whole(f) {
				whole = string(f)
			}
		}
		if got := s.Start.Format(time.DateOnly) + " " + s.End.Format(time.DateOnly) + " " + s.String() + " " + whole; got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
		if again, err := ParseSpan(s.String()); err != nil || again != s {
			t.Errorf("%q is printed as %s, which is %v", text, s, again)
		}
		if !s.Holds(s.Start) || !s.Holds(s.End) || s.Holds(s.End.AddDate(0, 0, 1)) || s.Holds(s.Start.AddDate(0, 0, -1)) {
			t.Errorf("%q: its ends", text)
		}
	}
	for _, text := range []string{"", "..", "1984..", "..1984", "1984..1975", "1984-13", "84", "1984-2..1985", "1984...1985", "1984..1985..1986"} {
		if s, err := ParseSpan(text); err == nil {
			t.Errorf("%q is %v", text, s)
		}
	}
}
