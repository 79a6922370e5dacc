package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// Examiner computes the evidence of one group after the other: the intervals
// of its estimates, its trends and its breaks. It keeps memory for one group
// and belongs to one goroutine; several may work on one Aggregator that has
// all its documents, as long as no two take the same group within the same topic.
type Examiner struct {
	*drawer
	calendar []time.Time
	from, to Span      // see Options
	order    []int     // measures, those of one contrast or pair together
	space    [2]*draws // for either group of a pair
	drawn    []int     // measures, see intervals
	buf      []float64
	second   []float64
	one      *tally    // see own
	sums     *termSums // see termSums

	percentiles stats.Percentiles
}

// NewExaminer returns an Examiner for the documents added so far.
func (a *Aggregator) NewExaminer() (*Examiner, error) {
	calendar, err := a.periods()
	if err != nil {
		return nil, err
	}
	if err := a.drawable(); err != nil {
		return nil, err
	}
	e := &Examiner{drawer: newDrawer(a), calendar: calendar, buf: make([]float64, a.o.Draws), second: make([]float64, a.o.Draws)}
	e.from, e.to = a.spans(calendar)
	for i := range a.measures {
		e.order = append(e.order, i)
	}
	slices.SortStableFunc(e.order, func(x, y int) int {
		m, n := &a.measures[x], &a.measures[y]
		return cmp.Or(cmp.Compare(m.pair, n.pair), cmp.Compare(m.of, n.of))
	})
	return e, nil
}

// mostDrawn is the weight of the hits of a period, in parts, from which a draw
// might not be counted in 32 bits.
const mostDrawn = 1 << 28

// drawable says whether every period can be drawn.
func (a *Aggregator) drawable() error {
	periods, err := a.periods()
	if err != nil || !a.classes.weighted {
		return err
	}
	for _, period := range periods {
		t := a.tally("", period, 0)
		if t == nil {
			continue
		}
		total := int64(0)
		for _, n := range t.weights {
			total += n
		}
		if total > mostDrawn {
			return fmt.Errorf("period %s: weights of %v in all, counted in parts of 1/%v, are too many to draw from: give the lexicon's entries smaller weights, or of fewer decimals",
				period.Format(time.DateOnly), float64(total)/a.classes.parts, a.classes.parts)
		}
	}
	return nil
}

// spans are those of the options, or the first and the last third of the
// calendar, of which a single period has none.
func (a *Aggregator) spans(calendar []time.Time) (from, to Span) {
	if n := len(calendar); a.o.From == (Span{}) && a.o.To == (Span{}) && n > 1 {
		third := max(1, n/3)
		return a.o.Freq.span(calendar[0], calendar[third-1]), a.o.Freq.span(calendar[n-third], calendar[n-1])
	}
	return a.o.From, a.o.To
}

// Evidence is what an Examiner finds out about a group beside the intervals,
// which the rows of the series have from then on.
type Evidence struct {
	Trends      []TrendRow
	Shapes      []ShapeRow
	Breaks      []BreakRow
	Shifts      []ShiftRow
	Stability   []StabilityRow
	Composition []Composition
}

// Add adds the rows of another group, which are more's no longer: of many issuers there are
// a hundred megabytes.
func (e *Evidence) Add(more Evidence) {
	e.Trends = joined(e.Trends, more.Trends)
	e.Shapes = joined(e.Shapes, more.Shapes)
	e.Breaks = joined(e.Breaks, more.Breaks)
	e.Shifts = joined(e.Shifts, more.Shifts)
	e.Stability = joined(e.Stability, more.Stability)
	e.Composition = joined(e.Composition, more.Composition)
}

// joined copies no rows where there are no others.
func joined[T any](rows, more []T) []T {
	if len(rows) == 0 {
		return more
	}
	return append(rows, more...)
}

// Sort puts the rows into the order of the tables, and says how many of the steps
// of a family of series may be false.
func (e *Evidence) Sort() {
	slices.SortStableFunc(e.Trends, func(x, y TrendRow) int { return x.Compare(y.Name) })
	slices.SortStableFunc(e.Shapes, func(x, y ShapeRow) int { return x.Compare(y.Name) })
	slices.SortStableFunc(e.Breaks, func(x, y BreakRow) int { return x.Compare(y.Name) })
	slices.SortFunc(e.Shifts, ShiftRow.compare)
	slices.SortFunc(e.Stability, StabilityRow.compare)
	slices.SortStableFunc(e.Composition, func(x, y Composition) int { return x.Compare(y.Name) })
	e.falseDiscovery()
}

