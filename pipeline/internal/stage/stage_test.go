package stage

import (
	"context"
	"errors"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func TestMapKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		g, ctx := errgroup.WithContext(context.Background())
		in := make(chan int)
		g.Go(func() error {
			defer close(in)
			for i := range 500 {
				Send(ctx, in, i)
			}
			return nil
		})
		out := Map(ctx, g, workers, in, func() func(int) (int, error) {
			return func(i int) (int, error) {
				if i%7 == 0 {
					time.Sleep(time.Millisecond) // let later values overtake
				}
				return i * i, nil
			}
		})
		n := 0
		g.Go(func() error {
			for v := range out {
				if v != n*n {
					t.Errorf("%d workers: result %d is %d, want %d", workers, n, v, n*n)
				}
				n++
			}
			return nil
		})
		if err := g.Wait(); err != nil || n != 500 {
			t.Fatalf("%d workers: %d results, error %v", workers, n, err)
		}
	}
}

func TestMapEndsOnError(t *testing.T) {
	g, ctx := errgroup.WithContext(context.Background())
	in := make(chan int)
	g.Go(func() error {
		defer close(in)
		for i := 0; Send(ctx, in, i); i++ {
		}
		return nil
	})
	broken := errors.New("broken")
	out := Map(ctx, g, 3, in, func() func(int) (int, error) {
		return func(i int) (int, error) {
			if i == 50 {
				return 0, broken
			}
			return i, nil
		}
	})
	g.Go(func() error {
		for range out {
		}
		return nil
	})
	if err := g.Wait(); !errors.Is(err, broken) {
		t.Fatalf("got %v, want the error of work", err)
	}
}
