package spool

import (
	"github.com/apache/arrow/go/v17/arrow"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
)

// version changes with the columns below or with what a column means.
//
//	1  first
//	2  topics of hits and passages
//	3  counts within topics, and classes of sentences with hits and their weights
//	4  parts of entries in sides of contrasts
//	5  stances
const version = "5"

// row is a scored document, its classes spelt out.
type row struct {
	*score.Document
	classes []class
}

type class struct {
	score.Class
	topics uint64
	frames []score.FrameHits
}

// documents are the columns of a document, without its full text.
var documents = []column[row]{
	number[int64]("seq", func(r *row) *int64 { return &r.Seq }),
	day("date", func(r *row) *corpus.Date { return &r.Date }),
	number[uint8]("precision", func(r *row) *corpus.Precision { return &r.Date.Precision }),
	hash("sha256", func(r *row) *[32]byte { return &r.SHA256 }),
	text("id", func(r *row) *string { return &r.ID }),
	text("lang", func(r *row) *string { return &r.Lang }),
	text("title", func(r *row) *string { return &r.Title }),
	text("issuer", func(r *row) *string { return &r.Issuer }),
	text("code", func(r *row) *string { return &r.Code }),
	text("venue", func(r *row) *string { return &r.Venue }),
	text("audience", func(r *row) *string { return &r.Audience }),
	text("type", func(r *row) *string { return &r.Type }),
	text("url", func(r *row) *string { return &r.URL }),
	text("source", func(r *row) *string { return &r.Source }),
	text("encoding", func(r *row) *string { return &r.Encoding }),
	list("meta", func(r *row) *[]corpus.Field { return &r.Meta },
		text("key", func(f *corpus.Field) *string { return &f.Key }),
		text("value", func(f *corpus.Field) *string { return &f.Value })),
	number[int64]("tokens", func(r *row) *int { return &r.Tokens }),
	number[int64]("sentences", func(r *row) *int { return &r.Sentences }),
	list("frames", func(r *row) *[]score.FrameCount { return &r.Frames }, frames...),
	list("pairs", func(r *row) *[]score.PairCount { return &r.Pairs }, pairs...),
	list("topics", func(r *row) *[]score.Counts { return &r.Topics },
		number[int64]("tokens", func(c *score.Counts) *int { return &c.Tokens }),
		number[int64]("sentences", func(c *score.Counts) *int { return &c.Sentences }),
		list("frames", func(c *score.Counts) *[]score.FrameCount { return &c.Frames }, frames...),
		list("pairs", func(c *score.Counts) *[]score.PairCount { return &c.Pairs }, pairs...)),
	list("classes", func(r *row) *[]class { return &r.classes }, classes...),
	list("sides", func(r *row) *[]score.SidePart { return &r.Sides },
		number[int32]("contrast", func(p *score.SidePart) *int32 { return &p.Contrast }),
		number[int32]("entry", func(p *score.SidePart) *int32 { return &p.Entry }),
		number[int32]("sentences", func(p *score.SidePart) *int32 { return &p.Sentences }),
		number[int32]("alone", func(p *score.SidePart) *int32 { return &p.Alone }),
		truth("negative", func(p *score.SidePart) *bool { return &p.Negative }),
		number[uint64]("topics", func(p *score.SidePart) *uint64 { return &p.Topics }),
		number[int64]("share", func(p *score.SidePart) *int64 { return &p.Share })),
	list("stances", func(r *row) *[]score.StancePart { return &r.Stances },
		number[uint8]("kind", func(p *score.StancePart) *score.StanceKind { return &p.Kind }),
		truth("negative", func(p *score.StancePart) *bool { return &p.Negative }),
		number[uint64]("topics", func(p *score.StancePart) *uint64 { return &p.Topics }),
		number[int32]("count", func(p *score.StancePart) *int32 { return &p.Count }),
		number[int64]("parts", func(p *score.StancePart) *int64 { return &p.Parts })),
	list("hits", func(r *row) *[]score.Hit { return &r.Hits }, hits...),
	list("passages", func(r *row) *[]score.Passage { return &r.Passages }, passages...),
}

var classes = []column[class]{
	number[uint64]("topics", func(c *class) *uint64 { return &c.topics }),
	number[int64]("sentences", func(c *class) *int { return &c.Sentences }),
	number[int64]("tokens", func(c *class) *int { return &c.Tokens }),
	list("frames", func(c *class) *[]score.FrameHits { return &c.frames },
		number[int32]("frame", func(f *score.FrameHits) *int32 { return &f.Frame }),
		number[int32]("hits", func(f *score.FrameHits) *int32 { return &f.Hits }),
		number[int32]("weight", func(f *score.FrameHits) *int32 { return &f.Weight })),
}

var frames = []column[score.FrameCount]{
	number[int64]("hits", func(f *score.FrameCount) *int { return &f.Hits }),
	number[float64]("weight", func(f *score.FrameCount) *float64 { return &f.Weight }),
	number[int64]("sentences", func(f *score.FrameCount) *int { return &f.Sentences }),
}

var pairs = []column[score.PairCount]{
	number[int64]("both", func(p *score.PairCount) *int { return &p.Both }),
	number[int64]("only_a", func(p *score.PairCount) *int { return &p.OnlyA }),
	number[int64]("only_b", func(p *score.PairCount) *int { return &p.OnlyB }),
	number[int64]("hits_a", func(p *score.PairCount) *int { return &p.HitsA }),
	number[int64]("hits_b", func(p *score.PairCount) *int { return &p.HitsB }),
}

var hits = []column[score.Hit]{
	number[int32]("sentence", func(h *score.Hit) *int32 { return &h.Sentence }),
	number[int32]("start", func(h *score.Hit) *int32 { return &h.Start }),
	number[int32]("end", func(h *score.Hit) *int32 { return &h.End }),
	number[int32]("frame", func(h *score.Hit) *int32 { return &h.Frame }),
	number[int32]("entry", func(h *score.Hit) *int32 { return &h.Entry }),
	number[uint8]("reason", func(h *score.Hit) *lexicon.Reason { return &h.Reason }),
	number[uint64]("topics", func(h *score.Hit) *uint64 { return &h.Topics }),
	number[uint8]("polarity", func(h *score.Hit) *stance.Polarity { return &h.Stance.Polarity }),
	number[uint8]("holder", func(h *score.Hit) *stance.Holder { return &h.Stance.Holder }),
	truth("quoted", func(h *score.Hit) *bool { return &h.Stance.Quoted }),
	number[int32]("cue_start", func(h *score.Hit) *int32 { return &h.Stance.CueStart }),
	number[int32]("cue_end", func(h *score.Hit) *int32 { return &h.Stance.CueEnd }),
	lent("surface", func(h *score.Hit) *string { return &h.Surface }),
}

var passages = []column[score.Passage]{
	number[int32]("sentence", func(p *score.Passage) *int32 { return &p.Sentence }),
	number[int32]("start", func(p *score.Passage) *int32 { return &p.Start }),
	number[int32]("end", func(p *score.Passage) *int32 { return &p.End }),
	number[uint64]("topics", func(p *score.Passage) *uint64 { return &p.Topics }),
	lent("text", func(p *score.Passage) *string { return &p.Text }),
}

var schema = newSchema()

func newSchema() *arrow.Schema {
	meta := arrow.MetadataFrom(map[string]string{"frameshift.spool_version": version})
	return arrow.NewSchema(fields(documents), &meta)
}
