package figure

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// row is a row of a table, its cells by name.
type row struct {
	cells []any
	at    map[string]int
}

func (r row) text(name string) string {
	s, _ := r.cells[r.at[name]].(string)
	return s
}

func (r row) integer(name string) int64 {
	n, _ := r.cells[r.at[name]].(int64)
	return n
}

// real is a number; null is NaN.
func (r row) real(name string) float64 {
	switch v := r.cells[r.at[name]].(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	return math.NaN()
}

// date is a day; null is the zero time.
func (r row) date(name string) time.Time {
	t, _ := r.cells[r.at[name]].(time.Time)
	return t
}

func (r row) truth(name string) bool {
	b, _ := r.cells[r.at[name]].(bool)
	return b
}

// read hands every row of a table to use. The columns are those that use asks
// for: a table without one of them is an error.
func (r *Run) read(table string, columns []string, use func(row)) (err error) {
	t, err := store.OpenTable(r.dir, table)
	if errors.Is(err, os.ErrNotExist) {
		return lacking{fmt.Errorf("the run has no table %s: make it anew with this version", table)}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	at := map[string]int{}
	for i, c := range t.Columns() {
		at[c.Name] = i
	}
	for _, name := range columns {
		if _, ok := at[name]; !ok {
			return fmt.Errorf("table %s in %s has no column %s: make the run anew with this version", table, r.dir, name)
		}
	}
	for cells, err := range t.Rows() {
		if err != nil {
			return err
		}
		use(row{cells, at})
	}
	return nil
}

// seriesRow is a period of a series. Missing numbers are NaN.
type seriesRow struct {
	of, group, freq         string
	period                  time.Time
	estimate, low, high     float64
	hits, tokens, documents int64
	unit, warnings          string
	// weak is a ratio of few hits. A rate of few hits needs no such mark: it is
	// low, and its interval says how well that is known.
	weak bool
}

// seriesOf reads the rows of a measure in the topic asked for that keep accepts.
func (s *source) seriesOf(name string, keep func(of, group string) bool) ([]seriesRow, error) {
	columns := []string{"measure", "of", "topic", "group", "freq", "period", "estimate", "ci_low", "ci_high", "hits", "tokens", "documents", "unit", "warnings"}
	var out []seriesRow
	of, _ := measure.Named(name)
	weak := func(w measure.Warning) bool { return w.Is(measure.Weak) }
	freq := s.freq()
	err := s.read("series", columns, func(r row) {
		if r.text("measure") != name || r.text("topic") != s.Topic || !keep(r.text("of"), r.text("group")) {
			return
		}
		if r.text("freq") != freq {
			return
		}
		out = append(out, seriesRow{
			of: r.text("of"), group: r.text("group"), freq: r.text("freq"), period: r.date("period"),
			estimate: r.real("estimate"), low: r.real("ci_low"), high: r.real("ci_high"),
			hits: r.integer("hits"), tokens: r.integer("tokens"), documents: r.integer("documents"),
			unit: r.text("unit"), warnings: r.text("warnings"),
			weak: of.Ratio && slices.ContainsFunc(measure.Split(r.text("warnings")), weak),
		})
	})
	if err == nil && len(out) == 0 {
		err = s.nothing("series", name)
	}
	return out, err
}

// breakRow is a chosen break.
type breakRow struct {
	group                                  string
	date, next, low, high                  time.Time
	support, before, after, p              float64
	beforeLow, beforeHigh                  float64
	afterLow, afterHigh, change            float64
	changeLow, changeHigh                  float64
	surviveTerm, surviveIssuer, surviveDoc float64
}

// breaksOf reads the chosen breaks of a measure. A run without the table has
// none to show.
func (s *source) breaksOf(measure string, keep func(of, group string) bool) ([]breakRow, error) {
	if !s.has("breaks") {
		return nil, nil
	}
	columns := []string{"measure", "of", "topic", "group", "freq", "breaks", "date", "date_next", "date_low", "date_high", "support",
		"before", "before_low", "before_high", "after", "after_low", "after_high", "change", "change_low", "change_high", "chosen", "p",
		"survives_terms", "survives_issuers", "survives_documents"}
	var out []breakRow
	freq := s.freq()
	err := s.read("breaks", columns, func(r row) {
		if r.text("measure") != measure || r.text("topic") != s.Topic || r.text("freq") != freq || !r.truth("chosen") || r.date("date").IsZero() || !keep(r.text("of"), r.text("group")) {
			return
		}
		out = append(out, breakRow{
			group: r.text("group"), date: r.date("date"), next: r.date("date_next"), low: r.date("date_low"), high: r.date("date_high"),
			support: r.real("support"), p: r.real("p"),
			before: r.real("before"), beforeLow: r.real("before_low"), beforeHigh: r.real("before_high"),
			after: r.real("after"), afterLow: r.real("after_low"), afterHigh: r.real("after_high"),
			change: r.real("change"), changeLow: r.real("change_low"), changeHigh: r.real("change_high"),
			surviveTerm: r.real("survives_terms"), surviveIssuer: r.real("survives_issuers"), surviveDoc: r.real("survives_documents"),
		})
	})
	return out, err
}

// nothing is the error of a selection that no row fits.
func (s *source) nothing(table, measure string) error {
	return lacking{fmt.Errorf("table %s has no %s of %q in topic %q, group %q, by %s: look at frameshift show %s --run %s",
		table, measure, s.Of, s.Topic, s.Group, s.freq(), table, s.dir)}
}
