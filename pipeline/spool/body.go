package spool

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// A body is all that tables have of a document: varints, texts in full behind their
// lengths, lists behind the number of their items, and places told from the place
// before. Documents that differ in it have bodies that do.

// headBytes are those that say how long the head is, with which a body begins.
const headBytes = 4

// appendBody appends the body of a document.
func appendBody(b []byte, d *score.Document) []byte {
	at := len(b)
	b = appendHead(append(b, make([]byte, headBytes)...), d.Document)
	binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-headBytes))
	b = appendNumbers(b, uint64(d.Tokens), uint64(d.Sentences))
	b = appendList(b, d.Frames, appendFrame)
	b = appendHits(b, d.Hits)
	return appendPassages(b, d.Passages)
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

// appendFrame appends the weight with its bytes the other way round: most weights have few
// digits, and no bytes but the first ones.
func appendFrame(b []byte, f *score.FrameCount) []byte {
	return appendNumbers(b, uint64(f.Hits), uint64(f.Sentences), bits.ReverseBytes64(math.Float64bits(f.Weight)))
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
