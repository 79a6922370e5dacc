package diff

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Options say how much is named. The zero value names everything.
type Options struct {
	Most int // items of each list
}

// comparison is the work of comparing two runs, or of a step of it.
type comparison struct {
	*Changes
	ctx           context.Context
	before, after *result.Run
	most          int
	apart         []string // what this step can't compare
}

// steps fill in what does not overlap, so that they go on beside each other.
var steps = []struct {
	what string
	do   func(*comparison) error
}{
	{"settings", (*comparison).told}, {"lexicon", (*comparison).lexicon}, {"inputs", (*comparison).inputs},
	{"documents", (*comparison).documents}, {"series", (*comparison).series},
	{"shapes and breaks", (*comparison).shapes}, {"quarantine", (*comparison).quarantine},
}

// Of compares two finished runs.
func Of(ctx context.Context, before, after *result.Run, o Options) (*Changes, error) {
	all := empty(after)
	all.Before = side(before)
	apart := make([][]string, len(steps))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range steps {
		g.Go(func() (err error) {
			c := &comparison{Changes: all, ctx: ctx, before: before, after: after, most: o.Most}
			apart[i], err = c.step(s.what, s.do)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	all.Apart = append(all.Apart, slices.Concat(apart...)...)
	return all, nil
}

// step makes a step and tells what it could not compare.
func (c *comparison) step(what string, do func(*comparison) error) ([]string, error) {
	err := do(c)
	if c.otherSchema(err) {
		return append(c.apart, fmt.Sprintf("%s: %v", what, err)), nil
	} else if err != nil {
		return nil, fmt.Errorf("compare %s: %w", what, err)
	}
	return c.apart, nil
}

// otherSchema says whether an error comes of tables that one version has and the
// other has not.
func (c *comparison) otherSchema(err error) bool {
	lacking := errors.Is(err, table.ErrNoTable) || errors.Is(err, table.ErrNoColumn) || errors.Is(err, result.ErrTooOld)
	return lacking && (c.before.Manifest.SchemaVersion != c.after.Manifest.SchemaVersion || c.before.Manifest.Software != c.after.Manifest.Software)
}

// empty are the changes of a run against nothing, with all lists.
func empty(after *result.Run) *Changes {
	c := &Changes{After: *side(after), Told: []Told{}, Inputs: []Input{}, Quarantine: []ReasonChange{}, Apart: []string{}}
	c.Entries.Named, c.Shapes.Named, c.Breaks.Named, c.Rejected.Named = []Entry{}, []ShapeChange{}, []BreakChange{}, []RejectedInput{}
	d, s := &c.Documents, &c.Series
	d.In.Named, d.Out.Named, d.Text.Named, d.Moved.Named = []Document{}, []Document{}, []Document{}, []Document{}
	d.Renamed.Named, d.Edited.Named, d.Fields = []Renamed{}, []Edited{}, []FieldCount{}
	s.In.Named, s.Out.Named, s.Moved.Named, s.New = []SeriesName{}, []SeriesName{}, []Line{}, []NewPeriod{}
	return c
}

func side(r *result.Run) *Side {
	s := &Side{Run: filepath.Base(r.Dir), Fingerprint: r.Manifest.Fingerprint, Documents: r.Manifest.Rows["documents"]}
	if len(r.Manifest.Files) == 0 { // not published yet: its name is not known
		s.Run = ""
	}
	return s
}

// cancelEvery is how many rows are walked between two looks at the context.
const cancelEvery = 1 << 12

// walk goes through a table of both runs side by side, in the order of its key, and
// hands over rows with the same key together, others with nil. The rows are valid
// during the call.
func walk[T any](c *comparison, compare func(a, b *T) int, each func(before, after *T)) error {
	return meet(c, result.Scan[T](c.before), result.Scan[T](c.after), compare, each)
}

// walkApart is walk without groups of rows that both tables have to the byte.
func walkApart[T any](c *comparison, compare func(a, b *T) int, each func(before, after *T)) error {
	before, after, err := table.Apart[T](c.before.Dir, c.after.Dir)
	if err != nil {
		return walk(c, compare, each) // which says what is wrong
	}
	return meet(c, result.ScanSpans[T](c.before, before), result.ScanSpans[T](c.after, after), compare, each)
}

func meet[T any](c *comparison, before, after iter.Seq2[T, error], compare func(a, b *T) int, each func(before, after *T)) error {
	a, stopA := newCursor(before, compare)
	defer stopA()
	b, stopB := newCursor(after, compare)
	defer stopB()
	for n := 0; ; n++ {
		if n%cancelEvery == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		if err := errors.Join(a.err, b.err); err != nil {
			return err
		}
		order := 0
		switch {
		case !a.ok && !b.ok:
			return nil
		case !a.ok:
			order = 1
		case !b.ok:
			order = -1
		default:
			order = compare(a.row(), b.row())
		}
		switch {
		case order < 0:
			each(a.row(), nil)
			a.next()
		case order > 0:
			each(nil, b.row())
			b.next()
		default:
			each(a.row(), b.row())
			a.next()
			b.next()
		}
	}
}

// cursor is a place in a table. The row it is at and the one before are kept in
// place: series have millions.
type cursor[T any] struct {
	pull    func() (T, error, bool)
	compare func(a, b *T) int
	rows    [2]T
	at      int
	ok      bool
	err     error
}

func newCursor[T any](rows iter.Seq2[T, error], compare func(a, b *T) int) (*cursor[T], func()) {
	next, stop := iter.Pull2(rows)
	c := &cursor[T]{pull: next, compare: compare}
	c.rows[0], c.err, c.ok = next()
	return c, stop
}

// row is valid until next.
func (c *cursor[T]) row() *T { return &c.rows[c.at] }

var errOrder = errors.New("the table is not sorted by its key")

func (c *cursor[T]) next() {
	last := c.row()
	c.at = 1 - c.at
	c.rows[c.at], c.err, c.ok = c.pull()
	if c.ok && c.err == nil && c.compare(last, c.row()) > 0 {
		c.err = errOrder
	}
}
