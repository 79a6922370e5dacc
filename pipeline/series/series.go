// Package series adds scored documents up over a regular calendar, pooled and
// by group, and takes the measures from the sums.
//
// Counts add up before a ratio is taken, so that a period weighs its tokens;
// Weighting Documents takes the mean of the documents' own values instead. A
// period without documents is a row with documents 0 and no estimate: nothing
// is interpolated. All groups share the calendar of the run, from its first to
// its last period.
package series

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Weighting says what an estimate is the mean over.
type Weighting string

// The weightings.
const (
	Tokens    Weighting = "token"
	Documents Weighting = "document"
)

// Options of an Aggregator. The zero value is the default.
type Options struct {
	Freq      Freq      // Year if empty
	Weighting Weighting // Tokens if empty
	// By lists what to group by besides the pooled series: keys of documents,
	// each for itself; keys joined by + are crossed.
	By []string
	// Topic restricts every series to a topic of the lexicon. Otherwise each
	// comes over all discourse and within every topic, side by side.
	Topic string

	// Draws of the bootstrap, 1,000 if 0; Seed of its random numbers; Unit it
	// draws, UnitAuto if empty.
	Draws int
	Seed  uint64
	Unit  Unit
	// BreaksOf lists the measures whose series have a shape told, and steps dated.
	// Empty: position, and of the pooled series rate and lift as well.
	BreaksOf []string
	// Versus lists pairs of groups to be compared, see ParseVersus. Their keys
	// have to be in By.
	Versus []group.Group
	// Stances says that hits were told to be asserted or not: stability then has the
	// headline without those that are not, though there be none.
	Stances bool
	// From and To are the spans between which a change is explained: the first
	// and the last third of the calendar where both are zero.
	From, To Span
}

// Aggregator adds documents up. It is not safe for concurrent use.
type Aggregator struct {
	o       Options
	match   *lexicon.Matcher
	lex     *lexicon.Lexicon
	entries []lexicon.CompiledEntry
	by      [][]string

	measures []measured
	topics   []string // "" for all discourse, then those of the lexicon
	docs     *records
	classes  classTable
	groups   map[string]map[time.Time]*cell
	versus   map[string]*versus // pairs of groups, by the name of the pair
	others   []*Other
	coarse   int
	unended  *time.Time // see incomplete; nil before it is asked for
	ones     []*tally   // see within
	next     document   // see document
}

// termCount is how often a document hits an entry in sentences inside certain
// topics.
type termCount struct {
	entry, hits int32
	topics      uint64
}

// cell is what one group has in one period.
type cell struct {
	docs    []int32
	tallies []*tally // in all discourse, then within each topic
}

// tally is what some documents have.
type tally struct {
	documents, sentences, tokens int64
	frames                       []int64 // hits; behind the frames, sentences on sides
	weights                      []int64 // of the hits, in parts; the hits where all count alike
	pairs                        []pairTally
	// Sums and counts of the documents' own values, by measure; used with
	// Weighting Documents.
	sums   []stats.ExactSum
	valued []int64

	intervals []interval // by measure; none before the evidence is in
}

type pairTally struct{ both, onlyA, onlyB int64 }

// hits returns the hits of the frames together.
func (t *tally) hits(frames []int) int64 { return sumOf(t.frames, frames) }

// weight returns the weight of their hits, in parts.
func (t *tally) weight(frames []int) int64 { return sumOf(t.weights, frames) }

func sumOf(counts []int64, frames []int) (n int64) {
	for _, f := range frames {
		n += counts[f]
	}
	return n
}

