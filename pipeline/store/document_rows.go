package store

import (
	"cmp"
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/table"
)

func (t *documentTables) document(d numbered) DocumentRow {
	r := DocumentRow{
		ID: d.ID, Precision: d.Date.Precision.String(), Lang: d.Lang, Issuer: d.Issuer, Venue: d.Venue, Audience: d.Audience,
		Type: d.Type, Title: d.Title, Source: d.Source, Tokens: int64(d.Tokens), Sentences: int64(d.Sentences),
		SHA256: hex.EncodeToString(d.SHA256[:]), Flags: joined(d.place.Flags), Code: d.Code, URL: d.URL, Encoding: d.Encoding,
		DuplicateOf: d.place.Twin.ID, Similarity: math.NaN(), Meta: make(map[string]string, len(t.meta)),
	}
	if r.DuplicateOf != "" {
		r.Similarity = d.place.Twin.Similarity
	}
	if d.Date.Precision != corpus.PrecisionNone {
		r.Date = d.Date.First()
	}
	for i, key := range t.info.Meta {
		r.Meta[t.meta[i].Name] = metaValue(d.Meta, key)
	}
	return r
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
func (t *documentTables) counts(w *table.Writer[CountRow], d *score.Document) error {
	for _, f := range t.sorted {
		c := d.Frames[f]
		row := CountRow{ID: d.ID, Frame: t.keys[f], Hits: int64(c.Hits), Weight: c.Weight, Sentences: int64(c.Sentences)}
		if err := w.Put(row); err != nil {
			return err
		}
	}
	return nil
}

// hits writes the document's hits. They come sorted by place; at one place
// frames and entries are brought into the order of their names.
func (t *documentTables) hits(w *table.Writer[HitRow], d *score.Document) error {
	if !slices.IsSortedFunc(d.Hits, t.compare) {
		slices.SortStableFunc(d.Hits, t.compare)
	}
	for i := range d.Hits {
		h := &d.Hits[i]
		row := HitRow{
			ID: d.ID, Sentence: int64(h.Sentence), Start: int64(h.Start), End: int64(h.End),
			Frame: t.keys[h.Frame], Entry: t.entries[h.Entry].Term, Surface: h.Surface,
			Kept: h.Reason == lexicon.Kept, Reason: h.Reason.String(), Topics: t.topics(h.Topics),
			Cue: -1,
		}
		row.stance(h.Stance)
		if err := w.Put(row); err != nil {
			return err
		}
	}
	return nil
}

func (r *HitRow) stance(s stance.Stance) {
	if s.Polarity == stance.Untold {
		return
	}
	r.Polarity, r.Quoted, r.Holder = s.Polarity.String(), s.Quoted, s.Holder.String()
	if s.Cued() {
		r.Cue = int64(s.CueStart)
	}
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

func (t *documentTables) passages(w *table.Writer[SentenceRow], d *score.Document) error {
	for _, p := range d.Passages {
		row := SentenceRow{ID: d.ID, Sentence: int64(p.Sentence), Start: int64(p.Start), End: int64(p.End), Text: p.Text, Topics: t.topics(p.Topics)}
		if err := w.Put(row); err != nil {
			return err
		}
	}
	return nil
}
