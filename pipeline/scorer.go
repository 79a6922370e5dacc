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
	"github.com/frameshift/frameshift/pipeline/token"
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

	digests spool.Digests
}

func newScorer(j *job, words *token.Vocabulary, spooled bool) *scorer {
	s := &scorer{
		in: j.in, where: j.where.Part(false), near: j.near(), spools: spooled,
		time: time.Duration(j.DocumentSeconds * float64(time.Second)), recall: j.recall(),
	}
	s.score = score.New(j.match, words, score.Options{
		Text: score.Text(j.Text), Within: j.within, Topic: j.Topic, Stance: j.stance, Count: score.Count(j.Count),
	})
	return s
}

// near says whether texts that are nearly the same are looked for.
func (p *plan) near() bool { return p.Corpus.Duplicates != corpus.DuplicatesKeep }

// batch is a scored chunk.
type batch struct {
	docs       []*score.Document
	batch      *spool.Batch    // the documents, as they go into the spool
	rows       []int           // of the documents, in the tables of documents, about
	digests    []spool.Digest  // of the documents, if parts of these tables are kept
	sketches   []sketch.Sketch // of the documents, if these are looked for
	rejections []corpus.Rejection
	filtered   int
	known      int // documents that were not scored again
	bytes      int64
}

// work decodes and scores the items of a chunk. What is wrong with a document
// costs that document only.
func (s *scorer) work(ctx context.Context, c *chunk) (*batch, error) {
	b := &batch{}
	for _, raw := range c.items {
		if err := s.item(ctx, raw, b); err != nil {
			return nil, err
		}
	}
	if len(b.docs) == 0 || !s.spools {
		return b, nil
	}
	b.batch = spool.NewBatch(b.docs)
	for _, d := range b.docs {
		b.rows = append(b.rows, rowsOf(d))
		if s.recall != nil {
			b.digests = append(b.digests, s.digests.Of(d))
		}
		d.Text, d.Skip, d.Parts, d.Passages = "", nil, nil, nil // in the batch by now, or needed no more
	}
	return b, nil
}

// item puts what an item holds where it belongs in the batch. It fails where the run
// ends.
func (s *scorer) item(ctx context.Context, raw corpus.Raw, b *batch) error {
	inTime, cancel := context.WithTimeout(ctx, s.time)
	defer cancel()
	s.in.DecodeAll(inTime, raw, func(doc *corpus.Document, rejection *corpus.Rejection) {
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
	b.bytes += int64(len(doc.Text))
	inTime, cancel := context.WithTimeout(ctx, s.time)
	defer cancel()
	scored, like, err := s.read(inTime, doc, b)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &corpus.Rejection{Seq: doc.Seq, Source: doc.Source, Reason: corpus.ReasonTooSlow}
	case err != nil:
		return &corpus.Rejection{Seq: doc.Seq, Source: doc.Source, Reason: corpus.ReasonPanic, Detail: err.Error()}
	}
	s.in.Keep(doc)
	b.docs = append(b.docs, scored)
	if s.near {
		b.sketches = append(b.sketches, like)
	}
	return nil
}

// read scores a document, or remembers how it was scored.
func (s *scorer) read(ctx context.Context, doc *corpus.Document, b *batch) (*score.Document, sketch.Sketch, error) {
	if !s.recall.worth(doc) {
		return s.readText(ctx, doc)
	}
	key := s.recall.key(doc)
	if scored, like, ok := s.recall.get(s.score, doc, key); ok {
		b.known++
		return scored, like, nil
	}
	scored, like, err := s.readText(ctx, doc)
	if err == nil {
		s.recall.put(s.score, key, like)
	}
	return scored, like, err
}

func (s *scorer) readText(ctx context.Context, doc *corpus.Document) (*score.Document, sketch.Sketch, error) {
	scored, err := s.score.ScoreContext(ctx, doc)
	if err != nil || !s.near {
		return scored, nil, err
	}
	return scored, sketch.Of(doc.Plain()), nil
}
