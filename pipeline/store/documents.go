package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Info is what the tables of documents say beyond the documents.
type Info struct {
	// Matcher is the lexicon the documents were scored with.
	Matcher *lexicon.Matcher
	// Meta are the keys of the user's columns, in the order of the configuration.
	Meta []string
	// Flags are the flags of documents by their number in the spool.
	Flags map[int][]string
	// Twins are the documents that repeat an earlier one, likewise.
	Twins map[int]Twin
}

// Twin is an earlier document with the same text or nearly the same.
type Twin struct {
	ID         string
	Similarity float64 // 1: the same
}

// ahead is how many documents may wait for the writer of a table.
const ahead = 8

// WriteDocuments writes the tables documents, counts, hits and sentences into
// dir. order lists the numbers in the spool of the documents to be written, with
// their ids in ascending byte order and no id twice.
func WriteDocuments(ctx context.Context, dir string, documents *spool.File, order []int, info Info) error {
	t := newDocumentTables(dir, info)
	group, ctx := errgroup.WithContext(ctx)
	var outs []chan numbered
	for _, write := range []func(<-chan numbered) error{
		t.writeHeads,
		func(in <-chan numbered) error { return each(dir, in, t.hits) },
		func(in <-chan numbered) error { return each(dir, in, t.passages) },
	} {
		out := make(chan numbered, ahead)
		outs = append(outs, out)
		group.Go(func() error { return write(out) })
	}
	group.Go(func() error { return read(ctx, documents, order, outs) })
	return group.Wait()
}

// numbered is a document with its number in the spool.
type numbered struct {
	*score.Document
	n int
}

// read sends every document to all writers and closes their channels, also when
// it gives up; its error then says that what they wrote is not the whole.
func read(ctx context.Context, documents *spool.File, order []int, outs []chan numbered) error {
	for _, out := range outs {
		defer close(out)
	}
	last := ""
	for i, n := range order {
		d, err := documents.Read(n)
		if err != nil {
			return err
		}
		if i > 0 && d.ID <= last {
			return fmt.Errorf("write documents: id %q comes after %q: want ascending ids", d.ID, last)
		}
		last = d.ID
		for _, out := range outs {
			select {
			case out <- numbered{d, n}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

// documentTables holds what the writers of documents share. It is read only.
type documentTables struct {
	dir     string
	info    Info
	meta    []table.Column // the user's columns
	entries []lexicon.CompiledEntry
	keys    []string // of the frames
	sorted  []int    // frames in the order of their keys
	rank    []int    // of a frame among them
}

func newDocumentTables(dir string, info Info) *documentTables {
	t := &documentTables{dir: dir, info: info, meta: MetaColumns(info.Meta), entries: info.Matcher.Entries()}
	for i, f := range info.Matcher.Lexicon().Frames {
		t.keys = append(t.keys, f.Key)
		t.sorted = append(t.sorted, i)
	}
	slices.SortFunc(t.sorted, func(a, b int) int { return strings.Compare(t.keys[a], t.keys[b]) })
	t.rank = make([]int, len(t.keys))
	for r, f := range t.sorted {
		t.rank[f] = r
	}
	return t
}

// topics names the topics of a mask.
func (t *documentTables) topics(mask uint64) string {
	if mask == 0 {
		return ""
	}
	var keys []string
	for k, topic := range t.info.Matcher.Lexicon().Topics {
		if mask&(1<<k) != 0 {
			keys = append(keys, topic.Key)
		}
	}
	return joined(keys)
}

// writeHeads writes the tables documents and counts.
func (t *documentTables) writeHeads(in <-chan numbered) error {
	o := table.Options{Version: SchemaVersion, Extra: t.meta}
	return table.Write(t.dir, o, func(documents *table.Writer[DocumentRow]) error {
		return write(t.dir, func(counts *table.Writer[CountRow]) error {
			for d := range in {
				if err := documents.Put(t.document(d)); err != nil {
					return err
				}
				if err := t.counts(counts, d.Document); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// each writes the rows of every document into a table.
func each[T any](dir string, in <-chan numbered, rows func(*table.Writer[T], *score.Document) error) error {
	return write(dir, func(w *table.Writer[T]) error {
		for d := range in {
			if err := rows(w, d.Document); err != nil {
				return err
			}
		}
		return nil
	})
}
