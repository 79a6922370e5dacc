package pipeline

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// score is the first half of a run: read → tokenize, match, score → add up.
// Scored documents rest in the spool, if there is one, until the second half
// writes them in the order of their ids.
func (r *run) score(ctx context.Context, file *spool.File) error {
	r.ledger = newLedger(r, file)
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan *chunk)
	g.Go(func() error {
		defer close(chunks)
		return r.read(ctx, chunks)
	})
	results := stage.Map(ctx, g, r.config.Workers, chunks, r.worker)
	g.Go(func() error {
		for b := range results {
			if err := r.ledger.add(b); err != nil {
				return err
			}
			r.progress("reading")
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return err
	}
	return r.ledger.finish()
}

func (r *run) progress(stage string) {
	done, total := r.reader.Progress()
	r.report(Progress{stage, int64(len(r.ledger.order)), r.ledger.bytes, done, total})
}

// scorer is what a worker has for itself.
type scorer struct {
	*run
	score *score.Scorer
	enc   *spool.Encoder
}

func (r *run) worker() func(*chunk) (*batch, error) {
	within, _ := lexicon.ParseWithin(r.config.Within) // checked with the configuration
	s := &scorer{r, score.New(r.match, r.words, score.Options{
		Text: score.Text(r.config.Text), Within: within, Topic: r.config.Topic,
	}), spool.NewEncoder()}
	return s.work
}

// work decodes and scores the items of a chunk. What is wrong with a document
// costs that document only.
func (s *scorer) work(c *chunk) (*batch, error) {
	b := &batch{}
	for _, raw := range c.items {
		doc, rejection := s.reader.Decode(raw)
		if rejection == nil && !s.where.Keep(doc) {
			b.filtered++
			continue
		}
		if rejection == nil {
			b.bytes += int64(len(doc.Text))
			scored, err := s.score.Score(doc)
			if err == nil {
				b.docs = append(b.docs, scored)
				continue
			}
			rejection = &corpus.Rejection{Seq: raw.Seq, Source: raw.Source, Reason: corpus.ReasonPanic, Detail: err.Error()}
		}
		b.rejections = append(b.rejections, *rejection)
	}
	if len(b.docs) == 0 || s.ledger.spool == nil {
		return b, nil
	}
	for _, d := range b.docs {
		s.enc.Add(d)
		d.Text, d.Passages = "", nil // in the batch by now, or needed no more
	}
	b.batch = s.enc.Batch()
	return b, nil
}
