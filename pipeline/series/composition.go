package series

import (
	"iter"
	"maps"

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
func (e *Examiner) composition(topic int, x *mix) []Composition {
	from, to := x.spans[0], x.spans[1]
	if len(from) == 0 || len(to) == 0 {
		return nil
	}
	issuers := maps.Clone(from)
	maps.Copy(issuers, to)
	names := sortedKeys(issuers)
	var out []Composition
	for i := range e.a.measures {
		m := &e.a.measures[i]
		if m.Mean == measure.NoWeight || !e.a.wanted(m, e.a.topics[topic]) {
			continue
		}
		c := Composition{Name: Name{m.Name, m.of, e.a.topics[topic], "", string(e.a.o.Freq)}, From: e.from, To: e.to, Issuers: names}
		c.Parts, c.Whole = m.split(names, from, to)
		out = append(out, c)
	}
	return out
}

// Rows are the sum of all issuers, and what each of them has.
func (c *Composition) Rows() iter.Seq[CompositionRow] {
	return func(yield func(CompositionRow) bool) {
		row := CompositionRow{Name: c.Name, From: c.From, To: c.To, CompositionPart: c.Whole}
		for i := 0; yield(row) && i < len(c.Issuers); i++ {
			row.Issuer, row.CompositionPart = c.Issuers[i], c.Parts[i]
		}
	}
}

// split splits the change of a measure between issuers, by their names.
func (m *measured) split(names []string, from, to map[string]*tally) (parts []stats.CompositionPart, whole stats.CompositionPart) {
	members := make([]stats.Member, len(names))
	for i, name := range names {
		members[i].WeightFrom, members[i].ValueFrom = m.member(from[name])
		members[i].WeightTo, members[i].ValueTo = m.member(to[name])
	}
	return stats.Composition(members)
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
