package corpus

import (
	"bufio"
	"context"
	"errors"
)

// pass is one Read over the inputs: where its items go, and how many there were.
type pass struct {
	*Reader
	ctx  context.Context
	emit func(Raw) error
	head *bufio.Reader // of the file being read
	seq  int64
	in   *input
}

// stop wraps an error that ends the run (the caller's, or the context's) and
// tells it from damage in an input, which never does.
type stop struct{ error }

func (s stop) Unwrap() error { return s.error }

func isStop(err error) bool {
	var s stop
	return errors.As(err, &s)
}

// send numbers an item and hands it on.
func (p *pass) send(raw Raw) error {
	if err := p.ctx.Err(); err != nil {
		return stop{err}
	}
	raw.Seq = p.seq
	p.seq++
	if raw.rejection != nil {
		raw.rejection.Seq = raw.Seq
	}
	if err := p.emit(raw); err != nil {
		return stop{err}
	}
	return nil
}

// reject hands on a rejection. An error that is no fault gets the reason given.
func (p *pass) reject(source string, reason Reason, err error) error {
	detail := err.Error()
	var f *fault
	if errors.As(err, &f) {
		reason, detail = f.reason, f.detail
	}
	raw := Raw{Source: source}
	raw.rejection = raw.reject(reason, detail)
	return p.send(raw)
}

// settle turns what went wrong with a file into its rejection, and passes on
// only what ends the run.
func (p *pass) settle(f *file, reason Reason, err error) error {
	if err == nil || isStop(err) {
		return err
	}
	return p.reject(f.source, reason, cause(err))
}

// screen decides by name alone what becomes of a file, and takes the columns
// out of its path.
func (p *pass) screen(f *file) *fault {
	if !f.named {
		if reason, is := junk(f.path); is {
			return &fault{reason, reason.About()}
		}
	}
	if rule, out := p.options.Files.excluded(p.in.Name, f.path, f.kind.archive()); out {
		return &fault{ReasonIgnored, rule}
	}
	switch {
	case f.kind.archive() && f.inside:
		return faultf(ReasonUnsupportedFormat, "an archive inside an archive: unpack the outer one first")
	case f.kind.archive():
		return nil
	case f.kind == kindUnsupported:
		return nil // its bytes may tell what it is: see settleKind
	}
	return p.named(f)
}

// named takes the columns out of the path of a file.
func (p *pass) named(f *file) *fault {
	fields, ok := matchAny(p.patterns, f.path)
	if !ok {
		return faultf(ReasonNameMismatch, "no pattern of corpus.path fits %s", baseName(f.path))
	}
	f.fields = fields
	return nil
}
