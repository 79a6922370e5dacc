package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"sync/atomic"
)

// Whole is what a Reader knows of the corpus as a whole before it has read any of it:
// enough to put together again what shares of it were found to hold.
type Whole struct {
	Inputs []Input
	Tables []KeptTable
	Notes  []string // warnings
}

// KeptTable is a metadata table without its values, which the documents have.
type KeptTable struct {
	Of       int // its number in Options.Metadata
	Input    Input
	Keys     [][]string  // by row
	Repeated map[int]int // further rows with the key of a row
	BadRows  int         // see table
	Left     []string    // of what is not read
}

// Whole says what Open has found.
func (r *Reader) Whole() Whole {
	w := Whole{Notes: r.notes}
	for _, in := range r.inputs {
		w.Inputs = append(w.Inputs, in.Input)
	}
	for _, t := range r.tables {
		k := KeptTable{Input: t.input, BadRows: t.badRows, Left: t.left, Repeated: map[int]int{}}
		k.Of = slices.IndexFunc(r.options.Metadata, func(o Table) bool { return o.File == t.File })
		for i, row := range t.listed {
			k.Keys = append(k.Keys, row.key)
			if row.repeated > 0 {
				k.Repeated[i] = row.repeated
			}
		}
		w.Tables = append(w.Tables, k)
	}
	return w
}

// TableSums are the hashes of the metadata tables, by their names.
func (w Whole) TableSums() (out []string) {
	for _, t := range w.Tables {
		out = append(out, t.Input.Name, t.Input.SHA256)
	}
	return out
}

var errWhole = errors.New("corpus: not what a corpus with these options is known by")

// Rejoin makes a Reader that reads nothing and takes, by Recollect, Keep and Joined,
// what others have read with the same options.
func Rejoin(o Options, w Whole) (*Reader, error) {
	r, err := compile(o.withDefaults())
	if err != nil {
		return nil, err
	}
	r.notes = w.Notes
	for _, in := range w.Inputs {
		into := &input{Input: in, folder: in.Kind == "folder"}
		into.SHA256 = ""
		if into.folder {
			into.hash = sha256.New()
		}
		r.inputs = append(r.inputs, into)
	}
	for _, k := range w.Tables {
		t, err := r.keptTable(k)
		if err != nil {
			return nil, err
		}
		r.tables = append(r.tables, t)
	}
	return r, nil
}

func (r *Reader) keptTable(k KeptTable) (*table, error) {
	if k.Of < 0 || k.Of >= len(r.options.Metadata) {
		return nil, errWhole
	}
	t := newTable(r.options.Metadata[k.Of], k.Input.Name)
	t.input, t.badRows, t.left = k.Input, k.BadRows, k.Left
	for i, key := range k.Keys {
		if len(key) != len(t.On) {
			return nil, errWhole
		}
		t.listed = append(t.listed, &tableRow{key: key, repeated: k.Repeated[i], place: i + 1})
	}
	return t, nil
}

// Joins are the joins of all documents that were decoded, those that count and others.
type Joins []TableUse

// TableUse is what documents had of a metadata table.
type TableUse struct {
	Decoded bool   // one came to the join
	Met     []bool // by key: one had a value
	Used    []int  // rows that one had, from 0
}

// Joins says what a Reader has joined.
func (r *Reader) Joins() (out Joins) {
	for _, t := range r.tables {
		u := TableUse{Decoded: t.decoded.Load()}
		for i := range t.met {
			u.Met = append(u.Met, t.met[i].Load())
		}
		for i, row := range t.listed {
			if row.used.Load() {
				u.Used = append(u.Used, i)
			}
		}
		out = append(out, u)
	}
	return out
}

// Joined notes what another Reader has joined.
func (r *Reader) Joined(joins Joins) error {
	if len(joins) != len(r.tables) {
		return errWhole
	}
	for i, u := range joins {
		if err := r.tables[i].joined(u); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) joined(u TableUse) error {
	if len(u.Met) != len(t.met) {
		return errWhole
	}
	set := func(b *atomic.Bool, to bool) { b.Store(b.Load() || to) }
	set(&t.decoded, u.Decoded)
	for i, met := range u.Met {
		set(&t.met[i], met)
	}
	for _, n := range u.Used {
		if n < 0 || n >= len(t.listed) {
			return errWhole
		}
		t.listed[n].used.Store(true)
	}
	return nil
}

// Hashed takes the hashes of files that another Reader has read, the first files first,
// and how many bytes its inputs had.
func (r *Reader) Hashed(files []FileSum, inputs []Input) error {
	if len(inputs) != len(r.inputs) {
		return errWhole
	}
	for _, f := range files {
		if f.Input < 0 || f.Input >= len(r.inputs) {
			return errWhole
		}
		in := r.inputs[f.Input]
		in.hashed(f.Path, f.Sum)
		if !in.folder {
			in.Bytes = inputs[f.Input].Bytes
		}
	}
	return nil
}

// Sum closes the hashes of folders, when all files have come.
func (r *Reader) Sum() {
	for _, in := range r.inputs {
		if in.folder {
			in.SHA256 = hex.EncodeToString(in.hash.Sum(nil))
		}
	}
}

// Expect sets what Progress tells of: how far the reading of another kind has come.
func (r *Reader) Expect(total int64) { r.total.Store(total) }

// Passed moves Progress.
func (r *Reader) Passed(n int64) { r.done.Add(n) }
