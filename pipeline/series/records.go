package series

import (
	"encoding/binary"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/pile"
	"github.com/frameshift/frameshift/pipeline/score"
)

// document is what is kept of a document: all that is added up of it.
type document struct {
	id      []byte
	issuer  string
	period  time.Time
	day     int      // of the period, from 1; 0 where the date does not say
	values  []string // of Aggregator.Keys; in no record
	classes []classCount
	terms   []termCount
	sides   []score.SidePart // what terms have in sides that count sentences
	stances []score.StancePart
}

// key names the document to stats.Weights.
func (d *document) key() uint64 { return textKey(d.id) }

// field is what is read of a document beside its head.
type field int

const (
	ofClasses field = 1 << iota
	ofTerms
	ofSides
	ofStances
)

// records are the documents in the order in which they were added, as bytes: a corpus
// may have more of them than memory holds structs.
//
// A record is id, issuer, first day of the period and day in it; then classes, terms,
// sides and stances, each behind its length in bytes. Numbers are varints, issuers
// numbers in a table.
type records struct {
	texts   []string
	number  map[string]uint64
	at      []pile.Place
	pile    pile.Pile
	buf     []byte
	section []byte
}

func newRecords() *records { return &records{number: map[string]uint64{}} }

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
	b := append(binary.AppendUvarint(r.buf[:0], uint64(len(d.id))), d.id...)
	b = binary.AppendUvarint(b, r.text(d.issuer))
	b = binary.AppendVarint(b, d.period.Unix()/secondsOfDay)
	b = binary.AppendUvarint(b, uint64(d.day))
	for _, section := range [...]func([]byte, *document) []byte{appendClasses, appendTerms, appendSides, appendStances} {
		r.section = section(r.section[:0], d)
		b = append(binary.AppendUvarint(b, uint64(len(r.section))), r.section...)
	}
	r.buf = b
	r.at = append(r.at, r.pile.Add(b))
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

// err is the first error of the file. Documents read after it may have nothing.
func (r *records) err() error {
	if err := r.pile.Err(); err != nil {
		return fmt.Errorf("documents that were added up: %w", err)
	}
	return nil
}

// reader reads records one at a time. It belongs to one goroutine.
type reader struct {
	*records
	bytes *pile.Reader
	doc   document
}

func (a *Aggregator) reader() *reader {
	return &reader{records: a.docs, bytes: a.docs.pile.NewReader()}
}

// buffer takes apart what add has put together. Of what is damaged, as by the disk,
// it makes zeros.
type buffer struct {
	data []byte
	at   int
}

func (b *buffer) number() uint64 {
	if b.at < len(b.data) && b.data[b.at] < 0x80 { // most of them
		b.at++
		return uint64(b.data[b.at-1])
	}
	n, size := binary.Uvarint(b.data[b.at:])
	if b.at += size; size <= 0 {
		b.at = len(b.data)
	}
	return n
}

func (b *buffer) signed() int64 {
	n := b.number()
	return int64(n>>1) ^ -int64(n&1)
}

func (b *buffer) bytes() []byte {
	n := int(min(b.number(), uint64(len(b.data)-b.at)))
	b.at += n
	return b.data[b.at-n : b.at : b.at]
}

func (r *records) textOf(n uint64) string {
	if n >= uint64(len(r.texts)) {
		return ""
	}
	return r.texts[n]
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
	b := buffer{data: r.bytes.Read(r.at[i])}
	d.id = b.bytes()
	d.issuer = r.textOf(b.number())
	d.period = time.Unix(b.signed()*secondsOfDay, 0).UTC()
	d.day = int(b.number())
	d.classes, d.terms, d.sides, d.stances = d.classes[:0], d.terms[:0], d.sides[:0], d.stances[:0]
	for section := ofClasses; section <= of; section <<= 1 {
		s := buffer{data: b.bytes()}
		for of&section != 0 && s.at < len(s.data) {
			d.readNext(section, &s)
		}
	}
	return d
}

// readNext reads a part of a section. Through a table of functions, the buffer would be
// an allocation.
func (d *document) readNext(section field, b *buffer) {
	switch section {
	case ofClasses:
		d.readClasses(b)
	case ofTerms:
		d.readTerms(b)
	case ofSides:
		d.readSides(b)
	case ofStances:
		d.readStances(b)
	}
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
