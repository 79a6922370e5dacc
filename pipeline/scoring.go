package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// score is the first half of a run: read → tokenize, match, score → register.
// Scored documents rest in the spool, if there is one, until the second half
// writes them in the order of their ids.
func (j *job) score(ctx context.Context, docs *register, report func(Progress)) error {
	err := errors.Join(j.begin(docs), j.calendars.spill(j.scratch))
	if err != nil {
		return err
	}
	err = j.each(ctx, docs.shelf != nil, func(b *batch) error {
		err := docs.add(b)
		tell(report, "reading", j.in, docs)
		return err
	})
	if err != nil {
		return err
	}
	if err := docs.close(); err != nil {
		return err
	}
	if err := j.in.CheckKeys(); err != nil {
		return usage.Wrap(err)
	}
	docs.summary.Warnings = slices.Concat(docs.summary.Warnings, docs.renamed.warnings(), j.warnings(docs.summary.Filtered == 0), j.silent(docs.summary.langs), docs.summary.repeats())
	return j.checkFound(docs)
}

// begin tells a register what documents are held against.
func (j *job) begin(docs *register) (err error) {
	docs.columns(j.in.MetaColumns(), j.Corpus.Meta.All)
	docs.twins = newTwins(j.Corpus.Duplicates)
	docs.where = j.where.Part(true)
	if j.scratch != nil {
		docs.twins.pile.File, err = j.scratch()
	}
	return err
}

// each tells of every batch in the order of the inputs: of those that are read and
// scored, or that shards have.
func (j *job) each(ctx context.Context, spooled bool, take func(*batch) error) error {
	if j.parts != nil {
		return j.parts.each(ctx, j, take)
	}
	g, ctx := errgroup.WithContext(ctx)
	chunks := make(chan *chunk)
	g.Go(func() error {
		defer close(chunks)
		return cut(ctx, j.in, chunks)
	})
	free := j.scorers()
	batches := stage.Map(ctx, g, j.Workers, chunks, func() func(*chunk) (*batch, error) {
		s := newScorer(j, free(), spooled)
		return func(c *chunk) (*batch, error) { return s.work(ctx, c) }
	})
	g.Go(func() error {
		for b := range batches {
			if err := take(b); err != nil {
				return err
			}
		}
		return nil
	})
	return cmp.Or(g.Wait(), j.in.Lost())
}

// tell reports how far a run has come.
func tell(report func(Progress), stage string, in *corpus.Reader, docs *register) {
	if report != nil {
		done, total := in.Progress()
		report(Progress{stage, int64(docs.docs.Len()), docs.bytes, done, total})
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

// silent says in which languages of the documents frames have no entries: whatever
// is said there, they find nothing, and the text counts all the same.
func (p *plan) silent(documents map[string]int) (out []string) {
	for _, code := range slices.Sorted(maps.Keys(documents)) {
		var without []string
		for _, f := range p.lex.Frames {
			if len(f.Entries[code]) == 0 {
				without = append(without, f.Key)
			}
		}
		in := fmt.Sprintf("documents in %s (%d)", code, documents[code])
		switch n := len(without); {
		case n == len(p.lex.Frames):
			out = append(out, fmt.Sprintf("%s: lexicon %s has no entries in it, so that they count as text without hits: add some, or leave them out with corpus.accept", in, p.lex.Name))
		case n > 0:
			out = append(out, fmt.Sprintf("%s: %d of %d frames have no entries in it and find nothing there: %s", in, n, len(p.lex.Frames), strings.Join(without, ", ")))
		}
	}
	return out
}

// checkFound wants documents, and some of them in the series.
func (p *plan) checkFound(docs *register) error {
	switch found, filtered := docs.docs.Len(), docs.summary.Filtered; {
	case found == 0 && filtered > 0:
		return usage.Errorf("none of %d documents fits --where %s: frameshift show documents on a run without it lists the values",
			filtered, strings.Join(p.Where, " --where "))
	case found == 0 && len(docs.rejections) == 0:
		return fmt.Errorf("nothing to read in %s: there is no file in it", strings.Join(p.Inputs, ", "))
	case found > 0 && docs.calendars[0].Coarse() == found && !p.Corpus.Undated:
		return usage.Errorf("no document has a date as fine as a %s: choose a longer --freq, such as year", p.Freq)
	case found > 0 && !p.Corpus.Undated:
		return p.checkVersus(docs.calendars[0].Groups())
	}
	return nil
}

// checkVersus wants documents on both sides of what is compared.
func (p *plan) checkVersus(groups []string) error {
	o, err := p.evidence()
	if err != nil {
		return err
	}
	for _, v := range o.Versus {
		for _, side := range []group.Key{v.First, v.Second} {
			if slices.Contains(groups, side.String()) {
				continue
			}
			return usage.Errorf("versus %q: no document has %s; there are %s", v, side, listed(others(groups, side)))
		}
	}
	return nil
}

// others are the groups of the same keys.
func others(groups []string, side group.Key) (out []string) {
	for _, name := range groups {
		if g, err := group.Parse(name); err == nil && !g.Pair() && g.First.By() == side.By() {
			out = append(out, name)
		}
	}
	return out
}

// listed are the first of some names, in words.
func listed(names []string) string {
	const most = 10
	switch n := len(names) - most; {
	case len(names) == 0:
		return "none"
	case n > 0:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), n)
	}
	return strings.Join(names, ", ")
}
