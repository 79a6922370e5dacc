package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/store"
)

// use is where in time a term occurs.
type use struct {
	frame, entry string
	label        string
	hits         map[time.Time]int64
	total        int64
	mean         float64 // day, by the rates of the periods
}

// rate is per 1,000 tokens of a period: hits alone would grow with the corpus.
func (u *use) rate(r seriesRow) float64 {
	if r.tokens == 0 {
		return 0
	}
	return 1000 * float64(u.hits[r.period]) / float64(r.tokens)
}

// date sets the mean date.
func (u *use) date(rows []seriesRow) {
	sum := 0.0
	for _, r := range rows {
		rate := u.rate(r)
		if sum += rate; rate > 0 {
			u.mean += (chart.Days(r.period) - u.mean) * rate / sum
		}
	}
}

// dispersion draws in which periods each of the most frequent terms of a
// contrast, or of one frame, occurs.
func dispersion(s *source) (*Figure, error) {
	if s.Group != "" || s.Topic != "" {
		return nil, lacking{errors.New("the table terms is of all documents: leave out the group and the topic")}
	}
	rows, err := s.seriesOf("rate", func(_, group string) bool { return group == "" })
	if err != nil {
		return nil, err
	}
	calendarRows := slices.DeleteFunc(slices.Clone(rows), func(r seriesRow) bool { return r.of != rows[0].of })
	frames := s.framesShown()
	uses, err := s.uses(frames)
	if err != nil {
		return nil, err
	}
	kept := uses[:min(len(uses), s.chose(24, 30))]
	for i := range kept {
		kept[i].date(calendarRows)
	}
	slices.SortStableFunc(kept, func(a, b use) int { return cmp.Or(cmp.Compare(a.mean, b.mean), strings.Compare(a.entry, b.entry)) })
	var entries []lexicon.Named
	for _, u := range kept {
		entries = append(entries, lexicon.Named{Frame: u.frame, Term: u.entry})
	}
	glosses, err := s.glossesOf(entries)
	if err != nil {
		return nil, err
	}
	for i, label := range s.entryLabels(entries, glosses) {
		kept[i].label = label
	}
	first, last := calendarRows[0], calendarRows[len(calendarRows)-1]
	p := s.ranks(kept, calendarRows, over(calendarRows, s.chose(4, 8)))
	p.Title = meanDates(kept, first.freq)
	p.Note = "Hits per 1,000 tokens, each row to its own largest; right: hits"
	var shown []string
	for _, f := range frames {
		shown = append(shown, lower(s.label(f)))
	}
	return &Figure{chart: chart.Chart{Rows: [][]*chart.Panel{{p}}}, tables: []table{useTable(kept, calendarRows)}, Caption: s.caption(
		fmt.Sprintf("The %s with the most hits of %s by %s, %s, in the order of their mean date. Height: hits per 1,000 tokens of the period, each row to its own largest; right: hits in all; no ground line: no documents.",
			count(len(kept), "term", "terms"), strings.Join(shown, ", "), first.freq, between(first.period, last.period, first.freq)), glossSaid(entries, glosses))}, nil
}

// meanDates names the terms at both ends of the order of mean dates.
func meanDates(uses []use, freq string) string {
	one := func(u use) string {
		return chart.Shorten(u.label, 40) + ", " + when(time.Unix(int64(86400*u.mean), 0).UTC(), freq)
	}
	return "Earliest mean date: " + one(uses[0]) + "; latest: " + one(uses[len(uses)-1])
}

// framesShown are the frame asked for, those of the contrast, or all.
func (s *source) framesShown() []string {
	if s.Frame != "" {
		return []string{s.Frame}
	}
	contrast := s.contrast()
	for _, c := range s.glossary.Contrasts {
		if c.Key == contrast {
			return slices.Concat(c.A, c.B, s.framesOf(slices.Concat(c.PairsA, c.PairsB)))
		}
	}
	var out []string
	for _, f := range s.glossary.Frames {
		out = append(out, f.Key)
	}
	return out
}

