package store

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

func (t *documentTables) document(w *tableWriter, d numbered) error {
	w.text(d.ID)
	dated(w, d.Date)
	w.text(d.Date.Precision.String())
	w.text(d.Lang)
	for _, s := range [...]string{d.Issuer, d.Venue, d.Audience, d.Type, d.Title} {
		w.optional(s)
	}
	w.text(d.Source)
	w.integer(int64(d.Tokens))
	w.integer(int64(d.Sentences))
	w.text(hex.EncodeToString(d.SHA256[:]))
	w.text(joined(t.info.Flags[d.n]))
	for _, s := range [...]string{d.Code, d.URL, d.Encoding} {
		w.optional(s)
	}
	for _, key := range t.info.Meta {
		w.optional(metaValue(d.Meta, key))
	}
	return w.end()
}

func dated(w *tableWriter, d corpus.Date) {
	if d.Precision == corpus.PrecisionNone {
		w.null()
		return
	}
	w.date(d.First())
}

func metaValue(meta []corpus.Field, key string) string {
	for _, f := range meta {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// joined makes one text of a list of words. No words are an empty text and not
// null: nothing is missing, and filters on the column need no care.
func joined(words []string) string { return strings.Join(words, "; ") }

// counts writes a row for every frame, in the byte order of their keys.
func (t *documentTables) counts(w *tableWriter, d *score.Document) error {
	for _, f := range t.sorted {
		count := d.Frames[f]
		w.text(d.ID)
		w.text(t.keys[f])
		w.integer(int64(count.Hits))
		w.real(count.Weight)
		w.integer(int64(count.Sentences))
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

// ledger writes the document's hits. They come sorted by place; at one place
// frames and entries are brought into the order of their names.
func (t *documentTables) ledger(w *tableWriter, d *score.Document) error {
	if !slices.IsSortedFunc(d.Hits, t.compare) {
		slices.SortStableFunc(d.Hits, t.compare)
	}
	for i := range d.Hits {
		h := &d.Hits[i]
		w.text(d.ID)
		w.integer(int64(h.Sentence))
		w.integer(int64(h.Start))
		w.integer(int64(h.End))
		w.text(t.keys[h.Frame])
		w.text(t.entries[h.Entry].Term)
		w.text(h.Surface)
		w.truth(h.Reason == lexicon.Kept)
		w.optional(h.Reason.String())
		w.text(t.topics(h.Topics))
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}

func (t *documentTables) compare(a, b score.Hit) int {
	if c := cmp.Or(cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(t.rank[a.Frame], t.rank[b.Frame]),
		strings.Compare(t.entries[a.Entry].Term, t.entries[b.Entry].Term),
		cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Entry, b.Entry),
	)
}

func (t *documentTables) passages(w *tableWriter, d *score.Document) error {
	for i := range d.Passages {
		p := &d.Passages[i]
		w.text(d.ID)
		w.integer(int64(p.Sentence))
		w.integer(int64(p.Start))
		w.integer(int64(p.End))
		w.text(p.Text)
		w.text(t.topics(p.Topics))
		if err := w.end(); err != nil {
			return err
		}
	}
	return nil
}
