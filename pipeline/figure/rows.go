package figure

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
	tables "github.com/frameshift/frameshift/pipeline/table"
)

// read hands every row of the table of T to use.
func read[T any](r *Finished, use func(*T)) error { return each(result.Scan[T](r.Run), use) }

func each[T any](rows iter.Seq2[T, error], use func(*T)) error {
	for row, err := range rows {
		if errors.Is(err, tables.ErrNoTable) {
			return lacking{err}
		}
		if err != nil {
			return err
		}
		use(&row)
	}
	return nil
}

// seriesRow is a period of a series. Missing numbers are NaN.
type seriesRow struct {
	measure, of, group      string
	freq                    string
	period                  time.Time
	estimate, low, high     float64
	hits, tokens, documents int64
	unit, warnings          string
	weak                    bool // see claim.Weak
	few                     bool // hits, so that the interval is of this period alone
}

// seriesOf reads the rows of a measure in the topic asked for that keep accepts.
func (s *source) seriesOf(name string, keep func(of, group string) bool) ([]seriesRow, error) {
	var out []seriesRow
	freq := s.freq()
	wanted := func(n *store.SeriesName) bool {
		return n.Measure == name && n.Topic == s.Topic && n.Freq == freq && keep(n.Of, n.Group)
	}
	err := each(result.SeriesRows[store.SeriesRow](s.Run, wanted), func(r *store.SeriesRow) {
		out = append(out, seriesRow{
			measure: name, of: r.Of, group: r.Group, freq: r.Freq, period: r.Period, estimate: r.Estimate, low: r.Low, high: r.High,
			hits: r.Hits, tokens: r.Tokens, documents: r.Documents, unit: r.Unit, warnings: r.Warnings,
			few: r.Hits <= claim.FewHits, weak: claim.Weak(name, r.Warnings),
		})
	})
	if err == nil && len(out) == 0 {
		err = s.nothing("series", name)
	}
	return out, err
}

// nothing is the error of a selection that no row fits.
func (s *source) nothing(name, measure string) error {
	return lacking{fmt.Errorf("table %s has no %s of %q in topic %q, group %q, by %s: look at frameshift show %s --run %s",
		name, measure, s.Of, s.Topic, s.Group, s.freq(), name, s.Dir)}
}
