package report

import (
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// document is a document of the run.
type document struct {
	store.DocumentRow
	periods []int // its place in each calendar of the run, -1 where it counts in none
}

func (r *run) readDocuments() error {
	t, err := r.Table("documents")
	if err != nil {
		return err
	}
	for _, c := range t.Columns() {
		r.columns = append(r.columns, c.Name)
	}
	r.meta = t.Columns()[min(len(t.Columns()), len(store.Specs(nil)[0].Columns)):]
	if err := t.Close(); err != nil {
		return err
	}
	for row, err := range result.Scan[store.DocumentRow](r.Run) {
		if err != nil {
			return err
		}
		d := document{DocumentRow: row}
		for _, c := range r.calendars {
			d.periods = append(d.periods, c.place(d.Date, d.lastDay()))
		}
		r.documents = append(r.documents, d)
	}
	return nil
}

// lastDay is the last day that the date can mean: one coarser than a period
// falls into none.
func (d *document) lastDay() time.Time {
	switch d.Precision {
	case "year":
		return d.Date.AddDate(1, 0, -1)
	case "month":
		return d.Date.AddDate(0, 1, -1)
	}
	return d.Date
}

// dateText is the date as precise as the source stated it.
func (d *document) dateText() string {
	layout := map[string]string{"year": "2006", "month": "2006-01"}[d.Precision]
	if layout == "" {
		layout = time.DateOnly
	}
	return d.Date.Format(layout)
}

// told is what a column of the user's says, if there is one.
func (d *document) told(column string) string {
	value, known := d.Get(column)
	if !known {
		value, _ = d.Get("meta_" + column)
	}
	return value
}

// member says whether a document belongs to a group, or to either group of a pair.
// A key is a column of documents, and its value is what that column has for this
// document.
func member(d *document) func(group.Group) bool {
	values := map[string][]string{} // by key
	has := func(p group.Part) bool {
		list, read := values[p.Key]
		if !read {
			for _, column := range [...]string{p.Key, "meta_" + p.Key} {
				if value, known := d.Get(column); known {
					list = append(list, value)
				}
			}
			values[p.Key] = list
		}
		return slices.Contains(list, p.Value)
	}
	holds := func(k group.Key) bool { return !slices.ContainsFunc(k, func(p group.Part) bool { return !has(p) }) }
	return func(g group.Group) bool { return holds(g.First) || g.Pair() && holds(g.Second) }
}
