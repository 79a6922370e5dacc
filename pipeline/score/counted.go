package score

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// AppendCounts appends all of a document that is counted. As a record it holds for the
// Matcher and the Options of the Scorer that made the document; unlike one it takes no
// text to make the counts again.
func AppendCounts(b []byte, d *Document) []byte {
	b = binary.AppendUvarint(b, uint64(len(d.Classes)))
	for _, c := range d.Classes {
		b = appendNumbers(b, c.Topics, c.Sentences, c.Tokens, len(c.Frames))
		for _, f := range c.Frames {
			b = appendNumbers(b, uint64(f.Frame), int(f.Hits), int(f.Weight))
		}
	}
	b = appendHits(b, d.Hits)
	b = binary.AppendUvarint(b, uint64(len(d.Sides)))
	for _, p := range d.Sides {
		b = appendNumbers(b, p.Topics, int(p.Contrast), bit(p.Negative), int(p.Entry), int(p.Sentences), int(p.Share), int(p.Alone))
	}
	b = binary.AppendUvarint(b, uint64(len(d.Stances)))
	for _, p := range d.Stances {
		b = appendNumbers(b, p.Topics, int(p.Kind), bit(p.Negative))
		b = binary.AppendVarint(binary.AppendVarint(b, int64(p.Count)), p.Parts)
	}
	return b
}

// appendHits appends the hits that are kept, in the order of their entries, so that what
// is written of each is little, and most of that the same.
func appendHits(b []byte, hits []Hit) []byte {
	var kept []Hit
	for i := range hits {
		if h := &hits[i]; h.Reason == lexicon.Kept {
			kept = append(kept, Hit{Entry: h.Entry, Topics: h.Topics})
		}
	}
	slices.SortFunc(kept, func(x, y Hit) int { return cmp.Or(cmp.Compare(x.Entry, y.Entry), cmp.Compare(x.Topics, y.Topics)) })
	b = binary.AppendUvarint(b, uint64(len(kept)))
	last := int32(0)
	for _, h := range kept {
		b = binary.AppendUvarint(b, uint64(h.Entry-last))
		last = h.Entry
	}
	for _, h := range kept {
		b = binary.AppendUvarint(b, h.Topics)
	}
	return b
}

func appendNumbers(b []byte, first uint64, rest ...int) []byte {
	b = binary.AppendUvarint(b, first)
	for _, n := range rest {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// Counted makes a document of what AppendCounts took from it. It has its counts, and
// of its hits those that are kept, without their places, in the order of their entries.
func (s *Scorer) Counted(d *corpus.Document, counts []byte) (*Document, error) {
	r := &countsReader{recordReader{rest: counts, entries: s.m.Entries()}, s}
	out := &Document{Document: d}
	for range r.count() {
		out.Classes = append(out.Classes, r.class())
	}
	out.Hits = r.hits()
	for range r.count() {
		out.Sides = append(out.Sides, SidePart{
			Topics: r.uvarint(), Contrast: int32(r.number(len(s.m.Lexicon().Contrasts) - 1)), Negative: r.number(1) == 1,
			Entry: int32(r.number(len(r.entries) - 1)), Sentences: r.number32(), Share: int64(r.uvarint()), Alone: r.number32(),
		})
	}
	for range r.count() {
		p := StancePart{Topics: r.uvarint(), Kind: StanceKind(r.number(int(StanceKinds) - 1)), Negative: r.number(1) == 1}
		p.Count, p.Parts = int32(r.varint()), r.varint()
		out.Stances = append(out.Stances, p)
	}
	if r.bad || len(r.rest) > 0 {
		return nil, errors.New("score: no counts of this document")
	}
	s.sum(out)
	return out, nil
}

// countsReader reads counts that anybody may have written.
type countsReader struct {
	recordReader
	s *Scorer
}

func (r *countsReader) number32() int32 { return int32(r.number(1<<31 - 1)) }

func (r *countsReader) frameOf(entry int32) int {
	if r.bad {
		return -1
	}
	return r.entries[entry].Frame
}

// hits reads what appendHits has written.
func (r *countsReader) hits() (out []Hit) {
	last := 0
	for range r.count() {
		last += r.number(len(r.entries) - 1 - last)
		h := Hit{Entry: int32(last), Reason: lexicon.Kept}
		if h.Frame = int32(r.frameOf(h.Entry)); h.Frame < 0 {
			r.bad = true
		}
		out = append(out, h)
	}
	for i := range out {
		out[i].Topics = r.uvarint()
	}
	return out
}

// class reads a class. Its kind is that of the Scorer.
func (r *countsReader) class() Class {
	topics, most := r.uvarint(), uint64(1)<<len(r.s.m.Lexicon().Topics)-1
	if topics > most {
		r.bad = true
	}
	c := Class{Sentences: int(r.number32()), Tokens: int(r.number32())}
	if c.Sentences == 0 { // there is no such class, and its sentences' mean length is asked for
		r.bad = true
	}
	of := r.s.classes
	key := binary.LittleEndian.AppendUint64(of.key[:0], topics)
	var frames []FrameHits
	for range r.count() {
		f := FrameHits{int32(r.number(len(of.hits) - 1)), r.number32(), r.number32()}
		frames = append(frames, f)
		key = f.appendTo(key)
	}
	of.key = key
	p := of.known[string(key)]
	if p == nil {
		if p = (&place{Kind: NewKind(topics, frames)}); !r.bad {
			of.known[p.Key] = p
		}
	}
	c.Kind = &p.Kind
	return c
}

// Holds says whether a document that anybody may have written has the counts and hits
// that one of this Scorer can have, as far as tables have them.
func (s *Scorer) Holds(d *Document) bool {
	entries, lex := s.m.Entries(), s.m.Lexicon()
	inside := func(topics uint64) bool { return topics>>len(lex.Topics) == 0 }
	ok := len(d.Frames) == len(lex.Frames)
	for i := range d.Hits {
		h := &d.Hits[i]
		ok = ok && h.Entry >= 0 && int(h.Entry) < len(entries) && h.Frame >= 0 && int(h.Frame) == entries[h.Entry].Frame &&
			int(h.Reason) < lexicon.Reasons && inside(h.Topics) && h.Stance.Polarity <= stance.Uncertain && h.Stance.Holder < stance.Holders
	}
	for i := range d.Passages {
		ok = ok && inside(d.Passages[i].Topics)
	}
	return ok
}
