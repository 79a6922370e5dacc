package report

import (
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

// in says whether the document belongs to a group, or to either group of a pair.
// A key is a column of documents, and its value is what that column has for this
// document.
func (r *run) in(d *document, g group.Group) bool {
	return r.holds(d, g.First) || g.Pair() && r.holds(d, g.Second)
}

func (r *run) holds(d *document, k group.Key) bool {
	for _, p := range k {
		has := false
		for _, column := range [...]string{p.Key, "meta_" + p.Key} {
			value, known := d.Get(column)
			has = has || known && value == p.Value
		}
		if !has {
			return false
		}
	}
	return true
}
