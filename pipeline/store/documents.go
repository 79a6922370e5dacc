package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/frameshift/frameshift/pipeline/internal/stage"
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
	// Workers is how many parts of the tables are made at the same time; 0: one.
	Workers int
	// Kept are parts of tables that were made before, of documents with the same
	// digests; nil: none.
	Kept Kept
}

// Documents returns what reads documents again by their number. It belongs to one
// goroutine; a document stands until it reads the next one, its texts stay.
type Documents func() func(n int) (*score.Document, error)

// Places are those of documents, in the order of their ids. There may be many millions.
type Places interface {
	Len() int
	Place(i int) Place
}

// Place is where a document stands, and what is known of it among the others.
type Place struct {
	ID string // which may be another than the document says
	Among

	N      int32        // its number among the Documents
	Rows   int32        // about how many it has in all tables
	Digest spool.Digest // of the document, where parts are kept
}

// Among is what a document is among the others.
type Among struct {
	Flags []string // which documents may have in common
	Twin  Twin     // that it repeats, if it does
}

// Twin is an earlier document with the same text or nearly the same.
type Twin struct {
	ID         string
	Similarity float64 // 1: the same
}

// WriteDocuments writes the tables documents, counts, hits and sentences into
// dir. places are those of the documents to be written, with ids in ascending byte
// order and no id twice.
//
// The tables are made in parts, of some documents each and all four at once, so that
// several are made at the same time, and parts of documents that have not changed
// need not be made again.
func WriteDocuments(ctx context.Context, dir string, documents Documents, places Places, info Info) error {
	parts, err := cut(places)
	if err != nil {
		return fmt.Errorf("write documents: %w", err)
	}
	t := newDocumentTables(dir, info)
	group, ctx := errgroup.WithContext(ctx)
	made := t.parts(ctx, group, places, parts, func() func([]Place) (part, error) {
		read := documents()
		return func(places []Place) (part, error) { return t.part(ctx, read, places) }
	})
	group.Go(func() error { return t.join(made) })
	return group.Wait()
}

// KeepParts makes parts of the tables ahead, of documents that are some of a run, and
// puts them into info.Kept, always in the same order. WriteDocuments finds those there
// between whose documents no others have come. Of the first and the last part it is not
// known where they begin and end in the run, so that they are not made.
func KeepParts(ctx context.Context, documents Documents, places Places, info Info) error {
	t := newDocumentTables("", info)
	all, err := cut(places)
	if err != nil || len(all) < 3 {
		return err
	}
	all = all[1 : len(all)-1]
	group, ctx := errgroup.WithContext(ctx)
	made := t.parts(ctx, group, places, all, func() func([]Place) (part, error) {
		read := documents()
		return func(places []Place) (p part, err error) { return p, t.make(ctx, read, places, &p) }
	})
	group.Go(func() error {
		for p := range made {
			of, err := t.partOf(all[0].of(places))
			if err != nil {
				return err
			}
			for i, raw := range p {
				info.Kept.Put(raw, of[i], names[i])
			}
			all = all[1:]
		}
		return nil
	})
	return group.Wait()
}

// parts has parts made on all workers. They come in the order of their documents.
func (t *documentTables) parts(ctx context.Context, group *errgroup.Group, places Places, parts []extent, start func() func([]Place) (part, error)) <-chan part {
	in := make(chan []Place)
	group.Go(func() error {
		defer close(in)
		for _, part := range parts {
			if !stage.Send(ctx, in, part.of(places)) {
				return ctx.Err()
			}
		}
		return nil
	})
	return stage.Map(ctx, group, max(t.info.Workers, 1), in, start)
}

// numbered is a document in its place.
type numbered struct {
	*score.Document
	place *Place
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
