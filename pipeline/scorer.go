package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/sketch"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/where"
)

// scorer is what a worker has for itself.
type scorer struct {
	in     *corpus.Reader
	where  where.Conditions
	score  *score.Scorer
	spools bool          // the documents go into a spool
	near   bool          // texts that are nearly the same are looked for
	time   time.Duration // of a document
	recall *recall       // nil: nothing is remembered
	ledger *ledger       // nil: nor is any file
}

func newScorer(j *job, by *score.Scorer, spooled bool) *scorer {
	return &scorer{
		in: j.in, where: j.where.Part(false), near: j.near(), spools: spooled,
		time: time.Duration(j.DocumentSeconds * float64(time.Second)), recall: j.recall(), ledger: j.ledger, score: by,
	}
}

// near says whether texts that are nearly the same are looked for.
func (p *plan) near() bool { return p.Corpus.Duplicates != corpus.DuplicatesKeep }

// batch is a scored chunk.
type batch struct {
	docs       []found
	batch      *spool.Batch // those of the documents that were read, as they go into the spool
	rejections []corpus.Rejection
	filtered   int
	known      int // documents that were not scored again
	bytes      int64
}

// found is a document of a batch.
type found struct {
	*score.Document
	text   int           // its length
	like   sketch.Sketch // if texts that are alike are looked for
	rows   int           // in the tables of documents, about
	digest spool.Digest  // if parts of these tables are kept
	late   resting       // nil: it was read

	recalled bool // its text was known
}

// add takes a document that counts.
func (b *batch) add(in *corpus.Reader, f found) {
	in.Keep(f.Document.Document)
	b.docs = append(b.docs, f)
	b.bytes += int64(f.text)
}

// work decodes and scores the items of a chunk. What is wrong with a document
// costs that document only.
func (s *scorer) work(ctx context.Context, c *chunk) (*batch, error) {
	b := &batch{}
	ends := make([]int, len(c.items))
	lone := make([]bool, len(c.items)) // nothing but documents was in the item
	for i, raw := range c.items {
		rest := len(b.rejections) + b.filtered
		if !s.known(raw, b) {
			raw, err := s.load(raw)
			if err == nil {
				err = s.item(ctx, raw, b)
			}
			if err != nil {
				return nil, err
			}
		}
		ends[i], lone[i] = len(b.docs), len(b.rejections)+b.filtered == rest
	}
	if !s.spools {
		return b, nil
	}
	s.rest(b)
	first := 0
	for i, raw := range c.items {
		if lone[i] {
			s.ledger.note(raw, b.docs[first:ends[i]])
		}
		first = ends[i]
	}
	return b, nil
}

// rest puts the documents that were read into a batch of the spool.
func (s *scorer) rest(b *batch) {
	var read []*score.Document
	for i := range b.docs {
		if d := &b.docs[i]; d.late == nil {
			read = append(read, d.Document)
		}
	}
	if len(read) == 0 {
		return
	}
	b.batch = spool.NewBatch(read)
	n := 0
	for i := range b.docs {
		d := &b.docs[i]
		if d.late != nil {
			continue
		}
		d.rows = rowsOf(d.Document)
		if s.recall != nil {
			d.digest = b.batch.Digest(n)
		}
		n++
		d.Text, d.Skip, d.Parts, d.Passages = "", nil, nil, nil // in the batch by now, or needed no more
	}
}

// item puts what an item holds where it belongs in the batch. It fails where the run
// ends.
func (s *scorer) item(ctx context.Context, raw corpus.Raw, b *batch) error {
	s.in.DecodeAll(limited(ctx, s.time), raw, func(doc *corpus.Document, rejection *corpus.Rejection) {
		switch rejection {
		case nil:
			rejection = s.document(ctx, b, doc)
		case corpus.LeftOut:
			b.filtered++
			return
		}
		if rejection == nil {
			return
		}
		if rejection.Reason == corpus.ReasonTooSlow {
			rejection.Detail = fmt.Sprintf("not done after %s; document_seconds gives a document more time", s.time)
		}
		b.rejections = append(b.rejections, *rejection)
	})
	return ctx.Err()
}

// document scores a document into a batch, if it is wanted.
func (s *scorer) document(ctx context.Context, b *batch, doc *corpus.Document) *corpus.Rejection {
	if !s.where.Keep(doc) {
		b.filtered++
		return nil
	}
	f, err := s.read(limited(ctx, s.time), doc, b)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &corpus.Rejection{Seq: doc.Seq, Source: doc.Source, Reason: corpus.ReasonTooSlow}
	case err != nil:
		return &corpus.Rejection{Seq: doc.Seq, Source: doc.Source, Reason: corpus.ReasonPanic, Detail: err.Error()}
	}
	b.add(s.in, f)
	return nil
}

// deadline is a context that ends at a time but sets no timer for it, which takes a part
// of what a short text does. Done is that of the run: who waits on it has to ask Deadline
// as well.
type deadline struct {
	context.Context
	end time.Time
}

func limited(ctx context.Context, d time.Duration) deadline { return deadline{ctx, time.Now().Add(d)} }

func (t deadline) Deadline() (time.Time, bool) { return t.end, true }

func (t deadline) Err() error {
	if err := t.Context.Err(); err != nil || time.Now().Before(t.end) {
		return err
	}
	return context.DeadlineExceeded
}

// read scores a document, or remembers how it was scored.
func (s *scorer) read(ctx context.Context, doc *corpus.Document, b *batch) (f found, err error) {
	f.text = len(doc.Text)
	if !s.recall.worth(doc) {
		f.Document, f.like, err = s.readText(ctx, doc)
		return f, err
	}
	key := s.recall.key(doc)
	var ok bool
	if f.Document, f.like, ok = s.recall.get(s.score, doc, key); ok {
		b.known++
		f.recalled = true
		return f, nil
	}
	if f.Document, f.like, err = s.readText(ctx, doc); err == nil {
		s.recall.put(s.score, key, f.like)
	}
	return f, err
}

func (s *scorer) readText(ctx context.Context, doc *corpus.Document) (*score.Document, sketch.Sketch, error) {
	scored, err := s.score.ScoreContext(ctx, doc)
	if err != nil || !s.near {
		return scored, nil, err
	}
	return scored, sketch.Of(s.score.Hashes()), nil
}
