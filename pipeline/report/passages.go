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
	order := b.sentences(&all, all.byTurns(max(0, room)/least))
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

// readTexts reads the texts of the sentences: first where they stand, then what is
// there.
func (b *builder) readTexts(sentences []*sentence) error {
	if b.payload.Plain {
		return nil
	}
	wanted := slices.SortedFunc(slices.Values(sentences), compareSentences)
	var there []*sentence
	var spans []table.Span
	row := int64(0)
	for key, err := range result.Scan[sentenceKey](b.Run) {
		if err != nil {
			return err
		}
		before := func(s *sentence) bool {
			return cmp.Or(strings.Compare(b.run.documents[s.document].ID, key.ID), cmp.Compare(s.number, key.Sentence)) < 0
		}
		for len(wanted) > 0 && before(wanted[0]) {
			wanted = wanted[1:]
		}
		if len(wanted) == 0 {
			break
		}
		if s := wanted[0]; s.number == key.Sentence && b.run.documents[s.document].ID == key.ID {
			there = append(there, s)
			if n := len(spans); n > 0 && spans[n-1].To == row {
				spans[n-1].To++
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
		there[0].start, there[0].text = text.Start, text.Text
		there = there[1:]
	}
	return nil
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
	Source string `json:"source"`
	Lang   string `json:"lang"`
	URL    string `json:"url,omitempty"`
	Groups []int  `json:"g"`
}

func (b *builder) document(i int32) shownDocument {
	d := &b.run.documents[i]
	var who []string
	for _, s := range []string{d.Issuer, d.Venue, d.Audience} {
		if s != "" {
			who = append(who, s)
		}
	}
	out := shownDocument{d.ID, d.dateText(), d.periods, d.Title, strings.Join(who, " · "), d.Source, d.Lang, webAddress(d.URL), []int{}}
	in := member(d)
	for at, g := range b.groupKeys() {
		if in(g) {
			out.Groups = append(out.Groups, at)
		}
	}
	return out
}

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
		raw, err := encode(passage{document, w.text, w.cut, marks})
		if err != nil {
			return nil, err
		}
		out = append(out, raw)
	}
	return out, nil
}
