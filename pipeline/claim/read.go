package claim

import (
	"errors"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// ErrNoShape is that of a series whose shape the run did not tell.
var ErrNoShape = errors.New("the run tells no shape of the series")

// Read says what may be said of a series of a run.
func Read(run *result.Run, name store.SeriesName) (Claim, error) {
	var shape *store.ShapeRow
	for row, err := range result.Scan[store.ShapeRow](run) {
		if err != nil {
			return Claim{}, err
		}
		if row.SeriesName == name {
			shape = &row
		}
	}
	if shape == nil {
		return Claim{}, ErrNoShape
	}
	var steps []store.BreakRow
	for row, err := range result.Scan[store.BreakRow](run) {
		if err != nil {
			return Claim{}, err
		}
		if row.SeriesName == name {
			steps = append(steps, row)
		}
	}
	return Of(*shape, steps), nil
}
