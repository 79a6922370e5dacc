package store

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/table"
)

// writeSeries writes the rows of series as they come, and wants them in order.
func writeSeries(dir string, s *Sums) error {
	return write(dir, func(w *table.Writer[SeriesRow]) error {
		var last series.Row
		first := true
		for r := range s.Series {
			if !first && compareSeries(&last, &r) >= 0 {
				return fmt.Errorf("write series: %s of %s, %q, %s comes too late: want ascending keys",
					r.Measure, r.Of, r.Group, r.Period.Format(time.DateOnly))
			}
			last, first = r, false
			if err := w.Put(seriesRow(&last)); err != nil {
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

func compareSeries(a, b *series.Row) int {
	return cmp.Or(a.Compare(b.Name), a.Period.Compare(b.Period))
}

func termRow(r *series.TermRow) TermRow {
	return TermRow{Frame: r.Frame, Entry: r.Entry, Freq: r.Freq, Period: r.Period, Hits: r.Hits, Contribution: r.Contribution}
}

func partRow(r *series.PartRow) PartRow {
	return PartRow{
		Of: r.Of, Topic: r.Topic, Group: r.Group, Freq: r.Freq, Period: r.Period, Side: r.Side, Frame: r.Frame,
		Count: r.Count, PerMille: r.PerMille,
	}
}

func compareParts(a, b series.PartRow) int {
	return cmp.Or(strings.Compare(a.Of, b.Of), strings.Compare(a.Topic, b.Topic), strings.Compare(a.Group, b.Group),
		strings.Compare(a.Freq, b.Freq), a.Period.Compare(b.Period), strings.Compare(a.Side, b.Side), strings.Compare(a.Frame, b.Frame))
}

func compareTerms(a, b series.TermRow) int {
	return cmp.Or(
		strings.Compare(a.Frame, b.Frame), strings.Compare(a.Entry, b.Entry), strings.Compare(a.Freq, b.Freq), a.Period.Compare(b.Period),
		cmp.Compare(a.Hits, b.Hits),
	)
}

func quarantineRow(r *corpus.Rejection) QuarantineRow {
	return QuarantineRow{Source: r.Source, Reason: string(r.Reason), Detail: r.Detail}
}

func compareRejections(a, b corpus.Rejection) int {
	return cmp.Or(
		strings.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason), strings.Compare(a.Detail, b.Detail),
		cmp.Compare(a.Seq, b.Seq),
	)
}
