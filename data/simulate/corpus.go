package simulate

import (
	"fmt"
	"iter"
	"slices"
	"sort"
	"time"
)

// A Corpus makes its documents on demand. It is never changed after New, so it
// can be used from several goroutines.
type Corpus struct {
	opt   Options
	cells []cell
	n     int
	truth Truth
}

// A cell is the documents of one year and audience.
type cell struct {
	year, audience int
	first          int // index of its first document
	p, cyber       float64
	// pairs and after them the courses, as the ends of their stretches of [0, 1).
	ends     []float64
	concepts []string // in use, the newest last
}

// A Document is one synthetic statement. The JSON names are those frameshift
// reads by default. Issuer, venue and type are in English whatever the language
// of the text, so that a group is one group.
type Document struct {
	ID       string `json:"id"`
	Date     string `json:"date"` // 2006-01-02
	Lang     string `json:"lang"` // en or zh
	Title    string `json:"title"`
	Issuer   string `json:"issuer"`
	Venue    string `json:"venue"`
	Audience string `json:"audience"`
	Type     string `json:"type"`
	URL      string `json:"url"` // always empty: there is no source
	Text     string `json:"text"`
	Note     string `json:"note"` // says that the document is synthetic

	Planted Planted `json:"-"`
}

// Planted counts what a text holds: sentences in all; framed sentences by side,
// each with one planted term; sentences that pair security and development, and
// those of them that do so in a phrase of balance; sentences that open with
// cyberspace or, without a term, are about it; and the hits of each of [Frames].
type Planted struct {
	Sentences, Sovereignty, Development, Pairs, Balance, Cyber int

	Hits [len(Frames)]int
}

// New lays out a corpus; no text is made yet.
func New(o Options) (*Corpus, error) {
	o = o.withDefaults()
	if err := o.check(); err != nil {
		return nil, err
	}
	c := &Corpus{opt: o}
	levels := o.levels()
	for i, level := range levels {
		year := o.From + i
		for a, aud := range o.Audiences {
			if aud.Documents == 0 || slices.Contains(aud.Gaps, year) {
				continue
			}
			c.cells = append(c.cells, o.cell(year, a, c.n, level.Logit))
			c.n += aud.Documents
		}
	}
	c.truth = c.makeTruth(levels)
	return c, nil
}

// cell lays out one year of one audience.
func (o Options) cell(year, audience, first int, logit float64) cell {
	aud := o.Audiences[audience]
	cl := cell{year: year, audience: audience, first: first, p: logistic(logit + aud.Offset),
		cyber: o.CyberShare + float64(o.CyberRise*float64(year-o.From)), concepts: o.inUse(aud.Name, year)}
	end := 0.0
	for _, c := range append([]Course{o.Pairs}, o.Courses...) {
		end += c.at(year, o.From)
		cl.ends = append(cl.ends, end)
	}
	return cl
}

// Len is the number of documents.
func (c *Corpus) Len() int { return c.n }

// all yields the documents in order: by year, then audience, then number.
func (c *Corpus) all() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for k := range c.n {
			if !yield(c.At(k)) {
				return
			}
		}
	}
}

// At makes document k, 0 <= k < Len.
func (c *Corpus) At(k int) Document {
	cl, j := c.locate(k)
	aud := c.opt.Audiences[cl.audience]
	r := stream(c.opt.Seed, streamText, cl, j)
	lang := english
	if r.Float64() < aud.Chinese {
		lang = chinese
	}
	d := Document{
		ID:       fmt.Sprintf("syn-%04d-%s-%03d", cl.year, aud.Name, j+1),
		Date:     day(cl.year, r.IntN(365)),
		Lang:     lang.code,
		Audience: aud.Name,
		Note:     note,
	}
	here, there := english.setting(aud.Name), lang.setting(aud.Name)
	issuer, venue := pick(r, here.issuers), r.IntN(len(here.venues))
	d.Issuer, d.Venue, d.Type = english.issuers[issuer].name, here.venues[venue], pick(r, here.types)
	d.Title = fmt.Sprintf(lang.title, lang.issuers[issuer].name, there.venues[venue])
	plan := c.plan(cl, j)
	d.Planted = count(plan)
	d.Text = lang.write(r, lang.issuers[issuer], plan)
	return d
}

// Planted is At(k).Planted without the cost of making the text.
func (c *Corpus) Planted(k int) Planted {
	cl, j := c.locate(k)
	return count(c.plan(cl, j))
}

// locate finds the cell of document k and its number within it.
func (c *Corpus) locate(k int) (cell, int) {
	if k < 0 || k >= c.n {
		panic(fmt.Sprintf("simulate: document %d of %d", k, c.n))
	}
	i := sort.Search(len(c.cells), func(i int) bool { return c.cells[i].first > k }) - 1
	return c.cells[i], k - c.cells[i].first
}

// day is the n-th day of a year, from 0.
func day(year, n int) string {
	return time.Date(year, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
