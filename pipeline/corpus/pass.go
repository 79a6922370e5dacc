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

	fetch func(path string) error // in place of opening; nil: files are opened

	number int    // of the input
	share  *share // nil: all is read

	need  Names    // columns without which a sheet is none of documents
	guard *guard   // of the archive being read, or nil
	count int      // records of the file being read
	group *grouper // of that file, or nil
}

// stop wraps an error that ends the run (the caller's, or the context's) and
// tells it from damage in an input, which never does.
type stop struct{ error }

func (s stop) Unwrap() error { return s.error }

func isStop(err error) bool {
	var s stop
	return errors.As(err, &s)
}

// restLost wraps an error in the middle of a file, which costs the rest of it.
type restLost struct{ error }

func (r restLost) Unwrap() error { return r.error }

// errFull ends the reading where there is more than a run may hold.
var errFull = errors.New("no more items")

// send numbers an item and hands it on.
func (p *pass) send(raw Raw) error {
	if err := p.ctx.Err(); err != nil {
		return stop{err}
	}
	if !p.mine() {
		return nil
	}
	if p.share != nil { // how many items there are in all is known when they are put together
	} else if p.seq == int64(p.options.Limits.Items) {
		f := faultf(ReasonTooLarge, "more than %d items in a run (corpus.limits.items): the rest is not read", p.options.Limits.Items)
		f.lost = true
		raw = rejected(raw.Source, f)
	} else if p.seq > int64(p.options.Limits.Items) {
		return stop{errFull}
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
	f := fault{reason: reason, detail: cause(err).Error()}
	if known := (*fault)(nil); errors.As(err, &known) {
		f = *known
	}
	if errors.As(err, new(restLost)) {
		f.lost = true
	}
	return p.send(rejected(source, &f))
}

// rejected is an item that is no document for certain.
func rejected(source string, f *fault) Raw {
	raw := Raw{Source: source}
	raw.rejection = raw.reject(f)
	return raw
}

// settle turns what went wrong with a file into its rejection, and passes on
// only what ends the run.
func (p *pass) settle(f *file, reason Reason, err error) error {
	if err == nil || isStop(err) {
		return err
	}
	return p.reject(f.source, reason, err)
}

// screen decides by name alone what becomes of a file, and takes the columns
// out of its path.
func (p *pass) screen(f *file) *fault {
	if !f.named {
		if reason, is := junk(f.path); is {
			return faultf(reason, "%s", reason.About())
		}
	}
	if rule, out := p.options.Files.excluded(p.in.Name, f.path, f.kind.archive()); out {
		return faultf(ReasonIgnored, "%s", rule)
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
