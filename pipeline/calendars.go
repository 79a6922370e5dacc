package pipeline

import (
	"errors"
	"fmt"
	"iter"
	"os"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// calendars are the sums over documents by Config.Freq, of which changes are
// explained, and by each of Config.AlsoFreq.
type calendars []*series.Aggregator

func newCalendars(m *lexicon.Matcher, c Config) (out calendars, err error) {
	for _, freq := range c.freqs() {
		o, err := c.seriesOptions(freq)
		if err != nil {
			return nil, err
		}
		sums, err := series.New(m, o)
		if err != nil {
			return nil, err
		}
		out = append(out, sums)
	}
	return out, nil
}

// spill lets the documents of each go into a file of its own.
func (c calendars) spill(scratch func() (*os.File, error)) error {
	if scratch == nil {
		return nil
	}
	for _, sums := range c {
		file, err := scratch()
		if err != nil {
			return err
		}
		sums.Spill(file)
	}
	return nil
}

// err is what came in the way of what was found out in them.
func (c calendars) err() (err error) {
	for _, sums := range c {
		err = errors.Join(err, sums.Err())
	}
	return err
}

// rows are those of all calendars, in the order of the table.
func (c calendars) rows() (iter.Seq[series.Row], error) {
	var all []iter.Seq[series.Row]
	for _, sums := range c {
		rows, err := sums.Rows()
		if err != nil {
			return nil, usage.Wrap(err)
		}
		all = append(all, rows)
	}
	return series.Merge(all), nil
}

func (c calendars) terms() ([]series.TermRow, error) { return ofAll(c, (*series.Aggregator).Terms) }

func (c calendars) parts() ([]series.PartRow, error) { return ofAll(c, (*series.Aggregator).Parts) }

// ofAll are the rows of all calendars. Those of a single one are not copied.
func ofAll[T any](c calendars, rows func(*series.Aggregator) ([]T, error)) (all []T, err error) {
	for i, sums := range c {
		of, err := rows(sums)
		if err != nil {
			return nil, usage.Wrap(err)
		}
		if i == 0 {
			all = of
		} else {
			all = append(all, of...)
		}
	}
	return all, nil
}

// warnings say what is in no series, and what the first calendar could not do.
func (c calendars) warnings(freqs []string) (out []string) {
	for i, sums := range c {
		if n := sums.Coarse(); n > 0 {
			out = append(out, fmt.Sprintf("%d documents are in no series by %s: their dates are coarser", n, freqs[i]))
		}
	}
	return append(out, c[0].Warnings()...)
}
