package corpus

import (
	"context"
	"strings"
	"sync"
)

// dateOrder is what a column of dates such as 03/05/2019 shows of their order: a
// part above 12 is a day. A column that shows both has none.
type dateOrder uint8

const (
	orderDayFirst dateOrder = 1 << iota
	orderMonthFirst
	orderMixed = orderDayFirst | orderMonthFirst
)

// dateColumn is where dates of one order stand: a field of one file of records, or of
// all files of an input that hold one document each.
type dateColumn struct{ place, field string }

// tally is what a column of a file holds.
type tally struct {
	dates int
	order dateOrder
}

// orders knows the order of day and month in each column. It is found out from all
// inputs, in a reading of its own, when the first date is met that needs it: most
// corpora never pay for it, and those that do are read twice.
type orders struct {
	survey  bool // this reader only finds out
	once    sync.Once
	mu      sync.Mutex
	tallies map[dateColumn]tally
	known   map[dateColumn]dateOrder
}

// dateColumnOf is the column of its file that a field of a draft stands in.
func dateColumnOf(d *draft, field string) dateColumn {
	if d.oneText() {
		return dateColumn{inputOf(d.raw.file.source), field}
	}
	return dateColumn{d.raw.file.source, field}
}

// oneText says that the file of a draft holds one text, and no records.
func (d *draft) oneText() bool { return d.raw.form == formText || d.raw.form == formDocument }

func inputOf(source string) string {
	label, _, _ := strings.Cut(source, "/")
	return label
}

// note counts a date of a column during the survey.
func (o *orders) note(c dateColumn, order dateOrder) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.tallies[c]
	o.tallies[c] = tally{t.dates + 1, t.order | order}
}

// sum takes what the survey has found. Files with one date each, as a folder of
// JSON files has them, are rows of one column.
func (o *orders) sum() map[dateColumn]dateOrder {
	known := map[dateColumn]dateOrder{}
	for c, t := range o.tallies {
		if t.dates == 1 {
			c.place = inputOf(c.place)
		}
		known[c] |= t.order
	}
	return known
}

// of is the order of a column; one says that its file holds one text.
func (o *orders) of(r *Reader, c dateColumn, one bool) dateOrder {
	o.once.Do(func() { o.known, o.tallies = r.surveyDates() })
	if r.share != nil && (one || o.tallies[c].dates < 2) {
		r.refused.Store(true)
	}
	if order, ok := o.known[c]; ok {
		return order
	}
	return o.known[dateColumn{inputOf(c.place), c.field}]
}

// surveyDates reads the inputs as Read does, but only for the order of their dates.
func (r *Reader) surveyDates() (map[dateColumn]dateOrder, map[dateColumn]tally) {
	s := r.like()
	s.orders = &orders{survey: true, tallies: map[dateColumn]tally{}}
	ctx := r.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	// An error is that of the context, which ends this reading and the other, or of the storage.
	r.lost = s.Read(ctx, func(raw Raw) error {
		if raw.rejection == nil {
			s.surveyItem(raw)
		}
		return nil
	})
	return s.orders.sum(), s.orders.tallies
}

// surveyItem takes the steps of Decode that look for dates; whatever is wrong with
// an item is said when it is decoded.
func (r *Reader) surveyItem(raw Raw) {
	defer func() { _ = recover() }()
	drafts, rejection := r.drafts(context.Background(), raw)
	if rejection != nil {
		return
	}
	for _, d := range drafts {
		_ = r.findDate(d)
	}
}
