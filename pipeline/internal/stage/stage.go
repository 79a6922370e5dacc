// Package stage runs one stage of a pipeline on several workers and keeps the
// order of what goes through it.
package stage

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// job is one value on its way: where it is worked on, and where the result
// is waited for.
type job[In, Out any] struct {
	in  In
	out chan Out
}

// Map applies work to everything that comes from in and returns the results in
// the order of in. Each worker calls start once, so that what work needs for
// itself is made per worker. At most about three values per worker are under
// way. The stage ends when in is closed or the context done; it closes what it
// returns. An error of work ends the group.
func Map[In, Out any](ctx context.Context, g *errgroup.Group, workers int, in <-chan In,
	start func() func(In) (Out, error),
) <-chan Out {
	jobs := make(chan job[In, Out])
	order := make(chan chan Out, 2*workers)
	results := make(chan Out)
	g.Go(func() error { return dispatch(ctx, in, jobs, order) })
	for range workers {
		g.Go(func() error { return labour(jobs, start()) })
	}
	g.Go(func() error { return collect(ctx, order, results) })
	return results
}

// dispatch gives every value its place in the order before any worker has it.
func dispatch[In, Out any](ctx context.Context, in <-chan In, jobs chan<- job[In, Out], order chan<- chan Out) error {
	defer close(jobs)
	defer close(order)
	for {
		var j job[In, Out]
		select {
		case v, ok := <-in:
			if !ok {
				return nil
			}
			j = job[In, Out]{v, make(chan Out, 1)}
		case <-ctx.Done():
			return ctx.Err()
		}
		if !Send(ctx, order, j.out) || !Send(ctx, jobs, j) {
			return ctx.Err()
		}
	}
}

func labour[In, Out any](jobs <-chan job[In, Out], work func(In) (Out, error)) error {
	for j := range jobs {
		out, err := work(j.in)
		if err != nil {
			return err
		}
		j.out <- out
	}
	return nil
}

func collect[Out any](ctx context.Context, order <-chan chan Out, results chan<- Out) error {
	defer close(results)
	for c := range order {
		select {
		case v := <-c:
			if !Send(ctx, results, v) {
				return ctx.Err()
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Send sends v unless the context is done first, and says whether it did.
func Send[T any](ctx context.Context, to chan<- T, v T) bool {
	select {
	case to <- v:
		return true
	case <-ctx.Done():
		return false
	}
}
