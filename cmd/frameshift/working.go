package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
)

// working is the line that a terminal shows while a command that has nothing to say
// yet is at work. It is taken away before anything else is written.
type working struct {
	mu    sync.Mutex
	w     io.Writer
	shown bool
	over  bool
}

// patience is how long a command may be silent.
const patience = 700 * time.Millisecond

// tell shows the line, once a second, until the context is done or something is written.
func (l *working) tell(ctx context.Context, name string) {
	start, next := time.Now(), time.NewTimer(patience)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			l.clear()
			return
		case <-next.C:
			if !l.show(name, time.Since(start)) {
				return
			}
			next.Reset(time.Second)
		}
	}
}

func (l *working) show(name string, since time.Duration) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return false
	}
	l.shown = true
	fmt.Fprintf(l.w, "\r%s: at work, %.0f s ", name, since.Seconds())
	return true
}

// clear ends the line: from here on the command speaks for itself.
func (l *working) clear() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shown {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
	l.shown, l.over = false, true
}
