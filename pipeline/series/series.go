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
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
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
}

// Aggregator adds documents up. It is not safe for concurrent use.
type Aggregator struct {
	o       Options
	lex     *lexicon.Lexicon
	entries []lexicon.CompiledEntry
	by      [][]string

	measures []measure
	topics   []string // "" for all discourse, then those of the lexicon
	groups   map[string]map[time.Time]cell
	terms    map[time.Time]map[int32]int64
	coarse   int
}

// cell is what one group has in one period: in all discourse, then within each
// topic.
type cell []*tally

// tally is what some documents have.
type tally struct {
	documents, sentences, tokens int64
	frames                       []int64
	pairs                        []pairTally
	// Sums and counts of the documents' own values, by measure; used with
	// Weighting Documents.
	sums   []float64
	valued []int64
}

type pairTally struct{ both, onlyA, onlyB, a, b int64 }

// New returns an Aggregator for documents scored with the matcher.
func New(m *lexicon.Matcher, o Options) (*Aggregator, error) {
	o.Freq = cmp.Or(o.Freq, Year)
	o.Weighting = cmp.Or(o.Weighting, Tokens)
	if _, err := ParseFreq(string(o.Freq)); err != nil {
		return nil, err
	}
	if o.Weighting != Tokens && o.Weighting != Documents {
		return nil, fmt.Errorf("weighting %q: want token or document", o.Weighting)
	}
	a := &Aggregator{
		o: o, lex: m.Lexicon(), entries: m.Entries(), measures: measures(m.Lexicon()),
		groups: map[string]map[time.Time]cell{}, terms: map[time.Time]map[int32]int64{},
	}
	a.topics = []string{""}
	for _, t := range a.lex.Topics {
		a.topics = append(a.topics, t.Key)
	}
	if !slices.Contains(a.topics, o.Topic) {
		return nil, fmt.Errorf("topic %q: the lexicon has %q", o.Topic, a.topics[1:])
	}
	for _, by := range o.By {
		a.by = append(a.by, strings.Split(by, "+"))
	}
	return a, nil
}

// Keys lists the keys of documents that the groups are made of.
func (a *Aggregator) Keys() []string { return slices.Concat(a.by...) }

// Coarse returns how many documents were left out because their date does not
// say which period they belong to.
func (a *Aggregator) Coarse() int { return a.coarse }

// Add counts one document. It returns false for a document whose date is too
// coarse for the calendar; such a document is in no series.
func (a *Aggregator) Add(d *score.Document) bool {
	if !a.o.Freq.Holds(d.Date.Precision) {
		a.coarse++
		return false
	}
	period := a.o.Freq.Start(d.Date.First())
	a.add("", period, d)
	for _, keys := range a.by {
		a.add(groupName(d, keys), period, d)
	}
	a.addTerms(d, period)
	return true
}

// groupName is like issuer=CHN, or audience=regional,lang=en for crossed keys.
func groupName(d *score.Document, keys []string) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		v, _ := d.Get(k)
		parts[i] = k + "=" + v
	}
	return strings.Join(parts, ",")
}

// add counts a document into a group's cell, in all and within each topic that
// some of its text is inside.
func (a *Aggregator) add(group string, period time.Time, d *score.Document) {
	cells := a.groups[group]
	if cells == nil {
		cells = map[time.Time]cell{}
		a.groups[group] = cells
	}
	c := cells[period]
	if c == nil {
		for range a.topics {
			c = append(c, a.newTally())
		}
		cells[period] = c
	}
	c[0].add(&d.Counts, a)
	for k := range d.Topics {
		if d.Topics[k].Sentences > 0 {
			c[k+1].add(&d.Topics[k], a)
		}
	}
}

func (a *Aggregator) newTally() *tally {
	t := &tally{frames: make([]int64, len(a.lex.Frames)), pairs: make([]pairTally, len(a.lex.Pairs))}
	if a.o.Weighting == Documents {
		t.sums = make([]float64, len(a.measures))
		t.valued = make([]int64, len(a.measures))
	}
	return t
}

