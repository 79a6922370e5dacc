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
	"github.com/frameshift/frameshift/pipeline/table"
)

// WriteSeries writes the table series into dir. The rows come in the order of
// the table's key, one at a time: by group there can be very many.
func WriteSeries(dir string, rows iter.Seq[series.Row]) error {
	return write(dir, func(w *table.Writer[SeriesRow]) error {
		var last *series.Row
		for r := range rows {
			if last != nil && compareSeries(*last, r) >= 0 {
				return fmt.Errorf("write series: %s of %s, %q, %s comes too late: want ascending keys",
					r.Measure, r.Of, r.Group, r.Period.Format(time.DateOnly))
			}
			last = &r
			if err := w.Put(seriesRow(&r)); err != nil {
				return err
			}
		}
		return nil
	})
}

func seriesName(n series.Name) SeriesName {
	return SeriesName{Measure: n.Measure, Of: n.Of, Topic: n.Topic, Group: n.Group, Freq: n.Freq}
}

func seriesRow(r *series.Row) SeriesRow {
	return SeriesRow{
		SeriesName: seriesName(r.Name), Period: r.Period, Estimate: r.Estimate, Low: r.Low, High: r.High,
		Hits: r.Hits, Tokens: r.Tokens, Sentences: r.Sentences, Documents: r.Documents,
		Unit: r.Unit, Warnings: measure.Join(r.Warnings),
	}
}

func compareSeries(a, b series.Row) int {
	return cmp.Or(a.Compare(b.Name), a.Period.Compare(b.Period))
}

// WriteTerms writes the table terms into dir. The order of rows is free.
func WriteTerms(dir string, rows []series.TermRow) error {
	return writeRows(dir, slices.SortedFunc(slices.Values(rows), compareTerms), func(r *series.TermRow) TermRow {
		return TermRow{Frame: r.Frame, Entry: r.Entry, Freq: r.Freq, Period: r.Period, Hits: r.Hits, Contribution: r.Contribution}
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
	return writeRows(dir, slices.SortedFunc(slices.Values(rows), compareRejections), func(r *corpus.Rejection) QuarantineRow {
		return QuarantineRow{Source: r.Source, Reason: string(r.Reason), Detail: r.Detail}
	})
}

func compareRejections(a, b corpus.Rejection) int {
	return cmp.Or(
		strings.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason), strings.Compare(a.Detail, b.Detail),
		cmp.Compare(a.Seq, b.Seq),
	)
}

// writeRows writes a table of what row makes of a list.
func writeRows[T, R any](dir string, list []T, row func(*T) R) error {
	return write(dir, func(w *table.Writer[R]) error {
		for i := range list {
			if err := w.Put(row(&list[i])); err != nil {
				return err
			}
		}
		return nil
	})
}
