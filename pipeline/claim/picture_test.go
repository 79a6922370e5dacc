package claim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/store"
)

// TestPicture: what is drawn of each shape; nothing of what is doubtful or missing.
func TestPicture(t *testing.T) {
	nan := math.NaN()
	step := store.BreakRow{Date: jan(2001), Next: jan(2003), DateLow: jan(2000), DateHigh: jan(2001), Before: 4, After: 1}
	for _, c := range []struct {
		about, measure, shape string
		from, to, level, q    float64
		steps                 []store.BreakRow
		want                  string
	}{
		{"a level", "position", Flat, nan, nan, 2, nan, nil, "2000:2 2004:2"},
		{"no level", "position", Flat, nan, nan, nan, nan, nil, ""},
		{"a way", "position", Trend, 1, 3, nan, nan, nil, "2000:1 2004:3"},
		{"the way of a rate is straight in logs", "rate", Trend, 1, 16, nan, nan, nil, "2000:1 2001:2 2002:4 2003:8 2004:16"},
		{"that of a share in logits", "share", Trend, 0.2, 0.8, nan, nan, nil, "2000:0.2 2001:0.3333 2002:0.5 2003:0.6667 2004:0.8"},
		{"from none there is no way in logs", "rate", Trend, 0, 16, nan, nan, nil, "2000:0 2004:16"},
		{"a way without an end", "position", Trend, 1, nan, nan, nan, nil, ""},
		{"a step over a hole", "position", Steps, nan, nan, nan, nan, []store.BreakRow{step}, "2000:4 2001:4, 2003:1 2004:1 | 2001 to 2003 in 2000 to 2003"},
		{"a doubtful step", "position", Steps, nan, nan, nan, 0.4, []store.BreakRow{step}, ""},
		{"a step beside a way", "position", TrendAndStep, 5, 0, nan, 0.01, []store.BreakRow{step}, "2000:5 2001:4, 2003:1 2004:0 | 2001 to 2003 in 2000 to 2003"},
		{"a doubtful step beside a way", "position", TrendAndStep, 5, 0, nan, 0.4, []store.BreakRow{step}, ""},
		{"undecided", "position", Changed, 5, 0, 3, nan, nil, ""},
	} {
		s := store.ShapeRow{SeriesName: store.SeriesName{Measure: c.measure, Freq: "year"}, Shape: c.shape, First: jan(2000), Last: jan(2004),
			From: c.from, To: c.to, Level: c.level, Q: c.q}
		if got := drawn(PictureOf(s, c.steps)); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}

func drawn(p Picture) string {
	var pieces []string
	for _, piece := range p.Pieces {
		var knots []string
		for _, k := range piece.Course {
			knots = append(knots, fmt.Sprintf("%d:%.4g", k.Period.Year(), k.Value))
		}
		pieces = append(pieces, strings.Join(knots, " "))
	}
	text := strings.Join(pieces, ", ")
	for _, c := range p.Cuts {
		text += fmt.Sprintf(" | %d to %d in %d to %d", c.Last.Year(), c.Next.Year(), c.Low.Year(), c.High.Year())
	}
	return text
}

// TestWeak: a ratio with too little behind it is drawn hollow, a rate is not, nor
// what is noted only.
func TestWeak(t *testing.T) {
	for _, c := range []struct {
		measure, warnings string
		want              bool
	}{
		{"position", "weak", true}, {"position", "few-documents; weak", true}, {"position", "few-documents", false}, {"position", "", false}, {"rate", "weak", false},
	} {
		if got := Weak(c.measure, c.warnings); got != c.want {
			t.Errorf("%s with %q: %v", c.measure, c.warnings, got)
		}
	}
}
