package spool

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// decoded is a document that was read, until the next one is: their lists lie in the same
// place.
type decoded struct {
	score.Document
	about corpus.Document
}

// read makes of a body what tables have of its document, if it is one. Surfaces and
// passages share the memory of the body; the texts of the head have one of their own, for
// the tables of documents keep more of them.
func (d *decoded) read(body string) (*score.Document, error) {
	r := &reader{rest: body}
	head := &reader{rest: strings.Clone(r.take(r.headSize()))}
	head.head(&d.about)
	d.Document.Document = &d.about
	d.Tokens, d.Sentences = r.int(), r.int()
	d.Frames = list(r, d.Frames, 3, r.frame)
	d.Hits = r.hits(d.Hits)
	d.Passages = r.passages(d.Passages)
	if r.bad || r.rest != "" || head.bad || head.rest != "" {
		return nil, ErrContent
	}
	return &d.Document, nil
}

// reader reads a body that anybody may have written. What is read of a bad one means
// nothing, but takes no more memory than some times its own.
type reader struct {
	rest string
	bad  bool
}

func (r *reader) fail() {
	r.bad, r.rest = true, ""
}

// number reads a varint; most have one byte.
func (r *reader) number() uint64 {
	if len(r.rest) > 0 && r.rest[0] < 0x80 {
		v := r.rest[0]
		r.rest = r.rest[1:]
		return uint64(v)
	}
	return r.long()
}

func (r *reader) long() uint64 {
	v, n := binary.Uvarint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if n <= 0 {
		r.fail()
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) int() int     { return int(r.number()) }
func (r *reader) int32() int32 { return int32(r.number()) }

// text reads a text, which shares the memory of the body.
func (r *reader) text() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	return r.take(int(n))
}

func (r *reader) take(n int) string {
	if n > len(r.rest) {
		r.fail()
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.take(1); b != "" {
		return b[0]
	}
	return 0
}

// list reads a list of items, of which each takes so many bytes at least, over an old one.
func list[T any](r *reader, old []T, least int, item func(*T)) []T {
	n := r.number()
	if n > uint64(len(r.rest)/least) {
		r.fail()
	}
	if n == 0 || r.bad {
		return old[:0]
	}
	out := slices.Grow(old[:0], int(n))[:n]
	for i := range out {
		item(&out[i])
	}
	return out
}

func (r *reader) headSize() int {
	if size := r.take(headBytes); !r.bad {
		return int(binary.LittleEndian.Uint32([]byte(size)))
	}
	return 0
}

func (r *reader) head(d *corpus.Document) {
	d.Date.Precision = corpus.Precision(r.byte())
	d.Date.Year, d.Date.Month, d.Date.Day = r.int(), r.int(), r.int()
	if d.Date.Precision > corpus.PrecisionDay {
		r.fail()
	}
	for _, s := range texts(d) {
		*s = r.text()
	}
	copy(d.SHA256[:], r.take(len(d.SHA256)))
	d.Meta = list(r, d.Meta, 2, func(f *corpus.Field) { f.Key, f.Value = r.text(), r.text() })
}

func (r *reader) frame(f *score.FrameCount) {
	f.Hits, f.Sentences, f.Weight = r.int(), r.int(), math.Float64frombits(bits.ReverseBytes64(r.number()))
}

func (r *reader) hits(old []score.Hit) []score.Hit {
	var last score.Hit
	return list(r, old, 10, func(h *score.Hit) {
		h.Sentence, h.Start = last.Sentence+r.int32(), last.Start+r.int32()
		h.End = h.Start + r.int32()
		h.Frame, h.Entry = r.int32(), r.int32()
		last.Sentence, last.Start = h.Sentence, h.Start
		h.Reason, h.Stance.Polarity = lexicon.Reason(r.byte()), stance.Polarity(r.byte())
		rest := r.byte()
		h.Stance.Holder, h.Stance.Quoted = stance.Holder(rest>>2), rest&2 != 0
		h.Stance.CueStart, h.Stance.CueEnd = 0, 0
		if cue := rest&1 != 0; cue {
			h.Stance.CueStart = h.Start + r.int32()
			h.Stance.CueEnd = h.Stance.CueStart + r.int32()
		}
		h.Topics, h.Surface = r.number(), r.text()
	})
}

func (r *reader) passages(old []score.Passage) []score.Passage {
	var last score.Passage
	return list(r, old, 5, func(p *score.Passage) {
		p.Sentence, p.Start = last.Sentence+r.int32(), last.Start+r.int32()
		p.End = p.Start + r.int32()
		last.Sentence, last.Start = p.Sentence, p.Start
		p.Topics, p.Text = r.number(), r.text()
	})
}
