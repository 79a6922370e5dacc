package series

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
)

// Rows returns every series, sorted by measure, of, topic, group and period.
// The rows are made as they are asked for.
func (a *Aggregator) Rows() (iter.Seq[Row], error) {
	periods, err := a.periods()
	if err != nil {
		return nil, err
	}
	groups := a.groupNames()
	return func(yield func(Row) bool) {
		rows, tallies := make([]Row, len(periods)), a.tallies(periods)
		for s := range a.eachSeries(groups) {
			a.fill(rows, s, periods, tallies)
			for i := range rows {
				if !yield(rows[i]) {
					return
				}
			}
		}
	}, nil
}

// tallies are what each group has, by topic and period.
func (a *Aggregator) tallies(periods []time.Time) map[string][][]*tally {
	out := map[string][][]*tally{}
	for group := range a.groups {
		for topic := range a.topics {
			list := make([]*tally, len(periods))
			for i, p := range periods {
				list[i] = a.tally(group, p, topic)
			}
			out[group] = append(out[group], list)
		}
	}
	return out
}

// Merge merges rows of several calendars, each sorted, into one sorted list.
func Merge(lists []iter.Seq[Row]) iter.Seq[Row] {
	if len(lists) == 1 {
		return lists[0]
	}
	return func(yield func(Row) bool) {
		heads := make([]*Row, len(lists))
		next := make([]func() (Row, bool), len(lists))
		for i, list := range lists {
			pull, stop := iter.Pull(list)
			defer stop()
			next[i] = pull
		}
		advance := func(i int) {
			heads[i] = nil
			if r, ok := next[i](); ok {
				heads[i] = &r
			}
		}
		for i := range next {
			advance(i)
		}
		for {
			first := -1
			for i, r := range heads {
				if r != nil && (first < 0 || r.Compare(heads[first].Name) < 0) {
					first = i
				}
			}
			if first < 0 || !yield(*heads[first]) {
				return
			}
			advance(first)
		}
	}
}

// groupNames are all groups and pairs of groups, sorted.
func (a *Aggregator) groupNames() []string {
	return slices.Sorted(slices.Values(append(sortedKeys(a.groups), sortedKeys(a.versus)...)))
}

// seriesKey names a series: the measure by its place in the list, and the topic.
type seriesKey struct {
	measure, topic int
	group          string
}

// eachSeries yields the series of the groups in the order of the tables.
func (a *Aggregator) eachSeries(groups []string) iter.Seq[seriesKey] {
	topics := make([]int, len(a.topics))
	for i := range topics {
		topics[i] = i
	}
	slices.SortFunc(topics, func(x, y int) int { return cmp.Compare(a.topics[x], a.topics[y]) })
	return func(yield func(seriesKey) bool) {
		for i := range a.measures {
			for _, topic := range topics {
				if !a.wanted(&a.measures[i], a.topics[topic]) {
					continue
				}
				for _, group := range groups {
					if !yield(seriesKey{i, topic, group}) {
						return
					}
				}
			}
		}
	}
}

// tally returns what a group has in a period, within a topic; nil if nothing.
func (a *Aggregator) tally(group string, period time.Time, topic int) *tally {
	c := a.groups[group][period]
	if c == nil || c.tallies[topic].documents == 0 {
		return nil
	}
	return c.tallies[topic]
}

// fill makes the rows of a series, those of all periods side by side: what a group has
// lies anywhere in memory, and in short loops a processor waits for several at a time.
func (a *Aggregator) fill(rows []Row, s seriesKey, periods []time.Time, tallies map[string][][]*tally) {
	m := &a.measures[s.measure]
	name := Name{m.Name, m.of, a.topics[s.topic], s.group, string(a.o.Freq)}
	for i, p := range periods {
		rows[i] = Row{Name: name, Period: p, Estimate: math.NaN(), Low: math.NaN(), High: math.NaN()}
	}
	if v := a.versus[s.group]; v != nil {
		for i, p := range periods {
			a.fillPair(&rows[i], v, s, p)
		}
		return
	}
	own := tallies[s.group][s.topic]
	for i, t := range own {
		if t != nil {
			rows[i].add(m, t)
		}
	}
	for i, t := range own {
		if t != nil {
			rows[i].Estimate = a.estimate(s.measure, t)
		}
	}
	for i, t := range own {
		if t != nil && t.intervals != nil {
			rows[i].interval(t.intervals[s.measure])
		}
	}
	for i, t := range own {
		r := &rows[i]
		if t == nil {
			r.Warnings = noDocuments
			continue
		}
		r.doubt(m.doubts(t), t.documents)
		if a.incomplete(r.Period) {
			r.Warnings = append(r.Warnings, measure.Incomplete)
		}
	}
}

// doubts are what a measure taken of so little is to be doubted for.
func (m *measured) doubts(t *tally) (w []measure.Warning) {
	if m.Smoothed && t.expected(m.pair) < leastExpected {
		w = append(w, measure.FewExpected)
	}
	if m.Ratio && min(t.hits(m.a), t.hits(m.b)) < lopsidedHits {
		w = append(w, measure.Lopsided)
	}
	return w
}

// leastExpected is the number of sentences with both sides of a pair, expected if
// they knew nothing of each other, below which a smoothed log odds ratio shows the
// ½ and not the data.
const leastExpected = 0.5

func (t *tally) expected(pair int) float64 {
	p := t.pairs[pair]
	return float64(p.both+p.onlyA) * float64(p.both+p.onlyB) / float64(max(1, t.sentences))
}

// add counts a tally into the row.
func (r *Row) add(m *measured, t *tally) {
	r.Documents += t.documents
	r.Sentences += t.sentences
	r.Tokens += t.tokens
	r.Hits += m.hits(t)
}

// estimate takes a measure from a tally, with the weighting of the options.
func (a *Aggregator) estimate(measure int, t *tally) float64 {
	if a.o.Weighting == Documents {
		return t.sums[measure].Value() / float64(t.valued[measure])
	}
	return a.measures[measure].estimate(t)
}

func (r *Row) interval(i interval) {
	if !math.IsNaN(r.Estimate) {
		r.Low, r.High, r.Unit = i.low, i.high, i.unit
	}
}

// doubt adds the warnings. documents are those of the row, of a pair of groups
// those of the lesser.
func (r *Row) doubt(of []measure.Warning, documents int64) {
	if r.Topic != "" && r.Sentences < thinTopic {
		r.Warnings = append(r.Warnings, measure.ThinTopic)
	}
	if r.Hits < weakHits {
		r.Warnings = append(r.Warnings, measure.Weak)
		of = slices.DeleteFunc(of, func(w measure.Warning) bool { return w == measure.Lopsided })
	}
	r.Warnings = append(r.Warnings, of...)
	if r.Unit == unitSentence || r.Unit == unitDocument && documents < minDocuments {
		r.Warnings = append(r.Warnings, measure.FewDocuments)
	}
}

// thinTopic is the number of sentences below which a period within a topic is
// flagged thin-topic.
const thinTopic = 10

var noDocuments = []measure.Warning{measure.NoDocuments}

// lopsidedHits is the number of hits on the lesser side below which a ratio of
// hits is flagged lopsided: its interval covers the truth less often than it
// says, see docs/calibration.md.
const lopsidedHits = 3

// weakHits is the number of hits below which an estimate is flagged weak.
const weakHits = 5
