package pipeline

import (
	"errors"
	"fmt"
	"slices"

	"github.com/frameshift/frameshift/pipeline/store"
)

// tableColumn is a column of a run's table that is read, and its type; "" for
// any.
type tableColumn struct {
	name string
	kind store.Type
}

// eachRow calls row with the cells of the columns asked for, for every row of a
// run's table, in order. The cells are valid during the call.
func eachRow(run, table string, columns []tableColumn, row func(cells []any)) (err error) {
	t, err := store.OpenTable(run, table)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	places := make([]int, len(columns))
	for i, want := range columns {
		if places[i], err = want.place(t); err != nil {
			return fmt.Errorf("table %s of %s: %w", table, run, err)
		}
	}
	cells := make([]any, len(columns))
	for all, err := range t.Rows() {
		if err != nil {
			return err
		}
		for i, place := range places {
			cells[i] = all[place]
		}
		row(cells)
	}
	return nil
}

func (c tableColumn) place(t *store.Table) (int, error) {
	var names []string
	for i, have := range t.Columns() {
		if have.Name == c.name && c.kind != "" && have.Type != c.kind {
			return 0, fmt.Errorf("column %s is %s, not %s", c.name, have.Type, c.kind)
		}
		if have.Name == c.name {
			return i, nil
		}
		names = append(names, have.Name)
	}
	return 0, fmt.Errorf("%w %q: there are %q", errNoColumn, c.name, slices.Sorted(slices.Values(names)))
}

var errNoColumn = errors.New("no column")
