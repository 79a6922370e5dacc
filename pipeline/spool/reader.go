package spool

import (
	"encoding/binary"
	"math"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// readBody makes a document of its body, if it is one. Surfaces and passages share the
// memory of the body; everything else is its own.
func readBody(body string) (*score.Document, error) {
	return read(body, func(r *reader, d *score.Document) {
		d.Topics = list(r, 4, r.sums)
		d.Classes = list(r, 4, r.class)
		d.Sides = list(r, 7, r.side)
		d.Stances = list(r, 5, r.stancePart)
	})
}

// readRows makes of a body what the tables have of its document: all but Topics,
// Classes, Sides and Stances, which are passed over, whatever numbers they are.
func readRows(body string) (*score.Document, error) {
	return read(body, func(r *reader, _ *score.Document) {
		r.pass(4, r.passSums)
		r.pass(4, func() { r.numbers(3); r.pass(3, func() { r.numbers(3) }) })
		r.pass(7, func() { r.take(1); r.numbers(6) })
		r.pass(5, func() { r.take(2); r.numbers(3) })
	})
}

// read makes a document of its body; what it says within topics, by class, side and
// stance is for within.
func read(body string, within func(*reader, *score.Document)) (*score.Document, error) {
	r := &reader{rest: body}
	d := &score.Document{Document: &corpus.Document{Seq: int64(r.number())}}
	r.head(d.Document)
	r.sums(&d.Counts)
	within(r, d)
	d.Hits = r.hits()
	d.Passages = r.passages()
	if r.bad || r.rest != "" {
		return nil, ErrContent
	}
	return d, nil
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

// signed reads what binary.AppendVarint has written.
func (r *reader) signed() int64 {
	v := r.number()
	return int64(v>>1) ^ -int64(v&1)
}

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

// list reads a list of items, of which each takes so many bytes at least.
func list[T any](r *reader, least int, item func(*T)) []T {
	n := r.number()
	if n > uint64(len(r.rest)/least) {
		r.fail()
	}
	if n == 0 || r.bad {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		item(&out[i])
	}
	return out
}

// pass passes over a list.
func (r *reader) pass(least int, item func()) {
	n := r.number()
	if n > uint64(len(r.rest)/least) {
		r.fail()
	}
	for ; n > 0 && !r.bad; n-- {
		item()
	}
}

// numbers passes over so many.
func (r *reader) numbers(n int) {
	for i := range len(r.rest) {
		if r.rest[i] < 0x80 {
			if n--; n == 0 {
				r.rest = r.rest[i+1:]
				return
			}
		}
	}
	r.fail()
}

func (r *reader) head(d *corpus.Document) {
	d.Date.Precision = corpus.Precision(r.byte())
	d.Date.Year, d.Date.Month, d.Date.Day = r.int(), r.int(), r.int()
	if d.Date.Precision > corpus.PrecisionDay {
		r.fail()
	}
	for _, s := range texts(d) {
		*s = strings.Clone(r.text())
	}
	copy(d.SHA256[:], r.take(len(d.SHA256)))
	d.Meta = list(r, 2, func(f *corpus.Field) { f.Key, f.Value = strings.Clone(r.text()), strings.Clone(r.text()) })
}

func (r *reader) sums(c *score.Counts) {
	c.Tokens, c.Sentences = r.int(), r.int()
	c.Frames = list(r, 10, func(f *score.FrameCount) {
		if weight := r.take(8); !r.bad {
			f.Weight = math.Float64frombits(binary.LittleEndian.Uint64([]byte(weight)))
		}
		f.Hits, f.Sentences = r.int(), r.int()
	})
	c.Pairs = list(r, 5, func(p *score.PairCount) {
		p.Both, p.OnlyA, p.OnlyB, p.HitsA, p.HitsB = r.int(), r.int(), r.int(), r.int(), r.int()
	})
}

func (r *reader) passSums() {
	r.numbers(2)
	r.pass(10, func() { r.take(8); r.numbers(2) })
	r.pass(5, func() { r.numbers(5) })
}

func (r *reader) class(c *score.Class) {
	topics := r.number()
	c.Sentences, c.Tokens = r.int(), r.int()
	kind := score.NewKind(topics, list(r, 3, func(f *score.FrameHits) { f.Frame, f.Hits, f.Weight = r.int32(), r.int32(), r.int32() }))
	c.Kind = &kind
}

func (r *reader) side(p *score.SidePart) {
	p.Negative = r.byte() == 1
	p.Contrast, p.Entry, p.Sentences, p.Alone = r.int32(), r.int32(), r.int32(), r.int32()
	p.Topics, p.Share = r.number(), int64(r.number())
}

func (r *reader) stancePart(p *score.StancePart) {
	p.Kind, p.Negative = score.StanceKind(r.byte()), r.byte() == 1
	p.Topics, p.Count, p.Parts = r.number(), int32(r.signed()), r.signed()
}

func (r *reader) hits() []score.Hit {
	var last score.Hit
	return list(r, 10, func(h *score.Hit) {
		h.Sentence, h.Start = last.Sentence+r.int32(), last.Start+r.int32()
		h.End = h.Start + r.int32()
		h.Frame, h.Entry = r.int32(), r.int32()
		last.Sentence, last.Start = h.Sentence, h.Start
		h.Reason, h.Stance.Polarity = lexicon.Reason(r.byte()), stance.Polarity(r.byte())
		rest := r.byte()
		h.Stance.Holder, h.Stance.Quoted = stance.Holder(rest>>2), rest&2 != 0
		if cue := rest&1 != 0; cue {
			h.Stance.CueStart = h.Start + r.int32()
			h.Stance.CueEnd = h.Stance.CueStart + r.int32()
		}
		h.Topics, h.Surface = r.number(), r.text()
	})
}

func (r *reader) passages() []score.Passage {
	var last score.Passage
	return list(r, 5, func(p *score.Passage) {
		p.Sentence, p.Start = last.Sentence+r.int32(), last.Start+r.int32()
		p.End = p.Start + r.int32()
		last.Sentence, last.Start = p.Sentence, p.Start
		p.Topics, p.Text = r.number(), r.text()
	})
}
