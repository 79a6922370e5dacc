package series

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/frameshift/frameshift/pipeline/score"
)

// document is what is kept of a document: all that is added up of it.
type document struct {
	id      []byte
	key     uint64 // of the id
	issuer  string
	period  time.Time
	day     int      // of the period, from 1; 0 where the date does not say
	values  []string // of Aggregator.Keys
	classes []classCount
	terms   []termCount
	sides   []score.SidePart // what terms have in sides that count sentences
	stances []score.StancePart
}

// field is what is read of a document beside its head.
type field int

const (
	ofClasses field = 1 << iota
	ofTerms
	ofSides
	ofStances
)

// records are the documents in the order in which they were added, as bytes: a corpus
// may have more of them than memory holds structs. The first ones stay in memory, and
// where there is a file the others go there.
//
// A record is its length, then id, issuer, first day of the period, day in it, and the
// values of the keys; then classes, terms, sides and stances, each behind its length
// in bytes. Numbers are varints, texts numbers in a table.
type records struct {
	texts   []string
	number  map[string]uint64
	keys    int      // values of a document
	at      []int64  // where each begins: its chunk, and 32 bits for the place in it
	chunks  [][]byte // of about chunkBytes, or nil where it went into the file
	inFile  []int64  // where a chunk begins there
	held    int64    // bytes of full chunks
	most    int64    // that stay in memory
	chunk   int      // bytes of one
	file    *os.File // nil: all stay
	size    int64
	buf     []byte
	section []byte
	failed  atomic.Pointer[error]
}

// chunkBytes are written to the file at a time. Of the full ones mostHeld bytes stay in
// memory.
const chunkBytes, mostHeld = 1 << 20, 32 << 20

func newRecords(keys int) *records {
	return &records{number: map[string]uint64{}, keys: keys, most: mostHeld, chunk: chunkBytes}
}

func (r *records) len() int { return len(r.at) }

// text is the number of a text that is kept once and holds on to no text around it.
func (r *records) text(s string) uint64 {
	n, ok := r.number[s]
	if !ok {
		n, s = uint64(len(r.texts)), strings.Clone(s)
		r.number[s], r.texts = n, append(r.texts, s)
	}
	return n
}

// add keeps a document.
func (r *records) add(d *document) {
	body := r.body(d)
	record := append(binary.AppendUvarint(r.section[:0], uint64(len(body))), body...)
	r.section = record[:0]
	r.at = append(r.at, r.place(record))
}

// body is the record of a document without its length.
func (r *records) body(d *document) []byte {
	b := append(binary.AppendUvarint(r.buf[:0], uint64(len(d.id))), d.id...)
	b = binary.AppendUvarint(b, r.text(d.issuer))
	b = binary.AppendVarint(b, d.period.Unix()/secondsOfDay)
	b = binary.AppendUvarint(b, uint64(d.day))
	for _, v := range d.values {
		b = binary.AppendUvarint(b, r.text(v))
	}
	for _, section := range [...]func([]byte, *document) []byte{appendClasses, appendTerms, appendSides, appendStances} {
		r.section = section(r.section[:0], d)
		b = append(binary.AppendUvarint(b, uint64(len(r.section))), r.section...)
	}
	r.buf = b
	return b
}

const secondsOfDay = 24 * 60 * 60

