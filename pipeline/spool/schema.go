package spool

import (
	"github.com/apache/arrow/go/v17/arrow"

	"github.com/frameshift/frameshift/pipeline/corpus"
)

// version changes with the schema below or with what a column means.
//
//	1  first
//	2  topics of hits and passages
//	3  counts within topics, and classes of sentences with hits and their weights
//	4  parts of entries in sides of contrasts
const version = "4"

// schema is one row for a scored document, without its full text.
var schema = newSchema()

func newSchema() *arrow.Schema {
	fields := []arrow.Field{
		{Name: "seq", Type: arrow.PrimitiveTypes.Int64},
		{Name: "date", Type: arrow.FixedWidthTypes.Date32},
		{Name: "precision", Type: arrow.PrimitiveTypes.Uint8},
		{Name: "sha256", Type: &arrow.FixedSizeBinaryType{ByteWidth: 32}},
	}
	for _, t := range textFields {
		fields = append(fields, text(t.name))
	}
	fields = append(fields,
		list("meta", text("key"), text("value")))
	fields = append(fields, counts()...)
	fields = append(fields,
		list("topics", counts()...),
		list("classes", mask("topics"), integer("sentences"), integer("tokens"), list("frames", short("frame"), short("hits"), short("weight"))),
		list("sides", short("contrast"), short("entry"), short("sentences"), short("alone"), truth("negative"), mask("topics"), integer("share")),
		list("hits", short("sentence"), short("start"), short("end"), short("frame"), short("entry"),
			arrow.Field{Name: "reason", Type: arrow.PrimitiveTypes.Uint8}, mask("topics"), text("surface")),
		list("passages", short("sentence"), short("start"), short("end"), mask("topics"), text("text")),
	)
	meta := arrow.MetadataFrom(map[string]string{"frameshift.spool_version": version})
	return arrow.NewSchema(fields, &meta)
}

// counts are the columns of score.Counts.
func counts() []arrow.Field {
	return []arrow.Field{
		integer("tokens"), integer("sentences"),
		list("frames", integer("hits"), real("weight"), integer("sentences")),
		list("pairs", integer("both"), integer("only_a"), integer("only_b"), integer("hits_a"), integer("hits_b")),
	}
}

// textFields are the text columns of a document, in the order of the schema.
var textFields = []struct {
	name string
	of   func(*corpus.Document) *string
}{
	{"id", func(d *corpus.Document) *string { return &d.ID }},
	{"lang", func(d *corpus.Document) *string { return &d.Lang }},
	{"title", func(d *corpus.Document) *string { return &d.Title }},
	{"issuer", func(d *corpus.Document) *string { return &d.Issuer }},
	{"code", func(d *corpus.Document) *string { return &d.Code }},
	{"venue", func(d *corpus.Document) *string { return &d.Venue }},
	{"audience", func(d *corpus.Document) *string { return &d.Audience }},
	{"type", func(d *corpus.Document) *string { return &d.Type }},
	{"url", func(d *corpus.Document) *string { return &d.URL }},
	{"source", func(d *corpus.Document) *string { return &d.Source }},
	{"encoding", func(d *corpus.Document) *string { return &d.Encoding }},
}

func text(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.BinaryTypes.String}
}

func integer(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Int64}
}

func short(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Int32}
}

func truth(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.FixedWidthTypes.Boolean}
}

func mask(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Uint64}
}

func real(name string) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.PrimitiveTypes.Float64}
}

func list(name string, of ...arrow.Field) arrow.Field {
	return arrow.Field{Name: name, Type: arrow.ListOfNonNullable(arrow.StructOf(of...))}
}
