package spool

import (
	"github.com/apache/arrow/go/v17/arrow"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// version changes with the columns below, with what a column means and with the form of
// a body.
//
//	1  first
//	2  topics of hits and passages
//	3  counts within topics, and classes of sentences with hits and their weights
//	4  parts of entries in sides of contrasts
//	5  stances
//	6  bodies
//	7  of what tables have
const version = "7"

// documents are the columns that say what a document is. They stand in its body too,
// which is the last column.
var documents = []column{
	number[int64]("seq", func(d *score.Document) int64 { return d.Seq }),
	text("id", func(d *score.Document) string { return d.ID }),
	day("date", func(d *score.Document) corpus.Date { return d.Date }),
	number[uint8]("precision", func(d *score.Document) corpus.Precision { return d.Date.Precision }),
	text("lang", func(d *score.Document) string { return d.Lang }),
	text("title", func(d *score.Document) string { return d.Title }),
	text("issuer", func(d *score.Document) string { return d.Issuer }),
	text("source", func(d *score.Document) string { return d.Source }),
	hash("sha256", func(d *score.Document) [32]byte { return d.SHA256 }),
	number[int64]("tokens", func(d *score.Document) int { return d.Tokens }),
	number[int64]("sentences", func(d *score.Document) int { return d.Sentences }),
}

var schema = newSchema()

func newSchema() *arrow.Schema {
	meta := arrow.MetadataFrom(map[string]string{"frameshift.spool_version": version})
	var fields []arrow.Field
	for _, c := range documents {
		fields = append(fields, c.field)
	}
	return arrow.NewSchema(append(fields, arrow.Field{Name: "body", Type: arrow.BinaryTypes.Binary}), &meta)
}
