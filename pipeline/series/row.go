package series

import (
	"cmp"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Name is what tells a series from others.
type Name struct {
	Measure string // of package measure
	Of      string // key of the contrast, frame or pair
	Topic   string // "" for all discourse
	Group   string // "" for the pooled series, else like issuer=CHN, or a pair of groups
	Freq    string
}

// Compare puts series into the order of the tables.
func (n Name) Compare(m Name) int {
	return cmp.Or(
		cmp.Compare(n.Measure, m.Measure), cmp.Compare(n.Of, m.Of), cmp.Compare(n.Topic, m.Topic),
		cmp.Compare(n.Group, m.Group), cmp.Compare(n.Freq, m.Freq),
	)
}

// Row is one period of one series: one measure of one thing in one group.
// Estimates that do not exist are NaN and become null.
type Row struct {
	Name
	Period time.Time // the day it starts
	// Estimate and its interval; the interval is NaN where none was computed.
	Estimate, Low, High float64
	Hits                int64 // behind the estimate: P+N, the frame's, or A+B
	Tokens              int64
	Sentences           int64
	Documents           int64
	Unit                string // of the bootstrap: document, sentence, or exact without a hit; "" without an interval
	Warnings            []measure.Warning
}

// TermRow is what one term has in one period of the pooled series, see Terms.
type TermRow struct {
	Frame, Entry string
	Freq         string
	Period       time.Time
	Hits         int64
	Contribution float64 // hits per 1,000 tokens; NaN in the first period
}

// TrendRow is the trend of a series.
type TrendRow struct {
	Name
	stats.Trend
	// ZSeason and PSeason are of the test that compares only periods whole years
	// apart; NaN where a period is no part of a year.
	ZSeason, PSeason float64
}

// ShapeRow is the shape of a series, and what speaks for it. What does not exist
// is NaN or zero.
type ShapeRow struct {
	Name
	stats.Shape
	Q float64 // share of false steps among series of its family with as small a PStep
	// From and To are where the model of the class begins and ends, in the first
	// and the last period with an estimate; Level that of a flat series.
	First, Last time.Time
	From, To    float64
	Level       Level
	// Between RampFrom and RampTo a gradual change takes place, if it is told better
	// so than by a line.
	RampFrom, RampTo time.Time
	Unseen           float64 // how large a step would have been seen, on the scale of the shape
	Spread           float64 // between documents: stats.Dispersion
	Within           bool    // told by documents of one period
	Season           float64 // p
	Fitted           []float64
	Warnings         []measure.Warning
}

// BreakRow is one step of a series whose shape has steps. What does not exist is
// NaN.
type BreakRow struct {
	Name
	Breaks int // how many the series has
	Index  int // in the calendar, from 1, of the last period before the new level
	// Date is the last period with an estimate of the old level and Next the first
	// of the new one. Low and High are the ends of the 95 % set of Date.
	Date, Next, Low, High time.Time
	Before, After, Change Level

	P, Q     float64 // as in ShapeRow
	N        int     // periods with an estimate
	Survives Survival

	low, high int  // the 95 % set in the calendar, as Index
	beside    bool // a line
}

// Level is an estimate with its interval; of a break, the level of a segment or
// a difference of two.
type Level struct{ Estimate, Low, High float64 }

func levelOf(e stats.Estimate) Level { return Level{e.Value, e.Low, e.High} }

func (l Level) bounds() stats.Estimate {
	return stats.Estimate{Value: l.Estimate, Low: l.Low, High: l.High}
}

// less is the difference of two levels whose errors are independent.
func (l Level) less(before Level) Level {
	return levelOf(stats.Difference(before.bounds(), l.bounds()))
}

// Survival says whether a break is found again without single items, by kind of
// item: in words, with the items that it is not found without, the heaviest
// first, and their share in what is counted. Empty where nothing was left out.
type Survival struct{ Terms, Issuers, Documents string }

// ShiftRow is the part of one term in a change: between the spans of the run,
// or, where Break is set, from the level before a break to that after it.
type ShiftRow struct {
	Name
	FromSpan, ToSpan Span
	Break            time.Time // last period before the break; zero between the spans of the run
	Rank             int       // by size of the contribution, from 1
	TermPart
}

// compare puts rows into the order of the table, the change between the spans
// of the run behind that at a break.
func (r ShiftRow) compare(s ShiftRow) int {
	whole := func(r ShiftRow) int {
		if r.Break.IsZero() {
			return 1
		}
		return 0
	}
	return cmp.Or(
		r.Name.Compare(s.Name), r.FromSpan.Start.Compare(s.FromSpan.Start), r.ToSpan.Start.Compare(s.ToSpan.Start),
		cmp.Compare(whole(r), whole(s)), r.Break.Compare(s.Break), cmp.Compare(r.Rank, s.Rank),
	)
}

// StabilityRow is the change of the headline between the spans of the run, and
// its breaks, with one item left out.
type StabilityRow struct {
	Name
	Kind, Item string
	Hits       int64 // of the item; all there are if nothing is left out
	Change     float64
	Delta      float64 // Change minus that with nothing left out
	Rank       int     // by size of Delta among the items of its kind, from 1; 0 for the whole
	Kept       int     // breaks of the whole that are found again
	Breaks     int     // breaks found

	cuts []int
}

// compare puts rows into the order of the table.
func (r StabilityRow) compare(s StabilityRow) int {
	return cmp.Or(r.Name.Compare(s.Name), cmp.Compare(r.Kind, s.Kind), cmp.Compare(r.Rank, s.Rank))
}

// Composition is what issuers have in the change of a pooled series. Of many issuers there
// are very many parts, for each measure: what they have in common is kept once.
type Composition struct {
	Name
	From, To Span
	Whole    stats.CompositionPart
	Issuers  []string
	Parts    []stats.CompositionPart // of each issuer
}

// CompositionRow is the part of one issuer in the change of a pooled series;
// Issuer "" is the sum of all.
type CompositionRow struct {
	Name
	From, To Span
	Issuer   string
	stats.CompositionPart
}
