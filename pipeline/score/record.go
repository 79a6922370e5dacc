package score

import (
	"encoding/binary"
	"errors"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// AppendRecord appends what was found in the document that was scored last, so that
// Recall can make it again from its text. A record holds for the Matcher and the
// Options of this Scorer only.
func (s *Scorer) AppendRecord(b []byte) []byte {
	f := &s.found
	b = binary.AppendUvarint(b, uint64(len(f.sentences)))
	for _, v := range f.sentences {
		b = binary.AppendUvarint(b, uint64(v.words))
		b = binary.AppendUvarint(b, v.topics)
	}
	b = appendPlaces(b, f.hits, true)
	return appendPlaces(b, f.passages, false)
}

func appendPlaces(b []byte, list []spot, hits bool) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	var last spot
	for _, p := range list {
		b = binary.AppendUvarint(b, uint64(p.sentence-last.sentence))
		b = binary.AppendVarint(b, int64(p.start-last.start))
		b = binary.AppendUvarint(b, uint64(p.end-p.start))
		if hits {
			b = binary.AppendUvarint(b, uint64(p.entry))
			b = binary.AppendUvarint(b, uint64(p.reason))
			b = appendStance(b, p)
		}
		last = p
	}
	return b
}

// appendStance appends how the text stands to a hit: a byte, and the cue if there is
// one.
func appendStance(b []byte, p spot) []byte {
	s := p.stance
	b = append(b, byte(s.Polarity)|byte(s.Holder)<<2|byte(bit(s.Quoted))<<4)
	if s.Cued() {
		b = binary.AppendVarint(b, int64(s.CueStart-p.start))
		b = binary.AppendUvarint(b, uint64(s.CueEnd-s.CueStart))
	}
	return b
}

// Recall is Score of a document whose record is at hand.
func (s *Scorer) Recall(d *corpus.Document, record []byte) (*Document, error) {
	r := &recordReader{rest: record, text: len(d.Text), entries: s.m.Entries()}
	f := &s.found
	f.sentences = f.sentences[:0]
	for range r.count() {
		f.sentences = append(f.sentences, sentence{int32(r.number(len(d.Text))), r.uvarint()})
	}
	f.hits = r.places(f.hits[:0], len(f.sentences), true)
	f.passages = r.places(f.passages[:0], len(f.sentences), false)
	if r.bad || len(r.rest) > 0 {
		return nil, errors.New("score: no record of this document")
	}
	return s.document(d), nil
}

// recordReader reads a record that anybody may have written.
type recordReader struct {
	rest    []byte
	bad     bool
	text    int
	entries []lexicon.CompiledEntry
}

func (r *recordReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *recordReader) varint() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// number is one of at most so much.
func (r *recordReader) number(most int) int {
	v := r.uvarint()
	if v > uint64(max(most, 0)) {
		r.bad, r.rest = true, nil
		return 0
	}
	return int(v)
}

// count is how many follow, of which each takes a byte at least.
func (r *recordReader) count() int { return r.number(len(r.rest)) }

// place is some bytes of the text, told from another place on.
func (r *recordReader) place(from int32) (start, end int32) {
	at := int64(from) + r.varint()
	if r.bad || at < 0 || at > int64(r.text) {
		r.bad = true
		return 0, 0
	}
	return int32(at), int32(at) + int32(r.number(r.text-int(at)))
}

func (r *recordReader) stance(from int32) (s stance.Stance) {
	b := r.number(1<<5 - 1)
	s.Polarity, s.Holder, s.Quoted = stance.Polarity(b&3), stance.Holder(b>>2&3), b>>4 == 1
	if s.Holder >= stance.Holders {
		r.bad = true
	}
	if s.Cued() {
		s.CueStart, s.CueEnd = r.place(from)
	}
	return s
}

func (r *recordReader) places(list []spot, sentences int, hits bool) []spot {
	var last spot
	for range r.count() {
		p := spot{sentence: last.sentence + int32(r.number(sentences-1-int(last.sentence)))}
		if p.start, p.end = r.place(last.start); r.bad || sentences == 0 {
			r.bad = true
			return list
		}
		if hits {
			p.entry, p.reason = int32(r.number(len(r.entries)-1)), lexicon.Reason(r.number(lexicon.Reasons-1))
			p.stance = r.stance(p.start)
			if r.bad || r.entries[p.entry].Frame < 0 {
				r.bad = true
				return list
			}
		}
		list, last = append(list, p), p
	}
	return list
}