func (t *tally) add(c *score.Counts, a *Aggregator) {
	t.count(c)
	if t.sums == nil {
		return
	}
	alone := a.newTally()
	alone.count(c)
	for i, m := range a.measures {
		if v := m.estimate(alone); !math.IsNaN(v) {
			t.sums[i] += v
			t.valued[i]++
		}
	}
}

func (t *tally) count(c *score.Counts) {
	t.documents++
	t.sentences += int64(c.Sentences)
	t.tokens += int64(c.Tokens)
	for i, f := range c.Frames {
		t.frames[i] += int64(f.Hits)
	}
	for i, p := range c.Pairs {
		q := &t.pairs[i]
		q.both += int64(p.Both)
		q.onlyA += int64(p.OnlyA)
		q.onlyB += int64(p.OnlyB)
		q.a += int64(p.HitsA)
		q.b += int64(p.HitsB)
	}
}

func (a *Aggregator) addTerms(d *score.Document, period time.Time) {
	hits := a.terms[period]
	if hits == nil {
		hits = map[int32]int64{}
		a.terms[period] = hits
	}
	for _, h := range d.Hits {
		if h.Reason == lexicon.Kept {
			hits[h.Entry]++
		}
	}
}

// Rows returns every series, sorted by measure, of, topic, group and period.
// The rows are made as they are asked for.
func (a *Aggregator) Rows() (iter.Seq[Row], error) {
	periods, err := a.periods()
	if err != nil {
		return nil, err
	}
	groups, topics := sortedKeys(a.groups), slices.Sorted(slices.Values(a.topics))
	return func(yield func(Row) bool) {
		for i, m := range a.measures {
			for _, topic := range topics {
				if !a.wanted(m, topic) {
					continue
				}
				for _, group := range groups {
					for _, p := range periods {
						if !yield(a.row(i, topic, group, p)) {
							return
						}
					}
				}
			}
		}
	}, nil
}

// wanted says whether a measure is taken within a topic: a contrast or pair
// that names one is taken within that one only.
func (a *Aggregator) wanted(m measure, topic string) bool {
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

func (a *Aggregator) row(i int, topic, group string, period time.Time) Row {
	m := a.measures[i]
	r := Row{
		Measure: m.name, Of: m.of, Topic: topic, Group: group, Freq: string(a.o.Freq), Period: period,
		Estimate: math.NaN(), Low: math.NaN(), High: math.NaN(),
	}
	c := a.groups[group][period]
	if c == nil || c[slices.Index(a.topics, topic)].documents == 0 {
		r.Warnings = noDocuments
		return r
	}
	t := c[slices.Index(a.topics, topic)]
	r.Documents, r.Sentences, r.Tokens = t.documents, t.sentences, t.tokens
	r.Hits = m.hits(t)
	r.Estimate = m.estimate(t)
	if a.o.Weighting == Documents {
		r.Estimate = t.sums[i] / float64(t.valued[i])
	}
	if topic != "" && r.Sentences < ThinTopic {
		r.Warnings = append(r.Warnings, "thin-topic")
	}
	if m.ratio && r.Hits < WeakHits {
		r.Warnings = append(r.Warnings, "weak")
	}
	return r
}

// ThinTopic is the number of sentences below which a period within a topic is
// flagged thin-topic.
const ThinTopic = 10

var noDocuments = []string{"no-documents"}

// WeakHits is the number of hits below which a ratio of hits is flagged weak.
const WeakHits = 5

// Terms returns the kept hits of every entry by period, sorted by frame, entry
// and period. An entry has no row for a period in which it has no hit.
func (a *Aggregator) Terms() []TermRow {
	var rows []TermRow
	for period, hits := range a.terms {
		for entry, n := range hits {
			e := &a.entries[entry]
			rows = append(rows, TermRow{a.lex.Frames[e.Frame].Key, e.Term, period, n})
		}
	}
	slices.SortFunc(rows, func(x, y TermRow) int {
		return cmp.Or(cmp.Compare(x.Frame, y.Frame), cmp.Compare(x.Entry, y.Entry), x.Period.Compare(y.Period), cmp.Compare(x.Hits, y.Hits))
	})
	return rows
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
