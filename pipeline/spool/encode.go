package spool

import (
	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Encoder turns scored documents into batches. It belongs to one goroutine and
// keeps nothing of the documents it was given.
type Encoder struct {
	record *array.RecordBuilder

	seq       *array.Int64Builder
	date      *array.Date32Builder
	precision *array.Uint8Builder
	sha256    *array.FixedSizeBinaryBuilder
	texts     []*array.StringBuilder
	tokens    *array.Int64Builder
	sentences *array.Int64Builder

	meta     listBuilder
	frames   listBuilder
	pairs    listBuilder
	hits     listBuilder
	passages listBuilder

	metaKey, metaValue        *array.StringBuilder
	frameHits, frameSentences *array.Int64Builder
	frameWeight               *array.Float64Builder
	pairCounts                [5]*array.Int64Builder
	hitPlace                  [5]*array.Int32Builder // sentence, start, end, frame, entry
	hitReason                 *array.Uint8Builder
	hitTopics, passageTopics  *array.Uint64Builder
	hitSurface                *array.StringBuilder
	passageAt                 [3]*array.Int32Builder // sentence, start, end
	passageText               *array.StringBuilder
}

// listBuilder is a list column of structs.
type listBuilder struct {
	list *array.ListBuilder
	row  *array.StructBuilder
}

// add opens a list of n rows; their values are appended to the columns.
func (l listBuilder) add(n int) {
	l.list.Append(true)
	l.row.Reserve(n)
	for range n {
		l.row.Append(true)
	}
}

// NewEncoder returns an empty Encoder.
func NewEncoder() *Encoder {
	e := &Encoder{record: array.NewRecordBuilder(memory.DefaultAllocator, schema)}
	top := builders{next: e.record.Fields()}
	e.seq = take[*array.Int64Builder](&top)
	e.date = take[*array.Date32Builder](&top)
	e.precision = take[*array.Uint8Builder](&top)
	e.sha256 = take[*array.FixedSizeBinaryBuilder](&top)
	for range textFields {
		e.texts = append(e.texts, take[*array.StringBuilder](&top))
	}
	e.meta = takeList(&top)
	e.tokens = take[*array.Int64Builder](&top)
	e.sentences = take[*array.Int64Builder](&top)
	e.frames, e.pairs, e.hits, e.passages = takeList(&top), takeList(&top), takeList(&top), takeList(&top)
	e.nested()
	return e
}

// nested finds the columns inside the lists.
func (e *Encoder) nested() {
	b := e.meta.columns()
	e.metaKey, e.metaValue = take[*array.StringBuilder](&b), take[*array.StringBuilder](&b)
	b = e.frames.columns()
	e.frameHits = take[*array.Int64Builder](&b)
	e.frameWeight = take[*array.Float64Builder](&b)
	e.frameSentences = take[*array.Int64Builder](&b)
	b = e.pairs.columns()
	for i := range e.pairCounts {
		e.pairCounts[i] = take[*array.Int64Builder](&b)
	}
	b = e.hits.columns()
	for i := range e.hitPlace {
		e.hitPlace[i] = take[*array.Int32Builder](&b)
	}
	e.hitReason = take[*array.Uint8Builder](&b)
	e.hitTopics = take[*array.Uint64Builder](&b)
	e.hitSurface = take[*array.StringBuilder](&b)
	b = e.passages.columns()
	for i := range e.passageAt {
		e.passageAt[i] = take[*array.Int32Builder](&b)
	}
	e.passageTopics = take[*array.Uint64Builder](&b)
	e.passageText = take[*array.StringBuilder](&b)
}

// builders gives out columns in the order of the schema; a wrong type panics
// when the first Encoder is made.
type builders struct{ next []array.Builder }

func take[T array.Builder](b *builders) T {
	t := b.next[0].(T)
	b.next = b.next[1:]
	return t
}

func takeList(b *builders) listBuilder {
	l := take[*array.ListBuilder](b)
	return listBuilder{l, l.ValueBuilder().(*array.StructBuilder)}
}

func (l listBuilder) columns() builders {
	var b builders
	for i := range l.row.NumField() {
		b.next = append(b.next, l.row.FieldBuilder(i))
	}
	return b
}

// Batch returns the documents added since the last Batch. To read one of them
// back reads the whole batch, so batches are best kept small: documents of
// 64 KiB of text together, say.
func (e *Encoder) Batch() *Batch { return newBatch(e.record.NewRecord()) }

// Add adds a document. Its full text is not kept.
func (e *Encoder) Add(d *score.Document) {
	e.document(d.Document)
	e.tokens.Append(int64(d.Tokens))
	e.sentences.Append(int64(d.Sentences))
	e.counts(d)
	e.ledger(d.Hits)
	e.passages.add(len(d.Passages))
	for _, p := range d.Passages {
		appendAll(e.passageAt[:], p.Sentence, p.Start, p.End)
		e.passageTopics.Append(p.Topics)
		e.passageText.Append(p.Text)
	}
}

func (e *Encoder) document(d *corpus.Document) {
	e.seq.Append(d.Seq)
	if d.Date.Precision == corpus.PrecisionNone {
		e.date.AppendNull()
	} else {
		e.date.Append(arrow.Date32FromTime(d.Date.First()))
	}
	e.precision.Append(uint8(d.Date.Precision))
	e.sha256.Append(d.SHA256[:])
	for i, t := range textFields {
		e.texts[i].Append(*t.of(d))
	}
	e.meta.add(len(d.Meta))
	for _, f := range d.Meta {
		e.metaKey.Append(f.Key)
		e.metaValue.Append(f.Value)
	}
}

func (e *Encoder) counts(d *score.Document) {
	e.frames.add(len(d.Frames))
	for _, f := range d.Frames {
		e.frameHits.Append(int64(f.Hits))
		e.frameWeight.Append(f.Weight)
		e.frameSentences.Append(int64(f.Sentences))
	}
	e.pairs.add(len(d.Pairs))
	for _, p := range d.Pairs {
		for i, n := range [...]int{p.Both, p.OnlyA, p.OnlyB, p.HitsA, p.HitsB} {
			e.pairCounts[i].Append(int64(n))
		}
	}
}

func (e *Encoder) ledger(hits []score.Hit) {
	e.hits.add(len(hits))
	for i := range hits {
		h := &hits[i]
		appendAll(e.hitPlace[:], h.Sentence, h.Start, h.End, h.Frame, h.Entry)
		e.hitReason.Append(uint8(h.Reason))
		e.hitTopics.Append(h.Topics)
		e.hitSurface.Append(h.Surface)
	}
}

func appendAll(columns []*array.Int32Builder, values ...int32) {
	for i, v := range values {
		columns[i].Append(v)
	}
}