func appendNumbers(b []byte, numbers ...uint64) []byte {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func appendClasses(b []byte, d *document) []byte {
	for _, c := range d.classes {
		b = appendNumbers(b, uint64(c.class), uint64(c.sentences), uint64(c.tokens))
	}
	return b
}

func appendTerms(b []byte, d *document) []byte {
	for _, t := range d.terms {
		b = appendNumbers(b, uint64(t.entry), uint64(t.hits), t.topics)
	}
	return b
}

func appendSides(b []byte, d *document) []byte {
	for _, s := range d.sides {
		b = appendNumbers(b, signed2(s.Contrast, s.Negative), uint64(s.Entry), s.Topics, uint64(s.Sentences), uint64(s.Share), uint64(s.Alone))
	}
	return b
}

func appendStances(b []byte, d *document) []byte {
	for _, s := range d.stances {
		b = appendNumbers(b, signed2(int32(s.Kind), s.Negative), s.Topics)
		b = binary.AppendVarint(binary.AppendVarint(b, int64(s.Count)), s.Parts)
	}
	return b
}

// signed2 is a number with a sign of its own.
func signed2(n int32, negative bool) uint64 {
	if negative {
		return 2*uint64(n) + 1
	}
	return 2 * uint64(n)
}

// place puts a record behind the others.
func (r *records) place(record []byte) int64 {
	last := len(r.chunks) - 1
	if last < 0 || len(r.chunks[last])+len(record) > cap(r.chunks[last]) {
		r.spill(last)
		r.chunks = append(r.chunks, make([]byte, 0, max(r.chunk, len(record))))
		last++
	}
	at := int64(last)<<32 | int64(len(r.chunks[last]))
	r.chunks[last] = append(r.chunks[last], record...)
	return at
}

// spill writes a chunk that is full into the file, beyond what stays in memory.
func (r *records) spill(chunk int) {
	r.inFile = append(r.inFile, r.size)
	if chunk < 0 || r.file == nil {
		return
	}
	if r.held += int64(len(r.chunks[chunk])); r.held <= r.most {
		return
	}
	if _, err := r.file.WriteAt(r.chunks[chunk], r.size); err != nil {
		r.fail(err)
	}
	r.inFile[chunk] = r.size
	r.size += int64(len(r.chunks[chunk]))
	r.chunks[chunk] = nil
}

func (r *records) fail(err error) {
	err = fmt.Errorf("documents that were added up: %w", err)
	r.failed.CompareAndSwap(nil, &err)
}

// err is the first error of the file. Documents read after it have nothing.
func (r *records) err() error {
	if err := r.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// reader reads records one at a time. It belongs to one goroutine.
type reader struct {
	*records
	doc    document
	window []byte // of the file
	from   int64  // where it begins
}

func (a *Aggregator) reader() *reader { return &reader{records: a.docs} }

// windowBytes are read from the file at a time: a record and some of those behind it.
const windowBytes = 16 << 10

// record returns the record at a place, without its length.
func (r *reader) record(at int64) []byte {
	chunk, offset := at>>32, at&math.MaxUint32
	if c := r.chunks[chunk]; c != nil {
		b := buffer{c[offset:]}
		return b.bytes()
	}
	return r.fromFile(r.inFile[chunk] + offset)
}

func (r *reader) fromFile(at int64) []byte {
	if inside := at - r.from; inside >= 0 && inside < int64(len(r.window)) {
		b := buffer{r.window[inside:]}
		if n, ok := b.length(); ok && n <= len(b.rest) {
			return b.rest[:n]
		}
	}
	b := buffer{r.load(at, windowBytes)}
	n, ok := b.length()
	if ok && n > len(b.rest) {
		b = buffer{r.load(at, n+binary.MaxVarintLen64)}
		n, ok = b.length()
	}
	if !ok || n > len(b.rest) {
		r.fail(io.ErrUnexpectedEOF)
		return nil
	}
	return b.rest[:n]
}

// load reads some of the file from a place on, less where it ends.
func (r *reader) load(at int64, bytes int) []byte {
	r.window = slices.Grow(r.window[:0], bytes)[:bytes]
	n, err := r.file.ReadAt(r.window, at)
	if err != nil && err != io.EOF {
		r.fail(err)
	}
	r.window, r.from = r.window[:n], at
	return r.window
}

// buffer takes apart what add has put together. Of what is damaged, as by the disk,
// it makes zeros.
type buffer struct{ rest []byte }

func (b *buffer) number() uint64 {
	n, size := binary.Uvarint(b.rest)
	b.rest = b.rest[max(size, 0):]
	if size <= 0 {
		b.rest = nil
	}
	return n
}

func (b *buffer) signed() int64 {
	n := b.number()
	return int64(n>>1) ^ -int64(n&1)
}

// length takes a length, if it is there.
func (b *buffer) length() (int, bool) {
	n, size := binary.Uvarint(b.rest)
	if size <= 0 {
		return 0, false
	}
	b.rest = b.rest[size:]
	return int(n), true
}

func (b *buffer) bytes() []byte {
	n := min(b.number(), uint64(len(b.rest)))
	taken := b.rest[:n:n]
	b.rest = b.rest[n:]
	return taken
}

// each reads all documents, see read.
func (r *reader) each(of field) iter.Seq[*document] {
	return func(yield func(*document) bool) {
		for i := range r.at {
			if !yield(r.read(int32(i), of)) {
				return
			}
		}
	}
}

// read returns a document with some of its fields, until the next call.
func (r *reader) read(i int32, of field) *document {
	d := &r.doc
	b := buffer{r.record(r.at[i])}
	d.id = b.bytes()
	d.key = textKey(d.id)
	d.issuer = r.texts[b.number()]
	d.period = time.Unix(b.signed()*secondsOfDay, 0).UTC()
	d.day = int(b.number())
	d.values = d.values[:0]
	for range r.keys {
		d.values = append(d.values, r.texts[b.number()])
	}
	d.classes, d.terms, d.sides, d.stances = d.classes[:0], d.terms[:0], d.sides[:0], d.stances[:0]
	for n, section := range [...]func(*document, *buffer){(*document).readClasses, (*document).readTerms, (*document).readSides, (*document).readStances} {
		if s := (buffer{b.bytes()}); of&(1<<n) != 0 {
			for len(s.rest) > 0 {
				section(d, &s)
			}
		}
	}
	return d
}

func (d *document) readClasses(b *buffer) {
	d.classes = append(d.classes, classCount{uint32(b.number()), uint32(b.number()), uint32(b.number())})
}

func (d *document) readTerms(b *buffer) {
	d.terms = append(d.terms, termCount{int32(b.number()), int32(b.number()), b.number()})
}

func (d *document) readSides(b *buffer) {
	side := b.number()
	d.sides = append(d.sides, score.SidePart{
		Contrast: int32(side / 2), Negative: side%2 == 1, Entry: int32(b.number()), Topics: b.number(),
		Sentences: int32(b.number()), Share: int64(b.number()), Alone: int32(b.number()),
	})
}

func (d *document) readStances(b *buffer) {
	kind := b.number()
	d.stances = append(d.stances, score.StancePart{
		Kind: score.StanceKind(kind / 2), Negative: kind%2 == 1, Topics: b.number(), Count: int32(b.signed()), Parts: b.signed(),
	})
}
