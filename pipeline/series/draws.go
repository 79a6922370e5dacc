package series

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Unit says what a bootstrap draws.
type Unit string

// The units. UnitAuto is documents where a period has minDocuments of them,
// otherwise sentences within documents.
const (
	UnitAuto     Unit = "auto"
	UnitDocument Unit = "document"
	UnitSentence Unit = "sentence"
)

// ParseUnit returns the unit of that name.
func ParseUnit(s string) (Unit, error) {
	switch u := Unit(s); u {
	case UnitAuto, UnitDocument, UnitSentence:
		return u, nil
	}
	return "", fmt.Errorf("unit %q: want auto, document or sentence", s)
}

// minDocuments is the number of documents from which UnitAuto draws documents.
const minDocuments = 10

// draws are the counters of a period, within a topic, in every draw.
type draws struct {
	counters [][]int32
	used     []bool  // counters that something was added to since they were clear
	tokens   []int64 // in units of 1/tokenParts
	filling  int     // how often they were drawn anew
}

// tokenParts makes integers of the mean length of a class of sentences, so
// that sums do not depend on their order.
const tokenParts = 1024

func newDraws(counters, n int) *draws {
	d := &draws{counters: make([][]int32, counters), used: make([]bool, counters), tokens: make([]int64, n)}
	for i := range d.counters {
		d.counters[i] = make([]int32, n)
	}
	return d
}

func (d *draws) clear() {
	d.filling++
	clear(d.tokens)
	for i, c := range d.counters {
		if d.used[i] {
			clear(c)
		}
	}
	clear(d.used)
}

// counter is one to add to.
func (d *draws) counter(i int) []int32 {
	d.used[i] = true
	return d.counters[i]
}

// add adds what n times a class, or a document, has to every draw.
func (d *draws) add(weights []int32, steps []step, tokens int64) {
	for _, s := range steps {
		row := d.counter(int(s.counter))[:len(weights)]
		if s.n == 1 {
			for b, w := range weights {
				row[b] += w
			}
			continue
		}
		for b, w := range weights {
			row[b] += w * s.n
		}
	}
	if tokens == 0 {
		return
	}
	for b, w := range weights {
		d.tokens[b] += int64(w) * tokens
	}
}

// drawer draws periods. It is not safe for concurrent use.
type drawer struct {
	a       *Aggregator
	docs    *reader
	weights *stats.Weights
	w       []int32
	packed  packed
	sum     []int32 // counters of a document
	steps   []step
	from    [][]int // counters that a measure is taken from
	wanted  []bool  // counters, see want
	tokens  bool    // are they wanted?

	sideA, sideB []float64 // hits of either side, or their weight, by draw
	sides        sidesOf   // whose they are
	q            score.Quantities
}

// sidesOf names the sides of a contrast or pair in a period: its measures have
// them in common.
type sidesOf struct {
	draws   *draws
	filling int
	frames  *int
	weight  bool
}

func newDrawer(a *Aggregator) *drawer {
	n := a.o.Draws
	w := &drawer{
		a: a, docs: a.reader(), weights: stats.NewWeights(a.o.Seed), sum: make([]int32, a.classes.counters()), wanted: make([]bool, a.classes.counters()),
		packed: newPacked(a.classes.counters(), n), w: make([]int32, n), sideA: make([]float64, n), sideB: make([]float64, n),
	}
	for i := range a.measures {
		w.from = append(w.from, a.classes.countersOf(&a.measures[i]))
	}
	return w
}

// unit says what is drawn of a period and how many there are of it.
func (w *drawer) unit(t *tally) (Unit, int) {
	byDocument := w.a.o.Unit == UnitDocument || w.a.o.Unit == UnitAuto && t.documents >= minDocuments
	if byDocument {
		return UnitDocument, int(t.documents)
	}
	return UnitSentence, int(t.sentences)
}

// want has only that drawn which some of the measures are taken from: most sentences
// have nothing of the few that have no interval without draws.
func (w *drawer) want(measures []int) {
	clear(w.wanted)
	w.tokens = false
	for _, i := range measures {
		for _, c := range w.from[i] {
			w.wanted[c] = true
		}
		w.tokens = w.tokens || w.a.measures[i].ofTokens()
	}
}

// of are the steps that are wanted.
func (w *drawer) of(steps []step) []step {
	w.steps = w.steps[:0]
	for _, s := range steps {
		if w.wanted[s.counter] {
			w.steps = append(w.steps, s)
		}
	}
	return w.steps
}

