package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/table"
)

// Kept keeps parts of tables under what they were made from.
type Kept interface {
	Get(of ...string) ([]byte, bool)
	Put(part []byte, of ...string)
}

// partRows is about how many rows a part of the tables has, all four together. Where
// one ends is for the ids of its documents to say, so that a document that comes, goes
// or changes moves no end but its own.
const partRows = 64 << 10

// extent is the documents of a part, by their place among all.
type extent struct{ from, to int }

func (e extent) of(places Places) []Place {
	out := make([]Place, 0, e.to-e.from)
	for i := e.from; i < e.to; i++ {
		out = append(out, places.Place(i))
	}
	return out
}

// cut cuts documents into parts. A document ends one the more likely the more rows it
// has, unless the part is very small, and surely once it is very large.
func cut(places Places) (parts []extent, err error) {
	first, rows, last := 0, 0, ""
	for i := range places.Len() {
		p := places.Place(i)
		if i > 0 && p.ID <= last {
			return nil, fmt.Errorf("id %q comes after %q: want ascending ids", p.ID, last)
		}
		last = p.ID
		rows += int(p.Rows)
		if rows >= partRows/4 && ends(&p) || rows >= 4*partRows {
			parts = append(parts, extent{first, i + 1})
			first, rows = i+1, 0
		}
	}
	if first < places.Len() {
		parts = append(parts, extent{first, places.Len()})
	}
	return parts, nil
}

func ends(p *Place) bool {
	h := fnv.New64a()
	h.Write([]byte(p.ID))
	// The last bits of the hash are the ones that differ between ids that are alike.
	return float64(h.Sum64()*0x9e3779b97f4a7c15) < math.MaxUint64*(float64(p.Rows)/partRows)
}

// part is a part of each of the tables of documents.
type part [4][]byte

// The tables of documents, by their place in a part.
const (
	inDocuments = iota
	inCounts
	inHits
	inSentences
)

// part makes a part of the tables, or finds it.
func (t *documentTables) part(ctx context.Context, read reader, places []Place) (p part, err error) {
	if t.info.Kept == nil {
		err := t.make(ctx, read, places, &p)
		return p, err
	}
	of, err := t.partOf(places)
	if err != nil {
		return p, err
	}
	found := t.kept(of)
	if p = found; !slices.ContainsFunc(p[:], func(raw []byte) bool { return raw == nil }) {
		return p, nil
	}
	if err := t.make(ctx, read, places, &p); err != nil {
		return p, err
	}
	for i, raw := range p {
		if found[i] == nil {
			t.info.Kept.Put(raw, of[i], names[i])
		}
	}
	return p, nil
}

var names = [4]string{"documents", "counts", "hits", "sentences"}

// kept is what is kept of a part.
func (t *documentTables) kept(of [len(names)]string) (p part) {
	for i := range p {
		if raw, ok := t.info.Kept.Get(of[i], names[i]); ok {
			p[i] = raw
		}
	}
	return p
}

// partOf is all that a part is made from, but for the lexicon. What a document is
// among others stands in one of the tables only.
func (t *documentTables) partOf(places []Place) (of [len(names)]string, err error) {
	heads, rest := []any{SchemaVersion, t.meta}, []any{SchemaVersion}
	for i := range places {
		p := &places[i]
		heads = append(heads, p.ID, p.Flags, p.Twin, p.Digest)
		rest = append(rest, p.ID, p.Digest)
	}
	for i, list := range [...][]any{inDocuments: heads, inCounts: rest} {
		raw, err := json.Marshal(list)
		if err != nil {
			return of, err
		}
		of[i] = string(raw)
	}
	of[inHits], of[inSentences] = of[inCounts], of[inCounts]
	return of, nil
}

// make makes what is missing of a part of the tables. Each document is read once, and
// goes to all of them.
func (t *documentTables) make(ctx context.Context, read reader, places []Place, p *part) error {
	o := table.Options{Version: SchemaVersion}
	tables := [...]func(documentRows) ([]byte, error){
		inDocuments: func(fill documentRows) ([]byte, error) {
			o := table.Options{Version: SchemaVersion, Extra: t.meta}
			return table.Encode(o, func(w *table.Writer[DocumentRow]) error {
				return fill(func(d numbered) error { return w.Put(t.document(d)) })
			})
		},
		inCounts:    func(fill documentRows) ([]byte, error) { return encode(o, t.counts, fill) },
		inHits:      func(fill documentRows) ([]byte, error) { return encode(o, t.hits, fill) },
		inSentences: func(fill documentRows) ([]byte, error) { return encode(o, t.passages, fill) },
	}
	var rows []row // of the tables that are open
	var open func(i int) error
	open = func(i int) (err error) {
		switch {
		case i == len(tables):
			return t.each(ctx, read, places, rows)
		case p[i] != nil:
			return open(i + 1)
		}
		p[i], err = tables[i](func(r row) error {
			rows = append(rows, r)
			return open(i + 1)
		})
		return err
	}
	return open(0)
}

// row writes what a table has of a document, documentRows that of all of them.
type (
	row          func(numbered) error
	documentRows func(row) error
)

// reader is one of Documents.
type reader = func(n int) (*score.Document, error)

// each makes the rows of documents.
func (t *documentTables) each(ctx context.Context, read reader, places []Place, rows []row) error {
	for i := range places {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := read(int(places[i].N))
		if err != nil {
			return err
		}
		d.ID = places[i].ID
		for _, write := range rows {
			if err := write(numbered{d, &places[i]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// encode makes a part of a table of what rows makes of every document.
func encode[T any](o table.Options, rows func(*table.Writer[T], *score.Document) error, fill documentRows) ([]byte, error) {
	return table.Encode(o, func(w *table.Writer[T]) error {
		return fill(func(d numbered) error { return rows(w, d.Document) })
	})
}

// join writes the tables from their parts.
func (t *documentTables) join(parts <-chan part) (err error) {
	var tables [len(names)]*table.Joined
	o := table.Options{Version: SchemaVersion}
	for i, open := range []func() (*table.Joined, error){
		inDocuments: func() (*table.Joined, error) {
			return table.Join[DocumentRow](t.dir, table.Options{Version: SchemaVersion, Extra: t.meta})
		},
		inCounts:    func() (*table.Joined, error) { return table.Join[CountRow](t.dir, o) },
		inHits:      func() (*table.Joined, error) { return table.Join[HitRow](t.dir, o) },
		inSentences: func() (*table.Joined, error) { return table.Join[SentenceRow](t.dir, o) },
	} {
		if tables[i], err = open(); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, tables[i].Close()) }()
	}
	for p := range parts {
		for i := range p {
			if err := tables[i].Add(p[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
