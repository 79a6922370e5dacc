package pipeline

import (
	"bytes"
	"context"
	"iter"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/lexicon/convert"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/token"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// write is the second half of a run: the tables, in the order of their keys.
// The evidence is weighed while the documents are written.
func (r *run) write(ctx context.Context) error {
	r.progress("writing")
	r.words = nil // the texts are done with: evidence and tables need the memory
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return timed(&r.timing.Weighing, func() error { return r.weigh(ctx) }) })
	g.Go(func() error { return timed(&r.timing.Writing, func() error { return r.writeDocuments(ctx) }) })
	if err := g.Wait(); err != nil {
		return err
	}
	return timed(&r.timing.Writing, r.writeSums)
}

func (r *run) writeDocuments(ctx context.Context) error {
	order, flags := make([]int, len(r.ledger.order)), map[int][]string{}
	for i, e := range r.ledger.order {
		order[i] = e.index
		if len(e.flags) > 0 {
			flags[e.index] = e.flags
		}
	}
	info := store.Info{Matcher: r.match, Meta: r.ledger.meta, Flags: flags}
	return store.WriteDocuments(ctx, r.run.Dir(), r.ledger.spool, order, info)
}

// writeSums writes what was added up over documents.
func (r *run) writeSums() error {
	dir := r.run.Dir()
	if err := store.WriteEvidence(dir, &r.evidence); err != nil {
		return err
	}
	var calendars []iter.Seq[series.Row]
	for _, sums := range r.calendars {
		rows, err := sums.Rows()
		if err != nil {
			return usage.Wrap(err)
		}
		calendars = append(calendars, rows)
	}
	if err := store.WriteSeries(dir, r.watched(series.Merge(calendars))); err != nil {
		return err
	}
	var terms []series.TermRow
	for _, sums := range r.calendars {
		rows, err := sums.Terms()
		if err != nil {
			return usage.Wrap(err)
		}
		terms = append(terms, rows...)
	}
	if err := store.WriteTerms(dir, terms); err != nil {
		return err
	}
	if err := store.WriteQuarantine(dir, r.ledger.rejections); err != nil {
		return err
	}
	if err := r.writeLexicon(); err != nil {
		return err
	}
	return r.codebook().Write(dir)
}

// watched passes the rows on and keeps the pooled position of the lexicon's
// first contrast for the summary.
func (r *run) watched(rows iter.Seq[series.Row]) iter.Seq[series.Row] {
	if len(r.lex.Contrasts) == 0 {
		return rows
	}
	c := r.lex.Contrasts[0]
	r.summary.Contrast = c.Label
	return func(yield func(series.Row) bool) {
		for row := range rows {
			if r.headline(row.Name) {
				r.summary.Headline = append(r.summary.Headline, row)
			}
			if !yield(row) {
				return
			}
		}
	}
}

// glossary is what the manifest says of the lexicon and the issuers.
func (r *run) glossary() store.Glossary {
	var rules []store.IssuerRule
	for _, i := range r.config.Corpus.Issuers {
		rules = append(rules, store.IssuerRule(i))
	}
	return store.NewGlossary(r.lex.Lexicon, rules)
}

func (r *run) codebook() store.Codebook {
	return store.Codebook{Lexicon: lexiconFile(r.lex), Glossary: r.glossary(), Tokenizer: token.Version, Meta: store.MetaColumns(r.ledger.meta)}
}

// writeLexicon keeps the lexicon as it was used: the file it came from may
// change.
func (r *run) writeLexicon() error {
	var b bytes.Buffer
	if _, err := convert.Write(&b, r.lex.Lexicon, convert.Own, convert.Options{}); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.run.Dir(), store.LexiconName), b.Bytes(), 0o666)
}
