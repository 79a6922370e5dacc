package spool

import (
	"sync"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/frameshift/frameshift/pipeline/score"
)

// Batch is a few scored documents as an Arrow record batch, the form in which
// they travel from the workers to the File and rest there. It is immutable, and of no
// use any more when File.Append has taken it.
type Batch struct {
	record arrow.Record
	bodies *array.Binary
	buffer *[]byte // of the bodies
}

// buffers go to and fro between the makers of batches and the File.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// NewBatch makes a batch of documents; it keeps nothing of them, and what tables have
// not is not in it.
func NewBatch(docs []*score.Document) *Batch {
	columns := make([]arrow.Array, 0, len(documents)+1)
	for _, c := range documents {
		columns = append(columns, array.MakeFromData(c.of(docs)))
	}
	b := &Batch{buffer: buffers.Get().(*[]byte)}
	b.bodies = array.NewBinaryData(strung(arrow.BinaryTypes.Binary, (*b.buffer)[:0], docs, appendBody))
	*b.buffer = b.bodies.ValueBytes()
	b.record = array.NewRecord(schema, append(columns, b.bodies), int64(len(docs)))
	return b
}

// Len is the number of documents.
func (b *Batch) Len() int { return b.bodies.Len() }

func (b *Batch) release() { buffers.Put(b.buffer) }
