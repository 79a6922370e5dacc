package pipeline

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"sync/atomic"

	"github.com/frameshift/frameshift/pipeline/cache"
	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// ledger remembers which documents a file of a folder holds, so that one that has not
// changed need not be opened. The file is known by what the system says of it; what is
// remembered holds for the same configuration, metadata tables and program.
type ledger struct {
	cache *cache.Cache
	base  string

	fleeting       bool         // nothing is noted: it would be of no use
	found, renewed atomic.Int64 // files that were met again, and those of which only the texts were
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
	return &ledger{cache: r.cache, base: string(key[:]), fleeting: j.memory.last.Fleeting && j.memory.last.Ledger == string(key[:])}
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
	if docs[0].recalled {
		l.renewed.Add(1)
	}
	if l.fleeting {
		return
	}
	sum := raw.Sum()
	b := sum[:]
	for i := range docs {
		if !docs[i].Lone() {
			return
		}
		b = docs[i].append(b)
	}
	l.cache.Put(l.key(raw.Stamp()), b)
}

// outlook is what the next run is told: what the ledger hangs on, and whether it is of
// no use. Where folders are filled anew each night hardly a file is ever met again, and
// each night would add a note of each.
func (l *ledger) outlook(last standing) (base string, fleeting bool) {
	if l == nil {
		return "", false
	}
	return l.base, last.Ledger == l.base && l.renewed.Load() > l.found.Load()
}

// append appends all of a document that is needed without its text.
func (f *found) append(b []byte) []byte {
	b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(f.text)), uint64(f.rows))
	b = append(b, f.digest[:]...)
	for _, part := range [][]byte{appendSketch(nil, f.like), f.Document.Document.Append(nil), score.AppendCounts(nil, f.Document)} {
		b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
	}
	return b
}

var errNoEntry = errors.New("no entry of a ledger")

// recollect makes a document of what append took from it, and returns what follows.
func (s *scorer) recollect(raw corpus.Raw, b []byte) (f found, rest []byte, err error) {
	number := func() int {
		v, n := binary.Uvarint(b)
		if n <= 0 || v > 1<<40 {
			err, n = errNoEntry, len(b)
		}
		b = b[n:]
		return int(v)
	}
	take := func(n int) []byte {
		if n > len(b) {
			err, n = errNoEntry, len(b)
		}
		taken := b[:n]
		b = b[n:]
		return taken
	}
	f.text, f.rows = number(), number()
	copy(f.digest[:], take(len(f.digest)))
	like, doc, counts := take(number()), take(number()), take(number())
	if err != nil {
		return f, nil, err
	}
	var ok bool
	if f.like, like, ok = parseSketch(like); !ok || len(like) > 0 {
		return f, nil, errNoEntry
	}
	d, err := s.in.Recollect(raw, doc)
	if err != nil {
		return f, nil, err
	}
	f.Document, err = s.score.Counted(d, counts)
	return f, b, err
}

// known takes the documents of an item from the ledger, or says no.
func (s *scorer) known(raw corpus.Raw, b *batch) bool {
	var docs []found
	for rest := raw.Note(); len(rest) > 0; {
		f, more, err := s.recollect(raw, rest)
		if err != nil {
			return false
		}
		f.late = &late{raw.Forget(), len(docs)}
		docs, rest = append(docs, f), more
	}
	for _, f := range docs {
		b.add(s.in, f)
		b.known++
	}
	if len(docs) == 0 {
		return false
	}
	s.ledger.found.Add(1) // not where it is looked for: a scout looks too
	return true
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
