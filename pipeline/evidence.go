package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/lexicon/library"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// weigh computes the evidence and tells the summary of the headline's breaks.
func (r *run) weigh(ctx context.Context) error {
	var err error
	if r.evidence, err = r.examine(ctx); err != nil {
		return err
	}
	for _, b := range r.evidence.Breaks {
		if r.headline(b.Name) && b.Chosen && b.Breaks > 0 {
			r.summary.Breaks = append(r.summary.Breaks, b)
		}
	}
	return nil
}

// headline says whether a series is the pooled position of the lexicon's first
// contrast.
func (r *run) headline(n series.Name) bool {
	if len(r.lex.Contrasts) == 0 {
		return false
	}
	c := r.lex.Contrasts[0]
	return n.Measure == "position" && n.Of == c.Key && n.Group == "" && n.Freq == r.config.Freq && n.Topic == cmp.Or(c.Topic, r.config.Topic)
}

// examine computes the evidence of every calendar. What is explained is
// explained by the first.
func (r *run) examine(ctx context.Context) (series.Evidence, error) {
	var all series.Evidence
	for _, sums := range r.calendars {
		e, err := r.examineCalendar(ctx, sums)
		if err != nil {
			return all, err
		}
		if sums != r.sums {
			e = series.Evidence{Trends: e.Trends, Breaks: e.Breaks}
		}
		all.Add(e)
	}
	all.Sort()
	return all, nil
}

// examineCalendar computes the evidence, group by group, on all workers.
func (r *run) examineCalendar(ctx context.Context, sums *series.Aggregator) (series.Evidence, error) {
	var all series.Evidence
	g, ctx := errgroup.WithContext(ctx)
	groups := make(chan string)
	g.Go(func() error {
		defer close(groups)
		for _, name := range sums.Groups() {
			if !stage.Send(ctx, groups, name) {
				return ctx.Err()
			}
		}
		return nil
	})
	results := stage.Map(ctx, g, r.config.Workers, groups, func() func(string) (series.Evidence, error) { return examiner(sums) })
	g.Go(func() error {
		for e := range results {
			all.Add(e)
		}
		return nil
	})
	return all, g.Wait()
}

func examiner(sums *series.Aggregator) func(string) (series.Evidence, error) {
	e, err := sums.NewExaminer()
	return func(group string) (series.Evidence, error) {
		if err != nil {
			return series.Evidence{}, usage.Wrap(err)
		}
		return e.Examine(group), nil
	}
}

// checkOthers finds out before the first document whether other lexicons can
// measure the headline.
func (r *run) checkOthers() error {
	if len(r.config.AlsoLexicon) == 0 {
		return nil
	}
	if len(r.lex.Contrasts) == 0 || r.config.Weighting == string(series.Documents) {
		return errors.New("also_lexicon: it is for the table stability, which needs a contrast in the lexicon and weighting token")
	}
	key := r.lex.Contrasts[0].Key
	for _, name := range r.config.AlsoLexicon {
		other, err := library.Load(name)
		if err != nil {
			return fmt.Errorf("also_lexicon: %w", err)
		}
		if !slices.ContainsFunc(other.Contrasts, func(c lexicon.Contrast) bool { return c.Key == key }) {
			return fmt.Errorf("also_lexicon %s: it has no contrast %s, the first of %s", name, key, r.lex.Name)
		}
	}
	return nil
}

// recount reads the inputs again for each lexicon that the headline is to be
// measured with as well.
func (r *run) recount(ctx context.Context) error {
	for _, name := range r.config.AlsoLexicon {
		c := r.config
		c.Lexicon, c.AlsoLexicon, c.AlsoFreq, c.Versus, c.By = name, nil, nil, nil, nil
		other, err := prepare(c, func(p Progress) { p.Stage += " with " + name; r.report(p) })
		if err != nil {
			return err
		}
		if err := other.score(ctx, nil); err != nil {
			return err
		}
		r.sums.Compare(name, other.sums)
		r.alsoLexicons = append(r.alsoLexicons, lexiconFile(other.lex))
	}
	return nil
}
