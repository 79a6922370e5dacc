//go:build calibrate

package pipeline_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// programTally counts over the series of a kind.
type programTally struct {
	series, called, right, near, dates, held, season int
	classes                                          map[string]int
	levels, levelsHeld, changes, changesHeld         int
	estimates, estimatesHeld                         int
}

func tally(t *testing.T, run *result.Run, known map[string]planted) map[string]*programTally {
	t.Helper()
	out := map[string]*programTally{"hits": {classes: map[string]int{}}, "sides": {classes: map[string]int{}}}
	wanted := func(n store.SeriesName) (*programTally, planted, bool) {
		p, ok := known[n.Group]
		return out[n.Of], p, ok && n.Measure == "position" && out[n.Of] != nil
	}
	for _, row := range rowsOf[store.ShapeRow](t, run) {
		if r, _, ok := wanted(row.SeriesName); ok {
			r.shape(row)
		}
	}
	for _, row := range rowsOf[store.SeriesRow](t, run) {
		if r, p, ok := wanted(row.SeriesName); ok && row.Unit != "" {
			r.estimates++
			r.estimatesHeld += within(row.Low, p.truth[row.Period], row.High)
		}
	}
	for _, row := range rowsOf[store.BreakRow](t, run) {
		if r, p, ok := wanted(row.SeriesName); ok && row.Breaks == 1 && !p.step.IsZero() {
			r.dated(row, p)
		}
	}
	return out
}

func (r *programTally) shape(row store.ShapeRow) {
	r.series++
	r.classes[row.Shape]++
	if row.Steps > 0 {
		r.called++
	}
	if row.Season <= .05 {
		r.season++
	}
}

// dated looks at a series that has one step and of which one is told.
func (r *programTally) dated(row store.BreakRow, p planted) {
	r.right++
	if apart := row.Next.Sub(p.step).Hours() / 24; math.Abs(apart) < 367 {
		r.near++
	}
	r.dates++
	last := p.step.AddDate(-1, 0, 0) // steps are planted in series of years
	if !last.Before(row.DateLow) && !last.After(row.DateHigh) {
		r.held++
	}
	before, after := p.truth[p.ends[0]], p.truth[p.ends[1]]
	if !math.IsNaN(row.BeforeLow) && !math.IsNaN(row.AfterLow) {
		r.levels += 2
		r.levelsHeld += within(row.BeforeLow, before, row.BeforeHigh) + within(row.AfterLow, after, row.AfterHigh)
	}
	if !math.IsNaN(row.ChangeLow) {
		r.changes++
		r.changesHeld += within(row.ChangeLow, after-before, row.ChangeHigh)
	}
}

// within says whether an interval holds a value; an end that is null is none.
func within(low, v, high float64) int {
	if v < low || v > high {
		return 0
	}
	return 1
}

func (r *programTally) line(s simulation, of string) string {
	share := func(a, b int) string {
		if b == 0 {
			return "–"
		}
		return fmt.Sprintf("%.1f", 100*float64(a)/float64(b))
	}
	undecided := r.series
	cells := []string{s.name, of}
	for _, class := range []string{"flat", "trend", "step", "trend and step"} {
		undecided -= r.classes[class]
		cells = append(cells, share(r.classes[class], r.series))
	}
	number := "–"
	if r.right > 0 {
		number = share(r.near, r.right) + " (" + share(r.right, r.called) + ")"
	}
	season := "–"
	if s.months {
		season = share(r.season, r.series)
	}
	cells = append(cells, share(undecided, r.series), share(r.called, r.series), number,
		share(r.held, r.dates)+fmt.Sprintf(" (%d)", r.dates), share(r.estimatesHeld, r.estimates),
		share(r.changesHeld, r.changes)+fmt.Sprintf(" (%d)", r.changes), share(r.levelsHeld, r.levels)+fmt.Sprintf(" (%d)", r.levels), season)
	return "| " + strings.Join(cells, " | ") + " |"
}
