package pipeline

import (
	"context"
	"encoding/hex"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/score"
)

// Text names the text of a document of a finished run, by what the table documents
// has of it.
type Text struct{ ID, Source, SHA256 string }

// Reread reads some documents of a finished run again, for the sentences that a run
// does not keep: c is its configuration. visit is told of each from one goroutine, with
// its id in the run and every sentence as a passage, in the order of the inputs. A text
// that is there no more, or has changed, is not visited.
func Reread(ctx context.Context, c Config, wanted []Text, visit func(id string, d *score.Document)) error {
	c.Text, c.Corpus.Undated = string(score.TextAll), true
	c.By, c.Versus, c.AlsoFreq, c.AlsoLexicon = nil, nil, nil, nil
	if c.idleTables() {
		c.Metadata, c.Corpus.Metadata = nil, nil
	}
	j, err := prepare(c.under(ctx))
	if err != nil {
		return err
	}
	r := newRereading(wanted)
	j.in.Choose([]corpus.Choice{{Key: "id", Fits: r.mayBe}})
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan *chunk)
	g.Go(func() error {
		defer close(chunks)
		return cut(ctx, j.in, chunks)
	})
	free := j.scorers()
	found := stage.Map(ctx, g, j.Workers, chunks, func() func(*chunk) ([]reread, error) {
		s := newScorer(j, free(), false)
		return func(c *chunk) ([]reread, error) { return r.work(ctx, s, c) }
	})
	g.Go(func() error {
		for list := range found {
			for _, f := range list {
				visit(f.id, f.doc)
			}
		}
		return nil
	})
	return g.Wait()
}

// idleTables says whether the metadata tables decide nothing that a text is read or
// chosen by, so that they need not be read.
func (c *Config) idleTables() bool {
	if len(c.Where) > 0 || len(c.Corpus.Map) > 0 {
		return false
	}
	for _, t := range c.Corpus.Metadata {
		for _, column := range t.Columns {
			switch column.To {
			case "id", "text", "lang", "date":
				return false
			}
			if strings.Contains(c.Corpus.ID, "{"+column.To+"}") {
				return false
			}
		}
	}
	return true
}

// reread is a document under the id it has in the run.
type reread struct {
	id  string
	doc *score.Document
}

type rereading struct {
	bases map[string]bool      // ids, some of which were changed to be unique
	ids   map[[2]string]string // by source and hash
}

func newRereading(wanted []Text) *rereading {
	r := &rereading{map[string]bool{}, map[[2]string]string{}}
	for _, t := range wanted {
		r.ids[[2]string{t.Source, t.SHA256}] = t.ID
		for _, base := range basesOf(t.ID) {
			r.bases[base] = true
		}
	}
	return r
}

// basesOf are the ids that a document may have had before it got a unique one, see
// rename.
func basesOf(id string) (out []string) {
	for _, whole := range []string{id, id[:max(0, strings.LastIndexByte(id, '~'))]} {
		for rest := whole; rest != ""; {
			out = append(out, rest)
			at := strings.IndexAny(rest, "#/")
			rest = rest[at+1:]
			if at < 0 {
				break
			}
		}
	}
	return out
}

func (r *rereading) mayBe(values ...string) bool { return r.bases[values[0]] }

func (r *rereading) work(ctx context.Context, s *scorer, c *chunk) (out []reread, err error) {
	for _, raw := range c.items {
		s.in.DecodeAll(ctx, raw, func(doc *corpus.Document, rejection *corpus.Rejection) {
			if rejection != nil {
				return
			}
			id, wanted := r.ids[[2]string{doc.Source, hex.EncodeToString(doc.SHA256[:])}]
			if !wanted {
				return
			}
			if scored, failed := s.score.ScoreContext(ctx, doc); failed == nil {
				out = append(out, reread{id, scored})
			}
		})
	}
	return out, ctx.Err()
}
