package corpus

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"sync/atomic"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Reader reads the inputs of a corpus. Read runs on one goroutine; Decode,
// Progress and Warnings may be called from any.
type Reader struct {
	options  Options
	patterns []*pathPattern
	dates    *dateParser
	orders   *orders
	dateFrom []dateRule
	derive   []derivation
	issuers  []issuerRule
	skip     []*regexp.Regexp
	captures []capture
	accept   []*lang.Language
	id       template
	split    *regexp.Regexp // nil: a text is one document
	meta     []string       // columns of the user's own, in their order
	tables   []*table
	inputs   []*input
	root     root

	find func(stamp string) (Note, bool) // see Know; nil: nothing is known

	share   *share // see Take; nil: all is read
	files   []FileSum
	items   int64
	refused atomic.Bool
	lost    error // of reading for the order of dates

	choices       []Choice
	choicesByName map[form][]Choice // those that the name of a file of that form settles

	ctx         context.Context // of Read
	done, total atomic.Int64
	notes       []string // warnings of Open
	remarks     remarks
}

// Open checks the options and the inputs and loads the metadata tables. An
// input that is missing or can't be opened is an error here; whatever is wrong
// inside an input is a rejection later.
func Open(inputs []string, o Options) (*Reader, error) {
	r, err := openReader(inputs, o)
	if err != nil {
		return nil, err
	}
	tables := make(chan error, 1)
	go func() { tables <- r.loadTables() }() // while folders are listed
	return r, cmp.Or(r.measure(), <-tables)
}

func openReader(inputs []string, o Options) (*Reader, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	r, err := compile(o.withDefaults())
	if err != nil {
		return nil, err
	}
	r.root = newRoot(o)
	if r.inputs, err = openInputs(r.root, inputs); err != nil {
		return nil, err
	}
	return r, nil
}

// measure counts what is in the inputs.
func (r *Reader) measure() error {
	for _, in := range r.inputs {
		if err := in.measure(r.root, r.options.Results); err != nil {
			return err
		}
		r.total.Add(in.Bytes)
	}
	return nil
}

// Read walks the inputs in the order given and calls emit for every item, in
// an order that depends on nothing but the inputs and the options. It returns the
// first error of emit or of the context, unwrapped, and nil in every other case: an
// empty folder gives no item and no error.
func (r *Reader) Read(ctx context.Context, emit func(Raw) error) error {
	share := r.share.begin()
	err := r.read(ctx, share, emit)
	if err == nil && share != nil {
		r.files, err = share.files, share.check()
	}
	return err
}

func (r *Reader) read(ctx context.Context, s *share, emit func(Raw) error) error {
	r.ctx = ctx
	r.done.Store(0)
	defer r.scout(ctx, s)()
	return r.readAll(r.pass(ctx, s, emit))
}

func (r *Reader) pass(ctx context.Context, s *share, emit func(Raw) error) *pass {
	return &pass{Reader: r, ctx: ctx, emit: emit, need: r.textFields(), share: s}
}

func (r *Reader) readAll(p *pass) error {
	passed := int64(0)
	for i, in := range r.inputs {
		p.in, p.number = in, i
		if err := p.input(in); errors.Is(err, errFull) {
			break // of which there is a rejection
		} else if err != nil {
			var s stop
			if errors.As(err, &s) {
				return s.error
			}
			return err
		}
		r.items = p.seq
		passed += in.Bytes // also what was not opened
		r.done.Store(passed)
	}
	return nil
}

// Progress tells how many bytes of the inputs on disk have been read, for a progress bar.
func (r *Reader) Progress() (doneBytes, totalBytes int64) {
	return min(r.done.Load(), r.total.Load()), r.total.Load()
}

// Inputs describes the inputs and the metadata tables. The hashes of inputs
// are known once Read has returned nil.
func (r *Reader) Inputs() []Input {
	var out []Input
	for _, in := range r.inputs {
		out = append(out, in.Input)
	}
	for _, t := range r.tables {
		out = append(out, t.input)
	}
	return out
}

// MetaColumns lists the user's own columns that every document has, in order.
// With meta: all a document may have further ones after them.
func (r *Reader) MetaColumns() []string { return append([]string(nil), r.meta...) }

// Warnings tells what did not stop the run and should be known, in a fixed
// order; all says that no document was left out after it was decoded. Those about
// the join are complete when every item has been decoded and kept or not.
func (r *Reader) Warnings(all bool) []string {
	out := append([]string(nil), r.notes...)
	for _, t := range r.tables {
		out = append(out, t.warnings(all)...)
	}
	out = append(out, r.remarks.warnings()...)
	return out
}
