package claim

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestPlain: what a newspaper could print of each shape, and what is not said: no
// date without a step, no level and no direction where none is told.
func TestPlain(t *testing.T) {
	nan := math.NaN()
	step := store.BreakRow{Date: jan(2015), Next: jan(2016), DateLow: jan(2013), DateHigh: jan(2015),
		Before: 0.43, After: -1.05, Change: -1.49, ChangeLow: -1.78, ChangeHigh: -1.20}
	sides := Sides{"Sun", "Rain", "sentence"}
	for _, c := range []struct {
		name    string
		measure string
		shape   store.ShapeRow
		steps   []store.BreakRow
		sides   Sides
		want    []string
		never   []string
	}{
		{"a step", "position", store.ShapeRow{Shape: Steps}, []store.BreakRow{step}, sides,
			[]string{"away from “Sun” and towards “Rain”", "1.5 sentences on “Sun” for each one on “Rain”@2015", "2.9 sentences on “Rain” for each one on “Sun”@2016",
				"At once, between 2015 and 2016 (the data allow, at 95 %, any date from 2013 | 2014 to 2015 | 2016).",
				"“Rain” gained by a factor of 4.4 on the other side between 2015 and 2016; at 95 %, of 3.3 to 5.9."}, []string{"radual"}},
		{"a step without an interval", "position", store.ShapeRow{Shape: Steps}, []store.BreakRow{{Date: jan(2015), Next: jan(2016), DateLow: jan(2015), DateHigh: jan(2015),
			Before: 5, After: 0.01, Change: -5, ChangeLow: nan, ChangeHigh: -3}}, sides,
			[]string{"more than 50 sentences on “Sun”", "about as many sentences on “Sun” as on “Rain”", "rule out any other date"}, []string{"factor"}},
		{"a trend", "position", store.ShapeRow{Shape: Trend, First: jan(1946), Last: jan(2024), From: -1.47, To: 0.34}, nil, sides,
			[]string{"away from “Rain” and towards “Sun”", "4.3 sentences on “Rain” for each one on “Sun”@1946", "Gradually, over the whole time from 1946 to 2024; no date can be given."}, []string{"between 1946"}},
		{"a rate", "rate", store.ShapeRow{Shape: Trend, First: jan(1946), Last: jan(2024), From: 1.5, To: 0.5, RampFrom: jan(1990), RampTo: jan(1999)}, nil, Sides{One: "Sun", Noun: "hit"},
			[]string{"Rate of talk of “Sun” went down.", "1.50 per 1,000 words@1946", "most of it between 1990 and 1999"}, []string{"towards", "factor"}},
		{"flat", "position", store.ShapeRow{Shape: Flat, First: jan(1946), Last: jan(2024), Level: 0.7, Unseen: 0.6931}, nil, sides,
			[]string{"Nothing that can be seen", "2.0 sentences on “Sun”", "At no time from 1946 to 2024.", "by a factor of 2.0 would probably have been seen"}, []string{"towards"}},
		{"changed", "position", store.ShapeRow{Shape: Changed, From: 1, To: 2}, nil, sides, []string{"how can’t be told", "No date can be given."}, []string{"towards", "@"}},
		{"wanders", "position", store.ShapeRow{Shape: Wanders, From: 1, To: 2}, nil, sides, []string{"Can’t be told", "No date can be given."}, []string{"towards", "@"}},
		{"little", "position", store.ShapeRow{Shape: Undecided, N: 1}, nil, sides, []string{"Can’t be told", "(1 period)"}, []string{"towards", "@"}},
	} {
		c.shape.SeriesName = store.SeriesName{Measure: c.measure, Of: "c", Freq: "year"}
		p := PlainOf(c.shape, c.steps, c.sides)
		got := strings.Join(append([]string{p.What, p.When}, p.Sure...), "\n")
		for _, l := range p.Levels {
			got += "\n" + l.Text + "@" + l.Period.Format("2006")
		}
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, got)
			}
		}
		for _, w := range c.never {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q in\n%s", c.name, w, got)
			}
		}
	}
}

// TestKinds: every shape is counted, each once.
func TestKinds(t *testing.T) {
	got := Kinds([]string{Wanders, Flat, Steps, Flat, Undecided, Trend, TrendAndStep, Changed})
	want := []string{"1 steps", "1 moves gradually and steps beside", "1 moves gradually", "2 show no change", "1 changed in a way that can’t be told",
		"1 wanders, with neither level nor date", "1 has too little to tell"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
