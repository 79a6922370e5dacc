package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diff"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// run is what the tables of a run say, the hits apart.
type run struct {
	*result.Run
	glossary store.Glossary

	*calendar             // of the main frequency: what the page says in words is of its periods
	calendars []*calendar // it, then those of the run's other frequencies
	lines     []*line     // of the main frequency
	also      []*line     // of the others
	byName    map[name]*line
	texts     map[textKey]*amount

	documents   []document
	columns     []string       // of documents, for the names of groups
	meta        []table.Column // the user's among them
	trends      map[name]store.TrendRow
	shapes      map[name]store.ShapeRow
	breaks      map[name][]store.BreakRow // the steps of those that have some
	claims      claims
	shifts      []*change
	stability   []store.StabilityRow
	composition []store.CompositionRow
	terms       []term
	quarantined []reason
	changes     *diff.Changes // since the run before; nil in a run that noted none

	states     states
	glosses    map[lexicon.Named]string // of entries, by frame and term
	headline   *line
	made       claim.Made // what it is made of
	correction *validate.Correction
	followed   *followed // nil where no concept was
}

// line is one series. All slices are as long as its calendar, or empty until it is
// loaded.
type line struct {
	name
	calendar            *calendar
	estimate, low, high []float64
	hits                []int64
	warnings, units     []string
	text                *amount
}

// textKey names the text under a series: it is the same for all measures.
type textKey struct{ topic, group, freq string }

// amount is how much text each period has.
type amount struct{ documents, sentences, tokens []int64 }

// change is a change of a contrast's difference and the terms behind it.
type change struct {
	name
	spans
	broken time.Time // the break; zero between the spans of the run
	terms  []store.ShiftRow
}

// term is an entry of the lexicon with its hits by period.
type term struct {
	frame, entry string
	hits         []int64
}

// reason counts the inputs that were quarantined for it.
type reason struct {
	Reason   string
	Ignored  bool
	Count    int
	Examples []store.QuarantineRow
}

// shownRejections are the examples of each reason on the page.
const shownRejections = 5

// name is what tells a series from others.
type name = store.SeriesName

type spans = store.Spans

// read reads a run.
func read(dir string) (*run, error) {
	finished, err := result.Open(dir)
	if err != nil {
		return nil, err
	}
	glossary, err := finished.Glossary()
	if err != nil {
		return nil, err
	}
	r := &run{
		Run: finished, glossary: glossary, byName: map[name]*line{}, texts: map[textKey]*amount{},
		trends: map[name]store.TrendRow{}, shapes: map[name]store.ShapeRow{}, breaks: map[name][]store.BreakRow{}, claims: claims{},
	}
	r.calendar = &calendar{freq: series.Freq(r.Config.Freq)}
	r.calendars = []*calendar{r.calendar}
	steps := []func() error{
		r.readSeries, r.readDocuments, r.readTrends, r.readShapes, r.readShifts,
		r.readStability, r.readComposition, r.readTerms, r.readQuarantine, r.readCorrection, r.readFollowed, r.readChanges,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("read run: %w", err)
		}
	}
	if len(r.documents) == 0 {
		return nil, fmt.Errorf("the run in %s has no document, so that there is nothing to report: frameshift show quarantine --run %[1]s says why", dir)
	}
	r.states, r.glosses = r.statesOf(), r.readGlosses()
	if r.headline = r.findHeadline(); r.headline != nil {
		if err := r.readHeadline(); err != nil {
			return nil, fmt.Errorf("read run: %w", err)
		}
	}
	return r, nil
}

// readHeadline reads the series of which the page speaks, and what they are made of.
func (r *run) readHeadline() (err error) {
	shown, _ := r.groupLines(r.headline)
	if err := r.load(slices.Concat([]*line{r.headline}, r.otherTopics(r.headline), shown)); err != nil {
		return err
	}
	if r.Has("parts") {
		r.made, err = claim.MadeOf(r.Run, r.headline.name)
	}
	return err
}

// readSeries lists the series, and reads those that say which periods and how much
// text there are.
func (r *run) readSeries() error {
	names, err := r.Series()
	if err != nil {
		return err
	}
	var first []*line
	seen := map[*calendar]bool{}
	whole := false // whether the series of all documents is among them
	for _, n := range names {
		l := &line{name: n, calendar: r.calendarOf(series.Freq(n.Freq))}
		if l.calendar == r.calendar {
			r.lines = append(r.lines, l)
		} else {
			r.also = append(r.also, l)
		}
		all := l.calendar == r.calendar && n.Topic == "" && n.Group == ""
		if !seen[l.calendar] || all && !whole {
			first = append(first, l)
		}
		seen[l.calendar], whole = true, whole || all
		r.byName[n] = l
	}
	err = r.load(first)
	r.sortCalendars()
	return err
}