// New returns an Aggregator for documents scored with the matcher.
func New(m *lexicon.Matcher, o Options) (*Aggregator, error) {
	o.Freq = cmp.Or(o.Freq, Year)
	o.Weighting = cmp.Or(o.Weighting, Tokens)
	o.Unit, o.Draws = cmp.Or(o.Unit, UnitAuto), cmp.Or(o.Draws, 1000)
	if _, err := ParseFreq(string(o.Freq)); err != nil {
		return nil, err
	}
	if o.Weighting != Tokens && o.Weighting != Documents {
		return nil, fmt.Errorf("weighting %q: want token or document", o.Weighting)
	}
	a := &Aggregator{
		o: o, match: m, lex: m.Lexicon(), entries: m.Entries(),
		groups: map[string]map[time.Time]*cell{}, versus: map[string]*versus{}, classes: newClassTable(m),
	}
	a.measures = measures(m, &a.classes)
	a.topics = []string{""}
	for _, t := range a.lex.Topics {
		a.topics = append(a.topics, t.Key)
	}
	if !slices.Contains(a.topics, o.Topic) {
		return nil, fmt.Errorf("topic %q: the lexicon has %q", o.Topic, a.topics[1:])
	}
	for i, by := range o.By {
		if !slices.Contains(o.By[:i], by) { // once, or its groups had everything twice
			a.by = append(a.by, strings.Split(by, "+"))
		}
	}
	a.docs = newRecords()
	for _, v := range o.Versus {
		for _, by := range v.By() {
			if !slices.Contains(o.By, by) {
				return nil, fmt.Errorf("versus %q: there are no groups by %s, only by %q", v, by, o.By)
			}
		}
		a.versus[v.String()] = newVersus(v, len(a.topics))
	}
	return a, nil
}

// Keys lists the keys of documents that the groups are made of.
func (a *Aggregator) Keys() []string { return slices.Concat(a.by...) }

// Coarse returns how many documents were left out because their date does not
// say which period they belong to.
func (a *Aggregator) Coarse() int { return a.coarse }

// Holds says whether a document's date is fine enough for the calendar.
func (a *Aggregator) Holds(d *score.Document) bool { return a.o.Freq.Holds(d.Date.Precision) }

// Add counts one document. It returns false for a document whose date is too
// coarse for the calendar; such a document is in no series.
func (a *Aggregator) Add(d *score.Document) bool {
	if !a.Holds(d) {
		a.coarse++
		return false
	}
	doc := a.document(d, a.o.Freq.Start(d.Date.First()))
	a.insert(doc, a.within(doc))
	return true
}

// Spill lets documents beyond some go into a file, which is the caller's to close when
// nothing more is asked of a.
func (a *Aggregator) Spill(file *os.File) { a.docs.pile.File = file }

// Err is the error of that file, if it had one: then nothing that was found out since is
// right.
func (a *Aggregator) Err() error {
	err := a.docs.err()
	for _, o := range a.others {
		err = errors.Join(err, o.a.Err())
	}
	return err
}

// insert adds a document, which has so much in all and within each topic, to
// its groups.
func (a *Aggregator) insert(d *document, within []*tally) {
	a.unended = nil
	index := int32(a.docs.len())
	a.docs.add(d)
	a.add("", d.period, index, within)
	values := d.values
	for _, keys := range a.by {
		a.add(groupName(keys, values), d.period, index, within)
		values = values[len(keys):]
	}
}

// document is what is kept of a document, until the next call.
func (a *Aggregator) document(d *score.Document, period time.Time) *document {
	out := &a.next
	*out = document{
		id: append(out.id[:0], d.ID...), issuer: d.Issuer, period: period, day: dayOf(d, period),
		values: out.values[:0], classes: out.classes[:0], terms: termCounts(out.terms[:0], d.Hits), sides: d.Sides, stances: d.Stances,
	}
	for i := range d.Classes {
		c := &d.Classes[i]
		out.classes = append(out.classes, classCount{a.classes.number(c.Kind), uint32(c.Sentences), uint32(c.Tokens)})
	}
	for _, keys := range a.by {
		for _, key := range keys {
			v, _ := d.Get(key)
			out.values = append(out.values, v)
		}
	}
	return out
}

// within adds up what a document has in all discourse and within each topic, until the
// next call.
func (a *Aggregator) within(d *document) []*tally {
	for len(a.ones) < len(a.topics) {
		a.ones = append(a.ones, a.newTally())
	}
	for topic, t := range a.ones {
		t.clear()
		a.addDocument(t, d, topic)
	}
	return a.ones
}

// byID puts documents into the order of their ids, in which numbers that are
// rounded on the way are added up: that of their arrival may be another.
func (a *Aggregator) byID(docs []int32) []int32 {
	ids, r := make(map[int32]string, len(docs)), a.reader()
	for _, i := range docs {
		ids[i] = string(r.read(i, 0).id)
	}
	return slices.SortedStableFunc(slices.Values(docs), func(i, j int32) int { return cmp.Compare(ids[i], ids[j]) })
}