// falseDiscovery fills in Q, within each family of series.
func (e *Evidence) falseDiscovery() {
	families := map[string][]int{}
	for i := range e.Shapes {
		key := e.Shapes[i].family()
		families[key] = append(families[key], i)
	}
	q := map[Name]float64{}
	for _, members := range families {
		p := make([]float64, len(members))
		for k, i := range members {
			p[k] = e.Shapes[i].PStep
		}
		for k, v := range stats.FalseDiscovery(p) {
			e.Shapes[members[k]].Q = v
			q[e.Shapes[members[k]].Name] = v
		}
	}
	for i := range e.Breaks {
		e.Breaks[i].Q = q[e.Breaks[i].Name]
	}
}

// Groups are the groups there is evidence to compute of, the pooled series
// among them; pairs of groups come last.
func (a *Aggregator) Groups() []string { return append(sortedKeys(a.groups), sortedKeys(a.versus)...) }

// Examine computes the evidence of a group, or of a pair of groups.
func (e *Examiner) Examine(group string) Evidence {
	var out Evidence
	for topic := range e.a.topics {
		out.Add(e.ExamineWithin(group, topic))
	}
	return out
}

// ExamineWithin is Examine within one topic, of which there are so many as Topics says;
// the first is the whole text.
func (e *Examiner) ExamineWithin(group string, topic int) Evidence {
	groups, v := e.groupsOf(group), e.a.versus[group]
	s := &subject{e: e, group: group, topic: topic, sides: make([][]*period, len(e.calendar))}
	for _, name := range groups {
		if spread := e.spreads(name, topic); spread != nil {
			s.spreads = append(s.spreads, spread)
		}
	}
	s.estimateAll()
	s.varies = s.unscaled()
	for i := range e.calendar {
		if s.sides[i] = e.load(groups, topic, i); s.sides[i] == nil {
			continue
		}
		if v != nil {
			v.intervals[topic][e.calendar[i]] = e.intervals(s, i)
		} else {
			s.sides[i][0].tally.intervals = e.intervals(s, i)
		}
	}
	var out Evidence
	s.examine(&out)
	return out
}

// Topics is how many topics a group is examined within, the whole text among them.
func (a *Aggregator) Topics() int { return len(a.topics) }

// groupsOf returns the group, or both groups of a pair.
func (e *Examiner) groupsOf(name string) []string {
	if v := e.a.versus[name]; v != nil {
		return []string{v.first, v.second}
	}
	return []string{name}
}

// period is what an Examiner has of a period of a group within a topic.
type period struct {
	cell  *cell
	tally *tally
	unit  Unit
	n     int         // of the units
	draws *draws      // until those of the next period
	means [][]float64 // with Weighting Documents: by measure that is drawn and draw
}

// values returns a measure in every draw.
func (p *period) values(e *Examiner, measure int, out []float64) {
	if p.means != nil {
		copy(out, p.means[measure])
		return
	}
	e.drawer.values(&e.a.measures[measure], p.draws, out)
}

// load is the i-th period of the groups. It is nil unless all of them have
// documents there.
func (e *Examiner) load(groups []string, topic, i int) []*period {
	var out []*period
	for side, group := range groups {
		t := e.a.tally(group, e.calendar[i], topic)
		if t == nil {
			return nil
		}
		if e.space[side] == nil {
			e.space[side] = newDraws(e.a.classes.counters(), e.a.o.Draws)
		}
		p := &period{cell: e.a.groups[group][e.calendar[i]], tally: t, draws: e.space[side]}
		p.unit, p.n = e.unit(t)
		out = append(out, p)
	}
	return out
}

// draw draws a period, for so many of the measures.
func (e *Examiner) draw(sides []*period, topic int, measures []int) {
	e.want(measures)
	for _, p := range sides {
		if e.a.o.Weighting == Documents {
			e.meanDraws(p, topic, measures)
		} else {
			e.cell(p.cell, p.unit, topic, p.draws)
		}
	}
}

// long says whether the calendar is too long for shapes.
func (e *Examiner) long() bool { return len(e.calendar) > MaxBreakPeriods }

// subject is a group, or a pair of groups, within a topic, under examination.
type subject struct {
	e     *Examiner
	group string
	topic int
	sides [][]*period // by period: the group's, or those of a pair; nil is a gap

	spreads []spread           // of the group, or of either of a pair; none where all is drawn
	told    [][]stats.Estimate // intervals from them, by measure
	varies  [][]float64        // variances of the draws by period, of measures whose shape takes them
}

