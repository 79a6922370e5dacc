package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// CodingRow is what a coder says of a frame in a sentence.
type CodingRow struct {
	_        struct{}  `table:"codings" row:"a coder's label of a sentence × frame" key:"id sentence coder frame"`
	ID       string    `column:"id" about:"the document, as in the run's documents.id"`
	Sentence int64     `column:"sentence" about:"number of the sentence in the document, counted from 0"`
	Coder    string    `column:"coder,repeats" about:"who coded it"`
	Frame    string    `column:"frame,repeats" about:"key of the frame in the lexicon"`
	Label    int64     `column:"label" about:"1: the sentence has the frame, 0: it has not, -1: the coder can't tell"`
	Date     time.Time `column:"date,null" about:"the day on which it was coded, where that is known"`
	Item     string    `column:"item" about:"the sentence's name on the sheets"`
	Note     string    `column:"note,null" about:"what the coder noted"`
}

// Unsure is the label of a coder who can't tell.
const Unsure = -1

// ReadOptions say how codings are read. The zero value is the default.
type ReadOptions struct {
	Partial bool // sheets need not be complete
	Several bool // a file may hold the codings of several coders
	// DayFirst and MonthFirst say what 3/4/2026 means, where the file does not.
	DayFirst, MonthFirst bool
}

// Codings are what was read: rows in the order of the table, or faults, and then no
// rows.
type Codings struct {
	Rows   []CodingRow
	Faults []Fault
	Notes  []string // what was read, and is worth knowing
}

// Read reads files of codings and holds them against the key. What is wrong with any is
// a fault, and then nothing is read.
func Read(dir string, files []string, o ReadOptions) (*Codings, error) {
	if len(files) == 0 {
		return nil, usage.Errorf("no files of codings: name those that coders sent back")
	}
	d, err := Open(dir)
	if err != nil {
		return nil, err
	}
	key, err := rows[KeyRow](dir)
	if err != nil {
		return nil, err
	}
	r := newReading(d, key, o)
	for _, path := range files {
		r.file(path)
	}
	if len(r.out.Faults) > 0 {
		r.out.Rows = nil
		return &r.out, nil
	}
	slices.SortFunc(r.out.Rows, func(a, b CodingRow) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), cmp.Compare(a.Sentence, b.Sentence), strings.Compare(a.Coder, b.Coder), strings.Compare(a.Frame, b.Frame))
	})
	return &r.out, nil
}

// Write puts the codings in the place of those that were there.
func (c *Codings) Write(dir string) error { return put(dir, c.Rows) }

// reading holds files against the key.
type reading struct {
	*Design
	o     ReadOptions
	items map[string]*KeyRow
	key   []KeyRow
	out   Codings
	// where says where each item of each coder was read.
	where map[[2]string]place
}

type place struct {
	file string
	row  int
}

func newReading(d *Design, key []KeyRow, o ReadOptions) *reading {
	r := &reading{Design: d, o: o, items: map[string]*KeyRow{}, key: key, where: map[[2]string]place{}}
	for i := range key {
		r.items[key[i].Item] = &key[i]
	}
	return r
}

func (r *reading) fault(f Fault) { r.out.Faults = append(r.out.Faults, f) }

// entry is a row of a file.
type entry struct {
	row    int
	item   string
	text   string
	hasRow bool // whether the file has a text of it
	labels map[string]string
	unsure string
	note   string
	coder  string
	date   string
}

// filled says whether any label is given.
func (e *entry) filled() bool {
	for _, l := range e.labels {
		if strings.TrimSpace(l) != "" {
			return true
		}
	}
	return truth(e.unsure) == 1
}

// file reads one file.
func (r *reading) file(path string) {
	f, fault := readFile(path, r.Design)
	if fault != nil {
		r.fault(*fault)
		return
	}
	r.out.Notes = append(r.out.Notes, f.notes...)
	dates := r.order(f)
	before := len(r.out.Faults)
	seen := map[string]bool{}
	for i := range f.entries {
		e := &f.entries[i]
		if k := r.known(f, e); k != nil {
			seen[k.Item] = true
			r.entry(f, e, k, dates)
		}
	}
	if r.coders(f); len(r.out.Faults) == before {
		r.missing(f, seen)
	}
}

