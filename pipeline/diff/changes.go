package diff

import (
	"encoding/json"
	"math"

	"github.com/frameshift/frameshift/pipeline/store"
)

// Changes is what differs between two runs, and what changes.json has. Lists are
// never null.
type Changes struct {
	// Before is nil where the run is the first of its configuration.
	Before *Side `json:"before"`
	After  Side  `json:"after"`
	// Short says what the run lacks to be taken for the newest state of things.
	Short string `json:"falls_short,omitempty"`
	// Failed says why the runs could not be compared; nothing below counts then.
	Failed string `json:"failed,omitempty"`

	// Told is what the runs were told, and made by: it explains all the rest.
	Told       []Told              `json:"told"`
	Entries    List[Entry]         `json:"lexicon_entries"` // of frames and topics of both lexicons
	Inputs     []Input             `json:"inputs"`
	Documents  Documents           `json:"documents"`
	Series     Series              `json:"series"`
	Shapes     List[ShapeChange]   `json:"shapes"`
	Says       string              `json:"headline_says"` // what may be said of the headline now
	Breaks     List[BreakChange]   `json:"breaks"`
	Quarantine []ReasonChange      `json:"quarantine"`
	Rejected   List[RejectedInput] `json:"newly_quarantined"`
	// Apart are parts of the runs that can't be compared, with the reason.
	Apart []string `json:"not_compared"`
}

// Side is one of the two runs.
type Side struct {
	Run         string `json:"run,omitempty"` // name of its folder; empty of a run that has none yet
	Fingerprint string `json:"fingerprint"`
	Documents   int64  `json:"documents"`
}

// List is how many there are, and those that are named: the first ones.
type List[T any] struct {
	Count int `json:"count"`
	Named []T `json:"named"`
}

func (l *List[T]) add(item T, most int) {
	l.Count++
	if most == 0 || len(l.Named) < most {
		l.Named = append(l.Named, item)
	}
}

// Told is a setting, a version or a key of the configuration that differs.
type Told struct {
	What   string `json:"what"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Entry is an entry or exception that only one of the lexicons has.
type Entry struct {
	Side  string `json:"in"` // before or after
	Frame string `json:"frame"`
	Lang  string `json:"lang"`
	Kind  string `json:"kind"` // entry or except
	Term  string `json:"term"`
}

// Input is an input that came, went or changed.
type Input struct {
	Name   string           `json:"name"`
	Before *store.InputFile `json:"before"`
	After  *store.InputFile `json:"after"`
}

// Documents are those that differ.
type Documents struct {
	In      List[Document] `json:"in"`
	Out     List[Document] `json:"out"`
	Renamed List[Renamed]  `json:"renamed"` // the same text under another id
	Text    List[Document] `json:"text"`    // the same id, another text
	// Edited have the same text and something else beside it.
	Edited List[Edited] `json:"edited"`
	// Moved have the same text and fields, but are read from elsewhere.
	Moved List[Document] `json:"moved"`
	// Fields counts the edited documents by what differs.
	Fields []FieldCount `json:"fields"`
}

// Document names a document.
type Document struct {
	ID     string `json:"id"`
	Date   string `json:"date"`
	Source string `json:"source"`
}

// Renamed is a document that had another id.
type Renamed struct {
	Document
	Was string `json:"was"`
}

// Edited is a document with the columns that differ.
type Edited struct {
	Document
	Fields []string `json:"fields"`
}

// FieldCount counts the documents that differ in a column.
type FieldCount struct {
	Field     string `json:"field"`
	Documents int    `json:"documents"`
}

// Series are the series that differ.
type Series struct {
	Compared int              `json:"compared"` // that both runs have
	In       List[SeriesName] `json:"in"`
	Out      List[SeriesName] `json:"out"`
	// Moved are those that moved beyond their interval.
	Moved List[Line] `json:"moved"`
	// Within counts those that moved inside their intervals only.
	Within int `json:"moved_within"`
	// New are periods for which series have an estimate that they had not.
	New []NewPeriod `json:"new_periods"`
	// Headline is the pooled position of the first contrast, moved or not; nil where
	// a run has none.
	Headline *Line `json:"headline"`
}

// SeriesName names a series.
type SeriesName struct {
	Measure string `json:"measure"`
	Of      string `json:"of"`
	Topic   string `json:"topic"`
	Group   string `json:"group"`
	Freq    string `json:"freq"`
}

// Line is a series with the periods that moved beyond their interval, and those
// whose estimate is new or gone.
type Line struct {
	SeriesName
	Moved []Period `json:"moved"`
	New   []Period `json:"new"`
	Gone  []Period `json:"gone"`
}

// Period is an estimate in both runs; nil where a run has none.
type Period struct {
	Start  string    `json:"period"` // first day
	Before *Estimate `json:"before"`
	After  *Estimate `json:"after"`
	// Apart says that the two intervals do not meet.
	Apart bool `json:"apart"`
}

// Estimate is a value with its 95 % interval.
type Estimate struct {
	Value Number `json:"estimate"`
	Low   Number `json:"ci_low"`
	High  Number `json:"ci_high"`
}

// NewPeriod counts the series for which a period is new.
type NewPeriod struct {
	Freq   string `json:"freq"`
	Start  string `json:"period"`
	Series int    `json:"series"`
}

// ShapeChange is a series of another shape than before.
type ShapeChange struct {
	SeriesName
	Before string `json:"before"`
	After  string `json:"after"`
	// Says is what may be said of the series now.
	Says string `json:"says"`
}

// How a step changed.
const (
	Appeared = "appeared"
	Went     = "went"
	Shifted  = "shifted"
)

// BreakChange is a dated step that appeared, went or shifted.
type BreakChange struct {
	SeriesName
	Change string `json:"change"`
	Before string `json:"before"` // "1983 | 1984": last period of the old level, first of the new
	After  string `json:"after"`
}

// ReasonChange is a reason for which another number of inputs became no document.
type ReasonChange struct {
	Reason  string `json:"reason"`
	Before  int64  `json:"before"`
	After   int64  `json:"after"`
	Ignored bool   `json:"ignored"` // what never claimed to be a document
}

// RejectedInput is a row of quarantine that was not there, for a reason that grew.
type RejectedInput struct {
	Source string `json:"source"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// Number is null where it is NaN.
type Number float64

// MarshalJSON implements json.Marshaler.
func (n Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Number) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	return json.Unmarshal(raw, (*float64)(n))
}

// First says that there is no run to compare with.
func (c *Changes) First() bool { return c.Before == nil && c.Failed == "" }

// Nothing says that the two runs are alike in everything that is compared.
func (c *Changes) Nothing() bool {
	d, s := &c.Documents, &c.Series
	return c.Before != nil && c.Failed == "" &&
		len(c.Told)+len(c.Inputs)+len(c.Quarantine)+len(c.Apart)+c.Entries.Count == 0 &&
		d.In.Count+d.Out.Count+d.Renamed.Count+d.Text.Count+d.Edited.Count+d.Moved.Count == 0 &&
		s.In.Count+s.Out.Count+s.Moved.Count+s.Within+len(s.New) == 0 &&
		c.Shapes.Count+c.Breaks.Count+c.Rejected.Count == 0
}
