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

// picture is what is drawn of the shape.
func (t *told) picture() claim.Picture { return claim.PictureOf(t.ShapeRow, t.steps) }

// dated says whether there are steps to draw.
func (t *told) dated() bool { return len(t.picture().Cuts) > 0 }

// withheld says whether there are steps that are too doubtful to draw.
func (t *told) withheld() bool { return len(t.steps) > 0 && claim.Doubtful(t.ShapeRow) }

// piece is a stretch of the calendar with one course: a level with its interval,
// or a slope, whose interval is not known.
type piece struct {
	course    []chart.Point
	low, high float64
	level     bool
}

// pieces are what the picture has of the course of the series; a level reaches to
// the ends of its periods.
func (t *told) pieces() (out []piece) {
	half := halfPeriod(t.Freq)
	for _, p := range t.picture().Pieces {
		one := piece{low: p.Low, high: p.High, level: p.Level}
		for _, k := range p.Course {
			one.course = append(one.course, chart.Point{X: chart.Days(k.Period), Y: k.Value})
		}
		if p.Level {
			one.course[0].X, one.course[1].X = one.course[0].X-half, one.course[1].X+half
		}
		out = append(out, one)
	}
	return out
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
