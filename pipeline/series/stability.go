package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// The kinds of items that stability leaves out. KindLexicon leaves nothing out
// but counts with another lexicon; KindStance adds what does not count where only
// asserted hits do.
const (
	KindAll      = "all"
	KindTerm     = "term"
	KindIssuer   = "issuer"
	KindDocument = "document"
	KindStance   = "stance"
	KindLexicon  = "lexicon"
)

// item is what may be left out: what it adds to the counts of each period.
type item struct {
	kind, name string
	parts      []part
}

type part struct {
	period             int   // of the calendar
	positive, negative int64 // in parts
	hits               int64
}

// stability says how much the headline hangs on single items: the change of
// the position of the first contrast between the spans of the run, and its
// breaks, are computed again without each term, issuer and document. A term
// that is left out leaves its hits to no other. It notes on the rows of the steps
// how often they are found again: as many steps are looked for, and one counts if
// it lies within the interval of the date, give or take a period.
type stability struct {
	*without
	topic                   int
	terms, issuers, stances *gather
	documents               *influence
}

// stability is what there is to gather; nil where it is not looked at.
func (e *Examiner) stability(topic int) *stability {
	i := e.a.headline()
	if i < 0 || !e.a.wanted(&e.a.measures[i], e.a.topics[topic]) {
		return nil
	}
	m := &e.a.measures[i]
	w := newWithout(e, m)
	w.count(e, i, topic)
	return &stability{w, topic, e.terms(m, topic), e.issuers(m), e.stances(m, topic), w.documents(mostSearched, searched)}
}

func (s *stability) gatherers() []gatherer {
	return []gatherer{s.terms.gatherer, s.issuers.gatherer, s.stances.gatherer, s.documents.gatherer}
}

// table makes the rows, with the steps of all series.
func (s *stability) table(breaks []BreakRow) []StabilityRow {
	a := s.e.a
	for i := range breaks {
		if b := &breaks[i]; b.Measure == s.m.Name && b.Of == s.m.of && !b.beside {
			s.breaks = append(s.breaks, b)
		}
	}
	all := s.row(item{kind: KindAll})
	all.Kept = all.Breaks
	rows := []StabilityRow{all}
	for _, items := range [][]item{s.terms.list(), s.speakers(), s.documents.list(), s.told()} {
		rows = append(rows, s.rows(items, all.Change)...)
	}
	var others []StabilityRow
	for _, other := range a.others {
		others = append(others, s.with(other, s.topic, all.Change)...)
	}
	rank(others)
	rows = append(rows, others...)
	name := Name{s.m.Name, s.m.of, a.topics[s.topic], "", string(a.o.Freq)}
	for i := range rows {
		rows[i].Name = name
	}
	return rows
}

// speakers are the issuers. Where only one speaks, nothing would be left.
func (s *stability) speakers() []item {
	if len(s.issuers.items) < 2 {
		return nil
	}
	return s.issuers.list()
}

// told are the kinds of stances, that of all that is not asserted among them wherever
// hits were told to be.
func (s *stability) told() []item {
	out, all := s.stances.list(), score.KindNotAsserted.String()
	if s.e.a.o.Stances && !slices.ContainsFunc(out, func(it item) bool { return it.name == all }) {
		out = append(out, item{kind: KindStance, name: all})
	}
	return out
}

// headline is the measure whose stability is looked at, or -1.
func (a *Aggregator) headline() int {
	if len(a.lex.Contrasts) == 0 {
		return -1
	}
	return a.headlineOf(a.lex.Contrasts[0].Key)
}

// count takes the counts of either side by period of the calendar from an
// Examiner, which may be of another lexicon.
func (w *without) count(e *Examiner, m, topic int) {
	for i, start := range w.e.calendar {
		if t := e.a.tally("", start, topic); t != nil {
			p := part{period: i, hits: e.a.measures[m].hits(t)}
			p.positive, p.negative = e.a.measures[m].counts(t)
			w.add([]part{p}, 1)
			w.hits += p.hits
		}
	}
}

// without counts a series without an item.
type without struct {
	e                  *Examiner
	m                  *measured
	positive, negative []int64     // in parts of m
	within             [2][]bool   // by period, whether the spans of the run hold it
	spans              [2][2]int64 // positive and negative in either
	hits               int64
	breaks             []*BreakRow // the chosen ones of the whole series
	unsearched         int         // documents that are not left out
	q                  score.Quantities
}

// newWithout has counted nothing yet.
func newWithout(e *Examiner, m *measured) *without {
	n := len(e.calendar)
	return &without{e: e, m: m, positive: make([]int64, n), negative: make([]int64, n), within: e.inSpans()}
}

