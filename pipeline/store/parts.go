package store

import (
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"math"

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

// cut cuts documents into parts. A document ends one the more likely the more rows it
// has, unless the part is very small, and surely once it is very large.
func cut(places []Place) (parts [][]Place) {
	first, rows := 0, 0
	for i := range places {
		rows += places[i].Rows
		if rows >= partRows/4 && ends(&places[i]) || rows >= 4*partRows {
			parts = append(parts, places[first:i+1])
			first, rows = i+1, 0
		}
	}
	if first < len(places) {
		parts = append(parts, places[first:])
	}
	return parts
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
func (t *documentTables) part(ctx context.Context, documents Documents, places []Place) (p part, err error) {
	if t.info.Kept == nil {
		return t.make(ctx, documents, places)
	}
	of, err := t.partOf(places)
	if err != nil {
		return p, err
	}
	if p, ok := t.kept(of); ok {
		return p, nil
	}
	if p, err = t.make(ctx, documents, places); err != nil {
		return p, err
	}
	for i, raw := range p {
		t.info.Kept.Put(raw, of, names[i])
	}
	return p, nil
}

var names = [4]string{"documents", "counts", "hits", "sentences"}

func (t *documentTables) kept(of string) (p part, ok bool) {
	for i := range p {
		if p[i], ok = t.info.Kept.Get(of, names[i]); !ok {
			return p, false
		}
	}
	return p, true
}

// partOf is all that a part is made from, but for the lexicon.
func (t *documentTables) partOf(places []Place) (string, error) {
	of := []any{SchemaVersion, t.meta}
	for i := range places {
		p := &places[i]
		of = append(of, p.ID, p.Flags, p.Twin, p.Digest)
	}
	raw, err := json.Marshal(of)
	return string(raw), err
}

// make makes a part of the tables. Its documents are read once, and held.
func (t *documentTables) make(ctx context.Context, documents Documents, places []Place) (p part, err error) {
	docs := make([]numbered, len(places))
	for i := range places {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		d, err := documents.Read(places[i].N)
		if err != nil {
			return p, err
		}
		d.ID = places[i].ID
		docs[i] = numbered{d, &places[i]}
	}
	o := table.Options{Version: SchemaVersion, Extra: t.meta}
	if p[inDocuments], err = table.Encode(o, func(w *table.Writer[DocumentRow]) error { return t.heads(w, docs) }); err != nil {
		return p, err
	}
	if p[inCounts], err = encode(docs, t.counts); err != nil {
		return p, err
	}
	if p[inHits], err = encode(docs, t.hits); err != nil {
		return p, err
	}
	p[inSentences], err = encode(docs, t.passages)
	return p, err
}

func (t *documentTables) heads(w *table.Writer[DocumentRow], docs []numbered) error {
	for i := range docs {
		if err := w.Put(t.document(docs[i])); err != nil {
			return err
		}
	}
	return nil
}

// encode makes a part of a table of what rows makes of every document.
func encode[T any](docs []numbered, rows func(*table.Writer[T], *score.Document) error) ([]byte, error) {
	return table.Encode(table.Options{Version: SchemaVersion}, func(w *table.Writer[T]) error {
		for i := range docs {
			if err := rows(w, docs[i].Document); err != nil {
				return err
			}
		}
		return nil
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
