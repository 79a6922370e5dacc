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
	counts    countsBuilder

	meta     listBuilder
	topics   listBuilder
	classes  listBuilder
	sides    listBuilder
	hits     listBuilder
	passages listBuilder

	metaKey, metaValue       *array.StringBuilder
	topicCounts              countsBuilder
	classTopics              *array.Uint64Builder
	classSize                [2]*array.Int64Builder // sentences, tokens
	classFrames              listBuilder
	classHits                [3]*array.Int32Builder // frame, hits, weight
	sidePlace                [4]*array.Int32Builder // contrast, entry, sentences, alone
	sideNegative             *array.BooleanBuilder
	sideTopics               *array.Uint64Builder
	sideShare                *array.Int64Builder
	hitPlace                 [5]*array.Int32Builder // sentence, start, end, frame, entry
	hitReason                *array.Uint8Builder
	hitTopics, passageTopics *array.Uint64Builder
	hitSurface               *array.StringBuilder
	passageAt                [3]*array.Int32Builder // sentence, start, end
	passageText              *array.StringBuilder
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
	e.counts = takeCounts(&top)
	e.topics, e.classes, e.sides, e.hits, e.passages = takeList(&top), takeList(&top), takeList(&top), takeList(&top), takeList(&top)
	e.nested()
	return e
}

// nested finds the columns inside the lists.
func (e *Encoder) nested() {
	b := e.meta.columns()
	e.metaKey, e.metaValue = take[*array.StringBuilder](&b), take[*array.StringBuilder](&b)
	b = e.topics.columns()
	e.topicCounts = takeCounts(&b)
	b = e.classes.columns()
	e.classTopics = take[*array.Uint64Builder](&b)
	takeAll(&b, e.classSize[:])
	e.classFrames = takeList(&b)
	b = e.classFrames.columns()
	takeAll(&b, e.classHits[:])
	b = e.sides.columns()
	takeAll(&b, e.sidePlace[:])
	e.sideNegative = take[*array.BooleanBuilder](&b)
	e.sideTopics = take[*array.Uint64Builder](&b)
	e.sideShare = take[*array.Int64Builder](&b)
	b = e.hits.columns()
	takeAll(&b, e.hitPlace[:])
	e.hitReason = take[*array.Uint8Builder](&b)
	e.hitTopics = take[*array.Uint64Builder](&b)
	e.hitSurface = take[*array.StringBuilder](&b)
	b = e.passages.columns()
	takeAll(&b, e.passageAt[:])
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

func takeAll[T array.Builder](b *builders, all []T) {
	for i := range all {
		all[i] = take[T](b)
	}
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
	e.counts.add(&d.Counts)
	e.topics.add(len(d.Topics))
	for i := range d.Topics {
		e.topicCounts.add(&d.Topics[i])
	}
	e.classified(d.Classes)
	e.sided(d.Sides)
	e.putHits(d.Hits)
	e.texted(d.Passages)
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

func (e *Encoder) classified(classes []score.Class) {
	e.classes.add(len(classes))
	for i := range classes {
		c := &classes[i]
		e.classTopics.Append(c.Topics)
		appendAll(e.classSize[:], int64(c.Sentences), int64(c.Tokens))
		e.classFrames.add(len(c.Frames))
		for _, f := range c.Frames {
			appendAll(e.classHits[:], f.Frame, f.Hits, f.Weight)
		}
	}
}

func (e *Encoder) sided(parts []score.SidePart) {
	e.sides.add(len(parts))
	for i := range parts {
		p := &parts[i]
		appendAll(e.sidePlace[:], p.Contrast, p.Entry, p.Sentences, p.Alone)
		e.sideNegative.Append(p.Negative)
		e.sideTopics.Append(p.Topics)
		e.sideShare.Append(p.Share)
	}
}

func (e *Encoder) putHits(hits []score.Hit) {
	e.hits.add(len(hits))
	for i := range hits {
		h := &hits[i]
		appendAll(e.hitPlace[:], h.Sentence, h.Start, h.End, h.Frame, h.Entry)
		e.hitReason.Append(uint8(h.Reason))
		e.hitTopics.Append(h.Topics)
		e.hitSurface.Append(h.Surface)
	}
}

func (e *Encoder) texted(passages []score.Passage) {
	e.passages.add(len(passages))
	for _, p := range passages {
		appendAll(e.passageAt[:], p.Sentence, p.Start, p.End)
		e.passageTopics.Append(p.Topics)
		e.passageText.Append(p.Text)
	}
}

// appendAll appends a value to each of the columns.
func appendAll[V any, C interface{ Append(V) }](columns []C, values ...V) {
	for i, v := range values {
		columns[i].Append(v)
	}
}