// document adds a document to all draws, once they are settled: as a whole, or a
// class of its sentences after the other. Sentences of a class are drawn together and
// have its mean length, so that what varies from sentence to sentence of a class,
// their length alone, is left out.
func (w *drawer) document(doc *document, unit Unit, topic int, into *draws) {
	if unit == UnitDocument {
		if steps, tokens := w.whole(doc, topic); len(steps) > 0 || tokens > 0 {
			w.add(doc.key(), 1, steps, tokens*tokenParts, into)
		}
		return
	}
	key := doc.key()
	for _, c := range doc.classes {
		k := &w.a.classes.list[c.class]
		if !k.inside(topic) {
			continue
		}
		n, tokens := int64(c.sentences), int64(0)
		if w.tokens {
			tokens = (int64(c.tokens)*tokenParts + n/2) / n
		}
		if steps := w.of(k.steps); len(steps) > 0 || tokens > 0 {
			w.add(key^stats.Mix(k.key), int(c.sentences), steps, tokens, into)
		}
	}
}

// add draws n that are alike and adds what each of them has.
func (w *drawer) add(unit uint64, n int, steps []step, tokens int64, into *draws) {
	if most := w.weights.Most(n); n <= stats.MostPacked && fits(most, steps, tokens) {
		w.weights.Pack(unit, n, w.packed.weights)
		w.packed.add(most, steps, tokens, into)
		return
	}
	w.weights.Draw(unit, n, w.w)
	into.add(w.w, steps, tokens)
}

// whole returns the counters of a document that are wanted.
func (w *drawer) whole(doc *document, topic int) (steps []step, tokens int64) {
	clear(w.sum)
	for _, c := range doc.classes {
		k := &w.a.classes.list[c.class]
		if !k.inside(topic) {
			continue
		}
		if w.tokens {
			tokens += int64(c.tokens)
		}
		for _, s := range k.steps {
			w.sum[s.counter] += s.n * int32(c.sentences)
		}
	}
	w.steps = w.steps[:0]
	for i, n := range w.sum {
		if n > 0 && w.wanted[i] {
			w.steps = append(w.steps, step{int32(i), n})
		}
	}
	return w.steps, tokens
}

// cell draws a period of a group within a topic.
func (w *drawer) cell(c *cell, unit Unit, topic int, into *draws) {
	into.clear()
	for _, i := range c.docs {
		w.document(w.docs.read(i, ofClasses), unit, topic, into)
	}
	w.packed.settle(into)
}

// counts adds up what a measure counts of the frames in every draw.
func (w *drawer) counts(m *measured, frames []int, d *draws, out []float64) {
	sums := w.w // in parts
	clear(sums)
	counter := w.a.classes.counterFrame
	if m.Weighted {
		counter = w.a.classes.counterWeight
	}
	for _, f := range frames {
		if !d.used[counter(f)] {
			continue
		}
		for b, n := range d.counters[counter(f)] {
			sums[b] += n
		}
	}
	for b, n := range sums {
		out[b] = float64(n) / m.parts
	}
}

// values takes a measure from every draw.
func (w *drawer) values(m *measured, d *draws, out []float64) {
	if now := (sidesOf{d, d.filling, &m.a[0], m.Weighted}); w.sides != now {
		w.counts(m, m.a, d, w.sideA)
		w.counts(m, m.b, d, w.sideB)
		w.sides = now
	}
	a, b := w.sideA, w.sideB
	if m.pair >= 0 {
		w.pairValues(m, d, out)
		return
	}
	q := &w.q // not a variable of its own: it would be made anew for each draw
	*q = score.Quantities{}
	for i := range out {
		q.A, q.B, q.Tokens = a[i], b[i], float64((d.tokens[i]+tokenParts/2)/tokenParts)
		out[i] = m.formula(q)
	}
	m.skipEmpty(d, out)
}

// skipEmpty leaves out the draws of a ratio that drew no sentence at all, where its
// formula alone has a value: position is 0 there.
func (m *measured) skipEmpty(d *draws, out []float64) {
	if !m.ofNothing() {
		return
	}
	for b, n := range d.counters[counterSentences][:len(out)] {
		if n == 0 {
			out[b] = math.NaN()
		}
	}
}

func (w *drawer) pairValues(m *measured, d *draws, out []float64) {
	at := w.a.classes.counterPair(m.pair)
	both, onlyA, onlyB, all := d.counters[at], d.counters[at+1], d.counters[at+2], d.counters[counterSentences]
	q := &w.q
	for i := range out {
		q.A, q.B = w.sideA[i], w.sideB[i]
		q.Both, q.OnlyA, q.OnlyB = float64(both[i]), float64(onlyA[i]), float64(onlyB[i])
		q.Others = float64(all[i] - both[i] - onlyA[i] - onlyB[i])
		out[i] = m.formula(q)
	}
	m.skipEmpty(d, out)
}