// estimates returns a measure by period; NaN is a gap. What the table gives by its
// formula says nothing here: a position without any hit, a lift from less than half
// an expected sentence.
func (s *subject) estimates(measure int) []float64 {
	y := make([]float64, len(s.sides))
	m := &s.e.a.measures[measure]
	for i, sides := range s.sides {
		y[i] = s.estimate(measure, i)
		for _, p := range sides {
			if m.Ratio && m.hits(p.tally) == 0 || m.Smoothed && p.tally.expected(m.pair) < leastExpected {
				y[i] = math.NaN()
			}
		}
	}
	return y
}

// estimate is that of the group, or the first of a pair minus the second.
func (s *subject) estimate(measure, i int) float64 {
	if s.sides[i] == nil {
		return math.NaN()
	}
	v := s.e.a.estimate(measure, s.sides[i][0].tally)
	for _, p := range s.sides[i][1:] {
		v -= s.e.a.estimate(measure, p.tally)
	}
	return v
}

// values returns a measure of a period in every draw.
func (s *subject) values(measure, i int, out []float64) {
	s.sides[i][0].values(s.e, measure, out)
	for _, p := range s.sides[i][1:] {
		p.values(s.e, measure, s.e.second)
		for b, v := range s.e.second {
			out[b] -= v
		}
	}
}

// name of a series of the subject.
func (s *subject) name(measure int) Name {
	m := &s.e.a.measures[measure]
	return Name{m.Name, m.of, s.e.a.topics[s.topic], s.group, string(s.e.a.o.Freq)}
}

// MaxTrendPeriods is the longest calendar whose series are tested for a trend:
// Sen's slope is the median of as many slopes as there are pairs of periods.
const MaxTrendPeriods = 3000

// trend tests a series; one of periods shorter than a year within its seasons as
// well.
func (s *subject) trend(measure int, y []float64) TrendRow {
	nan := math.NaN()
	r := TrendRow{Name: s.name(measure), Trend: trend(y), ZSeason: nan, PSeason: nan}
	if cycle := s.e.a.o.Freq.cycle(); cycle > 0 && len(y) <= MaxTrendPeriods {
		t := stats.SeasonalMannKendall(y, cycle, stats.TrendOptions{})
		r.ZSeason, r.PSeason = t.Z, t.P
	}
	return r
}

func trend(y []float64) stats.Trend {
	if len(y) > MaxTrendPeriods {
		t := stats.MannKendall(nil, stats.TrendOptions{})
		t.N, t.Warnings = observed(y), []string{string(measure.TooLong)}
		return t
	}
	return stats.MannKendall(y, stats.TrendOptions{})
}

// observed counts the periods with an estimate.
func observed(y []float64) (n int) {
	for _, v := range y {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

// searched says whether the shape of series of the measure is told.
func (s *subject) searched(m *measured) bool {
	if of := s.e.a.o.BreaksOf; len(of) > 0 {
		return slices.Contains(of, m.Name)
	}
	return m.Headline && (s.group == "" || m.Of == measure.Contrast)
}

// examine tests every series for a trend, tells the shape of those asked for, and
// explains what it finds.
func (s *subject) examine(out *Evidence) {
	var breaks []BreakRow
	for i := range s.e.a.measures {
		if !s.e.a.wanted(&s.e.a.measures[i], s.e.a.topics[s.topic]) {
			continue
		}
		y := s.estimates(i)
		out.Trends = append(out.Trends, s.trend(i, y))
		if s.searched(&s.e.a.measures[i]) {
			shape, steps := s.tell(i, y)
			out.Shapes = append(out.Shapes, shape)
			breaks = append(breaks, steps...)
		}
	}
	between := s.pooled(breaks, out)
	if len(s.e.groupsOf(s.group)) == 1 {
		out.Shifts = append(out.Shifts, s.shifts(between, breaks)...)
	}
	out.Breaks = append(out.Breaks, breaks...)
}

// pooled explains the pooled series, and returns what its terms have in the spans of
// the run.
func (s *subject) pooled(breaks []BreakRow, out *Evidence) []*termSums {
	if s.group != "" {
		return nil
	}
	between, all := s.between()
	if s.e.a.o.Weighting == Documents {
		s.e.pass(s.topic, all)
		return between
	}
	mix, stability := s.e.mix(s.topic), s.e.stability(s.topic)
	all = append(all, mix.gatherer)
	if stability != nil {
		all = append(all, stability.gatherers()...)
	}
	s.e.pass(s.topic, all)
	if stability != nil {
		out.Stability = append(out.Stability, stability.table(breaks)...)
	}
	out.Composition = append(out.Composition, s.e.composition(s.topic, mix)...)
	return between
}
