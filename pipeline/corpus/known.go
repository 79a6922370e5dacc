package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Note is what somebody kept of a file and its documents.
type Note struct {
	SHA256 [32]byte // of the file
	Data   []byte
}

// Know lets find say what was kept of a file that holds one text, by its stamp, before
// Read: the file is then not opened, and its item has the note in place of bytes. Two
// files have one stamp only where the system says that they are the same and unchanged.
func (r *Reader) Know(find func(stamp string) (Note, bool)) { r.find = find }

// settled is how long ago a file must have been changed for a further change to show in
// its times, and where these have whole seconds only.
const settled, settledCoarse = 20 * time.Millisecond, 2 * time.Second

// stamp is empty where a change of the file might not show in it.
func (s stat) stamp(source string) string {
	wait := settled
	if s.newest().Nanosecond() == 0 {
		wait = settledCoarse
	}
	if !s.keepsChanges || time.Since(s.newest()) < wait {
		return ""
	}
	return string(s.append(append([]byte(source), 0)))
}

// known is the item of a file of which a note was kept.
func (p *pass) known(f *file, path string) (Raw, bool) {
	if p.find == nil || f.stamp == "" || f.kind != kindText {
		return Raw{}, false
	}
	note, ok := p.find(f.stamp)
	if !ok {
		return Raw{}, false
	}
	sum := note.SHA256
	f.place = path
	return Raw{Source: f.source, file: f, note: note.Data, sum: &sum}, true
}

// Note is what was kept of the item's file, whose documents need not be decoded; nil
// where nothing was.
func (r Raw) Note() []byte { return r.note }

// Forget is the item without the note, for Load.
func (r Raw) Forget() Raw {
	r.note = nil
	return r
}

// Stamp is what to keep a note of the item's file under; empty where none can be: the
// file holds more than one item, or a change of it might not show.
func (r Raw) Stamp() string {
	if r.form != formText || r.sum == nil || r.leftOut || r.rejection != nil {
		return ""
	}
	return r.file.stamp
}

// Sum is the SHA-256 of the file of an item that has a Stamp.
func (r Raw) Sum() [32]byte { return *r.sum }

// ErrChanged is the error of Load where a file has not the bytes it had.
var ErrChanged = errors.New("a file has changed since it was listed")

// Load reads the file of an item that has a note, as if there were none.
func (r *Reader) Load(raw Raw) (Raw, error) {
	data, err := r.root.read(raw.file.place)
	if err == nil && sha256.Sum256(data) != *raw.sum {
		err = ErrChanged
	}
	if err != nil {
		return raw, fmt.Errorf("%s: %w", raw.Source, errors.Join(ErrChanged, cause(err)))
	}
	raw.data, raw.note = data, nil
	return raw, nil
}

// strings are the texts of a document that are kept of it, but for its text.
func (d *Document) strings() []*string {
	return []*string{&d.ID, &d.Lang, &d.Title, &d.Issuer, &d.Code, &d.Venue, &d.Audience, &d.Type, &d.URL, &d.Source, &d.Encoding}
}

// Lone says whether a document depends on nothing but its file and what the Reader was
// told: its date does not wait for other files to show what 03/05/2019 means.
func (d *Document) Lone() bool { return !d.shared }

// Append appends all that Recollect needs to make a document again, without its text
// and what concerns that alone: Skip and Parts.
func (d *Document) Append(b []byte) []byte {
	for _, s := range d.strings() {
		b = appendText(b, *s)
	}
	for _, n := range []int{d.Offset, d.Date.Year, d.Date.Month, d.Date.Day, int(d.Date.Precision)} {
		b = binary.AppendUvarint(b, uint64(uint32(n)))
	}
	b = append(b, d.SHA256[:]...)
	b = binary.AppendUvarint(b, uint64(len(d.Flags)))
	for _, f := range d.Flags {
		b = appendText(b, f)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Meta)))
	for _, f := range d.Meta {
		b = appendText(appendText(b, f.Key), f.Value)
	}
	b = binary.AppendUvarint(b, uint64(len(d.rows)))
	for _, m := range d.rows {
		b = appendText(binary.AppendUvarint(binary.AppendUvarint(b, uint64(m.place())), m.met), m.key)
	}
	b = binary.AppendUvarint(b, uint64(len(d.notes)))
	for _, n := range d.notes {
		b = appendText(append(b, byte(n.kind)), n.text)
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// Recollect makes the document of an item again from what Append made of it by a Reader
// that was told the same, with the same metadata tables.
func (r *Reader) Recollect(raw Raw, kept []byte) (*Document, error) {
	k := &keptReader{rest: string(kept)}
	d := &Document{Seq: raw.Seq}
	for _, s := range d.strings() {
		*s = k.text()
	}
	d.ID = strings.Clone(d.ID) // which outlives the document
	d.Offset = k.int()
	d.Date = Date{Year: k.int(), Month: k.int(), Day: k.int(), Precision: Precision(k.int())}
	copy(d.SHA256[:], k.take(len(d.SHA256)))
	for range k.count() {
		d.Flags = append(d.Flags, k.text())
	}
	for range k.count() {
		d.Meta = append(d.Meta, Field{k.text(), k.text()})
	}
	if k.count() != len(r.tables) {
		k.bad = true
	}
	for i := 0; i < len(r.tables) && !k.bad; i++ {
		d.rows = append(d.rows, k.match(r.tables[i]))
	}
	for range k.count() {
		d.notes = append(d.notes, note{noteKind(k.byte()), k.text()})
	}
	if k.bad || k.rest != "" || d.Date.Precision > PrecisionDay || slices.ContainsFunc(d.notes, func(n note) bool { return n.kind >= noteKinds }) {
		return nil, errors.New("corpus: no document of this item")
	}
	r.joined(d)
	return d, nil
}

// keptReader reads what Append wrote, or anybody else.
type keptReader struct {
	rest string
	bad  bool
}

func (k *keptReader) uvarint() uint64 {
	v, n := binary.Uvarint([]byte(k.rest[:min(len(k.rest), binary.MaxVarintLen64)]))
	if n <= 0 {
		k.bad, k.rest = true, ""
		return 0
	}
	k.rest = k.rest[n:]
	return v
}

// count is how many follow, of which each takes a byte at least.
func (k *keptReader) count() int {
	n := k.uvarint()
	if n > uint64(len(k.rest)) {
		k.bad, k.rest = true, ""
		return 0
	}
	return int(n)
}

func (k *keptReader) int() int { return int(int32(k.uvarint())) }

func (k *keptReader) take(n int) string {
	if n > len(k.rest) {
		k.bad, k.rest = true, ""
		return ""
	}
	taken := k.rest[:n]
	k.rest = k.rest[n:]
	return taken
}

func (k *keptReader) text() string { return k.take(k.count()) }

func (k *keptReader) byte() byte {
	if b := k.take(1); b != "" {
		return b[0]
	}
	return 0
}

// match is the row of a table, by its place there.
func (k *keptReader) match(t *table) (m match) {
	place := k.uvarint()
	m.met, m.key = k.uvarint(), k.text()
	switch {
	case place > uint64(len(t.listed)):
		k.bad = true
	case place > 0:
		m.row = t.listed[place-1]
	}
	return m
}
