package pipeline

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/spool"
)

// ledger remembers which documents a file of a folder holds, so that one that has not
// changed need not be opened. The file is known by what the system says of it; what is
// remembered holds for the same configuration, metadata tables and program, and points
// to what recall keeps of each text.
type ledger struct {
	cache *cache.Cache
	base  string
}

// newLedger returns nil where nothing is remembered.
func newLedger(j *job) *ledger {
	r := j.recall()
	if r == nil || j.memory.doubt || !j.memory.sure {
		return nil
	}
	config, err := j.outputKeys()
	if err != nil {
		return nil
	}
	var tables []string
	for _, in := range j.in.Inputs() {
		if in.Kind == "metadata" {
			tables = append(tables, in.Name, in.SHA256)
		}
	}
	base, err := json.Marshal([]any{r.base, config, tables})
	if err != nil {
		return nil
	}
	key := r.cache.Key("ledger", string(base))
	return &ledger{r.cache, string(key[:])}
}

func (l *ledger) key(stamp string) cache.Key { return l.cache.Key("file", l.base, stamp) }

// find is what the reader of the corpus asks.
func (l *ledger) find(stamp string) (note corpus.Note, ok bool) {
	raw, ok := l.cache.Get(l.key(stamp))
	if !ok || len(raw) < len(note.SHA256) {
		return note, false
	}
	n := copy(note.SHA256[:], raw)
	note.Data = raw[n:]
	return note, true
}

// note remembers the documents of an item, which holds nothing else, if they depend on
// nothing else.
func (l *ledger) note(raw corpus.Raw, docs []found) {
	if l == nil || raw.Note() != nil || raw.Stamp() == "" || len(docs) == 0 {
		return
	}
	sum := raw.Sum()
	b := sum[:]
	for i := range docs {
		d := &docs[i]
		if !d.kept || !d.Lone() {
			return
		}
		e := entry{d.text, d.record, d.digest, d.rows, d.Document.Document}
		b = e.append(b)
	}
	l.cache.Put(l.key(raw.Stamp()), b)
}

// entry is what the ledger has of a document.
type entry struct {
	text   int // its length
	record cache.Key
	digest spool.Digest
	rows   int
	doc    *corpus.Document
}

func (e *entry) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(e.text))
	b = append(append(b, e.record[:]...), e.digest[:]...)
	b = binary.AppendUvarint(b, uint64(e.rows))
	doc := e.doc.Append(nil)
	return append(binary.AppendUvarint(b, uint64(len(doc))), doc...)
}

var errNoEntry = errors.New("no entry of a ledger")

// parseEntry returns what follows as well.
func parseEntry(in *corpus.Reader, raw corpus.Raw, b []byte) (e entry, rest []byte, err error) {
	number := func() int {
		v, n := binary.Uvarint(b)
		if n <= 0 || v > 1<<40 {
			err, n = errNoEntry, len(b)
		}
		b = b[n:]
		return int(v)
	}
	e.text = number()
	if n := len(e.record) + len(e.digest); len(b) >= n {
		copy(e.digest[:], b[copy(e.record[:], b):n])
		b = b[n:]
	} else {
		return e, nil, errNoEntry
	}
	e.rows = number()
	n := number()
	if err != nil || n > len(b) {
		return e, nil, errNoEntry
	}
	e.doc, err = in.Recollect(raw, b[:n])
	return e, b[n:], err
}

// known takes the documents of an item from the ledger, or says no.
func (s *scorer) known(raw corpus.Raw, b *batch) bool {
	var docs []found
	for rest := raw.Note(); len(rest) > 0; {
		var e entry
		var err error
		if e, rest, err = parseEntry(s.in, raw, rest); err != nil {
			return false
		}
		f := found{text: e.text, record: e.record, kept: true, rows: e.rows, digest: e.digest, late: &late{raw, len(docs)}}
		var ok bool
		if f.Document, f.like, ok = s.recall.counts(s.score, &e); !ok {
			return false
		}
		docs = append(docs, f)
	}
	for _, f := range docs {
		b.add(s.in, f)
		b.known++
	}
	return len(docs) > 0
}

// load is an item with its bytes where its file was not opened.
func (s *scorer) load(raw corpus.Raw) (corpus.Raw, error) {
	if raw.Note() == nil {
		return raw, nil
	}
	return s.in.Load(raw)
}

// late is where a document is that was not read.
type late struct {
	raw corpus.Raw
	n   int // among the documents of the item
}

// read reads it after all.
func (l *late) read(ctx context.Context, s *scorer) (*score.Document, error) {
	raw, err := s.in.Load(l.raw)
	if err != nil {
		return nil, err
	}
	b := &batch{}
	if err := s.item(ctx, raw, b); err != nil {
		return nil, err
	}
	if l.n >= len(b.docs) {
		return nil, corpus.ErrChanged
	}
	return b.docs[l.n].Document, nil
}
