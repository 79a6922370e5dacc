package store

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
)

// WriteSeries writes the table series into dir. The rows come in the order of
// the table's key, one at a time: by group there can be very many.
func WriteSeries(dir string, rows iter.Seq[series.Row]) error {
	return writeTable(dir, seriesSpec, func(w *tableWriter) error {
		var last *series.Row
		for r := range rows {
			if last != nil && compareSeries(*last, r) >= 0 {
				return fmt.Errorf("write series: %s of %s, %q, %s comes too late: want ascending keys",
					r.Measure, r.Of, r.Group, r.Period.Format(time.DateOnly))
			}
			last = &r
			if err := seriesRow(w, &r); err != nil {
				return err
			}
		}
		return nil
	})
}

func seriesRow(w *tableWriter, r *series.Row) error {
	w.name(&r.Name)
	w.date(r.Period)
	for _, f := range [...]float64{r.Estimate, r.Low, r.High} {
		w.real(f)
	}
	for _, n := range [...]int64{r.Hits, r.Tokens, r.Sentences, r.Documents} {
		w.integer(n)
	}
	w.optional(r.Unit)
	w.text(measure.Join(r.Warnings))
	return w.end()
}

func compareSeries(a, b series.Row) int {
	return cmp.Or(a.Compare(b.Name), a.Period.Compare(b.Period))
}

// WriteTerms writes the table terms into dir. The order of rows is free.
func WriteTerms(dir string, rows []series.TermRow) error {
	rows = slices.SortedFunc(slices.Values(rows), compareTerms)
	return writeTable(dir, termsSpec, func(w *tableWriter) error {
		for _, r := range rows {
			w.text(r.Frame)
			w.text(r.Entry)
			w.text(r.Freq)
			w.date(r.Period)
			w.integer(r.Hits)
			w.real(r.Contribution)
			if err := w.end(); err != nil {
				return err
			}
		}
		return nil
	})
}

func compareTerms(a, b series.TermRow) int {
	return cmp.Or(
		strings.Compare(a.Frame, b.Frame), strings.Compare(a.Entry, b.Entry), strings.Compare(a.Freq, b.Freq), a.Period.Compare(b.Period),
		cmp.Compare(a.Hits, b.Hits),
	)
}

// WriteQuarantine writes the table quarantine into dir. The order of rows is free.
func WriteQuarantine(dir string, rows []corpus.Rejection) error {
	rows = slices.SortedFunc(slices.Values(rows), compareRejections)
	return writeTable(dir, quarantineSpec, func(w *tableWriter) error {
		for _, r := range rows {
			w.text(r.Source)
			w.text(string(r.Reason))
			w.text(r.Detail)
			if err := w.end(); err != nil {
				return err
			}
		}
		return nil
	})
}

func compareRejections(a, b corpus.Rejection) int {
	return cmp.Or(
		strings.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason), strings.Compare(a.Detail, b.Detail),
		cmp.Compare(a.Seq, b.Seq),
	)
}
