package pipeline

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// shiftReader collects from the tables of a run what a Shift is made of. What
// comes in twos is of the first and the second span.
type shiftReader struct {
	run    string
	o      ShiftOptions
	config Config
	shift  Shift
	signs  map[string]int // by frame

	measured measure.Measure
	weights  map[[3]string]float64 // of entries that do not weigh 1, see weightsOf

	spans     map[string]place // of each document that fits, by its id
	documents [2]int64
	tokens    [2]int64
	counts    map[[2]string]*series.TermCount // by frame and entry
	first     time.Time                       // dates of the documents that fit
	last      time.Time
	coarse    int
	groupings []*grouping
}

// place is the span of a document and its language.
type place struct {
	span int
	lang string
}

// read goes through the tables.
func (t *shiftReader) read() error {
	if err := t.readDocuments(); err != nil {
		return err
	}
	if t.shift.Topic != "" {
		if err := t.readTopic(); err != nil {
			return err
		}
	}
	return t.readHits()
}

// readDocuments finds the documents of either span.
func (t *shiftReader) readDocuments() error {
	if t.shift.Topic != "" {
		t.group()
	}
	columns := []tableColumn{{"id", store.Text}, {"date", store.Date}, {"tokens", store.Integer}, {"flags", store.Text}, {"code", store.Text}, {"lang", store.Text}}
	fixed := len(columns)
	for _, c := range t.o.Where {
		columns = append(columns, tableColumn{name: c.Key})
	}
	for _, g := range t.groupings {
		for _, key := range g.keys {
			columns = append(columns, tableColumn{name: key})
		}
	}
	err := eachRow(t.run, "documents", columns, func(cells []any) {
		t.document(cells[:fixed], cells[fixed:])
	})
	if errors.Is(err, errNoColumn) {
		return AsConfig(err)
	}
	if err != nil {
		return err
	}
	if t.first.IsZero() {
		return AsConfig(errors.New("no document of the run fits --where"))
	}
	return t.enough("")
}

// enough wants text in both spans.
func (t *shiftReader) enough(inside string) error {
	for i, s := range []series.Span{t.o.From, t.o.To} {
		if t.documents[i] == 0 {
			return AsConfig(fmt.Errorf("span %v has no document%s: there are documents from %s to %s",
				s, inside, t.first.Format(time.DateOnly), t.last.Format(time.DateOnly)))
		}
		if t.tokens[i] == 0 {
			return AsConfig(fmt.Errorf("the documents of span %v have no word%s", s, inside))
		}
	}
	return nil
}

// span returns the span that holds the day, or -1.
func (t *shiftReader) span(day time.Time) int {
	switch {
	case t.o.From.Holds(day):
		return 0
	case t.o.To.Holds(day):
		return 1
	}
	return -1
}

// fits says whether a document fits the conditions, whose values come in their
// order; an issuer by its code as well, as in a run.
func (t *shiftReader) fits(values []any, code string) bool {
	for i, c := range t.o.Where {
		either := []string{store.CellText(values[i])}
		if c.Key == "issuer" {
			either = append(either, code)
		}
		if !c.Fits(either...) {
			return false
		}
	}
	return true
}

// document takes a document in: its cells, then those of the conditions and
// groupings.
func (t *shiftReader) document(cells, values []any) {
	fits := t.fits(values, store.CellText(cells[4]))
	if strings.Contains(store.CellText(cells[3]), flagCoarseDate) {
		if fits {
			t.coarse++
		}
		return
	}
	date, _ := cells[1].(time.Time)
	span := t.span(date)
	if span >= 0 {
		t.note(values[len(t.o.Where):], fits)
	}
	if !fits {
		return
	}
	if t.first.IsZero() || date.Before(t.first) {
		t.first = date
	}
	if date.After(t.last) {
		t.last = date
	}
	if span >= 0 {
		tokens, _ := cells[2].(int64)
		t.spans[store.CellText(cells[0])] = place{span, store.CellText(cells[5])}
		t.documents[span]++
		t.tokens[span] += tokens
	}
}

// readHits counts the kept hits of each term.
func (t *shiftReader) readHits() error {
	columns := []tableColumn{
		{"id", store.Text}, {"frame", store.Text}, {"entry", store.Text}, {"kept", store.Truth}, {"topics", store.Text},
	}
	return eachRow(t.run, "hits", columns, func(cells []any) {
		at, counts := t.spans[store.CellText(cells[0])]
		frame := store.CellText(cells[1])
		if t.signs[frame] == 0 || !counts || cells[3] != true || !inTopic(store.CellText(cells[4]), t.shift.Topic) {
			return
		}
		term := [2]string{frame, store.CellText(cells[2])}
		if t.counts[term] == nil {
			t.counts[term] = &series.TermCount{}
		}
		weight, ok := t.weights[[3]string{frame, at.lang, term[1]}]
		if !ok {
			weight = 1
		}
		t.counts[term].Add(int64(1-at.span), int64(at.span), weight)
	})
}
