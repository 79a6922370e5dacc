package spool_test

import (
	"encoding/binary"
	"math"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// The other carrier that was measured: a document as varints, one after the
// other, texts in full.

type bytesOut struct{ buf []byte }

func (b *bytesOut) numbers(n ...uint64) {
	for _, n := range n {
		b.buf = binary.AppendUvarint(b.buf, n)
	}
}

func (b *bytesOut) text(s string) {
	b.numbers(uint64(len(s)))
	b.buf = append(b.buf, s...)
}

type bytesIn struct{ buf []byte }

func (b *bytesIn) number() uint64 {
	n, size := binary.Uvarint(b.buf)
	b.buf = b.buf[size:]
	return n
}

func (b *bytesIn) text() string {
	n := b.number()
	s := string(b.buf[:n])
	b.buf = b.buf[n:]
	return s
}

func encodeDocument(b *bytesOut, d *score.Document) {
	b.numbers(uint64(d.Seq), uint64(d.Date.Year), uint64(d.Date.Month), uint64(d.Date.Day), uint64(d.Date.Precision))
	for _, s := range texts(d.Document) {
		b.text(*s)
	}
	b.buf = append(b.buf, d.SHA256[:]...)
	b.numbers(uint64(len(d.Meta)))
	for _, f := range d.Meta {
		b.text(f.Key)
		b.text(f.Value)
	}
	encodeCounts(b, &d.Counts)
	b.numbers(uint64(len(d.Topics)))
	for i := range d.Topics {
		encodeCounts(b, &d.Topics[i])
	}
	b.numbers(uint64(len(d.Classes)))
	for _, c := range d.Classes {
		b.numbers(c.Topics, uint64(c.Sentences), uint64(c.Tokens), uint64(len(c.Frames)))
		for _, f := range c.Frames {
			b.numbers(uint64(f.Frame), uint64(f.Hits), uint64(f.Weight))
		}
	}
	b.numbers(uint64(len(d.Sides)))
	for _, p := range d.Sides {
		b.numbers(uint64(p.Contrast), truth(p.Negative), uint64(p.Entry), p.Topics, uint64(p.Sentences), uint64(p.Share), uint64(p.Alone))
	}
	b.numbers(uint64(len(d.Stances)))
	for _, p := range d.Stances {
		b.numbers(uint64(p.Kind), truth(p.Negative), p.Topics, uint64(p.Count), uint64(p.Parts))
	}
	b.numbers(uint64(len(d.Hits)))
	for _, h := range d.Hits {
		b.numbers(uint64(h.Sentence), uint64(h.Start), uint64(h.End-h.Start), uint64(h.Frame), uint64(h.Entry), uint64(h.Reason), h.Topics)
		b.numbers(uint64(h.Stance.Polarity), uint64(h.Stance.Holder), truth(h.Stance.Quoted), uint64(h.Stance.CueStart), uint64(h.Stance.CueEnd))
		b.text(h.Surface)
	}
	b.numbers(uint64(len(d.Passages)))
	for _, p := range d.Passages {
		b.numbers(uint64(p.Sentence), uint64(p.Start), uint64(p.End-p.Start), p.Topics)
		b.text(p.Text)
	}
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func texts(d *corpus.Document) []*string {
	return []*string{&d.ID, &d.Lang, &d.Title, &d.Issuer, &d.Code, &d.Venue, &d.Audience, &d.Type, &d.URL, &d.Source, &d.Encoding}
}

func encodeCounts(b *bytesOut, c *score.Counts) {
	b.numbers(uint64(c.Tokens), uint64(c.Sentences), uint64(len(c.Frames)))
	for _, f := range c.Frames {
		b.numbers(uint64(f.Hits), uint64(f.Sentences))
		b.buf = binary.LittleEndian.AppendUint64(b.buf, math.Float64bits(f.Weight))
	}
	b.numbers(uint64(len(c.Pairs)))
	for _, p := range c.Pairs {
		b.numbers(uint64(p.Both), uint64(p.OnlyA), uint64(p.OnlyB), uint64(p.HitsA), uint64(p.HitsB))
	}
}

func decodeDocument(b *bytesIn) *score.Document {
	d := &score.Document{Document: &corpus.Document{Seq: int64(b.number())}}
	d.Date = corpus.Date{Year: int(b.number()), Month: int(b.number()), Day: int(b.number()), Precision: corpus.Precision(b.number())}
	for _, s := range texts(d.Document) {
		*s = b.text()
	}
	b.buf = b.buf[copy(d.SHA256[:], b.buf):]
	for range b.number() {
		d.Meta = append(d.Meta, corpus.Field{Key: b.text(), Value: b.text()})
	}
	d.Counts = decodeCounts(b)
	for range b.number() {
		d.Topics = append(d.Topics, decodeCounts(b))
	}
	for range b.number() {
		topics, sentences, tokens := b.number(), int(b.number()), int(b.number())
		var frames []score.FrameHits
		for range b.number() {
			frames = append(frames, score.FrameHits{Frame: int32(b.number()), Hits: int32(b.number()), Weight: int32(b.number())})
		}
		kind := score.NewKind(topics, frames)
		d.Classes = append(d.Classes, score.Class{Kind: &kind, Sentences: sentences, Tokens: tokens})
	}
	for range b.number() {
		d.Sides = append(d.Sides, score.SidePart{
			Contrast: int32(b.number()), Negative: b.number() == 1, Entry: int32(b.number()),
			Topics: b.number(), Sentences: int32(b.number()), Share: int64(b.number()), Alone: int32(b.number()),
		})
	}
	for range b.number() {
		d.Stances = append(d.Stances, score.StancePart{
			Kind: score.StanceKind(b.number()), Negative: b.number() == 1, Topics: b.number(), Count: int32(b.number()), Parts: int64(b.number()),
		})
	}
	d.Hits = make([]score.Hit, b.number())
	for i := range d.Hits {
		h := score.Hit{Sentence: int32(b.number()), Start: int32(b.number())}
		h.End = h.Start + int32(b.number())
		h.Frame, h.Entry, h.Reason = int32(b.number()), int32(b.number()), lexicon.Reason(b.number())
		h.Topics = b.number()
		h.Stance = stance.Stance{
			Polarity: stance.Polarity(b.number()), Holder: stance.Holder(b.number()), Quoted: b.number() == 1,
			CueStart: int32(b.number()), CueEnd: int32(b.number()),
		}
		h.Surface = b.text()
		d.Hits[i] = h
	}
	d.Passages = make([]score.Passage, b.number())
	for i := range d.Passages {
		p := score.Passage{Sentence: int32(b.number()), Start: int32(b.number())}
		p.End = p.Start + int32(b.number())
		p.Topics, p.Text = b.number(), b.text()
		d.Passages[i] = p
	}
	return d
}

func decodeCounts(b *bytesIn) score.Counts {
	c := score.Counts{Tokens: int(b.number()), Sentences: int(b.number())}
	c.Frames = make([]score.FrameCount, b.number())
	for i := range c.Frames {
		f := &c.Frames[i]
		f.Hits, f.Sentences = int(b.number()), int(b.number())
		f.Weight = math.Float64frombits(binary.LittleEndian.Uint64(b.buf))
		b.buf = b.buf[8:]
	}
	c.Pairs = make([]score.PairCount, b.number())
	for i := range c.Pairs {
		p := &c.Pairs[i]
		for _, n := range [...]*int{&p.Both, &p.OnlyA, &p.OnlyB, &p.HitsA, &p.HitsB} {
			*n = int(b.number())
		}
	}
	return c
}

func encodeSum(b *bytesOut, s *sum) {
	b.text(s.id)
	b.text(s.issuer)
	b.buf = binary.AppendVarint(b.buf, s.day)
	for _, list := range [][]uint32{s.classes, s.terms} {
		b.numbers(uint64(len(list)))
		for _, n := range list {
			b.numbers(uint64(n))
		}
	}
}

func decodeSum(b *bytesIn) *sum {
	s := &sum{id: b.text(), issuer: b.text()}
	day, size := binary.Varint(b.buf)
	s.day, b.buf = day, b.buf[size:]
	for _, list := range []*[]uint32{&s.classes, &s.terms} {
		for range b.number() {
			*list = append(*list, uint32(b.number()))
		}
	}
	return s
}
