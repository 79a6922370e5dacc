package diffusion

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// LinkageRow says how often two concepts are named in one sentence.
type LinkageRow struct {
	_         struct{}  `table:"linkage" row:"a pair of concepts × value of a key" key:"a b by value"`
	A         string    `column:"a,repeats" about:"a concept"`
	B         string    `column:"b,repeats" about:"another"`
	By        string    `column:"by,repeats" about:"key of the documents; empty for all documents together"`
	Value     string    `column:"value" about:"its value"`
	SentenceA int64     `column:"sentences_a" unit:"sentences" about:"sentences with A"`
	SentenceB int64     `column:"sentences_b" unit:"sentences" about:"sentences with B"`
	Both      int64     `column:"sentences_both" unit:"sentences" about:"sentences with both"`
	Documents int64     `column:"documents_both" unit:"documents" about:"documents with such a sentence"`
	ShareA    float64   `column:"share_a,null" unit:"share" about:"sentences_both / sentences_a"`
	ShareB    float64   `column:"share_b,null" unit:"share" about:"sentences_both / sentences_b"`
	Date      time.Time `column:"first_date,null" about:"date of the first document with such a sentence"`
	ID        string    `column:"first_id,null" about:"the document"`
	Sentence  int64     `column:"first_sentence" about:"number of the sentence; -1 without one"`
	Text      string    `column:"first_text,null" about:"the sentence"`
	Warnings  string    `column:"warnings,repeats" about:"reasons to doubt the row, joined by \"; \"; empty if none"`
}

const linkMark = "&"

// linked finds the concepts of each link, which are followed like others.
func (o *Options) linked() (pairs [][2]string, err error) {
	for _, text := range o.Links {
		a, b, ok := strings.Cut(text, linkMark)
		a, b = strings.TrimSpace(a), strings.TrimSpace(b)
		if !ok || a == "" || b == "" || a == b {
			return nil, usage.Errorf("link %q: want two concepts, such as \"phrase:belt and road & phrase:global security initiative\"", text)
		}
		pairs = append(pairs, [2]string{a, b})
	}
	return pairs, nil
}

// linkages counts the sentences of every link.
func (s *study) linkages() error {
	for _, l := range s.links {
		for _, by := range s.keys() {
			rows, err := s.linkage(l[0], l[1], by)
			if err != nil {
				return err
			}
			s.out.Linkage = append(s.out.Linkage, rows...)
		}
	}
	slices.SortStableFunc(s.out.Linkage, func(a, b LinkageRow) int {
		return cmp.Or(strings.Compare(a.A, b.A), strings.Compare(a.B, b.B), strings.Compare(a.By, b.By), strings.Compare(a.Value, b.Value))
	})
	return nil
}

// linkRows are the rows of a link by the value of a key, in the order in which they come.
type linkRows struct {
	*study
	by    string
	empty LinkageRow
	rows  map[string]*LinkageRow
	order []*LinkageRow
}

// at is the row of the value of a place.
func (l *linkRows) at(p place) (*LinkageRow, error) {
	v := ""
	if l.by != "" {
		var err error
		if v, err = l.docs.list[p.document].value(l.by); err != nil {
			return nil, err
		}
	}
	if l.rows[v] == nil {
		row := l.empty
		row.Value = v
		l.rows[v] = &row
		l.order = append(l.order, &row)
	}
	return l.rows[v], nil
}

// linkage makes the rows of the values that name either, or the one of all.
func (s *study) linkage(a, b *concept, by string) ([]LinkageRow, error) {
	l := &linkRows{study: s, by: by, rows: map[string]*LinkageRow{}, empty: LinkageRow{A: a.name, B: b.name, By: by, Sentence: -1}}
	if a.hidden || b.hidden {
		l.empty.Warnings = "sentences-with-hits-only"
	}
	if by == "" { // there is one whatever was found
		if _, err := l.at(place{}); err != nil {
			return nil, err
		}
	}
	for _, p := range a.places {
		r, err := l.at(p)
		if err != nil {
			return nil, err
		}
		r.SentenceA++
		if _, both := slices.BinarySearchFunc(b.places, p, comparePlaces); both {
			s.addBoth(r, p)
		}
	}
	for _, p := range b.places {
		r, err := l.at(p)
		if err != nil {
			return nil, err
		}
		r.SentenceB++
	}
	out := make([]LinkageRow, len(l.order))
	for i, r := range l.order {
		r.ShareA, r.ShareB = shareOf(r.Both, r.SentenceA), shareOf(r.Both, r.SentenceB)
		out[i] = *r
	}
	return out, nil
}

// addBoth counts a sentence with both; the first of all is shown.
func (s *study) addBoth(r *LinkageRow, p place) {
	d := &s.docs.list[p.document]
	if r.Both == 0 {
		r.Date, r.ID, r.Sentence, r.Text = d.Date, d.ID, p.sentence, s.texts[p].text
	}
	r.Both++
	if r.Documents == 0 || s.lastBoth != p.document {
		r.Documents++
	}
	s.lastBoth = p.document
}

func shareOf(part, whole int64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return float64(part) / float64(whole)
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.sentence, b.sentence))
}
