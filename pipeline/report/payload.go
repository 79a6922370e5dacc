package report

import (
	"bytes"
	"encoding/json"

	"github.com/frameshift/frameshift/pipeline/safe"
)

// payload is what the script of the page draws from. Names are given once, in
// lists, and everything else speaks of them by their place.
type payload struct {
	Run       string          `json:"run"`       // its fingerprint, short
	Calendars []shownCalendar `json:"calendars"` // the main one first
	Measures  []shownMeasure  `json:"measures"`
	Subjects  []subject       `json:"subjects"`
	Topics    []named         `json:"topics"`
	Groups    []shownGroup    `json:"groups"`
	Frames    []named         `json:"frames"`
	Warnings  []string        `json:"warnings"`
	Units     []string        `json:"units"`    // in words
	Meanings  []named         `json:"meanings"` // of warnings
	Few       int64           `json:"few"`      // up to so many hits an interval is a bar
	Texts     []shownText     `json:"texts"`
	Series    []shownLine     `json:"series"`
	Headline  int             `json:"headline"` // of Series, or -1
	Changes   []shownChange   `json:"changes"`
	Entries   []shownEntry    `json:"entries"`
	// Documents and Passages are written piece by piece, see passages.
	Documents []json.RawMessage `json:"documents"`
	Passages  []json.RawMessage `json:"passages"`
	Plain     bool              `json:"plain"` // the run kept no sentences: passages are the terms alone
}

// shownCalendar is a calendar; it has no periods until a series needs them.
type shownCalendar struct {
	Freq    string   `json:"freq"`
	Label   string   `json:"label"`
	Periods []string `json:"periods"`
}

// named is a key and the words for it.
type named struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

type shownMeasure struct {
	Key      string  `json:"key"`
	Label    string  `json:"label"`
	Unit     string  `json:"unit"`
	Scale    float64 `json:"scale"` // shown = table × scale
	Decimals int     `json:"decimals"`
	Signed   bool    `json:"signed"` // what rises has a +
	Weak     []int   `json:"weak"`   // places of warnings with which an estimate is hollow
}

// subject is a contrast, frame or pair; a frame has only a first side.
type subject struct {
	Key    string    `json:"key"`
	Kind   string    `json:"kind"`
	Label  string    `json:"label"`
	Sides  [2][]int  `json:"sides"`  // places of frames
	Labels [2]string `json:"labels"` // of the sides
	Count  string    `json:"count"`  // hit, or sentence: one on a side has a hit of its frames, or both halves of one of its pairs
	Pairs  [2][]pair `json:"pairs"`
}

// pair is the frames of both halves, as places.
type pair [2][]int

type shownText struct {
	Documents []int64 `json:"d"`
	Sentences []int64 `json:"s"`
	Tokens    []int64 `json:"k"`
}

type shownLine struct {
	Measure  int          `json:"m"`
	Subject  int          `json:"o"`
	Topic    int          `json:"t"`
	Group    int          `json:"g"`
	Calendar int          `json:"f"`
	Text     int          `json:"x"`
	Estimate []number     `json:"e"`
	Low      []number     `json:"l"`
	High     []number     `json:"h"`
	Hits     []int64      `json:"n"`
	Warnings []int        `json:"w"`
	Units    []int        `json:"u"` // what the intervals come from
	Steps    []shownStep  `json:"b"`
	Course   []shownPiece `json:"c"`
	Lead     string       `json:"lead"`
	Title    string       `json:"title"` // what the figure's title says of it
	Brief    []string     `json:"brief"` // the claim and its doubts, in sentences
}

// shownStep is a step, its dates as places in the calendar: the last period of
// the old level, the first of the new, and the two between which the set of its
// dates lies; and what the claim says of it.
type shownStep struct {
	Last int    `json:"i"`
	Next int    `json:"j"`
	Low  int    `json:"l"`
	High int    `json:"h"`
	Date string `json:"d"`
	Text string `json:"t"`
}

// shownPiece is a piece of a course: from a period to another, a value for each,
// or one for all.
type shownPiece struct {
	From   int      `json:"i"`
	To     int      `json:"j"`
	Values []number `json:"v"`
}

type shownChange struct {
	Label string      `json:"label"`
	Text  string      `json:"text"`
	Count string      `json:"count"` // hit or sentence
	Terms []shownPart `json:"terms"`
}

type shownPart struct {
	Frame int    `json:"f"`
	Entry int    `json:"e"` // -1 for the sum of other terms
	Label string `json:"label"`
	From  int64  `json:"from"`
	To    int64  `json:"to"`
	Part  number `json:"part"`
}

type shownEntry struct {
	Frame int     `json:"f"`
	Term  string  `json:"t"`
	Hits  []int64 `json:"h"`           // place of a period of the main calendar and hits, in turn
	Gloss string  `json:"g,omitempty"` // what it means, of an entry that is not English
}

// encode writes JSON that can stand inside a script element: json escapes <, >,
// & and the separators U+2028 and U+2029. What steers text is escaped as well, so
// that the page can be read as text.
func encode(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return []byte(safe.Text(string(bytes.TrimSpace(b.Bytes())))), nil
}
