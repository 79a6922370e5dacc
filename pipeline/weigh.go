package pipeline

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/stage"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// weigh computes the evidence of every calendar. What is explained is explained
// by the first.
func weigh(ctx context.Context, c calendars, workers int) (series.Evidence, error) {
	var all series.Evidence
	for i, sums := range c {
		e, err := weighOne(ctx, sums, workers)
		if err != nil {
			return all, err
		}
		if i > 0 {
			e = series.Evidence{Trends: e.Trends, Shapes: e.Shapes, Breaks: e.Breaks}
		}
		all.Add(e)
	}
	all.Sort()
	return all, nil
}

// subject is what a worker examines at a time.
type subject struct {
	group string
	topic int
}

// weighOne computes the evidence of a calendar, by group and topic, on all workers.
func weighOne(ctx context.Context, sums *series.Aggregator, workers int) (series.Evidence, error) {
	var all series.Evidence
	g, ctx := errgroup.WithContext(ctx)
	subjects := make(chan subject)
	g.Go(func() error {
		defer close(subjects)
		for _, name := range sums.Groups() {
			for topic := range sums.Topics() {
				if !stage.Send(ctx, subjects, subject{name, topic}) {
					return ctx.Err()
				}
			}
		}
		return nil
	})
	results := stage.Map(ctx, g, workers, subjects, func() func(subject) (series.Evidence, error) { return examiner(sums) })
	g.Go(func() error {
		for e := range results {
			all.Add(e)
		}
		return nil
	})
	err := g.Wait()
	return all, err
}

func examiner(sums *series.Aggregator) func(subject) (series.Evidence, error) {
	e, err := sums.NewExaminer()
	return func(s subject) (series.Evidence, error) {
		if err != nil {
			return series.Evidence{}, usage.Wrap(err)
		}
		return e.ExamineWithin(s.group, s.topic), nil
	}
}
