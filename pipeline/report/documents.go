package report

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/store"
)

// document is a document of the run.
type document struct {
	id                                            string
	date                                          time.Time
	precision, lang, title, issuer, venue, source string
	audience, url, flags                          string

	periods []int    // its place in each calendar of the run, -1 where it counts in none
	cells   []string // all columns
}

func (r *run) readDocuments() error {
	t, err := store.OpenTable(r.dir, "documents")
	if err != nil {
		return err
	}
	defer t.Close()
	for _, c := range t.Columns() {
		r.columns = append(r.columns, c.Name)
	}
	for cells, err := range t.Rows() {
		if err != nil {
			return err
		}
		r.documents = append(r.documents, r.document(cells))
	}
	return nil
}

func (r *run) document(cells []any) document {
	var d document
	for i, cell := range cells {
		text := store.CellText(cell)
		d.cells = append(d.cells, text)
		switch r.columns[i] {
		case "id":
			d.id = text
		case "date":
			d.date, _ = cell.(time.Time)
		case "precision":
			d.precision = text
		case "lang":
			d.lang = text
		case "title":
			d.title = text
		case "issuer":
			d.issuer = text
		case "venue":
			d.venue = text
		case "audience":
			d.audience = text
		case "url":
			d.url = text
		case "source":
			d.source = text
		case "flags":
			d.flags = text
		}
	}
	for _, c := range r.calendars {
		d.periods = append(d.periods, c.place(d.date, d.lastDay()))
	}
	return d
}

// lastDay is the last day that the date can mean: one coarser than a period
// falls into none.
func (d *document) lastDay() time.Time {
	switch d.precision {
	case "year":
		return d.date.AddDate(1, 0, -1)
	case "month":
		return d.date.AddDate(0, 1, -1)
	}
	return d.date
}

// dateText is the date as precise as the source stated it.
func (d *document) dateText() string {
	layout := map[string]string{"year": "2006", "month": "2006-01"}[d.precision]
	if layout == "" {
		layout = time.DateOnly
	}
	return d.date.Format(layout)
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
		for i, column := range r.columns {
			has = has || (column == p.Key || column == "meta_"+p.Key) && d.cells[i] == p.Value
		}
		if !has {
			return false
		}
	}
	return true
}
