package result

import (
	"iter"
	"slices"

	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
)

// seriesPlace is where the rows of a series stand in the table series.
type seriesPlace struct {
	store.SeriesName
	table.Span
}

// Series lists the series of the run in the order of the table. By group there can
// be very many, so that the rows of each are read where they are wanted.
func (r *Run) Series() ([]store.SeriesName, error) {
	places, err := r.places()
	out := make([]store.SeriesName, len(places))
	for i, p := range places {
		out[i] = p.SeriesName
	}
	return out, err
}

// SeriesRows reads the rows of the series that keep wants, in the order of the
// table. The columns of T are those that are read.
func SeriesRows[T any](r *Run, keep func(*store.SeriesName) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		places, err := r.places()
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		var spans []table.Span
		for i := range places {
			if keep(&places[i].SeriesName) {
				spans = append(spans, places[i].Span)
			}
		}
		ScanSpans[T](r, spans)(yield)
	}
}

// places says where the series stand.
func (r *Run) places() ([]seriesPlace, error) {
	s := &r.series
	s.once.Do(func() { s.places, s.err = r.findSeries() })
	return s.places, s.err
}

// findSeries reads where each series starts and ends.
func (r *Run) findSeries() (places []seriesPlace, err error) {
	type name struct {
		_ struct{} `table:"series"`
		store.SeriesName
	}
	at := int64(0)
	for row, err := range Scan[name](r) {
		if err != nil {
			return nil, err
		}
		if n := len(places); n == 0 || places[n-1].SeriesName != row.SeriesName {
			places = append(places, seriesPlace{row.SeriesName, table.Span{From: at}})
		}
		at++
		places[len(places)-1].To = at
	}
	return slices.Clip(places), nil
}