// Of more than mostSearched documents not each is left out: that is a search for breaks
// each time, and one of so many changes little. Those are that change the headline
// most, and those with most hits, so many of either.
const mostSearched, searched = 20_000, 1_000

// influence finds the documents with a hit or, where they are many, those that may
// matter, by name. Those that surely do not are let go on the way.
type influence struct {
	gatherer
	w       *without
	most, n int
	whole   float64 // change of the headline
	all     int
	items   []item
	last    []effect // what comes behind both is let go
}

func (w *without) documents(most, n int) *influence {
	f := &influence{w: w, most: most, n: n, whole: w.change()}
	f.add = f.document
	return f
}

func (f *influence) document(d *document, at int, own *tally) {
	p := part{period: at}
	p.count(own, f.w.m)
	if p.positive+p.negative == 0 {
		return
	}
	f.all++
	delta := f.w.delta([]part{p}, f.whole)
	if f.last != nil && delta < f.last[0].delta && p.hits < f.last[1].n {
		return // without a copy of its name
	}
	it := item{KindDocument, string(d.id), []part{p}}
	if of := (effect{&it, delta, p.hits}); f.last != nil && byDelta(of, f.last[0]) > 0 && byHits(of, f.last[1]) > 0 {
		return
	}
	if f.items = append(f.items, it); len(f.items) > f.most+2*f.n {
		f.items, f.last = f.w.influential(f.items, f.n)
	}
}

func (f *influence) list() []item {
	if f.all > f.most {
		f.items, _ = f.w.influential(f.items, f.n)
	}
	f.w.unsearched = f.all - len(f.items)
	slices.SortFunc(f.items, func(x, y item) int { return cmp.Compare(x.name, y.name) })
	return f.items
}

// effect is by how much the headline changes without an item, and what that has.
type effect struct {
	*item
	delta float64
	n     int64 // hits
}

// delta is by how much the headline changes without some parts, where it changes by
// whole with them.
func (w *without) delta(parts []part, whole float64) float64 {
	now := whole
	if slices.ContainsFunc(parts, func(p part) bool { return w.within[0][p.period] || w.within[1][p.period] }) {
		w.add(parts, -1)
		now = w.change()
		w.add(parts, 1)
	}
	if delta := math.Abs(now - whole); !math.IsNaN(delta) {
		return delta
	}
	return math.Inf(1)
}

func byDelta(x, y effect) int {
	return cmp.Or(cmp.Compare(y.delta, x.delta), cmp.Compare(x.name, y.name))
}

func byHits(x, y effect) int {
	return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.name, y.name))
}

// influential are so many items without which the headline changes most, and so many
// with most hits. What comes behind the last of both would be none of them.
func (w *without) influential(items []item, n int) (out []item, last []effect) {
	whole := w.change()
	effects := make([]effect, len(items))
	for i := range items {
		effects[i] = effect{&items[i], w.delta(items[i].parts, whole), items[i].hits()}
	}
	chosen := map[*item]bool{}
	for _, by := range []func(x, y effect) int{byDelta, byHits} {
		slices.SortFunc(effects, by)
		few := effects[:min(n, len(effects))]
		for _, e := range few {
			chosen[e.item] = true
		}
		last = append(last, few[len(few)-1])
	}
	for i := range items {
		if chosen[&items[i]] {
			out = append(out, items[i])
		}
	}
	return out, last
}

// rows leaves out each item in turn.
func (w *without) rows(items []item, whole float64) []StabilityRow {
	var rows []StabilityRow
	lost := make([][]item, len(w.breaks))
	for _, it := range items {
		r := w.row(it)
		r.Delta = r.Change - whole
		for j, b := range w.breaks {
			if slices.ContainsFunc(r.cuts, func(i int) bool { return i >= b.low-1 && i <= b.high+1 }) {
				r.Kept++
			} else {
				lost[j] = append(lost[j], it)
			}
		}
		r.cuts = nil
		rows = append(rows, r)
	}
	for j, b := range w.breaks {
		if len(items) > 0 {
			text := w.survival(len(items), lost[j])
			if items[0].kind == KindDocument && w.unsearched > 0 {
				text += fmt.Sprintf(" (those that matter most, of %d)", len(items)+w.unsearched)
			}
			b.Survives.set(items[0].kind, text)
		}
	}
	rank(rows)
	return rows
}

// mostLost is how many items are named without which a break is not found.
const mostLost = 3

// survival says without how many items a break is found again, and names those
// it is not found without.
func (w *without) survival(items int, lost []item) string {
	text := fmt.Sprintf("%d of %d", items-len(lost), items)
	slices.SortStableFunc(lost, func(x, y item) int { return cmp.Compare(y.hits(), x.hits()) })
	for i, it := range lost {
		switch {
		case i == 0:
			text += "; not without "
		case i == mostLost:
			return text + fmt.Sprintf(" and %d more", len(lost)-i)
		default:
			text += ", "
		}
		text += fmt.Sprintf("%s (%.0f %%)", it.name, 100*float64(it.hits())/float64(w.hits))
	}
	return text
}

