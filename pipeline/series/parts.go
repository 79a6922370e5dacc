package series

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// PartRow is what one frame has of a side of the headline contrast in a period:
// its hits, with their weights, or its share of the side's sentences. The parts
// of a side sum to P, or to N.
type PartRow struct {
	Of, Topic, Group, Freq string
	Period                 time.Time
	Side, Frame            string // positive or negative
	Count                  float64
	PerMille               float64 // per 1,000 tokens of the period
}

// The sides of a contrast.
const (
	Positive = "positive"
	Negative = "negative"
)

// Parts returns what the headline is made of, by group, period, side and frame, in
// the order of the table. A frame that can put something on a side has a row in
// every period with documents.
func (a *Aggregator) Parts() ([]PartRow, error) {
	periods, err := a.periods()
	m := a.headline()
	if err != nil || m < 0 || a.o.Weighting == Documents {
		return nil, err
	}
	var rows []PartRow
	head := &a.measures[m]
	for s := range a.eachSeries(sortedKeys(a.groups)) {
		if s.measure != m {
			continue
		}
		for _, p := range periods {
			if t := a.tally(s.group, p, s.topic); t != nil {
				row := PartRow{Of: head.of, Topic: a.topics[s.topic], Group: s.group, Freq: string(a.o.Freq), Period: p}
				rows = append(rows, a.parts(row, head, a.groups[s.group][p], t, s.topic)...)
			}
		}
	}
	return rows, nil
}

func (a *Aggregator) parts(row PartRow, m *measured, c *cell, t *tally, topic int) (rows []PartRow) {
	counts := [2][]float64{make([]float64, len(a.lex.Frames)), make([]float64, len(a.lex.Frames))}
	if m.sentences {
		a.shares(counts, m, c, topic)
	} else {
		for side, frames := range [...][]int{m.a, m.b} {
			for _, f := range frames {
				counts[side][f] = float64(t.weights[f]) / m.parts
			}
		}
	}
	contrast := &a.lex.Contrasts[m.contrast]
	for i, side := range []lexicon.Side{contrast.Negative, contrast.Positive} {
		row.Side = [...]string{Negative, Positive}[i]
		for _, key := range sortedKeys(a.lex.Members(side)) {
			row.Frame, row.Count = key, counts[1-i][a.lex.FrameIndex(key)]
			row.PerMille = rate(row.Count, t.tokens)
			rows = append(rows, row)
		}
	}
	return rows
}

// shares adds up what the entries of each frame have in the sentences on a side.
func (a *Aggregator) shares(counts [2][]float64, m *measured, c *cell, topic int) {
	sums := [2][]int64{make([]int64, len(a.lex.Frames)), make([]int64, len(a.lex.Frames))}
	r := a.reader()
	for _, i := range c.docs {
		for _, s := range r.read(i, ofSides).sides {
			if int(s.Contrast) != m.contrast || !inside(s.Topics, topic) {
				continue
			}
			side := 0
			if s.Negative {
				side = 1
			}
			sums[side][a.entries[s.Entry].Frame] += s.Share
		}
	}
	for side := range sums {
		for f, n := range sums[side] {
			counts[side][f] = float64(n) / lexicon.Whole
		}
	}
}
