package pipeline

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// score is the first half of a run: read → tokenize, match, score → register.
// Scored documents rest in the spool, if there is one, until the second half
// writes them in the order of their ids.
func (j *job) score(ctx context.Context, docs *register, report func(Progress)) error {
	docs.columns(j.in.MetaColumns(), j.Corpus.Meta.All)
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan *chunk)
	g.Go(func() error {
		defer close(chunks)
		return cut(ctx, j.in, chunks)
	})
	words := token.NewVocabulary()
	batches := stage.Map(ctx, g, j.Workers, chunks, func() func(*chunk) (*batch, error) {
		s := newScorer(j.plan, j.in, words, docs.spool != nil)
		return func(c *chunk) (*batch, error) { return s.work(ctx, c) }
	})
	g.Go(func() error {
		for b := range batches {
			if err := docs.add(b); err != nil {
				return err
			}
			tell(report, "reading", j.in, docs)
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		return err
	}
	if err := docs.close(); err != nil {
		return err
	}
	docs.summary.Warnings = j.warnings(docs.summary.Filtered == 0)
	return j.checkFound(docs)
}

// tell reports how far a run has come.
func tell(report func(Progress), stage string, in *corpus.Reader, docs *register) {
	if report != nil {
		done, total := in.Progress()
		report(Progress{stage, int64(len(docs.order)), docs.bytes, done, total})
	}
}

// warnings say of all documents, or of those kept by --where, what should be known.
func (j *job) warnings(all bool) []string {
	out := j.in.Warnings(all)
	for _, loss := range j.lex.Losses {
		out = append(out, fmt.Sprintf("lexicon %s: %s", j.lex.Name, loss))
	}
	return append(out, j.calendars.warnings(j.freqs())...)
}

// checkFound wants documents, and some of them in the series.
func (p *plan) checkFound(docs *register) error {
	switch found, filtered := len(docs.order), docs.summary.Filtered; {
	case found == 0 && filtered > 0:
		return usage.Errorf("none of %d documents fits --where %s: frameshift show documents on a run without it lists the values",
			filtered, strings.Join(p.Where, " --where "))
	case found == 0 && len(docs.rejections) == 0:
		return fmt.Errorf("nothing to read in %s: there is no file in it", strings.Join(p.Inputs, ", "))
	case found > 0 && docs.calendars[0].Coarse() == found:
		return usage.Errorf("no document has a date as fine as a %s: choose a longer --freq, such as year", p.Freq)
	}
	return nil
}
