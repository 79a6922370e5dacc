package spool

import (
	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Batch is a few scored documents as an Arrow record batch, the form in which
// they travel from the workers to the File and rest there. It is immutable.
type Batch struct{ record arrow.Record }

// NewBatch makes a batch of documents; it keeps nothing of them, and their full
// texts are not in it. To read one of them back reads the whole batch, so
// batches are best kept small: documents of 64 KiB of text together, say.
func NewBatch(docs []*score.Document) *Batch {
	rows := make([]row, len(docs))
	for i, d := range docs {
		rows[i] = row{Document: d, classes: spelt(d.Classes)}
	}
	columns := make([]arrow.Array, len(documents))
	for i, data := range encoded(documents, [][]row{rows}, len(rows)) {
		columns[i] = array.MakeFromData(data)
	}
	return &Batch{array.NewRecord(schema, columns, int64(len(rows)))}
}

func spelt(classes []score.Class) []class {
	out := make([]class, len(classes))
	for i, c := range classes {
		out[i] = class{c, c.Topics, c.Frames}
	}
	return out
}

// Len is the number of documents.
func (b *Batch) Len() int { return int(b.record.NumRows()) }

// Document decodes the document in row i; its Text is empty. Surfaces and
// passages share the memory of the Batch, so that a document of which only
// those are kept keeps its Batch alive; everything else is its own.
func (b *Batch) Document(i int) *score.Document {
	rows := []row{{Document: &score.Document{Document: &corpus.Document{}}}}
	for c := range documents {
		documents[c].decode(b.record.Column(c), i, rows)
	}
	d := rows[0].Document
	d.Classes = make([]score.Class, len(rows[0].classes))
	for j, c := range rows[0].classes {
		kind := score.NewKind(c.topics, c.frames)
		d.Classes[j] = score.Class{Kind: &kind, Sentences: c.Sentences, Tokens: c.Tokens}
	}
	return d
}
