package series

import (
	"slices"
	"time"
)

// place is the number of a period in the calendar, from 0.
func (e *Examiner) place(start time.Time) int {
	i, _ := slices.BinarySearchFunc(e.calendar, start, time.Time.Compare)
	return i
}

// sides says, by frame, on which side of a measure it is: 1, -1, or 0; a frame
// on both is on neither.
func (e *Examiner) sides(m *measured) []int64 {
	out := make([]int64, e.a.classes.frames())
	for _, f := range m.a {
		out[f]++
	}
	for _, f := range m.b {
		out[f]--
	}
	return out
}

// gatherer is told of every document in a pass over all of them.
type gatherer struct {
	of  field                                 // what it needs of a document, beside its classes
	add func(d *document, at int, own *tally) // its period in the calendar, and what it has within the topic
}

// pass reads the documents once for all who gather something of them.
func (e *Examiner) pass(topic int, all []gatherer) {
	of := ofClasses
	for _, g := range all {
		of |= g.of
	}
	if len(all) == 0 {
		return
	}
	for d := range e.docs.each(of) {
		at, own := e.place(d.period), e.own(d, topic)
		for _, g := range all {
			g.add(d, at, own)
		}
	}
}

// inSpans says of each period whether either span of the run holds it.
func (e *Examiner) inSpans() (in [2][]bool) {
	for s, span := range [...]Span{e.from, e.to} {
		in[s] = make([]bool, len(e.calendar))
		for i, start := range e.calendar {
			in[s][i] = span.Holds(start)
		}
	}
	return in
}

// gather collects the parts of items; those of one name are one item.
type gather struct {
	gatherer
	kind  string
	items map[string]periods
}

// periods are the parts of an item.
type periods map[int]*part

func newGather(kind string) *gather { return &gather{kind: kind, items: map[string]periods{}} }

func (g *gather) item(name string) periods {
	if g.items[name] == nil {
		g.items[name] = periods{}
	}
	return g.items[name]
}

func (ps periods) part(period int) *part {
	p := ps[period]
	if p == nil {
		p = &part{period: period}
		ps[period] = p
	}
	return p
}

// ofEntries finds the item of an entry, by its name the first time.
func (e *Examiner) ofEntries(g *gather) func(entry int32) periods {
	found := make([]periods, len(e.a.entries))
	return func(entry int32) periods {
		if found[entry] == nil {
			t := e.a.term(entry)
			found[entry] = g.item(t.frame + ": " + t.entry)
		}
		return found[entry]
	}
}

// list returns the items by name. What adds nothing is none.
func (g *gather) list() []item {
	var out []item
	for _, name := range sortedKeys(g.items) {
		it := item{kind: g.kind, name: name}
		for _, at := range sortedKeys(g.items[name]) {
			if p := g.items[name][at]; p.positive != 0 || p.negative != 0 {
				it.parts = append(it.parts, *p)
			}
		}
		if len(it.parts) > 0 {
			out = append(out, it)
		}
	}
	return out
}

// terms are the terms of either side.
func (e *Examiner) terms(m *measured, topic int) *gather {
	if m.sentences {
		return e.sideTerms(m, topic)
	}
	g, side := newGather(KindTerm), e.sides(m)
	of := e.ofEntries(g)
	g.of = ofTerms
	g.add = func(d *document, at int, _ *tally) {
		for _, c := range d.terms {
			s := side[e.a.entries[c.entry].Frame]
			if s == 0 || !inside(c.topics, topic) {
				continue
			}
			p := of(c.entry).part(at)
			p.hits += int64(c.hits)
			if n := int64(c.hits) * int64(e.a.entries[c.entry].Parts); s > 0 {
				p.positive += n
			} else {
				p.negative += n
			}
		}
	}
	return g
}

// sideTerms are the terms that put sentences on a side: a sentence goes with a
// term if it is there by that term alone.
func (e *Examiner) sideTerms(m *measured, topic int) *gather {
	g := newGather(KindTerm)
	of := e.ofEntries(g)
	g.of = ofSides
	g.add = func(d *document, at int, _ *tally) {
		for _, s := range d.sides {
			if int(s.Contrast) != m.contrast || !inside(s.Topics, topic) {
				continue
			}
			p := of(s.Entry).part(at)
			p.hits += int64(s.Sentences)
			if n := int64(s.Alone) * int64(m.parts); s.Negative {
				p.negative += n
			} else {
				p.positive += n
			}
		}
	}
	return g
}

// stances are kinds of stances: the headline without denied hits, say. Where these do
// not count, an item adds them instead.
func (e *Examiner) stances(m *measured, topic int) *gather {
	g := newGather(KindStance)
	g.of = ofStances
	g.add = func(d *document, at int, _ *tally) {
		for _, s := range d.stances {
			if !inside(s.Topics, topic) {
				continue
			}
			p, n := g.item(s.Kind.String()).part(at), s.Parts
			if m.sentences {
				n *= int64(m.parts)
			}
			p.hits += int64(s.Count)
			if s.Negative {
				p.negative += n
			} else {
				p.positive += n
			}
		}
	}
	return g
}

// inside says whether a sentence inside the topics is inside one; the 0th is
// all discourse.
func inside(topics uint64, topic int) bool { return topic == 0 || topics&(1<<(topic-1)) != 0 }

// issuers are those who speak.
func (e *Examiner) issuers(m *measured) *gather {
	g := newGather(KindIssuer)
	g.add = func(d *document, at int, own *tally) { g.item(d.speaker()).part(at).count(own, m) }
	return g
}

// noIssuer stands for the issuer of a document that names none.
const noIssuer = "(unknown)"

func (d *document) speaker() string {
	if d.issuer == "" {
		return noIssuer
	}
	return d.issuer
}

// count adds what a document has.
func (p *part) count(own *tally, m *measured) {
	positive, negative := m.counts(own)
	p.positive, p.negative, p.hits = p.positive+positive, p.negative+negative, p.hits+m.hits(own)
}

// own is what one document has within a topic, until the next call.
func (e *Examiner) own(d *document, topic int) *tally {
	if e.one == nil {
		e.one = e.a.newTally()
	}
	e.one.clear()
	e.a.addDocument(e.one, d, topic)
	return e.one
}
