package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/store"
)

const (
	fewIssuers = 12 // are drawn as courses, more as two spans
	spanHits   = 20 // in each span, for an issuer to have a position worth showing
	named      = 6  // of the largest changes in either direction
)

// issuers draws the position of each issuer: its course, or, where there are
// many, a line from one span of the run to the other, with the largest changes
// in both directions named.
func issuers(s *source) (*Figure, error) {
	rows, all, key, err := s.groupRows("issuer")
	if err != nil {
		return nil, err
	}
	if len(groupsOf(rows)) <= fewIssuers {
		return s.multiples(rows, all, key, s.chose(3, 4), 60)
	}
	if w := s.Config.Weighting; w == "document" {
		return nil, fmt.Errorf("counts of two spans can't be had from a run with weighting %s: make one with --weighting token", w)
	}
	spans, err := s.spans(all)
	if err != nil {
		return nil, err
	}
	counts, err := s.countsOf(s.contrast())
	if err != nil {
		return nil, err
	}
	list := slopes(rows, spans, counts)
	if len(list) == 0 {
		return nil, lacking{fmt.Errorf("no %s has %d hits in each of two spans", key, spanHits)}
	}
	return s.slopeChart(list, slopes(all, spans, counts), key, spans, len(groupsOf(rows)), rows[0].freq), nil
}

// span is from the start of its first period to the start of its last.
type span struct{ from, to time.Time }

func (s span) holds(t time.Time) bool { return !t.Before(s.from) && !t.After(s.to) }

// spans are the two spans of the run, as the table composition has them, else
// the first and the last third of the calendar.
func (s *source) spans(all []seriesRow) (out [2]span, err error) {
	third := len(all) / 3
	if third > 0 {
		out = [2]span{{all[0].period, all[third-1].period}, {all[len(all)-third].period, all[len(all)-1].period}}
	}
	if !s.Has("composition") {
		return out, nil
	}
	err = read(s.Finished, func(r *store.CompositionRow) {
		out = [2]span{{r.FromStart, r.FromEnd}, {r.ToStart, r.ToEnd}}
	})
	return out, err
}

// slope is a group's counts and position in two spans.
type slope struct {
	group    string
	hits     [2]int64
	position [2]float64
}

func (s slope) change() float64 { return s.position[1] - s.position[0] }

// ink is warm for what rises only, however little the others fall.
func (s slope) ink() chart.Ink {
	if s.change() > 0 {
		return chart.Ink{Color: chart.Vermilion}
	}
	return chart.Ink{Color: chart.Blue, Dashed: true}
}

// slopes adds up the counts of each group in two spans, sorted by the change,
// the largest fall first.
func slopes(rows []seriesRow, spans [2]span, counts map[cellKey]sides) []slope {
	keys, of := byKey(rows, func(r seriesRow) string { return r.group })
	var out []slope
	for _, k := range keys {
		s := slope{group: k}
		for i, span := range spans {
			var sum sides
			for _, r := range of[k] {
				if span.holds(r.period) && known(r.estimate) {
					c := counts[cellKey{k, r.period}]
					sum.p, sum.n, s.hits[i] = sum.p+c.p, sum.n+c.n, s.hits[i]+r.hits
				}
			}
			s.position[i] = portable.Log((sum.p + 0.5) / (sum.n + 0.5))
		}
		if min(s.hits[0], s.hits[1]) >= spanHits {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b slope) int {
		return cmp.Or(cmp.Compare(a.change(), b.change()), strings.Compare(a.group, b.group))
	})
	return out
}

// sides are what a contrast counts of its two sides, with the weights of the
// entries.
type sides struct{ p, n float64 }

// cellKey is a period of a group.
type cellKey struct {
	group  string
	period time.Time
}

// countsOf takes the counts of a contrast from its salience, (P+N)/tokens, and
// its difference, (P−N)/tokens.
func (s *source) countsOf(contrast string) (map[cellKey]sides, error) {
	mine := func(of, _ string) bool { return of == contrast }
	both, err := s.seriesOf("salience", mine)
	if err != nil {
		return nil, err
	}
	apart, err := s.seriesOf("difference", mine)
	out := map[cellKey]sides{}
	for _, r := range both {
		t := float64(r.tokens) / 2
		out[cellKey{r.group, r.period}] = sides{t * r.estimate, t * r.estimate}
	}
	for _, r := range apart {
		k, d := cellKey{r.group, r.period}, float64(float64(r.tokens)/2*r.estimate)
		out[k] = sides{out[k].p + d, out[k].n - d}
	}
	return out, err
}

func risers(list []slope) (n int) {
	for _, l := range list {
		if l.change() > 0 {
			n++
		}
	}
	return n
}

func (s *source) slopeChart(list, all []slope, key string, spans [2]span, total int, freq string) *Figure {
	p := &chart.Panel{Height: float64(s.chose(200, 240)), Note: s.facing(s.contrast())}
	before, after := between(spans[0].from, spans[0].to, freq), between(spans[1].from, spans[1].to, freq)
	p.Title = fmt.Sprintf("By %s, %s of %s rose from %s to %s", key, claim.Grouped(risers(list)), claim.Grouped(len(list)), before, after)
	p.X = chart.Axis{Min: 0, Max: 1, Bare: true, Ticks: []chart.Tick{{Label: before}, {Value: 1, Label: after}}}
	var ends []float64
	for _, l := range list {
		ends = append(ends, l.position[:]...)
	}
	p.Y = chart.Numbers(ends, 6)
	p.Y.Title = "Position (logits)"
	draw := func(l slope, i chart.Ink) {
		p.Add(chart.Mark{Shape: chart.Segment, Ink: i, Points: []chart.Point{{X: 0, X2: 1, Y: l.position[0], Y2: l.position[1], Label: value(l.group)}}})
	}
	name := func(l slope, label string, c chart.Ink) {
		p.Ends = append(p.Ends, chart.End{Y: l.position[1], Label: label + " " + claim.Value("position", l.change()), Ink: c})
	}
	k := min(named, len(list)/2)
	for _, l := range list[k : len(list)-k] {
		draw(l, chart.Ink{Color: chart.Pale, Width: 0.4})
	}
	for i := range k {
		for _, l := range []slope{list[i], list[len(list)-1-i]} {
			draw(l, l.ink())
			name(l, s.groupLabel(l.group), chart.Ink{Color: l.ink().Color})
		}
	}
	for _, l := range all {
		draw(l, chart.Ink{Color: chart.Black, Width: 1.6})
		name(l, "All", chart.Ink{Color: chart.Black})
	}
	_, many := s.counted(s.contrast())
	return &Figure{chart: chart.Grid([]*chart.Panel{p}, 1, false), tables: []table{slopeTable(key, slices.Concat(all, list))}, Caption: s.caption(
		fmt.Sprintf("%s: position by %s in two spans, in logits. Grey: each of the %s of %s with %d %s or more in both spans; named with their change: the %d that rose most or fell least and the %d that fell most or rose least (warm, solid: rose; blue, dashed: fell); black: all documents together.",
			s.labelIn(s.contrast(), s.glossary.Contrasts), key, claim.Grouped(len(list)), claim.Grouped(total), spanHits, many, k, k), s.above(s.contrast()))}
}

func slopeTable(key string, list []slope) table {
	t := table{columns: append(texts(key), reals("position_from", "position_to", "change", "hits_from", "hits_to")...)}
	for _, l := range list {
		t.rows = append(t.rows, []cell{word(value(l.group)), shown("position", l.position[0]), shown("position", l.position[1]), shown("position", l.change()), whole(l.hits[0]), whole(l.hits[1])})
	}
	return t
}
