package figure

import (
	"fmt"
	"strings"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// balance is the lift of a pair and, where the run has such a frame, the rate of
// the phrases that claim a balance in so many words.
func balance(s *source) (*Figure, error) {
	pair := s.pair()
	lift, err := s.seriesOf("lift", func(of, group string) bool { return of == pair && group == s.Group })
	if err != nil {
		return nil, err
	}
	frame := s.balanceFrame()
	var rate []seriesRow
	if frame != "" {
		if rate, err = s.seriesOf("rate", func(of, group string) bool { return of == frame && group == s.Group }); err != nil {
			return nil, err
		}
	}
	first, last := lift[0], lift[len(lift)-1]
	x := over(lift, s.chose(4, 8))
	pairLabel := s.labelIn(pair, s.glossary.Pairs)
	top := &chart.Panel{Title: pairLabel, Height: float64(s.chose(80, 110)), X: x, Y: chart.Numbers(append(extent(lift), 0), 4)}
	top.Y.Title = "Lift (log odds ratio)"
	top.Across(0, chart.Ink{Color: chart.Pale, Width: chart.AxisWidth})
	course(top, lift, nil)
	panels := []*chart.Panel{top}
	tables := []table{seriesTable(lift, false, 2)}
	caption := []string{
		fmt.Sprintf("%s by %s, %s: log odds ratio of the two sides meeting in a sentence; above 0 they meet more often than by chance.",
			pairLabel, first.freq, between(first.period, last.period, first.freq)),
		intervals(lift), doubts(lift), amount(lift)}
	if frame != "" {
		low := &chart.Panel{Title: s.label(frame), Height: float64(s.chose(50, 65)), X: x, Y: chart.Numbers(append(extent(rate), 0), 3)}
		low.Y.Title = "Per 1,000 tokens"
		course(low, rate, nil)
		panels = append(panels, low)
		t := seriesTable(rate, false, 3)
		t.name = "-phrases"
		tables = append(tables, t)
		caption = append(caption, fmt.Sprintf("Below: %s, hits per 1,000 tokens of phrases that say so themselves; they do not count in the lift (%s).",
			lower(s.label(frame)), count(int(hits(rate)), "hit", "hits")))
	}
	return &Figure{chart: chart.Grid(panels, 1), tables: tables, Caption: s.caption(caption...)}, nil
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
