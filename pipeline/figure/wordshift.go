package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

// shiftRow is what one term did between two spans.
type shiftRow struct {
	frame, entry     string
	from, to         span
	hitsFrom, hitsTo int64
	rateFrom, rateTo float64
	contribution     float64 // as shown: per 1,000 tokens
	logOdds, z       float64
}

// wordshift draws the terms that moved a contrast most, what all others did, and
// the sum.
func wordshift(s *source) (*Figure, error) {
	rows, err := s.shiftRows()
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b shiftRow) int {
		return cmp.Or(cmp.Compare(math.Abs(b.contribution), math.Abs(a.contribution)), strings.Compare(a.frame, b.frame), strings.Compare(a.entry, b.entry))
	})
	most := min(s.chose(20, 25), len(rows))
	var labels []string
	var parts []float64
	var entries []lexicon.Named
	for _, r := range rows[:most] {
		entries = append(entries, lexicon.Named{Frame: r.frame, Term: r.entry})
	}
	glosses, err := s.glossesOf(entries)
	if err != nil {
		return nil, err
	}
	names := s.entryLabels(entries, glosses)
	rest, total := 0.0, 0.0
	for i, r := range rows {
		total += r.contribution
		if i >= most {
			rest += r.contribution
			continue
		}
		labels = append(labels, r.arrow()+names[i])
		parts = append(parts, r.contribution)
	}
	if more := len(rows) - most; more > 0 {
		labels, parts = append(labels, count(more, "other term", "other terms")), append(parts, rest)
	}
	first := rows[0]
	p := bars(labels, parts, total)
	p.Title = fmt.Sprintf("Difference changes by %s per 1,000 tokens from %s to %s", chart.Signed(total, 2), first.from.years(), first.to.years())
	if right, left := s.sides(s.contrast(), " + "); right != "" {
		p.Note = "← towards " + left + " · → towards " + right
	}
	return &Figure{
		chart:  chart.Chart{Rows: [][]*chart.Panel{{p}}},
		tables: []table{shiftTable(rows)},
		Caption: s.caption(
			fmt.Sprintf("%s: parts of the terms in the change of the difference (P−N per 1,000 tokens) between %s and %s.",
				s.labelIn(s.contrast(), s.glossary.Contrasts), first.from.years(), first.to.years()),
			"An arrow says whether the term itself became more or less frequent.", glossSaid(entries, glosses),
			fmt.Sprintf("The parts of all %s sum to %s.", count(len(rows), "term", "terms"), chart.Signed(total, 2)), s.right(s.contrast())),
	}, nil
}

// right says in a caption what it means that a bar points to the right.
func (s *source) right(contrast string) string {
	p, n := s.sides(contrast, " and ")
	if p == "" {
		return ""
	}
	return fmt.Sprintf("To the right: towards P (%s); to the left: towards N (%s).", p, n)
}

func (s span) years() string {
	if s.from.YearDay() == 1 && s.to.AddDate(0, 0, 1).YearDay() == 1 {
		return between(s.from, s.to, "year")
	}
	return between(s.from, s.to, "month")
}

func (r shiftRow) arrow() string {
	if r.rateTo < r.rateFrom {
		return "↓ "
	}
	return "↑ "
}

// shiftRows reads the terms of the change asked for.
func (s *source) shiftRows() ([]shiftRow, error) {
	contrast := s.contrast()
	explained, _ := measure.Named(measure.Headline(measure.Contrast).Terms)
	var rows []shiftRow
	var at []string
	err := read(s.Finished, func(r *store.ShiftRow) {
		if r.Measure != explained.Name || r.Of != contrast || r.Topic != s.Topic || r.Group != s.Group {
			return
		}
		broken := ""
		if !r.Break.IsZero() {
			broken = r.Break.Format(time.DateOnly)
		}
		if !slices.Contains(at, broken) {
			at = append(at, broken)
		}
		if broken != s.Break {
			return
		}
		rows = append(rows, shiftRow{
			frame: r.Frame, entry: r.Entry, from: span{r.FromStart, r.FromEnd}, to: span{r.ToStart, r.ToEnd},
			hitsFrom: r.HitsFrom, hitsTo: r.HitsTo, rateFrom: r.RateFrom, rateTo: r.RateTo,
			contribution: explained.Shown.Scale * r.Contribution, logOdds: r.LogOdds, z: r.Z,
		})
	})
	if err == nil && len(rows) == 0 && len(at) > 0 {
		return nil, fmt.Errorf("no break %q: there are %q", s.Break, at)
	}
	if err == nil && len(rows) == 0 {
		err = s.nothing("shifts", explained.Name)
	}
	return rows, err
}

// bars draws numbers as bars from 0, and writes their sum below.
func bars(labels []string, parts []float64, sum float64) *chart.Panel {
	p := &chart.Panel{Y: chart.Categories(append(slices.Clone(labels), "Sum"))}
	p.Height = chart.RowHeight * float64(len(p.Y.Ticks))
	p.Y.Ticks[len(labels)].Strong = true
	p.X = chart.Numbers(append(slices.Clone(parts), 0), 5)
	p.X.Title = "Part in the change, per 1,000 tokens"
	up, down := chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: chart.Blue}}, chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: chart.Tint(chart.Vermilion, 0.55)}}
	for i, v := range parts {
		at := chart.Point{X2: v, Y: float64(i) - 0.36, Y2: float64(i) + 0.36, Label: labels[i]}
		if v >= 0 {
			up.Points = append(up.Points, at)
		} else {
			down.Points = append(down.Points, at)
		}
		p.Ends = append(p.Ends, chart.End{Y: float64(i), Label: chart.Signed(v, 2), Ink: chart.Ink{Color: chart.Black}})
	}
	p.Add(up, down, chart.Mark{Shape: chart.Segment, Ink: chart.AxisInk, Points: []chart.Point{{Y: p.Y.Min, Y2: p.Y.Max}}})
	p.Across(float64(len(parts))-0.5, chart.AxisInk)
	p.Ends = append(p.Ends, chart.End{Y: float64(len(parts)), Label: chart.Signed(sum, 2), Ink: chart.Ink{Color: chart.Black}})
	return p
}

func shiftTable(rows []shiftRow) table {
	t := table{columns: append(texts("frame", "entry"), reals("hits_from", "hits_to", "rate_from", "rate_to", "contribution", "log_odds", "z")...)}
	for _, r := range rows {
		t.rows = append(t.rows, []cell{word(r.frame), word(r.entry), whole(r.hitsFrom), whole(r.hitsTo),
			real(r.rateFrom, 3), real(r.rateTo, 3), real(r.contribution, 3), real(r.logOdds, 2), real(r.z, 2)})
	}
	return t
}
