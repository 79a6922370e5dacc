package series

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// The encoding of an Aggregator is
//
//	magic, version     8 bytes
//	fingerprint        32 bytes: of lexicon and options
//	coarse             how many documents have too coarse a date
//	texts              issuers and values of groups, ascending
//	classes            of sentences, ascending by key: topics, then frames and hits,
//	                   with their weights where the lexicon has some
//	documents          ascending by id: id, issuer, first day of the period, day in
//	                   it, values
//	                   of the keys, classes with sentences and tokens, terms,
//	                   what terms have in sides that count sentences, what stances
//	                   have in the sides of the first contrast
//	others             name and encoding of each Aggregator compared with
//	CRC-32 (IEEE)      4 bytes, little endian: of all before
//
// where numbers are varints, a list begins with its length and a text is a list
// of bytes. Cells and sums are not in it: adding the documents makes them again,
// and is faster than reading them would be. The same documents give the same
// bytes, in whatever order and parts they were added.
const magic = "fsseries"

// encodingVersion changes with the encoding, and with how a document is scored
// or added up where lexicon and options do not say so.
//
//	1  first
//	2  sides that count sentences; days
//	3  stances
const encodingVersion = 3

// Encode writes all that was added, for Decode. Evidence that was computed is
// left out. No two documents may have the same id.
func (a *Aggregator) Encode(w io.Writer) error {
	raw, err := a.encoded()
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, err = w.Write(raw)
	return err
}

// fingerprint is that of the lexicon, the options and the Aggregators compared
// with.
func (a *Aggregator) fingerprint() [sha256.Size]byte {
	others := []string{}
	for _, o := range a.others {
		others = append(others, fmt.Sprintf("%s %x", o.Name, o.a.fingerprint()))
	}
	raw, err := json.Marshal(struct {
		Version int
		Lexicon *lexicon.Lexicon
		Options Options
		Others  []string
	}{encodingVersion, a.lex, a.o, others})
	if err != nil {
		panic(err) // a field that JSON has no form for
	}
	return sha256.Sum256(raw)
}

// encoder appends to a buffer.
type encoder struct {
	buf      []byte
	texts    map[string]uint64 // their numbers
	weighted bool
	class    []uint64 // numbers of classes, by their place in the table
}

func (e *encoder) number(n ...uint64) {
	for _, n := range n {
		e.buf = binary.AppendUvarint(e.buf, n)
	}
}

func (e *encoder) text(s string) {
	e.number(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

func (a *Aggregator) encoded() ([]byte, error) {
	f := a.fingerprint()
	e := &encoder{buf: append([]byte(magic), f[:]...), weighted: a.classes.weighted}
	e.number(uint64(a.coarse))
	e.allTexts(a.docs)
	e.classes(a.classes.list)
	if err := e.documents(a.docs); err != nil {
		return nil, err
	}
	e.number(uint64(len(a.others)))
	for _, o := range a.others {
		raw, err := o.a.encoded()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.Name, err)
		}
		e.text(o.Name)
		e.text(string(raw))
	}
	return binary.LittleEndian.AppendUint32(e.buf, crc32.ChecksumIEEE(e.buf)), nil
}

func (e *encoder) documents(list []document) error {
	docs := make([]*document, len(list))
	for i := range docs {
		docs[i] = &list[i]
	}
	slices.SortFunc(docs, func(x, y *document) int { return cmp.Compare(x.id, y.id) })
	e.number(uint64(len(docs)))
	for i, d := range docs {
		if i > 0 && d.id == docs[i-1].id {
			return fmt.Errorf("two documents have the id %q", d.id)
		}
		e.document(d)
	}
	return nil
}

func (e *encoder) allTexts(docs []document) {
	e.texts = map[string]uint64{}
	for i := range docs {
		e.texts[docs[i].issuer] = 0
		for _, v := range docs[i].values {
			e.texts[v] = 0
		}
	}
	sorted := slices.Sorted(maps.Keys(e.texts))
	e.number(uint64(len(sorted)))
	for i, s := range sorted {
		e.texts[s] = uint64(i)
		e.text(s)
	}
}

func (e *encoder) classes(list []class) {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(list[i].kind.Key, list[j].kind.Key) })
	e.class = make([]uint64, len(list))
	e.number(uint64(len(list)))
	for n, i := range order {
		e.class[i] = uint64(n)
		e.kind(list[i].kind)
	}
}

func (e *encoder) kind(k *score.Kind) {
	e.number(k.Topics, uint64(len(k.Frames)))
	for _, f := range k.Frames {
		e.number(uint64(f.Frame), uint64(f.Hits))
		if e.weighted {
			e.number(uint64(f.Weight))
		}
	}
}

func (e *encoder) document(d *document) {
	e.text(d.id)
	e.number(e.texts[d.issuer])
	e.buf = binary.AppendVarint(e.buf, d.period.Unix()/secondsOfDay)
	e.number(uint64(d.day))
	for _, v := range d.values {
		e.number(e.texts[v])
	}
	e.number(uint64(len(d.classes)))
	for _, c := range d.classes {
		e.number(e.class[c.class], uint64(c.sentences), uint64(c.tokens))
	}
	e.number(uint64(len(d.terms)))
	for _, t := range d.terms {
		e.number(uint64(t.entry), uint64(t.hits), t.topics)
	}
	e.number(uint64(len(d.sides)))
	for _, s := range d.sides {
		side := uint64(2 * s.Contrast)
		if s.Negative {
			side++
		}
		e.number(side, uint64(s.Entry), s.Topics, uint64(s.Sentences), uint64(s.Share), uint64(s.Alone))
	}
	e.number(uint64(len(d.stances)))
	for _, s := range d.stances {
		kind := uint64(2 * s.Kind)
		if s.Negative {
			kind++
		}
		e.number(kind, s.Topics)
		e.buf = binary.AppendVarint(e.buf, int64(s.Count))
		e.buf = binary.AppendVarint(e.buf, s.Parts)
	}
}

const secondsOfDay = 24 * 60 * 60

// headed returns what stands between the head of an encoding and its checksum.
func (a *Aggregator) headed(raw []byte) ([]byte, error) {
	f := a.fingerprint()
	body, ok := bytes.CutPrefix(raw, []byte(magic))
	if !ok || len(body) < len(f)+4 {
		return nil, errDamaged
	}
	if end := len(raw) - 4; crc32.ChecksumIEEE(raw[:end]) != binary.LittleEndian.Uint32(raw[end:]) {
		return nil, errDamaged
	}
	if !bytes.HasPrefix(body, f[:]) {
		return nil, ErrMismatch
	}
	return body[len(f) : len(body)-4], nil
}
