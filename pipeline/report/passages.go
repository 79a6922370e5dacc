package report

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/table"
)

// held counts what the page holds of the hits of the run.
type held struct {
	Hits, AllHits           int
	Sentences, AllSentences int
	Left                    []named // hits that do not count, by reason
	Shares                  []int   // sentences of each group that shares the room
}

// passages reads the sentences with hits and puts as many into the payload as
// have room, by turns one of each period: first one of every term, then a second,
// and so on; of a term, the ones with more hits, then the newer ones come first.
func (b *builder) passages(room int) (held, error) {
	b.payload.Plain = b.noText || !b.Has("sentences") || b.Manifest.Rows["sentences"] == 0
	all, h, err := b.find()
	if err != nil {
		return h, err
	}
	b.rank(&all)
	const least = 40 // bytes a passage takes
	order := b.sentences(&all, all.byTurns(max(0, room)/least, b.sharers()))
	if err := b.readTexts(order); err != nil {
		return h, err
	}
	return h, b.choose(order, room, &h)
}

// sentences are those at some places.
func (b *builder) sentences(f *found, places []int32) []*sentence {
	out := make([]*sentence, len(places))
	for i, at := range places {
		s := &f.sentences[at]
		out[i] = &sentence{document: s.document, number: s.number, hits: f.hitsOf(s)}
	}
	return out
}

// sentenceKey is what tells a sentence from others.
type sentenceKey struct {
	_        struct{} `table:"sentences"`
	ID       string   `column:"id"`
	Sentence int64    `column:"sentence"`
}

// sentenceText is a sentence.
type sentenceText struct {
	_     struct{} `table:"sentences"`
	Start int64    `column:"start"`
	Text  string   `column:"text"`
}

// wanted is a text to be read: of a sentence that is shown, or of one beside it.
type wanted struct {
	document int32
	number   int64
	into     *sentence
	side     int64 // -1 is the sentence before, 1 the one after
}

// want lists what is to be read, in the order of the tables.
func want(sentences []*sentence) []wanted {
	out := make([]wanted, 0, 3*len(sentences))
	for _, s := range sentences {
		for side := int64(-1); side <= 1; side++ {
			out = append(out, wanted{s.document, s.number + side, s, side})
		}
	}
	slices.SortFunc(out, func(x, y wanted) int {
		return cmp.Or(cmp.Compare(x.document, y.document), cmp.Compare(x.number, y.number), cmp.Compare(x.side, y.side))
	})
	return out
}

// readTexts reads the texts of the sentences and of those beside them that the run
// has: first where they stand, then what is there.
func (b *builder) readTexts(sentences []*sentence) error {
	if b.payload.Plain {
		return nil
	}
	rest := want(sentences)
	var there [][]wanted // by row
	var spans []table.Span
	row := int64(0)
	for key, err := range result.Scan[sentenceKey](b.Run) {
		if err != nil {
			return err
		}
		compare := func(w *wanted) int {
			return cmp.Or(strings.Compare(b.run.documents[w.document].ID, key.ID), cmp.Compare(w.number, key.Sentence))
		}
		for len(rest) > 0 && compare(&rest[0]) < 0 {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			break
		}
		n := 0
		for n < len(rest) && compare(&rest[n]) == 0 {
			n++
		}
		if n > 0 {
			there = append(there, rest[:n])
			if k := len(spans); k > 0 && spans[k-1].To == row {
				spans[k-1].To++
			} else {
				spans = append(spans, table.Span{From: row, To: row + 1})
			}
		}
		row++
	}
	for text, err := range result.ScanSpans[sentenceText](b.Run, spans) {
		if err != nil {
			return err
		}
		for _, w := range there[0] {
			w.take(text)
		}
		there = there[1:]
	}
	return nil
}

// nearby is as much as is shown of a sentence beside another, in bytes.
const nearby = 240

func (w *wanted) take(text sentenceText) {
	switch w.side {
	case -1:
		w.into.before = text.Text
		if n := len(text.Text) - nearby; n > 0 {
			w.into.before = "…" + text.Text[boundary(text.Text, n):]
		}
	case 0:
		w.into.start, w.into.text = text.Start, text.Text
	case 1:
		w.into.after = text.Text
		if len(text.Text) > nearby {
			w.into.after = text.Text[:boundary(text.Text, nearby)] + "…"
		}
	}
}

// compareSentences puts sentences in the order of the tables.
func compareSentences(x, y *sentence) int {
	return cmp.Or(cmp.Compare(x.document, y.document), cmp.Compare(x.number, y.number))
}

