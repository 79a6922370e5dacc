package figure

import (
	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/store"
)

// told is the shape of a series with its steps, and what may be said of it.
type told struct {
	store.ShapeRow
	said  claim.Claim
	steps []store.BreakRow
	room  int // how many letters fit across the panel it is drawn in
}

// toldOf reads the shapes of a measure, in the order of the table. A run may
// have none.
func (s *source) toldOf(measure string, keep func(of, group string) bool) ([]*told, error) {
	if !s.Has("shapes") {
		return nil, nil
	}
	var out []*told
	at := map[store.SeriesName]*told{}
	err := read(s.Finished, func(r *store.ShapeRow) {
		if r.Measure == measure && r.Topic == s.Topic && r.Freq == s.freq() && keep(r.Of, r.Group) {
			out = append(out, &told{ShapeRow: *r})
			at[r.SeriesName] = out[len(out)-1]
		}
	})
	if err == nil && s.Has("breaks") {
		err = read(s.Finished, func(r *store.BreakRow) {
			if t := at[r.SeriesName]; t != nil {
				t.steps = append(t.steps, *r)
			}
		})
	}
	for _, t := range out {
		t.said = claim.Of(t.ShapeRow, t.steps)
	}
	return out, err
}

// only is the shape of one series; nil if it has none.
func only(list []*told) *told {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// dated says whether there are steps to draw.
func (t *told) dated() bool {
	return (t.Shape == claim.Steps || t.Shape == claim.TrendAndStep) && len(t.steps) > 0 && !t.withheld()
}

// withheld says whether there are steps that are too doubtful to draw.
func (t *told) withheld() bool { return len(t.steps) > 0 && claim.Doubtful(t.ShapeRow) }

// piece is a stretch of the calendar with one course: a level with its interval,
// or a slope, whose interval is not known.
type piece struct {
	course    []chart.Point
	low, high float64
	level     bool
}

func levelPiece(from, to, at, low, high float64) piece {
	return piece{[]chart.Point{{X: from, Y: at}, {X: to, Y: at}}, low, high, true}
}

// pieces are what the shape says of the course of the series. Where it is
// undecided that is nothing.
func (t *told) pieces() []piece {
	half := halfPeriod(t.Freq)
	first, last := chart.Days(t.First), chart.Days(t.Last)
	switch {
	case t.Shape == claim.Flat && known(t.Level):
		return []piece{levelPiece(first-half, last+half, t.Level, t.LevelLow, t.LevelHigh)}
	case t.Shape == claim.Trend:
		return []piece{{course: t.gradual()}}
	case t.Shape == claim.Steps && t.dated():
		return t.levels(first-half, last+half, half)
	case t.dated():
		return t.slopes()
	}
	return nil
}

// gradual is the course of a trend: a line, or a ramp between two levels.
func (t *told) gradual() []chart.Point {
	course := []chart.Point{{X: chart.Days(t.First), Y: t.From}}
	if !t.RampFrom.IsZero() {
		course = append(course, chart.Point{X: chart.Days(t.RampFrom), Y: t.From}, chart.Point{X: chart.Days(t.RampTo), Y: t.To})
	}
	return append(course, chart.Point{X: chart.Days(t.Last), Y: t.To})
}

// levels are those around the steps. In a hole between two there is none.
func (t *told) levels(start, end, half float64) (out []piece) {
	for _, b := range t.steps {
		out = append(out, levelPiece(start, chart.Days(b.Date)+half, b.Before, b.BeforeLow, b.BeforeHigh))
		start = chart.Days(b.Next) - half
	}
	b := t.steps[len(t.steps)-1]
	return append(out, levelPiece(start, end, b.After, b.AfterLow, b.AfterHigh))
}

// slopes are the parts of a trend around its steps.
func (t *told) slopes() (out []piece) {
	from := chart.Point{X: chart.Days(t.First), Y: t.From}
	for _, b := range t.steps {
		out = append(out, piece{course: []chart.Point{from, {X: chart.Days(b.Date), Y: b.Before}}})
		from = chart.Point{X: chart.Days(b.Next), Y: b.After}
	}
	return append(out, piece{course: []chart.Point{from, {X: chart.Days(t.Last), Y: t.To}}})
}

// extent lists the values of the pieces, for an axis.
func (t *told) extent() (out []float64) {
	if t == nil {
		return nil
	}
	for _, p := range t.pieces() {
		if p.level {
			out = append(out, p.low, p.high)
		}
		for _, q := range p.course {
			out = append(out, q.Y)
		}
	}
	return out
}
