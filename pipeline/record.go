package pipeline

import (
	"encoding/binary"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/part"
	"github.com/frameshift/frameshift/pipeline/score"
)

// appendRecord appends all of a document that is needed without its text, in two columns:
// what compresses well beside its like, and its counts. after is how many items it comes
// after the document before.
func appendRecord(records, counts []byte, f *found, after int64) (_, _ []byte) {
	records = binary.AppendUvarint(binary.AppendUvarint(records, uint64(after)), uint64(f.rows))
	records = appendBytes(records, f.Document.Document.Append(nil))
	return records, appendBytes(counts, score.AppendCounts(nil, f.Document))
}

func appendBytes(b, data []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(data))), data...)
}

// joinColumns puts the columns of a frame together, of documents with so many bytes of text.
func joinColumns(text int64, records, counts []byte) []byte {
	return append(appendBytes(binary.AppendUvarint(nil, uint64(text)), records), counts...)
}

func appendRejections(b []byte, list []corpus.Rejection) []byte {
	for _, r := range list {
		b = binary.AppendUvarint(b, uint64(r.Seq))
		for _, s := range []string{r.Source, string(r.Reason), r.Detail} {
			b = appendBytes(b, []byte(s))
		}
		lost := byte(0)
		if r.Lost {
			lost = 1
		}
		b = append(b, lost)
	}
	return b
}

// partReader reads what these wrote, or anybody else.
type partReader struct {
	rest []byte
	bad  bool
}

func (r *partReader) number() int64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > 1<<40 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return int64(v)
}

func (r *partReader) take(n int64) []byte {
	if n > int64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *partReader) bytes() []byte { return r.take(r.number()) }

func (r *partReader) rejection() corpus.Rejection {
	x := corpus.Rejection{Seq: r.number(), Source: string(r.bytes()), Reason: corpus.Reason(r.bytes()), Detail: string(r.bytes())}
	lost := r.take(1)
	x.Lost = len(lost) == 1 && lost[0] == 1
	return x
}

// block reads the documents of a frame, with the sketches from the frame behind it.
type block struct {
	text                      int64
	records, counts, sketches partReader
}

func newBlock(records, sketches []byte) *block {
	all := partReader{rest: records}
	text, first := all.number(), all.bytes()
	return &block{text, partReader{first, all.bad}, partReader{rest: all.rest}, partReader{rest: sketches}}
}

func (b *block) more() bool { return len(b.records.rest) > 0 }

// next makes the next document with a scorer; its item is so many after that of the last.
func (b *block) next(s *scorer, last int64) (f found, seq int64, err error) {
	seq = last + b.records.number()
	f.rows = int(b.records.number())
	doc, counts := b.records.bytes(), b.counts.bytes()
	like, rest, ok := parseSketch(b.sketches.rest)
	if b.records.bad || b.counts.bad || !ok {
		return f, 0, part.ErrDamaged
	}
	f.like, b.sketches.rest = like, rest
	d, err := s.in.Recollect(corpus.Raw{Seq: seq}, doc)
	if err != nil {
		return f, 0, err
	}
	f.Document, err = s.score.Counted(d, counts)
	return f, seq, err
}

// done says whether the frames held no more than that.
func (b *block) done() bool {
	return !b.records.bad && len(b.counts.rest) == 0 && len(b.sketches.rest) == 0
}
