package spool

import (
	"encoding/binary"
	"math"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// A body is all of a document, but for its full text: varints, texts in full behind
// their lengths, lists behind the number of their items, and places told from the place
// before. Documents that differ have bodies that do.

// appendBody appends the body of a document.
func appendBody(b []byte, d *score.Document) []byte {
	b = appendHead(binary.AppendUvarint(b, uint64(d.Seq)), d.Document)
	b = appendSums(b, &d.Counts)
	b = appendList(b, d.Topics, appendSums)
	b = appendList(b, d.Classes, appendClass)
	b = appendList(b, d.Sides, appendSide)
	b = appendList(b, d.Stances, appendStancePart)
	b = appendHits(b, d.Hits)
	return appendPassages(b, d.Passages)
}

// withoutSeq is a body but for the number of its document.
func withoutSeq(body []byte) []byte {
	_, n := binary.Uvarint(body)
	return body[n:]
}

func appendHead(b []byte, d *corpus.Document) []byte {
	b = append(b, byte(d.Date.Precision))
	b = appendNumbers(b, uint64(d.Date.Year), uint64(d.Date.Month), uint64(d.Date.Day))
	for _, s := range texts(d) {
		b = appendText(b, *s)
	}
	b = append(b, d.SHA256[:]...)
	return appendList(b, d.Meta, func(b []byte, f *corpus.Field) []byte { return appendText(appendText(b, f.Key), f.Value) })
}

func texts(d *corpus.Document) [11]*string {
	return [...]*string{&d.ID, &d.Lang, &d.Title, &d.Issuer, &d.Code, &d.Venue, &d.Audience, &d.Type, &d.URL, &d.Source, &d.Encoding}
}

func appendList[T any](b []byte, list []T, item func([]byte, *T) []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for i := range list {
		b = item(b, &list[i])
	}
	return b
}

func appendNumbers(b []byte, numbers ...uint64) []byte {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

// append32 appends numbers of 32 bits; one below 0 takes five bytes.
func append32(b []byte, numbers ...int32) []byte {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, uint64(uint32(n)))
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendSums(b []byte, c *score.Counts) []byte {
	b = appendNumbers(b, uint64(c.Tokens), uint64(c.Sentences))
	b = appendList(b, c.Frames, func(b []byte, f *score.FrameCount) []byte {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.Weight))
		return appendNumbers(b, uint64(f.Hits), uint64(f.Sentences))
	})
	return appendList(b, c.Pairs, func(b []byte, p *score.PairCount) []byte {
		return appendNumbers(b, uint64(p.Both), uint64(p.OnlyA), uint64(p.OnlyB), uint64(p.HitsA), uint64(p.HitsB))
	})
}

func appendClass(b []byte, c *score.Class) []byte {
	b = appendNumbers(b, c.Topics, uint64(c.Sentences), uint64(c.Tokens))
	return appendList(b, c.Frames, func(b []byte, f *score.FrameHits) []byte { return append32(b, f.Frame, f.Hits, f.Weight) })
}

func appendSide(b []byte, p *score.SidePart) []byte {
	b = append32(append(b, bit(p.Negative)), p.Contrast, p.Entry, p.Sentences, p.Alone)
	return appendNumbers(b, p.Topics, uint64(p.Share))
}

func appendStancePart(b []byte, p *score.StancePart) []byte {
	b = appendNumbers(append(b, byte(p.Kind), bit(p.Negative)), p.Topics)
	return binary.AppendVarint(binary.AppendVarint(b, int64(p.Count)), p.Parts)
}

func bit(v bool) byte {
	if v {
		return 1
	}
	return 0
}

func appendHits(b []byte, hits []score.Hit) []byte {
	var last score.Hit
	return appendList(b, hits, func(b []byte, h *score.Hit) []byte {
		b = append32(b, h.Sentence-last.Sentence, h.Start-last.Start, h.End-h.Start, h.Frame, h.Entry)
		last.Sentence, last.Start = h.Sentence, h.Start
		s := h.Stance
		cue := s.CueStart != 0 || s.CueEnd != 0
		b = append(b, byte(h.Reason), byte(s.Polarity), byte(s.Holder)<<2|bit(s.Quoted)<<1|bit(cue))
		if cue {
			b = append32(b, s.CueStart-h.Start, s.CueEnd-s.CueStart)
		}
		return appendText(appendNumbers(b, h.Topics), h.Surface)
	})
}

func appendPassages(b []byte, passages []score.Passage) []byte {
	var last score.Passage
	return appendList(b, passages, func(b []byte, p *score.Passage) []byte {
		b = append32(b, p.Sentence-last.Sentence, p.Start-last.Start, p.End-p.Start)
		last.Sentence, last.Start = p.Sentence, p.Start
		return appendText(appendNumbers(b, p.Topics), p.Text)
	})
}
