package spool

import (
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Batch is a few scored documents as an Arrow record batch, the form in which
// they travel from the workers to the File and rest there. It is immutable.
type Batch struct {
	record arrow.Record

	seq       *array.Int64
	date      *array.Date32
	precision *array.Uint8
	sha256    *array.FixedSizeBinary
	texts     []*array.String
	counts    countsColumn

	meta     listColumn
	topics   listColumn
	classes  listColumn
	sides    listColumn
	hits     listColumn
	passages listColumn
}

// listColumn is a list column of structs with the columns of the struct.
type listColumn struct {
	offsets []int32
	columns []arrow.Array
}

// at is the range of the struct's rows that belong to row.
func (l listColumn) at(row int) (from, to int) {
	return int(l.offsets[row]), int(l.offsets[row+1])
}

func newBatch(record arrow.Record) *Batch {
	b := &Batch{record: record}
	top := columns{next: record.Columns()}
	b.seq = column[*array.Int64](&top)
	b.date = column[*array.Date32](&top)
	b.precision = column[*array.Uint8](&top)
	b.sha256 = column[*array.FixedSizeBinary](&top)
	for range textFields {
		b.texts = append(b.texts, column[*array.String](&top))
	}
	b.meta = columnList(&top)
	b.counts = columnCounts(&top)
	b.topics, b.classes, b.sides, b.hits, b.passages = columnList(&top), columnList(&top), columnList(&top), columnList(&top), columnList(&top)
	return b
}

// columns gives out columns in the order of the schema.
type columns struct{ next []arrow.Array }

func column[T arrow.Array](c *columns) T {
	t := c.next[0].(T)
	c.next = c.next[1:]
	return t
}

func columnList(c *columns) listColumn {
	l := column[*array.List](c)
	rows := l.ListValues().(*array.Struct)
	out := listColumn{offsets: l.Offsets()}
	for i := range rows.NumField() {
		out.columns = append(out.columns, rows.Field(i))
	}
	return out
}

// Len is the number of documents.
func (b *Batch) Len() int { return int(b.record.NumRows()) }

// Document decodes the document in row i; its Text is empty. Surfaces and
// passages share the memory of the Batch, so that a document of which only
// those are kept keeps its Batch alive; everything else is its own.
func (b *Batch) Document(i int) *score.Document {
	return &score.Document{
		Document: b.document(i),
		Counts:   b.counts.at(i),
		Topics:   b.topical(i),
		Classes:  b.classified(i),
		Sides:    b.sided(i),
		Hits:     b.readHits(i),
		Passages: b.texted(i),
	}
}

func (b *Batch) document(i int) *corpus.Document {
	d := &corpus.Document{Seq: b.seq.Value(i), Date: b.dated(i), SHA256: [32]byte(b.sha256.Value(i))}
	for t, column := range b.texts {
		*textFields[t].of(d) = strings.Clone(column.Value(i))
	}
	from, to := b.meta.at(i)
	c := columns{next: b.meta.columns}
	keys, values := column[*array.String](&c), column[*array.String](&c)
	for j := from; j < to; j++ {
		d.Meta = append(d.Meta, corpus.Field{Key: strings.Clone(keys.Value(j)), Value: strings.Clone(values.Value(j))})
	}
	return d
}

func (b *Batch) dated(i int) corpus.Date {
	if b.date.IsNull(i) {
		return corpus.Date{}
	}
	t := b.date.Value(i).ToTime()
	return corpus.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Precision: corpus.Precision(b.precision.Value(i))}
}

func (b *Batch) topical(i int) []score.Counts {
	from, to := b.topics.at(i)
	in := columns{next: b.topics.columns}
	counts := columnCounts(&in)
	out := make([]score.Counts, to-from)
	for j := range out {
		out[j] = counts.at(from + j)
	}
	return out
}

func (b *Batch) classified(i int) []score.Class {
	from, to := b.classes.at(i)
	c := columns{next: b.classes.columns}
	topics, sentences, tokens := column[*array.Uint64](&c), column[*array.Int64](&c), column[*array.Int64](&c)
	frames := columnList(&c)
	out := make([]score.Class, to-from)
	for j := range out {
		kind := score.NewKind(topics.Value(from+j), frameHits(frames, from+j))
		out[j] = score.Class{Kind: &kind, Sentences: int(sentences.Value(from + j)), Tokens: int(tokens.Value(from + j))}
	}
	return out
}

func frameHits(frames listColumn, class int) []score.FrameHits {
	from, to := frames.at(class)
	c := columns{next: frames.columns}
	frame, hits, weight := places(&c, from, to), places(&c, from, to), places(&c, from, to)
	var out []score.FrameHits
	for j := range frame {
		out = append(out, score.FrameHits{Frame: frame[j], Hits: hits[j], Weight: weight[j]})
	}
	return out
}

func (b *Batch) sided(i int) []score.SidePart {
	from, to := b.sides.at(i)
	c := columns{next: b.sides.columns}
	contrast, entry := places(&c, from, to), places(&c, from, to)
	sentences, alone := places(&c, from, to), places(&c, from, to)
	negative, topics, share := column[*array.Boolean](&c), column[*array.Uint64](&c), column[*array.Int64](&c)
	out := make([]score.SidePart, to-from)
	for j := range out {
		out[j] = score.SidePart{
			Contrast: contrast[j], Negative: negative.Value(from + j), Entry: entry[j],
			Topics: topics.Value(from + j), Sentences: sentences[j], Share: share.Value(from + j), Alone: alone[j],
		}
	}
	return out
}

func (b *Batch) readHits(i int) []score.Hit {
	from, to := b.hits.at(i)
	c := columns{next: b.hits.columns}
	sentence, start, end := places(&c, from, to), places(&c, from, to), places(&c, from, to)
	frame, entry := places(&c, from, to), places(&c, from, to)
	reason, topics, surface := column[*array.Uint8](&c), column[*array.Uint64](&c), column[*array.String](&c)
	out := make([]score.Hit, to-from)
	for j := range out {
		out[j] = score.Hit{
			Sentence: sentence[j], Start: start[j], End: end[j], Frame: frame[j], Entry: entry[j],
			Reason: lexicon.Reason(reason.Value(from + j)), Topics: topics.Value(from + j), Surface: surface.Value(from + j),
		}
	}
	return out
}

func (b *Batch) texted(i int) []score.Passage {
	from, to := b.passages.at(i)
	c := columns{next: b.passages.columns}
	sentence, start, end := places(&c, from, to), places(&c, from, to), places(&c, from, to)
	topics, text := column[*array.Uint64](&c), column[*array.String](&c)
	out := make([]score.Passage, to-from)
	for j := range out {
		out[j] = score.Passage{Sentence: sentence[j], Start: start[j], End: end[j], Topics: topics.Value(from + j), Text: text.Value(from + j)}
	}
	return out
}

// places is the part of the next column that belongs to one document.
func places(c *columns, from, to int) []int32 {
	return column[*array.Int32](c).Int32Values()[from:to]
}