// load reads the rows of series, of which a run by group has so many that nobody
// wants all.
func (r *run) load(lines []*line) error {
	wanted := map[name]bool{}
	for _, l := range lines {
		wanted[l.name] = l.estimate == nil
	}
	var rows []store.SeriesRow // of one series
	for row, err := range result.SeriesRows[store.SeriesRow](r.Run, func(n *name) bool { return wanted[*n] }) {
		if err != nil {
			return err
		}
		if len(rows) > 0 && rows[0].SeriesName != row.SeriesName {
			r.fill(rows)
			rows = rows[:0]
		}
		rows = append(rows, row)
	}
	if len(rows) > 0 {
		r.fill(rows)
	}
	return nil
}

// fill gives a series its rows.
func (r *run) fill(rows []store.SeriesRow) {
	l := r.byName[rows[0].SeriesName]
	l.calendar.begin(rows)
	key := textKey{l.Topic, l.Group, l.Freq}
	l.text = r.texts[key]
	if l.text == nil {
		l.text = &amount{}
		r.texts[key] = l.text
		for _, row := range rows {
			l.text.documents = append(l.text.documents, row.Documents)
			l.text.sentences = append(l.text.sentences, row.Sentences)
			l.text.tokens = append(l.text.tokens, row.Tokens)
		}
	}
	for _, row := range rows {
		l.estimate, l.low, l.high = append(l.estimate, row.Estimate), append(l.low, row.Low), append(l.high, row.High)
		l.hits, l.warnings, l.units = append(l.hits, row.Hits), append(l.warnings, row.Warnings), append(l.units, row.Unit)
	}
}

func (r *run) readTrends() error {
	for row, err := range result.Scan[store.TrendRow](r.Run) {
		if err != nil {
			return err
		}
		r.trends[row.SeriesName] = row
	}
	return nil
}

func (r *run) readShapes() error {
	for row, err := range result.Scan[store.BreakRow](r.Run) {
		if err != nil {
			return err
		}
		r.breaks[row.SeriesName] = append(r.breaks[row.SeriesName], row)
	}
	for row, err := range result.Scan[store.ShapeRow](r.Run) {
		if err != nil {
			return err
		}
		r.tell(row)
	}
	return nil
}

// tell makes the claim of a series whose steps are known.
func (r *run) tell(s store.ShapeRow) {
	r.shapes[s.SeriesName] = s
	r.claims[s.SeriesName] = claim.Of(s, r.breaks[s.SeriesName])
}

func (r *run) readShifts() error {
	var last *change
	for row, err := range result.Scan[store.ShiftRow](r.Run) {
		if err != nil {
			return err
		}
		if last == nil || last.name != row.SeriesName || last.spans != row.Spans || !last.broken.Equal(row.Break) {
			last = &change{name: row.SeriesName, spans: row.Spans, broken: row.Break}
			r.shifts = append(r.shifts, last)
		}
		row.Contribution *= measureOf(row.Measure).Shown.Scale
		last.terms = append(last.terms, row)
	}
	return nil
}

func (r *run) readStability() (err error) {
	r.stability, err = result.Rows[store.StabilityRow](r.Run)
	return err
}

func (r *run) readComposition() (err error) {
	r.composition, err = result.Rows[store.CompositionRow](r.Run)
	return err
}

func (r *run) readChanges() (err error) {
	r.changes, err = diff.Read(r.Dir)
	return err
}

func (r *run) readTerms() error {
	for row, err := range result.Scan[store.TermRow](r.Run) {
		if err != nil {
			return err
		}
		place, ok := r.places[row.Period]
		if !ok || row.Freq != string(r.freq) {
			continue
		}
		if n := len(r.terms); n == 0 || r.terms[n-1].frame != row.Frame || r.terms[n-1].entry != row.Entry {
			r.terms = append(r.terms, term{row.Frame, row.Entry, make([]int64, len(r.periods))})
		}
		r.terms[len(r.terms)-1].hits[place] = row.Hits
	}
	return nil
}

func (r *run) readQuarantine() error {
	for row, err := range result.Scan[store.QuarantineRow](r.Run) {
		if err != nil {
			return err
		}
		i, ok := slices.BinarySearchFunc(r.quarantined, row.Reason, func(q reason, s string) int { return strings.Compare(q.Reason, s) })
		if !ok {
			ignored := slices.ContainsFunc(r.Manifest.Ignored, func(i store.ReasonRows) bool { return i.Reason == row.Reason })
			r.quarantined = slices.Insert(r.quarantined, i, reason{Reason: row.Reason, Ignored: ignored})
		}
		q := &r.quarantined[i]
		if q.Count++; len(q.Examples) < shownRejections {
			q.Examples = append(q.Examples, row)
		}
	}
	return nil
}

// findHeadline is the series the page opens with: the one whose stability was
// looked at, else the position of the first contrast, else the first series.
func (r *run) findHeadline() *line {
	if len(r.stability) > 0 { // the whole comes first, all discourse before topics
		return r.byName[r.stability[0].SeriesName]
	}
	for _, l := range r.lines {
		if l.Measure == measure.Headline(measure.Contrast).Name && l.Group == "" && (len(r.glossary.Contrasts) == 0 || l.Of == r.glossary.Contrasts[0].Key) {
			return l
		}
	}
	if len(r.lines) > 0 {
		return r.lines[0]
	}
	return nil
}