func (it *item) hits() (n int64) {
	for _, p := range it.parts {
		n += p.hits
	}
	return n
}

func (s *Survival) set(kind, text string) {
	switch kind {
	case KindTerm:
		s.Terms = text
	case KindIssuer:
		s.Issuers = text
	case KindDocument:
		s.Documents = text
	}
}

// rank sorts the rows by what their item matters. First come those without
// which there is no change to speak of.
func rank(rows []StabilityRow) {
	size := func(r StabilityRow) float64 {
		if math.IsNaN(r.Delta) {
			return math.Inf(1)
		}
		return math.Abs(r.Delta)
	}
	slices.SortStableFunc(rows, func(x, y StabilityRow) int {
		return cmp.Or(cmp.Compare(size(y), size(x)), cmp.Compare(x.Item, y.Item))
	})
	for i := range rows {
		rows[i].Rank = i + 1
	}
}

// row computes change and breaks without an item.
func (w *without) row(it item) StabilityRow {
	r := StabilityRow{Kind: it.kind, Item: it.name}
	w.add(it.parts, -1)
	r.Hits = it.hits()
	if it.kind == KindAll || it.kind == KindLexicon {
		r.Hits = w.hits
	}
	r.Change = w.change()
	r.cuts = w.cuts()
	r.Breaks = len(r.cuts)
	w.add(it.parts, 1)
	return r
}

func (w *without) add(parts []part, sign int64) {
	for _, p := range parts {
		w.positive[p.period] += sign * p.positive
		w.negative[p.period] += sign * p.negative
		for s := range w.spans {
			if w.within[s][p.period] {
				w.spans[s][0] += sign * p.positive
				w.spans[s][1] += sign * p.negative
			}
		}
	}
}

// change is the position in the second span minus that in the first; NaN where
// one of them has no hit.
func (w *without) change() float64 {
	from, to := w.spans[0], w.spans[1]
	if from[0]+from[1] == 0 || to[0]+to[1] == 0 {
		return math.NaN()
	}
	return w.value(to[0], to[1]) - w.value(from[0], from[1])
}

func (w *without) value(positive, negative int64) float64 {
	w.q = score.Quantities{A: float64(positive) / w.m.parts, B: float64(negative) / w.m.parts}
	return w.m.formula(&w.q)
}

// cuts finds the best steps, as many as the whole series has, by the likelihood
// of the binomial.
func (w *without) cuts() []int {
	if len(w.breaks) == 0 {
		return nil
	}
	from, to := 0, len(w.positive)
	for from < to && w.positive[from]+w.negative[from] == 0 {
		from++
	}
	for to > from && w.positive[to-1]+w.negative[to-1] == 0 {
		to--
	}
	total := make([]int64, to-from)
	for i := range total {
		total[i] = w.positive[from+i] + w.negative[from+i]
	}
	b, err := stats.CountBreaks(w.positive[from:to], total, stats.BreakOptions{
		MinSegment: max(3, (to-from+9)/10), Parts: int(w.m.parts), Max: len(w.breaks),
	})
	if err != nil || len(b.Candidates) <= len(w.breaks) {
		return nil // too few periods are left
	}
	cuts := slices.Clone(b.Candidates[len(w.breaks)].Last)
	for i := range cuts {
		cuts[i] += from
	}
	return cuts
}

// with computes change and breaks as another lexicon counts.
func (w *without) with(other *Other, topic int, whole float64) []StabilityRow {
	e, err := other.a.NewExaminer()
	m := other.a.headlineOf(w.m.of)
	topic = slices.Index(other.a.topics, w.e.a.topics[topic])
	if err != nil || m < 0 || topic < 0 {
		return nil
	}
	v := newWithout(w.e, &other.a.measures[m])
	v.breaks = w.breaks
	v.count(e, m, topic)
	return v.rows([]item{{kind: KindLexicon, name: other.Name}}, whole)
}

// headlineOf is the headline measure of a contrast, or -1.
func (a *Aggregator) headlineOf(contrast string) int {
	return slices.IndexFunc(a.measures, func(m measured) bool { return m.Headline && m.Of == measure.Contrast && m.of == contrast })
}

// Other is the same documents, counted with another lexicon.
type Other struct {
	Name string
	a    *Aggregator
}

// Compare adds what another lexicon counts in the same documents to what
// stability looks at.
func (a *Aggregator) Compare(name string, other *Aggregator) {
	a.others = append(a.others, &Other{name, other})
}
