package series

import (
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
)

// topTerms is how many terms the table of shifts names for a break.
const topTerms = 20

// between are, for every contrast, the terms in the spans of the run, once they are
// gathered.
func (s *subject) between() (out []*termSums, all []gatherer) {
	in := s.e.inSpans()
	for i := range s.e.a.measures {
		m := &s.e.a.measures[i]
		if !s.explained(m) {
			continue
		}
		sums := newTermSums(s.e, m)
		out = append(out, sums)
		all = append(all, gatherer{m.termsIn(), func(d *document, at int, _ *tally) {
			for k := range in {
				if in[k][at] {
					sums.add(d, s.topic, k)
				}
			}
		}})
	}
	return out, all
}

// explained says whether the change of a measure is.
func (s *subject) explained(m *measured) bool {
	return m.Headline && m.Of == measure.Contrast && s.e.a.wanted(m, s.e.a.topics[s.topic])
}

// shifts explains, for every contrast, the change between the spans of the run
// in full, where it was added up, and the change at each chosen break by its top terms.
func (s *subject) shifts(between []*termSums, breaks []BreakRow) []ShiftRow {
	var rows []ShiftRow
	for i := range s.e.a.measures {
		m := &s.e.a.measures[i]
		if !s.explained(m) {
			continue
		}
		for _, sums := range between {
			if sums.m == m {
				rows = append(rows, s.explain(sums, s.e.from, s.e.to, time.Time{}, 0)...)
			}
		}
		rows = append(rows, s.atBreaks(m, breaks)...)
	}
	return rows
}

// atBreaks explains each break of a series: from the level before to the level
// after it.
func (s *subject) atBreaks(m *measured, breaks []BreakRow) []ShiftRow {
	var chosen []BreakRow
	for _, b := range breaks {
		if b.Measure == m.Name && b.Of == m.of {
			chosen = append(chosen, b)
		}
	}
	var rows []ShiftRow
	for j, b := range chosen {
		first, last := s.e.calendar[0], s.e.calendar[len(s.e.calendar)-1]
		if j > 0 {
			first = chosen[j-1].Next
		}
		if j+1 < len(chosen) {
			last = chosen[j+1].Date
		}
		freq := s.e.a.o.Freq
		rows = append(rows, s.shift(m, freq.span(first, b.Date), freq.span(b.Next, last), b.Date, topTerms)...)
	}
	return rows
}

// shift adds the terms of a contrast up in two spans, and explains the change by the top
// ones.
func (s *subject) shift(m *measured, from, to Span, at time.Time, top int) []ShiftRow {
	terms, fields := s.e.termSums(m), m.termsIn()
	for k, span := range [...]Span{from, to} {
		var docs []int32
		for i, sides := range s.sides {
			if sides != nil && span.Holds(s.e.calendar[i]) {
				docs = append(docs, sides[0].cell.docs...)
			}
		}
		slices.Sort(docs) // as they lie in the file
		for _, d := range docs {
			terms.add(s.e.docs.read(d, fields), s.topic, k)
		}
	}
	return s.explain(terms, from, to, at, top)
}

// explain explains the change of the contrast's difference between two spans by
// its top terms, or all of them if top is 0.
func (s *subject) explain(terms *termSums, from, to Span, at time.Time, top int) []ShiftRow {
	a, m := s.e.a, terms.m
	by, _ := measure.Named(m.Terms)
	var tokens [2]int64
	for k, span := range [...]Span{from, to} {
		for i, sides := range s.sides {
			if sides != nil && span.Holds(s.e.calendar[i]) {
				tokens[k] += sides[0].tally.tokens
			}
		}
	}
	explained := Shift(by, terms.list(), tokens[0], tokens[1])
	row := ShiftRow{Name: Name{m.Terms, m.of, a.topics[s.topic], s.group, string(a.o.Freq)}, FromSpan: from, ToSpan: to, Break: at}
	if top == 0 {
		top = len(explained.Terms)
	}
	parts, others, _ := explained.Top(top)
	var rows []ShiftRow
	for i, t := range parts {
		row.Rank, row.TermPart = i+1, t
		rows = append(rows, row)
	}
	if len(parts) < len(explained.Terms) {
		row.Rank, row.TermPart = len(parts)+1, others
		row.Entry = otherTerms
		rows = append(rows, row)
	}
	return rows
}

// otherTerms stands for the terms that a shift does not name.
const otherTerms = "(other terms)"
