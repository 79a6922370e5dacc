package diffusion

import (
	"math"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// BackdropRow compares what is said before a date and after it.
type BackdropRow struct {
	_ struct{} `table:"backdrop" row:"a concept × event" key:"concept date event"`
	About
	Date       time.Time `column:"date" about:"day of the event"`
	Event      string    `column:"event" about:"its name"`
	Days       int64     `column:"days" unit:"days" about:"how far before and after it documents are counted; those of its day are after"`
	Before     int64     `column:"documents_before" unit:"documents" about:"documents in the days before"`
	After      int64     `column:"documents_after" unit:"documents" about:"documents from the day on"`
	RateBefore float64   `column:"rate_before,null" unit:"per 1,000 tokens" about:"hits per 1,000 tokens of the days before"`
	RateAfter  float64   `column:"rate_after,null" unit:"per 1,000 tokens" about:"the same from the day on"`
	Change     float64   `column:"log_change,null" about:"log of rate_after / rate_before, with half a hit more on either side"`
	Placebos   int64     `column:"placebo_dates" about:"first days of periods that lie in the days of no event, of which the same was asked"`
	P          float64   `column:"p_placebo,null" about:"share of the placebo dates, and the event among them, whose change is as large in size or larger"`
	Warnings   string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

// DefaultDays is how far before and after an event is looked.
const DefaultDays = 365

// backdrop holds every concept against every event.
func (s *study) backdrop() error {
	if s.o.Backdrop == "" {
		return nil
	}
	events, err := readEvents(s.o.Backdrop)
	if err != nil {
		return err
	}
	for _, c := range s.sorted() {
		b := s.around(c)
		placebos := b.placebos(s.docs.periods, events)
		for _, e := range sortedEvents(events) {
			s.out.Backdrop = append(s.out.Backdrop, b.row(e, placebos))
		}
	}
	return nil
}

// around counts a concept's hits around days.
type around struct {
	*concept
	days  float64
	least int
	list  []dated // in the order of dates
}

type dated struct {
	day float64
	tally
}

func (s *study) around(c *concept) *around {
	hits := map[int]int{}
	for _, u := range c.uses {
		hits[u.document] = u.hits
	}
	b := &around{concept: c, days: float64(s.o.Days), least: s.o.Least}
	for i := range s.docs.list {
		if d := &s.docs.list[i]; c.langs[d.Lang] {
			b.list = append(b.list, dated{days(d.Date), tally{1, btoi(hits[i] > 0), hits[i], d.Tokens}})
		}
	}
	return b
}

// sides are what is said in the days before one, and from it on.
func (b *around) sides(day float64) (before, after tally) {
	for _, d := range b.list {
		switch {
		case d.day < day-b.days || d.day >= day+b.days:
		case d.day < day:
			before.add(d.tally)
		default:
			after.add(d.tally)
		}
	}
	return before, after
}

// change is the log of how many times the rate after is that before.
func change(before, after tally) float64 {
	if before.tokens == 0 || after.tokens == 0 {
		return math.NaN()
	}
	return portable.Log((float64(after.hits) + 0.5) / float64(after.tokens) / ((float64(before.hits) + 0.5) / float64(before.tokens)))
}

// placebos are the changes at the first days of periods that lie in no event's days, with
// text on either side.
func (b *around) placebos(periods []time.Time, events []Event) (out []float64) {
	for _, p := range periods {
		clear := true
		for _, e := range events {
			clear = clear && math.Abs(days(e.day)-days(p)) > b.days
		}
		if !clear {
			continue
		}
		if c := change(b.sides(days(p))); !math.IsNaN(c) {
			out = append(out, c)
		}
	}
	return out
}

func (b *around) row(e Event, placebos []float64) BackdropRow {
	before, after := b.sides(days(e.day))
	row := BackdropRow{About: b.about(), Date: e.day, Event: e.Name, Days: int64(b.days), Before: int64(before.documents), After: int64(after.documents),
		RateBefore: 1000 * float64(before.hits) / float64(before.tokens), RateAfter: 1000 * float64(after.hits) / float64(after.tokens),
		Change: change(before, after), Placebos: int64(len(placebos)), P: math.NaN()}
	if !math.IsNaN(row.Change) {
		as := 1
		for _, p := range placebos {
			as += btoi(math.Abs(p) >= math.Abs(row.Change)-1e-12)
		}
		row.P = float64(as) / float64(len(placebos)+1)
	}
	var w warnings
	w.add(before.documents == 0 || after.documents == 0, "no-documents")
	w.add(before.documents < b.least || after.documents < b.least, "few-documents")
	w.add(before.hits+after.hits < fewHits, "weak")
	w.add(len(placebos) < fewShifts, "few-placebo-dates")
	w.add(b.hidden, "sentences-with-hits-only")
	row.Warnings = w.String()
	return row
}

// fewHits is under how many hits a rate is little more than chance.
const fewHits = 5
