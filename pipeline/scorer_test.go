package pipeline

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestLimited: the time of a document ends, also for who waits on a context made of its
// own, as a converter does; the end of the run comes first.
func TestLimited(t *testing.T) {
	run, stop := context.WithCancel(context.Background())
	if err := limited(run, time.Hour).Err(); err != nil {
		t.Errorf("at the beginning: %v", err)
	}
	over := limited(run, -time.Second)
	if err := over.Err(); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("at the end: %v", err)
	}
	end, _ := over.Deadline()
	timed, cancel := context.WithDeadline(over, end)
	defer cancel()
	select {
	case <-timed.Done():
	case <-time.After(10 * time.Second):
		t.Error("who waits waits on")
	}
	stop()
	for _, d := range []time.Duration{time.Hour, -time.Second} {
		if err := limited(run, d).Err(); !errors.Is(err, context.Canceled) {
			t.Errorf("after the run: %v", err)
		}
	}
}