// known finds the item of a row in the key.
func (r *reading) known(f *codedFile, e *entry) *KeyRow {
	if k := r.items[e.item]; k != nil {
		return k
	}
	fault := Fault{File: f.name, Row: e.row, Item: e.item}
	tag, _, _ := strings.Cut(e.item, "-")
	switch {
	case e.item == "":
		fault.What, fault.Cure = "the item is empty", "copy it from the sheet as it was sent, or delete the row"
	case tag != r.Tag:
		fault.What = fmt.Sprintf("item of another sample (%s; this is %s, of run %s and lexicon %s %s)", tag, r.Tag, r.Run, r.Lexicon.Name, r.Lexicon.Version)
		fault.Cure = "read it with the --dir of its own sample"
	default:
		fault.What, fault.Cure = "no such item in the key", "copy it from the sheet as it was sent"
	}
	r.fault(fault)
	return nil
}

// entry reads the labels of a row.
func (r *reading) entry(f *codedFile, e *entry, k *KeyRow, dates dateOrder) {
	at := Fault{File: f.name, Row: e.row, Item: e.item}
	if e.hasRow {
		same, lost := sameText(e.text, k.Text)
		switch {
		case !same:
			at.What, at.Cure = fmt.Sprintf("the sentence was edited: %q is %q on the sheet", shorten(e.text), shorten(k.Text)), "put back the sentence that was sent, and code that"
			r.fault(at)
			return
		case lost:
			r.out.Notes = append(r.out.Notes, fmt.Sprintf("%s, row %d: characters were lost in saving; the item says which sentence it is", f.name, e.row))
		}
	}
	if !e.filled() {
		if !r.o.Partial {
			at.What, at.Cure = "no label", "write 1 or 0 for every frame, or read with --partial"
			r.fault(at)
		}
		return
	}
	coder := coderOf(f, e, k)
	if before, again := r.where[[2]string{coder, k.Item}]; again {
		at.What, at.Cure = fmt.Sprintf("coder %s has coded it already (%s, row %d)", coder, before.file, before.row), "delete one of the two rows"
		r.fault(at)
		return
	}
	r.where[[2]string{coder, k.Item}] = place{f.name, e.row}
	date, what := dates.parse(e.date)
	if what != "" {
		at.What, at.Cure = what, "write it as 2026-11-30"
		r.fault(at)
	}
	for _, frame := range r.Frames {
		r.label(at, e, k, frame.Key, CodingRow{ID: k.ID, Sentence: k.Sentence, Coder: coder, Frame: frame.Key, Date: date, Item: k.Item, Note: e.note})
	}
}

func (r *reading) label(at Fault, e *entry, k *KeyRow, frame string, row CodingRow) {
	text, there := e.labels[frame]
	v := truth(text)
	switch {
	case truth(e.unsure) == 1:
		v = Unsure
	case strings.TrimSpace(text) == "" || !there:
		if r.o.Partial {
			return
		}
		at.What, at.Cure = fmt.Sprintf("no label for %s", frame), "write 1 or 0, or 1 into the column unsure, or read with --partial"
		r.fault(at)
		return
	case v == misspelt:
		at.What, at.Cure = fmt.Sprintf("label %q for %s", text, frame), "write 1 where the sentence has the frame, 0 where it has not"
		r.fault(at)
		return
	}
	row.Label = int64(v)
	r.out.Rows = append(r.out.Rows, row)
}

// coderOf is who coded a row: who it says, else the coder of the sheet.
func coderOf(f *codedFile, e *entry, k *KeyRow) string {
	if e.coder != "" {
		return e.coder
	}
	if f.coder != "" {
		return f.coder
	}
	return strings.TrimSuffix(f.name, ".csv")
}

// coders wants one coder in a file.
func (r *reading) coders(f *codedFile) {
	if r.o.Several {
		return
	}
	first := ""
	for i := range f.entries {
		e := &f.entries[i]
		if e.coder == "" {
			continue
		}
		if first == "" {
			first = e.coder
		}
		if e.coder != first {
			r.fault(Fault{File: f.name, Row: e.row, Item: e.item, What: fmt.Sprintf("a second coder, %s, in the file of %s", e.coder, first),
				Cure: "write one name throughout, or read with --several if two people shared the file"})
			return
		}
	}
}