// framesOf are the frames of pairs.
func (s *source) framesOf(pairs []string) (out []string) {
	for _, p := range s.glossary.Pairs {
		if slices.Contains(pairs, p.Key) {
			out = append(out, slices.Concat(p.A, p.B)...)
		}
	}
	return out
}

// uses reads the terms of the frames, the most frequent first.
func (s *source) uses(frames []string) ([]use, error) {
	var out []use
	freq := s.freq()
	err := read(s.Finished, func(r *store.TermRow) {
		if r.Freq != freq || frames != nil && !slices.Contains(frames, r.Frame) || r.Hits == 0 {
			return
		}
		i := slices.IndexFunc(out, func(u use) bool { return u.frame == r.Frame && u.entry == r.Entry })
		if i < 0 {
			i = len(out)
			out = append(out, use{frame: r.Frame, entry: r.Entry, hits: map[time.Time]int64{}})
		}
		out[i].hits[r.Period] += r.Hits
		out[i].total += r.Hits
	})
	if err == nil && len(out) == 0 {
		err = lacking{fmt.Errorf("table terms has no hit of the frames %q", frames)}
	}
	slices.SortStableFunc(out, func(a, b use) int {
		return cmp.Or(cmp.Compare(b.total, a.total), strings.Compare(a.frame, b.frame), strings.Compare(a.entry, b.entry))
	})
	return out, err
}

// periods are the periods of a series, those without documents missing.
func periods(rows []seriesRow) (out []chart.Point) {
	for _, r := range rows {
		q := chart.Point{X: chart.Days(r.period)}
		if r.documents == 0 {
			q.Y = math.NaN()
		}
		out = append(out, q)
	}
	return out
}

// ranks draws a row of bars for each term, on a ground that is missing where
// there are no documents.
func (s *source) ranks(uses []use, rows []seriesRow, x chart.Axis) *chart.Panel {
	var labels []string
	for _, u := range uses {
		labels = append(labels, u.label)
	}
	p := &chart.Panel{Height: chart.RowHeight * float64(len(uses)), X: x, Y: chart.Categories(labels)}
	half := halfPeriod(rows[0].freq)
	covered := chart.Stretches(periods(rows))
	for i, u := range uses {
		ground := chart.Mark{Shape: chart.Segment, Ink: chart.Ink{Color: chart.Pale, Width: 0.3}}
		for _, part := range covered {
			ground.Points = append(ground.Points, chart.Point{X: part[0].X - half, X2: part[len(part)-1].X + half, Y: float64(i) + 0.4, Y2: float64(i) + 0.4})
		}
		m := chart.Mark{Shape: chart.Box, Ink: chart.Ink{Color: chart.Blue}}
		most := 0.0
		for _, r := range rows {
			most = max(most, u.rate(r))
		}
		for _, r := range rows {
			if rate := u.rate(r); rate > 0 {
				at, top := chart.Days(r.period), float64(i)+0.4-0.8*rate/most
				m.Points = append(m.Points, chart.Point{X: at - float64(0.8*half), X2: at + float64(0.8*half), Y: float64(i) + 0.4, Y2: top, Label: fmt.Sprintf("%s: %d, %.2g per 1,000 tokens", u.entry, u.hits[r.period], rate)})
			}
		}
		p.Add(ground, m)
		p.Ends = append(p.Ends, chart.End{Y: float64(i), Label: claim.Grouped(u.total), Ink: chart.Ink{Color: chart.Black}})
	}
	return p
}

// useTable has a row for each term and period with a hit.
func useTable(uses []use, rows []seriesRow) table {
	t := table{columns: append(texts("frame", "entry", "period"), reals("hits", "per_1000")...)}
	for _, u := range uses {
		for _, r := range rows {
			if n := u.hits[r.period]; n > 0 {
				t.rows = append(t.rows, []cell{word(u.frame), word(u.entry), day(r.period), whole(n), real(u.rate(r), 4)})
			}
		}
	}
	return t
}
