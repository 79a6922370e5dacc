package objects

import "context"

// inFlight is how many objects are fetched or held at once.
const inFlight = 32

// Ahead fetches small objects in the order in which they will be opened.
type Ahead struct {
	store *Store
	ctx   context.Context
	queue chan *fetched
	next  *fetched // taken from the queue, and not opened yet
}

// fetched is an object that was asked for.
type fetched struct {
	path string
	done chan struct{}
	file *File
	err  error
}

// Ahead is for one reader, and one that knows what it will open; the context is that
// of the second.
func (s *Store) Ahead(ctx context.Context) *Ahead {
	return &Ahead{store: s, ctx: ctx, queue: make(chan *fetched, inFlight)}
}

// Want has an object fetched, once there is room.
func (a *Ahead) Want(path string) error {
	f := &fetched{path: path, done: make(chan struct{})}
	select {
	case a.queue <- f:
	case <-a.ctx.Done():
		return a.ctx.Err()
	}
	go func() {
		defer close(f.done)
		if i, known := a.store.known(path); known && i.size <= small {
			f.file, f.err = a.store.Open(path)
		}
	}()
	return nil
}

// End says that nothing more is wanted.
func (a *Ahead) End() { close(a.queue) }

// Open opens an object that was wanted, or any other.
func (a *Ahead) Open(path string) (*File, error) {
	for {
		if a.next == nil {
			a.next = <-a.queue // nil at the end
		}
		if a.next == nil || Compare(a.next.path, path) > 0 {
			return a.store.Open(path)
		}
		f := a.next
		a.next = nil
		if f.path != path {
			continue
		}
		<-f.done
		if f.file == nil && f.err == nil { // a large one
			return a.store.Open(path)
		}
		return f.file, f.err
	}
}
