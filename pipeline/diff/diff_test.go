package diff

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestLeft: a series has moved where its new estimate lies outside the interval it
// had; ends that do not exist hold everything.
func TestLeft(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name           string
		value, lo, hi  float64
		now            float64
		moved          bool
		distanceInArms float64
	}{
		{"inside", 1, 0, 2, 1.9, false, 0.9},
		{"at the end", 1, 0, 2, 2, false, 1},
		{"above", 1, 0, 2, 4, true, 3},
		{"below", 1, 0, 2, -1, true, 2},
		{"above an open end", 1, 0, nan, 100, false, nan},
		{"below a closed end", 1, 0, nan, -1, true, 2},
		{"without an interval", 1, nan, nan, 100, false, nan},
		{"an end that is 0 but for rounding", 0, 1e-17, 0.5, 0, false, math.Inf(1)},
		{"an interval without width", 1, 1, 1, 2, true, math.Inf(1)},
	} {
		e := &Estimate{Number(c.value), Number(c.lo), Number(c.hi)}
		now := &Estimate{Value: Number(c.now)}
		if got := e.left(now); got != c.moved {
			t.Errorf("%s: left is %v", c.name, got)
		}
		if got := e.far(now); c.moved && got != c.distanceInArms {
			t.Errorf("%s: %v arms away, want %v", c.name, got, c.distanceInArms)
		}
	}
}

// TestStepChanges: steps with the same date are the same, whatever their sets; of
// the others those whose sets meet have shifted.
func TestStepChanges(t *testing.T) {
	year := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	steps := func(years ...[3]int) (out []store.BreakRow) {
		for _, y := range years {
			out = append(out, store.BreakRow{
				SeriesName: store.SeriesName{Measure: "position", Freq: "year"},
				Date:       year(y[0]), Next: year(y[0] + 1), DateLow: year(y[1]), DateHigh: year(y[2]),
			})
		}
		return out
	}
	for _, c := range []struct {
		name     string
		old, now []store.BreakRow
		want     []string
	}{
		{"none", nil, nil, nil},
		{"the same", steps([3]int{1980, 1979, 1981}), steps([3]int{1980, 1970, 1990}), nil},
		{"shifted", steps([3]int{1980, 1978, 1982}), steps([3]int{1983, 1982, 1985}), []string{"shifted 1980 | 1981 1983 | 1984"}},
		{"apart", steps([3]int{1980, 1979, 1981}), steps([3]int{1990, 1989, 1991}), []string{"went 1980 | 1981 ", "appeared  1990 | 1991"}},
		{"one more", steps([3]int{1980, 1979, 1981}), steps([3]int{1970, 1969, 1985}, [3]int{1980, 1979, 1981}), []string{"appeared  1970 | 1971"}},
		{"one less", steps([3]int{1970, 1969, 1971}, [3]int{1980, 1979, 1981}), steps([3]int{1980, 1979, 1981}), []string{"went 1970 | 1971 "}},
	} {
		var got []string
		for _, b := range stepChanges(c.old, c.now) {
			got = append(got, b.Change+" "+b.Before+" "+b.After)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestCut: of 11,000 documents that came a person reads a dozen, and all are counted.
func TestCut(t *testing.T) {
	c := &Changes{Before: &Side{}}
	for range 11_000 {
		c.Documents.In.add(Document{ID: "d\x1b[31m\u202e"}, mostNoted)
	}
	if n := len(c.Documents.In.Named); n != mostNoted || c.Documents.In.Count != 11_000 {
		t.Errorf("%d of %d are named", n, c.Documents.In.Count)
	}
	s := c.Sections(12)
	if len(s) != 1 || len(s[0].Lines) != 12 || s[0].More != 11_000-12 || strings.ContainsAny(s[0].Lines[0], "\x1b\u202e") {
		t.Errorf("%+v", s)
	}
	if text := c.Paragraph(); !strings.Contains(text, "11,000 documents came.") {
		t.Error(text)
	}
}

// TestJSON: what is written is read back, and nothing in it steers a terminal.
func TestJSON(t *testing.T) {
	c := &Changes{Before: &Side{Run: "a"}, Says: "\u202e\u009b"}
	c.Series.Headline = &Line{New: []Period{{After: &Estimate{1, Number(math.NaN()), 2}}}}
	raw, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(raw), "\u202e\u009b") || !strings.Contains(string(raw), `"ci_low": null`) {
		t.Errorf("%s", raw)
	}
	var again Changes
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(float64(again.Series.Headline.New[0].After.Low)) {
		t.Error("null is not read as NaN")
	}
	if second, err := again.JSON(); err != nil || string(second) != string(raw) {
		t.Errorf("%v: written again it is\n%s", err, second)
	}
}
