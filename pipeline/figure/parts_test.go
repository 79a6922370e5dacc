package figure

import (
	"math"
	"slices"
	"testing"
	"time"
)

func TestReadable(t *testing.T) {
	for in, want := range map[string]string{"values.human_rights": "Human rights", "a-b": "A – b", "": "", "主权": "主权"} {
		if got := readable(in); got != want {
			t.Errorf("readable %q: %q, want %q", in, got, want)
		}
	}
}

// TestTiers: intervals that overlap or touch lie on top of each other, each as
// low as it can.
func TestTiers(t *testing.T) {
	year := func(y int) time.Time {
		if y == 0 {
			return time.Time{}
		}
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for _, c := range []struct {
		intervals [][2]int // 0 is none
		want      []int
	}{
		{nil, []int{}},
		{[][2]int{{1963, 1971}, {1980, 1983}, {1991, 2002}}, []int{0, 0, 0}},
		{[][2]int{{2010, 2016}, {2013, 2021}}, []int{0, 1}},
		{[][2]int{{2010, 2013}, {2013, 2021}, {2021, 2022}, {2015, 2024}}, []int{0, 1, 0, 2}},
		{[][2]int{{2010, 2013}, {0, 0}, {2011, 2012}}, []int{0, 0, 1}},
	} {
		var breaks []breakRow
		for _, i := range c.intervals {
			breaks = append(breaks, breakRow{low: year(i[0]), high: year(i[1])})
		}
		if got := tiers(breaks); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.intervals, got, c.want)
		}
	}
}

// TestCounts takes P and N back out of ln((P+½)/(N+½)).
func TestCounts(t *testing.T) {
	for p := 0.0; p < 60; p++ {
		for n := 0.0; n < 60; n++ {
			r := seriesRow{estimate: math.Log((p + 0.5) / (n + 0.5)), hits: int64(p + n)}
			if a, b := r.counts(); a != p || b != n {
				t.Fatalf("%v and %v come back as %v and %v", p, n, a, b)
			}
		}
	}
}