// termCounts counts the kept hits of each entry, sorted by entry and topics, in a list
// that is empty.
func termCounts(out []termCount, hits []score.Hit) []termCount {
	for _, h := range hits {
		if h.Reason == lexicon.Kept {
			out = append(out, termCount{h.Entry, 1, h.Topics})
		}
	}
	slices.SortFunc(out, func(x, y termCount) int {
		return cmp.Or(cmp.Compare(x.entry, y.entry), cmp.Compare(x.topics, y.topics))
	})
	n := 0
	for _, t := range out {
		if n > 0 && out[n-1].entry == t.entry && out[n-1].topics == t.topics {
			out[n-1].hits++
			continue
		}
		out[n] = t
		n++
	}
	return out[:n]
}

// groupName is the text of a group.
func groupName(keys, values []string) string {
	g := make(group.Key, len(keys))
	for i, k := range keys {
		g[i] = group.Part{Key: k, Value: values[i]}
	}
	return g.String()
}

// add counts a document into a group's cell, in all and within each topic that
// some of its text is inside.
func (a *Aggregator) add(group string, period time.Time, index int32, within []*tally) {
	cells := a.groups[group]
	if cells == nil {
		cells = map[time.Time]*cell{}
		a.groups[group] = cells
	}
	c := cells[period]
	if c == nil {
		c = &cell{}
		for range a.topics {
			c.tallies = append(c.tallies, a.newTally())
		}
		cells[period] = c
	}
	c.docs = append(c.docs, index)
	for topic, alone := range within {
		if topic == 0 || alone.sentences > 0 {
			c.tallies[topic].add(alone, a)
		}
	}
}

func (a *Aggregator) newTally() *tally {
	t := &tally{frames: make([]int64, a.classes.frames()), pairs: make([]pairTally, len(a.lex.Pairs))}
	t.weights = t.frames
	if a.classes.weighted {
		t.weights = make([]int64, a.classes.frames())
	}
	if a.o.Weighting == Documents {
		t.sums = make([]stats.ExactSum, len(a.measures))
		t.valued = make([]int64, len(a.measures))
	}
	return t
}

// add adds what one document has.
func (t *tally) add(alone *tally, a *Aggregator) {
	t.documents++
	t.sentences += alone.sentences
	t.tokens += alone.tokens
	for i, n := range alone.frames {
		t.frames[i] += n
	}
	if a.classes.weighted {
		for i, n := range alone.weights {
			t.weights[i] += n
		}
	}
	for i, p := range alone.pairs {
		q := &t.pairs[i]
		q.both, q.onlyA, q.onlyB = q.both+p.both, q.onlyA+p.onlyA, q.onlyB+p.onlyB
	}
	for i := range t.sums {
		if v := a.measures[i].estimate(alone); !math.IsNaN(v) {
			t.sums[i].Add(v)
			t.valued[i]++
		}
	}
}

// alone returns what one document has within a topic.
func (a *Aggregator) alone(d *document, topic int) *tally {
	t := a.newTally()
	a.addDocument(t, d, topic)
	return t
}

// addDocument adds what a document has within a topic to a tally.
func (a *Aggregator) addDocument(t *tally, d *document, topic int) {
	for _, c := range d.classes {
		if k := &a.classes.list[c.class]; k.inside(topic) {
			a.classes.addTo(t, k, c)
		}
	}
}

// wanted says whether a measure is taken within a topic: a contrast or pair
// that names one is taken within that one only.
func (a *Aggregator) wanted(m *measured, topic string) bool {
	if m.topic != "" || a.o.Topic != "" {
		return topic == cmp.Or(m.topic, a.o.Topic)
	}
	return true
}

// periods is the calendar of the run.
func (a *Aggregator) periods() ([]time.Time, error) {
	pooled := a.groups[""]
	if len(pooled) == 0 {
		return nil, nil
	}
	var first, last time.Time
	for p := range pooled {
		if first.IsZero() || p.Before(first) {
			first = p
		}
		if p.After(last) {
			last = p
		}
	}
	return a.o.Freq.periods(first, last)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
