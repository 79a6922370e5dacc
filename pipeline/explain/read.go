package explain

import (
	"errors"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// reader collects from the tables of a run what a Shift is made of. What
// comes in twos is of the first and the second span.
type reader struct {
	run   *result.Run
	o     Options
	by    []string // what the series are grouped by
	shift Shift
	signs map[string]int // by frame

	sentences *sentences // of a contrast that counts them

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
func (t *reader) read() error {
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
func (t *reader) readDocuments() error {
	if t.shift.Topic != "" {
		t.group()
	}
	if err := t.checkWhere(); err != nil {
		return err
	}
	for d, err := range result.Scan[store.DocumentRow](t.run) {
		if err != nil {
			return err
		}
		t.document(&d)
	}
	if t.first.IsZero() {
		return usage.Errorf("no document of the run fits --where")
	}
	return t.enough("")
}

// enough wants text in both spans.
func (t *reader) enough(inside string) error {
	for i, s := range []series.Span{t.o.From, t.o.To} {
		if t.documents[i] == 0 {
			return usage.Errorf("span %v has no document%s: there are documents from %s to %s",
				s, inside, t.first.Format(time.DateOnly), t.last.Format(time.DateOnly))
		}
		if t.tokens[i] == 0 {
			return usage.Errorf("the documents of span %v have no word%s", s, inside)
		}
	}
	return nil
}

// span returns the span that holds the day, or -1.
func (t *reader) span(day time.Time) int {
	switch {
	case t.o.From.Holds(day):
		return 0
	case t.o.To.Holds(day):
		return 1
	}
	return -1
}

// checkWhere wants a column for every condition.
func (t *reader) checkWhere() error {
	documents, err := t.run.Table("documents")
	if err != nil {
		return err
	}
	for _, c := range t.o.Where {
		if _, noColumn := documents.Column(c.Key); noColumn != nil {
			err = usage.Wrap(noColumn)
		}
	}
	return errors.Join(err, documents.Close())
}

// document takes a document in.
func (t *reader) document(d *store.DocumentRow) {
	fits := result.Fits(t.o.Where, d)
	if strings.Contains(d.Flags, store.FlagCoarseDate) {
		if fits {
			t.coarse++
		}
		return
	}
	span := t.span(d.Date)
	if span >= 0 {
		t.note(d, fits)
	}
	if !fits {
		return
	}
	if t.first.IsZero() || d.Date.Before(t.first) {
		t.first = d.Date
	}
	if d.Date.After(t.last) {
		t.last = d.Date
	}
	if span >= 0 {
		t.spans[d.ID] = place{span, d.Lang}
		t.documents[span]++
		t.tokens[span] += d.Tokens
	}
}

// readHits counts the kept hits of each term.
func (t *reader) readHits() error {
	if t.sentences != nil {
		return t.readSentences()
	}
	for h, err := range result.Scan[termHit](t.run) {
		if err != nil {
			return err
		}
		at, counts := t.spans[h.ID]
		if t.signs[h.Frame] == 0 || !counts || !h.Kept || !inTopic(h.Topics, t.shift.Topic) {
			continue
		}
		term := [2]string{h.Frame, h.Entry}
		if t.counts[term] == nil {
			t.counts[term] = &series.TermCount{}
		}
		weight, ok := t.weights[[3]string{h.Frame, at.lang, h.Entry}]
		if !ok {
			weight = 1
		}
		t.counts[term].Add(int64(1-at.span), int64(at.span), weight)
	}
	return nil
}

// termHit is what is read of a hit.
type termHit struct {
	_        struct{} `table:"hits"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
	Frame    string   `column:"frame"`
	Entry    string   `column:"entry"`
	Kept     bool     `column:"kept"`
	Topics   string   `column:"topics"`
}
