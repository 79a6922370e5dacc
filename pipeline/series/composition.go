package series

import (
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// mix adds up what each issuer has in each span of the run.
type mix struct {
	gatherer
	spans [2]map[string]*tally
}

func (e *Examiner) mix(topic int) *mix {
	x, in := &mix{spans: [2]map[string]*tally{{}, {}}}, e.inSpans()
	x.add = func(d *document, at int, own *tally) {
		for k, span := range x.spans {
			if !in[k][at] || own.sentences == 0 {
				continue
			}
			t := span[d.speaker()]
			if t == nil {
				t = e.a.newTally()
				span[d.speaker()] = t
			}
			e.a.addDocument(t, d, topic)
		}
	}
	return x
}

// composition splits the change of the pooled series between the spans of the
// run into the change within issuers and the change of the mix of issuers. A
// difference and a rate weigh an issuer by its tokens, a share by its hits.
// Position and lift are no weighted means, and have no such split.
func (e *Examiner) composition(topic int, x *mix) []CompositionRow {
	from, to := x.spans[0], x.spans[1]
	if len(from) == 0 || len(to) == 0 {
		return nil
	}
	var rows []CompositionRow
	for i := range e.a.measures {
		m := &e.a.measures[i]
		if m.Mean == measure.NoWeight || !e.a.wanted(m, e.a.topics[topic]) {
			continue
		}
		rows = append(rows, e.split(m, topic, from, to)...)
	}
	return rows
}

func (e *Examiner) split(m *measured, topic int, from, to map[string]*tally) []CompositionRow {
	both := map[string]bool{}
	for _, side := range []map[string]*tally{from, to} {
		for name := range side {
			both[name] = true
		}
	}
	names := sortedKeys(both)
	members := make([]stats.Member, len(names))
	for i, name := range names {
		members[i].WeightFrom, members[i].ValueFrom = m.member(from[name])
		members[i].WeightTo, members[i].ValueTo = m.member(to[name])
	}
	parts, whole := stats.Composition(members)
	row := CompositionRow{Name: Name{m.Name, m.of, e.a.topics[topic], "", string(e.a.o.Freq)}, From: e.from, To: e.to, CompositionPart: whole}
	rows := []CompositionRow{row}
	for i, name := range names {
		row.Issuer, row.CompositionPart = name, parts[i]
		rows = append(rows, row)
	}
	return rows
}

// member returns the weight of an issuer in a measure, and its value.
func (m *measured) member(t *tally) (weight, value float64) {
	if t == nil {
		return 0, 0
	}
	weight = float64(t.tokens)
	if m.Mean == measure.ByHits {
		a, b := m.counts(t)
		weight = float64(a + b)
	}
	if weight == 0 {
		return 0, 0
	}
	return weight, m.estimate(t)
}
