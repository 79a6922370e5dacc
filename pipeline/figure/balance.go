package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// balance is the lift of a pair and, where the run has such a frame, the rate of
// the phrases that claim a balance in so many words.
func balance(s *source) (*Figure, error) {
	pair, frame := s.pair(), s.balanceFrame()
	lift, above, err := s.withShape("lift", pair)
	if err != nil {
		return nil, err
	}
	first, last := lift[0], lift[len(lift)-1]
	x := over(lift, s.chose(4, 8))
	pairLabel := s.labelIn(pair, s.glossary.Pairs)
	top := &chart.Panel{Height: float64(s.chose(80, 110)), X: x, Y: fromZero(lift, above, 4)}
	only(above).title(top, "Lift", pairLabel)
	top.Y.Title = "Lift (log odds ratio)"
	top.Across(0, chart.Ink{Color: chart.Pale, Width: chart.AxisWidth})
	course(top, lift, nil, only(above))
	caption := []string{
		fmt.Sprintf("%s by %s, %s: log odds ratio of the two sides meeting in a sentence; above 0 they meet more often than by chance.",
			pairLabel, first.freq, between(first.period, last.period, first.freq)),
		only(above).say("The lift"), intervals(lift, top.Y), doubts(lift), s.amount(lift)}
	if frame == "" {
		caption = append(caption, legend(above...))
		return &Figure{chart: chart.Grid([]*chart.Panel{top}, 1, false), tables: append([]table{seriesTable(lift, false)}, shapeTables(above)...), Caption: s.caption(caption...)}, nil
	}
	rate, below, err := s.withShape("rate", frame)
	if err != nil {
		return nil, err
	}
	phrases := seriesTable(rate, false)
	phrases.name = "-phrases"
	shapes := slices.Concat(above, below)
	caption = append(caption, fmt.Sprintf("Below: %s, hits per 1,000 tokens of phrases that say so themselves; they do not count in the lift (%s).",
		lower(s.label(frame)), count(int(hits(rate)), "hit", "hits")), only(below).say("The rate"), legend(shapes...))
	return &Figure{chart: chart.Grid([]*chart.Panel{top, s.phrases(frame, x, rate, below)}, 1, false),
		tables: append([]table{seriesTable(lift, false), phrases}, shapeTables(shapes)...), Caption: s.caption(caption...)}, nil
}

// phrases is the panel of the phrases that claim a balance.
func (s *source) phrases(frame string, x chart.Axis, rate []seriesRow, shapes []*told) *chart.Panel {
	p := &chart.Panel{Height: float64(s.chose(50, 65)), X: x, Y: fromZero(rate, shapes, 3)}
	only(shapes).title(p, "Rate", s.label(frame))
	p.Y.Title = "Per 1,000 tokens"
	course(p, rate, nil, only(shapes))
	return p
}

// withShape reads a series of the group asked for, and its shape if the run
// tells it.
func (s *source) withShape(measure, key string) ([]seriesRow, []*told, error) {
	mine := func(of, group string) bool { return of == key && group == s.Group }
	rows, err := s.seriesOf(measure, mine)
	if err != nil {
		return nil, nil, err
	}
	shapes, err := s.toldOf(measure, mine)
	s.place(shapes, 1)
	return rows, shapes, err
}

// fromZero is an axis over a series and its shape with 0 in it.
func fromZero(rows []seriesRow, shapes []*told, ticks int) chart.Axis {
	return chart.Numbers(append(append(extent(rows), only(shapes).extent()...), 0), ticks)
}

// balanceFrame is the frame asked for, or else one whose key ends in balance.
func (s *source) balanceFrame() string {
	if s.Frame != "" {
		return s.Frame
	}
	for _, f := range s.glossary.Frames {
		if f.Key == "balance" || strings.HasSuffix(f.Key, ".balance") {
			return f.Key
		}
	}
	return ""
}
