package claim

import (
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

func jan(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }

// TestOf: what is said of each shape, and what is not: no date without a step.
func TestOf(t *testing.T) {
	nan := math.NaN()
	name := store.SeriesName{Measure: "position", Of: "c", Freq: "year"}
	step := store.BreakRow{SeriesName: name, Date: jan(1983), Next: jan(1984), DateLow: jan(1981), DateHigh: jan(1983),
		Before: 2.931, BeforeLow: 2.1, BeforeHigh: nan, After: -0.004, AfterLow: -0.3, AfterHigh: 0.3, Change: -2.9, ChangeLow: nan, ChangeHigh: nan}
	hole := step
	hole.Date, hole.Next, hole.DateLow, hole.DateHigh = jan(1983), jan(1986), jan(1983), jan(1985)
	for _, c := range []struct {
		shape store.ShapeRow
		steps []store.BreakRow
		want  string
	}{
		{store.ShapeRow{Shape: Flat, Level: 0.12, LevelLow: -0.1, LevelHigh: 0.34, Unseen: 0.5}, nil,
			"shows no change: +0.12 (−0.10 to +0.34) throughout; a step of 0.50 would probably have been seen"},
		{store.ShapeRow{Shape: Trend, First: jan(1972), Last: jan(2024), From: 3.557, To: -0.128}, nil,
			"moves gradually, from +3.56 in 1972 to −0.13 in 2024; no date can be given"},
		{store.ShapeRow{Shape: Trend, First: jan(1972), Last: jan(2024), From: 3.557, To: -0.128, RampFrom: jan(1974), RampTo: jan(1994)}, nil,
			"moves gradually, from +3.56 in 1972 to −0.13 in 2024, most of it between 1974 and 1994; no date can be given"},
		{store.ShapeRow{Shape: Steps}, []store.BreakRow{step},
			"steps at 1983 | 1984 (95 %: 1981 | 1982 to 1983 | 1984) from +2.93 (from +2.10) to 0.00 (−0.30 to +0.30)"},
		{store.ShapeRow{Shape: Steps}, []store.BreakRow{hole},
			"steps at 1983 | 1986 (95 %: no other date) from +2.93 (from +2.10) to 0.00 (−0.30 to +0.30)"},
		{store.ShapeRow{Shape: Changed}, nil, "changed; how can't be told: steps and a gradual course fit about equally well"},
		{store.ShapeRow{Shape: Undecided, N: 1}, nil, "has no shape that could be told from 1 period"},
	} {
		c.shape.SeriesName = name
		if got := Of(c.shape, c.steps); got.Text != c.want || len(got.Steps) != len(c.steps) {
			t.Errorf("got  %q\nwant %q", got.Text, c.want)
		}
	}
}

// TestTitle: a title has no number that the text has not, and no date that is doubted.
func TestTitle(t *testing.T) {
	nan := math.NaN()
	name := store.SeriesName{Measure: "position", Of: "c", Freq: "year"}
	step := store.BreakRow{SeriesName: name, Date: jan(1983), Next: jan(1984), DateLow: jan(1983), DateHigh: jan(1983),
		Before: 2.931, BeforeLow: nan, BeforeHigh: nan, After: -0.5, AfterLow: nan, AfterHigh: nan, Change: -3.4, ChangeLow: nan, ChangeHigh: nan}
	later := step
	later.Date, later.Next = jan(1999), jan(2000)
	for _, c := range []struct {
		shape store.ShapeRow
		steps []store.BreakRow
		want  string
	}{
		{store.ShapeRow{Shape: Flat, Level: 0.12, LevelLow: nan, LevelHigh: nan}, nil, "shows no change: +0.12 throughout"},
		{store.ShapeRow{Shape: Flat, Level: nan}, nil, "shows no change"},
		{store.ShapeRow{Shape: Trend, First: jan(1972), Last: jan(2024), From: 3.557, To: -0.128, RampFrom: jan(1974), RampTo: jan(1994)}, nil,
			"moves gradually from +3.56 in 1972 to −0.13 in 2024"},
		{store.ShapeRow{Shape: Steps, Q: nan}, []store.BreakRow{step}, "steps from +2.93 to −0.50 at 1983 | 1984"},
		{store.ShapeRow{Shape: Steps, Q: 0.2}, []store.BreakRow{step}, "may step, but too doubtfully to say when"},
		{store.ShapeRow{Shape: Steps, Q: 0.01}, []store.BreakRow{step, later}, "steps twice, at 1983 | 1984 and 1999 | 2000"},
		{store.ShapeRow{Shape: TrendAndStep}, []store.BreakRow{later}, "moves gradually, and steps beside it at 1999 | 2000"},
		{store.ShapeRow{Shape: Changed}, nil, "changed; how can't be told"},
		{store.ShapeRow{Shape: Wanders}, nil, "wanders; neither level nor date can be given"},
		{store.ShapeRow{Shape: Undecided, N: 3}, nil, "has no shape to tell"},
	} {
		c.shape.SeriesName = name
		got := Of(c.shape, c.steps)
		if got.Title != c.want {
			t.Errorf("got  %q\nwant %q", got.Title, c.want)
		}
		for _, number := range regexp.MustCompile(`[+−]?[0-9][0-9.]*`).FindAllString(got.Title, -1) {
			if !strings.Contains(got.Text, number) {
				t.Errorf("%q has %s, which %q has not", got.Title, number, got.Text)
			}
		}
	}
}

// TestSaid: a source is named of a change that is told, is not doubted, and goes
// the way the thirds differ.
func TestSaid(t *testing.T) {
	m := Made{Text: "Text.", Moved: "The change comes from both sides.", Way: -1}
	for way, want := range map[int]bool{-1: true, 0: false, 1: false} {
		if got := m.Said(Claim{Shape: Steps, Way: way}); strings.Contains(got, "change") != want {
			t.Errorf("%d: %q", way, got)
		}
	}
}

// TestWay: what steps up and back, or against its gradual course, has no way.
func TestWay(t *testing.T) {
	up, down := store.BreakRow{Change: 1}, store.BreakRow{Change: -1.1}
	for _, c := range []struct {
		shape store.ShapeRow
		steps []store.BreakRow
		want  int
	}{
		{store.ShapeRow{Shape: Trend, From: 1, To: 0}, nil, -1},
		{store.ShapeRow{Shape: Steps}, []store.BreakRow{up}, 1},
		{store.ShapeRow{Shape: Steps}, []store.BreakRow{up, up}, 1},
		{store.ShapeRow{Shape: Steps}, []store.BreakRow{up, down}, 0},
		{store.ShapeRow{Shape: Steps, Q: 0.2}, []store.BreakRow{up}, 0},
		{store.ShapeRow{Shape: TrendAndStep, From: 0, To: 2}, []store.BreakRow{up}, 1},
		{store.ShapeRow{Shape: TrendAndStep, From: 0, To: 0.1}, []store.BreakRow{up}, 0},
		{store.ShapeRow{Shape: Changed, From: 0, To: 1}, nil, 0},
		{store.ShapeRow{Shape: Flat}, nil, 0},
	} {
		if got := Of(c.shape, c.steps).Way; got != c.want {
			t.Errorf("%s, %d steps: %d, want %d", c.shape.Shape, len(c.steps), got, c.want)
		}
	}
}

// TestSource: by hand. ln of how each side grew; the second counts against.
func TestSource(t *testing.T) {
	for _, c := range []struct {
		first, second float64
		way           int
		want          string
	}{
		{-1.0, 0.1, -1, "mostly from A."},
		{0.1, -1.0, 1, "mostly from B."},
		{-0.5, 0.6, -1, "from both sides."},
		{-1.7, -1.0, -1, "from A; what B does makes it smaller."},
		{1.0, 1.7, -1, "from B; what A does makes it smaller."},
		{-1.0, -0.95, 0, ""},
		{0, 0, 0, ""},
	} {
		way, text := source([2]float64{c.first, -c.second}, [2]string{"A", "B"})
		if way != c.way || !strings.HasSuffix(text, c.want) || (text == "") != (c.want == "") {
			t.Errorf("%v, %v: %d %q, want %d %q", c.first, c.second, way, text, c.way, c.want)
		}
	}
}
