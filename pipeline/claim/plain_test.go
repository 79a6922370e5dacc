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
				"In one step, between 2015 and 2016 (with 95 % confidence, no earlier than between 2013 and 2014 and no later than between 2015 and 2016).",
				"Between 2015 and 2016 “Rain” gained on “Sun” by a factor of 4.4 (with 95 % confidence, of 3.3 to 5.9)."}, []string{"radual"}},
		{"a step without an interval", "position", store.ShapeRow{Shape: Steps}, []store.BreakRow{{Date: jan(2015), Next: jan(2016), DateLow: jan(2015), DateHigh: jan(2015),
			Before: 5, After: 0.01, Change: -5, ChangeLow: nan, ChangeHigh: -3}}, sides,
			[]string{"more than 50 sentences on “Sun”", "about as many sentences on “Sun” as on “Rain”", "at no other time"}, []string{"factor"}},
		{"a doubtful step", "position", store.ShapeRow{Shape: Steps, Q: 0.4}, []store.BreakRow{step}, sides,
			[]string{"may have changed suddenly, but that is too doubtful to build on.", "No date can be given.", "about 40 % are chance"}, []string{"2015", "factor", "towards"}},
		{"up and back", "position", store.ShapeRow{Shape: Steps}, []store.BreakRow{step, {Date: jan(2019), Next: jan(2020), DateLow: jan(2019), DateHigh: jan(2019),
			Before: -1.05, After: 0.40, Change: 1.45, ChangeLow: 1, ChangeHigh: 2}}, sides, []string{"moved, and not in one direction", "“Sun” gained on “Rain”", "“Rain” gained on “Sun”"}, []string{"towards"}},
		{"a warning", "position", store.ShapeRow{Shape: Changed, Warnings: "length; season"}, nil, sides, []string{"part of a change may come from their length"}, []string{"Januaries"}},
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
		got := strings.Join(slices.Concat([]string{p.What, p.When}, p.Size, p.Doubts), "\n")
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

// TestTogether: series of a kind are counted by what they do, each once, and those
// that moved by whether it was the way of all together.
func TestTogether(t *testing.T) {
	told := func(shape string, from, to float64) Told {
		return ToldOf(store.ShapeRow{Shape: shape, From: from, To: to, Q: math.NaN()}, []store.BreakRow{{Before: from, After: to, Change: to - from}})
	}
	doubted := ToldOf(store.ShapeRow{Shape: Steps, Q: 0.4}, []store.BreakRow{{Before: 1, After: 2, Change: 1}})
	up, down := told(Trend, 1, 2), told(Steps, 2, 1)
	for _, c := range []struct {
		list []Told
		all  Told
		want string
	}{
		{[]Told{up, up, down, told(TrendAndStep, 1, 3), told(Flat, 0, 0), told(Wanders, 1, 2), told(Changed, 1, 2), told(Undecided, 0, 0), doubted}, up,
			"Of 9 x taken one by one, 4 moved (2 gradually, 1 at a date, 1 both gradually and at a date), 3 of them in the same direction as the whole; 1 shows no change; for 4 it can’t be told."},
		{[]Told{up, up}, told(Flat, 0, 0), "Of 2 x taken one by one, 2 moved gradually."},
		{[]Told{up, up}, up, "Of 2 x taken one by one, 2 moved gradually, all in the same direction as the whole."},
		{[]Told{down}, up, "Of 1 x taken one by one, 1 moved at a date, not in the same direction as the whole."},
		{[]Told{up, {Steps, 0}}, up, "Of 2 x taken one by one, 2 moved (1 gradually, 1 at a date), 1 of them in the same direction as the whole."},
		{[]Told{up}, Told{Steps, 0}, "Of 1 x taken one by one, 1 moved gradually."},
		{[]Told{doubted}, down, "Of 1 x taken one by one, for 1 it can’t be told."},
	} {
		if got := Together(c.list, c.all, counted(len(c.list))); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}

func counted(n int) string { return Grouped(n) + " x" }
