package network

import (
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// mean is the mean cosine of pairs of issuers, and in every draw.
type mean struct {
	value   float64
	drawn   []float64
	pairs   int
	members []bool
	docs    int
}

// means are those of a bloc by span: of its pairs, or of those with the others.
func (a *aligner) means(b blocMembers, within bool) (rows []AlignmentRow) {
	kind := map[bool]string{true: "within", false: "between"}[within]
	var bounds stats.Percentiles
	var before *mean
	for span := range a.docs {
		m := a.mean(span, b, within)
		row := a.row(span, kind, b.name, "")
		row.Pairs, row.Documents, row.Cosine = int64(m.pairs), int64(m.docs), m.value
		row.Corrected, row.Low, row.High = basic(m.value, m.drawn, &bounds, m.docs)
		row.Corrected, row.High = min(1, row.Corrected), min(1, row.High)
		if before != nil {
			change := make([]float64, len(m.drawn))
			for d := range change {
				change[d] = m.drawn[d] - before.drawn[d]
			}
			row.Change, row.ChangeLow, row.ChangeHigh = basic(m.value-before.value, change, &bounds, min(m.docs, before.docs))
		}
		var warnings []string
		if m.docs < enoughDocuments {
			warnings = append(warnings, fewDocuments)
		}
		if before != nil && !slices.Equal(m.members, before.members) {
			warnings = append(warnings, membersMove)
		}
		row.Warnings = strings.Join(warnings, separator)
		rows = append(rows, row)
		before = m
	}
	return rows
}

func (a *aligner) mean(span int, b blocMembers, within bool) *mean {
	m := &mean{drawn: make([]float64, a.o.Draws), members: make([]bool, len(b.in))}
	known, one := make([]float64, a.o.Draws), make([]float64, a.o.Draws)
	for i, in := range b.in {
		x := a.of[span][i]
		if !in || x == nil {
			continue
		}
		m.members[i] = true
		m.docs += x.documents
		for j, too := range b.in {
			y := a.of[span][j]
			if y == nil || too != within || within && j <= i {
				continue
			}
			m.pairs++
			m.value += dot(x.observed, y.observed)
			a.cosines(x, y, one)
			for d, v := range one {
				if v == v {
					m.drawn[d] += v
					known[d]++
				}
			}
		}
	}
	m.value /= float64(m.pairs)
	for d := range m.drawn {
		m.drawn[d] /= known[d]
	}
	return m
}