// choose puts passages into the payload while there is room; the newest come
// first in the file.
func (b *builder) choose(order []*sentence, room int, h *held) error {
	documents := map[int32]json.RawMessage{}
	n := 0
	for _, s := range order {
		size := 0
		raw, seen := documents[s.document]
		if !seen {
			var err error
			if raw, err = encode(b.document(s.document)); err != nil {
				return err
			}
			size += len(raw) + 1
		}
		list, err := b.written(s, 0)
		if err != nil {
			return err
		}
		for _, raw := range list {
			size += len(raw) + placeDigits
		}
		if size > room {
			break
		}
		room -= size
		documents[s.document] = raw
		h.Hits += len(s.hits)
		n++
	}
	h.Sentences = n
	h.Shares = b.shares(order[:n])
	return b.write(order[:n], documents)
}

// placeDigits is more than the place of a document takes beyond one digit.
const placeDigits = 8

func (b *builder) write(chosen []*sentence, documents map[int32]json.RawMessage) error {
	slices.SortFunc(chosen, func(x, y *sentence) int {
		return cmp.Or(b.run.documents[y.document].Date.Compare(b.run.documents[x.document].Date), compareSentences(x, y))
	})
	places := map[int32]int{}
	for _, s := range chosen {
		i := place(places, s.document, func() { b.payload.Documents = append(b.payload.Documents, documents[s.document]) })
		list, err := b.written(s, i)
		if err != nil {
			return err
		}
		b.payload.Passages = append(b.payload.Passages, list...)
	}
	return nil
}

// shownDocument is a document in the payload.
type shownDocument struct {
	ID     string `json:"id"`
	Date   string `json:"date"`
	Period []int  `json:"p"` // by calendar, -1 where it is in none
	Title  string `json:"title"`
	Who    string `json:"who"`
	Says   string `json:"speaker,omitempty"` // who delivers it, where the corpus knows
	Code   string `json:"code,omitempty"`    // the issuer, short
	Source string `json:"source"`
	Lang   string `json:"lang"`
	URL    string `json:"url,omitempty"`
	Groups []int  `json:"g"`
}

func (b *builder) document(i int32) shownDocument {
	d := &b.run.documents[i]
	var who []string
	issuer := d.Issuer
	if name := b.states.names[issuer]; name != "" {
		issuer = name + " (" + issuer + ")"
	}
	for _, s := range []string{issuer, d.Venue, d.Audience} {
		if s != "" {
			who = append(who, s)
		}
	}
	out := shownDocument{
		ID: d.ID, Date: d.dateText(), Period: d.periods, Title: d.Title, Who: strings.Join(who, " · "), Says: d.told("speaker"),
		Source: d.Source, Lang: d.Lang, URL: webAddress(d.URL), Groups: []int{},
	}
	if len(d.Issuer) <= mostCode {
		out.Code = d.Issuer
	}
	in := member(d)
	for at, g := range b.groupKeys() {
		if in(g) {
			out.Groups = append(out.Groups, at)
		}
	}
	return out
}

// mostCode is how long an issuer may be that stands beside a date.
const mostCode = 8

// webAddress is the address if it is one of the web, so that a link to it can
// do nothing but open it.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

// passage is a sentence, or a window of a long one, in the payload.
type passage struct {
	Document int    `json:"d"`
	Text     string `json:"t"`
	Cut      int    `json:"c,omitempty"` // 1 at the start, 2 at the end; 4 of the same sentence as the one before
	// Hits has four numbers a hit: start and length in UTF-16 units, as the
	// script counts; entry; topics, one bit each.
	Hits []int64 `json:"h"`
	// The sentences before and after, where the run has them.
	Before string `json:"b,omitempty"`
	After  string `json:"a,omitempty"`
}

// written are the passages of a sentence.
func (b *builder) written(s *sentence, document int) (out []json.RawMessage, err error) {
	var windows []window
	if b.payload.Plain || s.text == "" {
		for i := range s.hits {
			h := &s.hits[i]
			windows = append(windows, window{text: h.surface, hits: s.hits[i : i+1], base: h.start})
		}
	} else {
		windows = cut(s)
	}
	for i, w := range windows {
		if i > 0 {
			w.cut |= 4
		}
		marks := []int64{}
		for _, h := range w.hits {
			from, to := w.offset(h.start), w.offset(h.end)
			marks = append(marks, int64(units(w.text[:from])), int64(units(w.text[from:max(from, to)])), int64(h.entry), int64(h.topics))
		}
		p := passage{Document: document, Text: w.text, Cut: w.cut, Hits: marks}
		if w.cut&1 == 0 && i == 0 {
			p.Before = s.before
		}
		if w.cut&2 == 0 && i == len(windows)-1 {
			p.After = s.after
		}
		raw, err := encode(p)
		if err != nil {
			return nil, err
		}
		out = append(out, raw)
	}
	return out, nil
}
