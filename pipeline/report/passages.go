package report

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
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
	sentences, h, err := b.hits()
	if err != nil {
		return h, err
	}
	b.rank(sentences)
	order := b.byTurns(sentences)
	const least = 40 // bytes a passage takes
	order = order[:min(len(order), max(0, room)/least)]
	if err := b.readTexts(order); err != nil {
		return h, err
	}
	return h, b.choose(order, room, &h)
}

// choose puts passages into the payload while there is room; the newest come
// first in the file.
func (b *builder) choose(order []*sentence, room int, h *held) error {
	seen := map[int32]bool{}
	n := 0
	for _, s := range order {
		size := 0
		if !seen[s.document] {
			raw, err := encode(b.document(s.document))
			if err != nil {
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
		seen[s.document] = true
		h.Hits += len(s.hits)
		n++
	}
	h.Sentences = n
	return b.write(order[:n])
}

// placeDigits is more than the place of a document takes beyond one digit.
const placeDigits = 8

func (b *builder) write(chosen []*sentence) error {
	slices.SortFunc(chosen, func(x, y *sentence) int {
		return cmp.Or(b.run.documents[y.document].Date.Compare(b.run.documents[x.document].Date),
			cmp.Compare(x.document, y.document), cmp.Compare(x.number, y.number))
	})
	places := map[int32]int{}
	for _, s := range chosen {
		i, ok := places[s.document]
		if !ok {
			raw, err := encode(b.document(s.document))
			if err != nil {
				return err
			}
			i = len(places)
			places[s.document] = i
			b.payload.Documents = append(b.payload.Documents, raw)
		}
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
	for at, g := range b.groupKeys() {
		if b.in(d, g) {
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
