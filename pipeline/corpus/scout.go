package corpus

import (
	"context"
	"slices"

	"github.com/frameshift/frameshift/pipeline/objects"
)

// scout walks the inputs ahead of a Read, makes the same decisions, and has fetched from
// object storage what Read will open. The function that it returns ends it.
func (r *Reader) scout(ctx context.Context, s *share) (end func()) {
	if s != nil && s.list != nil || !slices.ContainsFunc(r.inputs, func(in *input) bool { return in.folder && r.root.remote(in.path) }) {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ahead := r.root.objects.Ahead(ctx)
	walk := r.like()
	walk.find = r.find
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer ahead.End()
		p := walk.pass(ctx, s.begin(), func(Raw) error { return nil })
		p.fetch = ahead.Want
		_ = walk.readAll(p) // whatever is wrong is told to Read as well
	}()
	r.root.ahead = ahead
	return func() {
		cancel()
		<-done
		r.root.ahead = nil
	}
}

// like is a Reader of the same inputs, as far as what is opened hangs on it.
func (r *Reader) like() *Reader {
	l := &Reader{
		options: r.options, patterns: r.patterns, dates: r.dates, dateFrom: r.dateFrom, derive: r.derive,
		tables: r.tables, root: r.root, share: r.share,
	}
	l.root.ahead = nil
	for _, in := range r.inputs {
		l.inputs = append(l.inputs, in.again())
	}
	return l
}

// failed is why the storage of a file that was being read failed, if it did: whatever
// was made of what came of it, no more is to be read.
func failed(f any) error {
	if o, ok := f.(*objects.File); ok && objects.IsFailure(o.Err()) {
		return stop{o.Err()}
	}
	return nil
}
