package figure

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

func TestReadable(t *testing.T) {
	for in, want := range map[string]string{"values.human_rights": "Human rights", "a-b": "A – b", "": "", "主权": "主权"} {
		if got := readable(in); got != want {
			t.Errorf("readable %q: %q, want %q", in, got, want)
		}
	}
}

// TestTiers: stretches that overlap or touch lie on top of each other, each as
// low as it can.
func TestTiers(t *testing.T) {
	for _, c := range []struct {
		stretches [][2]float64
		want      []int
	}{
		{nil, []int{}},
		{[][2]float64{{1963, 1971}, {1980, 1983}, {1991, 2002}}, []int{0, 0, 0}},
		{[][2]float64{{2010, 2016}, {2013, 2021}}, []int{0, 1}},
		{[][2]float64{{2010, 2013}, {2013, 2021}, {2021, 2022}, {2015, 2024}}, []int{0, 1, 0, 2}},
	} {
		if got := tiers(c.stretches); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.stretches, got, c.want)
		}
	}
}

// TestSlopes: the counts of two spans are those behind salience and difference,
// whatever entries weigh: a first side of 30 + 10.5 against 10, then 5 against 20.
func TestSlopes(t *testing.T) {
	f := &fixture{}
	for _, c := range []struct {
		year, tokens int
		p, n         float64
	}{{1990, 7000, 30, 4}, {1991, 9000, 10.5, 6}, {2000, 3000, 5, 20}} {
		for measure, v := range map[string]float64{"position": 7, "salience": (c.p + c.n) / float64(c.tokens), "difference": (c.p - c.n) / float64(c.tokens)} {
			f.series = append(f.series, store.SeriesRow{SeriesName: nameOf(measure, "issuer=A"), Period: jan(c.year), Estimate: v,
				Low: math.NaN(), High: math.NaN(), Hits: 20, Tokens: int64(c.tokens)})
		}
	}
	s := &source{open(t, f.write(t)), Options{}}
	counts, err := s.countsOf("rights-order")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.seriesOf("position", func(_, _ string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	got := slopes(rows, [2]span{{jan(1990), jan(1991)}, {jan(2000), jan(2000)}}, counts)
	if len(got) != 1 || got[0].hits != [2]int64{40, 20} ||
		math.Abs(got[0].position[0]-math.Log(41/10.5)) > 1e-12 || math.Abs(got[0].position[1]-math.Log(5.5/20.5)) > 1e-12 {
		t.Errorf("%+v", got)
	}
}

// TestFarEnds: an end four times as far out as the median is beyond the axis and
// counts as open, as one that is missing does.
func TestFarEnds(t *testing.T) {
	nan := math.NaN()
	rows := []seriesRow{
		{unit: "spread", estimate: 0, low: -1, high: 1}, {unit: "spread", estimate: 1, low: -3, high: 2}, {unit: "spread", estimate: 2, low: -40, high: 3},
		{unit: "spread", estimate: 1, low: nan, high: 2}, {unit: "spread", estimate: nan, low: nan, high: nan},
	}
	y := chart.Numbers(extent(rows), 5)
	if y.Min > -3 || y.Min < -4 || y.Max < 3 || y.Max > 4 {
		t.Errorf("the axis goes from %v to %v", y.Min, y.Max)
	}
	want := "Ribbon: 95 % intervals (spread between documents). Arrows: intervals with an end that is open or beyond the axis (2 periods)."
	if got := intervals(rows, y); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestWithheld: steps that their claim doubts, of 1 in 10 as sure ones false, are
// not drawn, and the caption says both; undecided shapes have no line either.
func TestWithheld(t *testing.T) {
	f := newFixture()
	for i := range f.shapes {
		if f.shapes[i].Steps > 0 {
			f.shapes[i].Q = 0.1
		}
	}
	run := open(t, f.write(t))
	for kind, want := range map[string]string{
		"position":  "about 10 % of steps with as small a p are false. It is not drawn.",
		"audiences": "domestic: Among the series told together, about 10 % of steps with as small a p are false. Not drawn: the steps of domestic.",
		"balance":   "neither a level nor a date can be given. Ribbon",
	} {
		fig, err := run.Make(kind, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(fig.Caption, want) || strings.Contains(fig.Caption, "ashed: steps") {
			t.Errorf("%s: %s", kind, fig.Caption)
		}
		for _, m := range fig.chart.Rows[0][0].Marks {
			if m.Ink == stepInk || m.Ink == levelInk || m.Ink == bandInk {
				t.Errorf("%s has a mark of a shape: %+v", kind, m)
			}
		}
	}
}

// TestPieces: levels and slopes lie where there are data and no step is in doubt;
// in a hole between two levels there is none.
func TestPieces(t *testing.T) {
	nan := math.NaN()
	at := func(year int) float64 { return chart.Days(jan(year)) }
	row := func(class string) store.ShapeRow {
		return store.ShapeRow{SeriesName: store.SeriesName{Freq: "year"}, Shape: class, First: jan(1991), Last: jan(2010), From: 3, To: 1, Level: nan, Q: nan}
	}
	step := store.BreakRow{Date: jan(2000), Next: jan(2004), Before: 3, BeforeLow: 2, BeforeHigh: nan, After: 1, AfterLow: 0, AfterHigh: 2}
	ramp := row(claim.Trend)
	ramp.RampFrom, ramp.RampTo = jan(1995), jan(2000)
	for _, c := range []struct {
		about string
		row   store.ShapeRow
		steps []store.BreakRow
		want  [][]chart.Point
	}{
		{"a line", row(claim.Trend), nil, [][]chart.Point{{{X: at(1991), Y: 3}, {X: at(2010), Y: 1}}}},
		{"a ramp", ramp, nil, [][]chart.Point{{{X: at(1991), Y: 3}, {X: at(1995), Y: 3}, {X: at(2000), Y: 1}, {X: at(2010), Y: 1}}}},
		{"a step over a hole", row(claim.Steps), []store.BreakRow{step},
			[][]chart.Point{{{X: at(1991) - 182.5, Y: 3}, {X: at(2000) + 182.5, Y: 3}}, {{X: at(2004) - 182.5, Y: 1}, {X: at(2010) + 182.5, Y: 1}}}},
		{"a step beside a line", row(claim.TrendAndStep), []store.BreakRow{step},
			[][]chart.Point{{{X: at(1991), Y: 3}, {X: at(2000), Y: 3}}, {{X: at(2004), Y: 1}, {X: at(2010), Y: 1}}}},
		{"no level", row(claim.Flat), nil, nil},
		{"undecided", row(claim.Changed), nil, nil},
	} {
		var got [][]chart.Point
		for _, p := range (&told{ShapeRow: c.row, steps: c.steps}).pieces() {
			got = append(got, p.course)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", c.about, got, c.want)
		}
	}
}

// TestSides: a contrast of sentences names its pairs, and what it counts.
func TestSides(t *testing.T) {
	s := &source{Finished: &Finished{glossary: store.Glossary{
		Frames:    []store.Term{{Key: "v.a", Label: "Rights"}, {Key: "v.b", Label: "Balance"}},
		Pairs:     []store.Term{{Key: "c-d", Label: "Order with freedom", A: []string{"v.c"}, B: []string{"v.d"}}},
		Contrasts: []store.Term{{Key: "x", A: []string{"v.a"}, B: []string{"v.b"}, Count: "sentences", PairsB: []string{"c-d"}}, {Key: "y"}},
	}}}
	if p, n := s.sides("x", " + "); p != "Rights" || n != "Balance + Order with freedom" {
		t.Errorf("sides %q and %q", p, n)
	}
	rows := []seriesRow{{of: "x", hits: 2, documents: 1}}
	if got := s.amount(rows); got != "n = 1 document, 2 sentences on a side." {
		t.Error(got)
	}
	if rows[0].of = "y"; s.amount(rows) != "n = 1 document, 2 hits." {
		t.Error(s.amount(rows))
	}
	if got := s.framesShown(); !slices.Equal(got, []string{"v.a", "v.b", "v.c", "v.d"}) {
		t.Errorf("terms of %q", got)
	}
}

// TestTitleWithoutClaim: where a run tells no shape, the title says what is shown.
func TestTitleWithoutClaim(t *testing.T) {
	p := &chart.Panel{}
	(*told)(nil).title(p, "Position", "↑ Rights · ↓ Order")
	if p.Title != "↑ Rights · ↓ Order" || p.Note != "" {
		t.Errorf("%q over %q", p.Title, p.Note)
	}
	(&told{said: claim.Claim{Title: "changed; how can't be told"}}).title(p, "Position", "↑ Rights · ↓ Order")
	if p.Title != "Position changed; how can't be told" || p.Note != "↑ Rights · ↓ Order" {
		t.Errorf("%q over %q", p.Title, p.Note)
	}
}

// TestUseRate: a term that keeps its share of a growing corpus has one height, and its
// mean date is the middle of the calendar.
func TestUseRate(t *testing.T) {
	u := use{hits: map[time.Time]int64{}}
	var rows []seriesRow
	for i := range 5 {
		at := time.Date(2000+i, 1, 1, 0, 0, 0, 0, time.UTC)
		tokens := int64(1000 << i)
		u.hits[at] = tokens / 100
		rows = append(rows, seriesRow{period: at, tokens: tokens})
	}
	rows = append(rows, seriesRow{period: time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)}) // without text
	u.date(rows)
	for i, r := range rows[:5] {
		if got := u.rate(r); got != 10 {
			t.Errorf("year %d: %v per 1,000", 2000+i, got)
		}
	}
	if got := u.mean - chart.Days(rows[2].period); math.Abs(got) > 1 || u.rate(rows[5]) != 0 {
		t.Errorf("the mean date is %.1f days from the middle; %v without text", got, u.rate(rows[5]))
	}
}

// TestScales: on a free scale each frame has axis and labels of its own, and the figure
// says so; a scale of another name is none.
func TestScales(t *testing.T) {
	run := open(t, newFixture().write(t))
	for _, c := range []struct {
		scale, says string
		free        bool
	}{{"", "all on one scale", false}, {SharedScale, "all on one scale", false}, {FreeScale, "each frame on its own scale", true}} {
		f, err := run.Make("frames", Options{Scale: c.scale})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(f.chart.Note, c.says) || !strings.Contains(f.Caption, c.says) {
			t.Errorf("%q: %q; %s", c.scale, f.chart.Note, f.Caption)
		}
		a, b := f.chart.Rows[0][0], f.chart.Rows[0][1]
		if own := a.Y.Max != b.Y.Max && !b.Y.Hidden; own != c.free {
			t.Errorf("%q: axes to %v and %v, the second hidden: %v", c.scale, a.Y.Max, b.Y.Max, b.Y.Hidden)
		}
	}
	if _, err := run.Make("frames", Options{Scale: "log"}); !errors.Is(err, usage.ErrUsage) {
		t.Errorf("error %v", err)
	}
}

// TestTally: doubted steps and shapes without a verdict are changes that can't be told;
// names stand where they are few.
func TestTally(t *testing.T) {
	shape := func(name, class string, q float64) *told {
		return &told{ShapeRow: store.ShapeRow{SeriesName: store.SeriesName{Of: name}, Shape: class, Q: q}, steps: make([]store.BreakRow, strings.Count(class, "step"))}
	}
	nan := math.NaN()
	for _, c := range []struct {
		total int
		list  []*told
		want  string
	}{
		{3, nil, "Rates"},
		{2, []*told{shape("a", claim.Flat, nan), shape("b", claim.Wanders, nan)}, "Rates: none of 2 changes, 1 shows no change (a), 1 can't be told"},
		{4, []*told{shape("a", claim.Steps, 0.01), shape("b", claim.Steps, 0.2), shape("c", claim.Trend, nan)}, "Rates: 2 of 4 change (a, c), 2 can't be told"},
		{4, []*told{shape("a", claim.Changed, nan), shape("b", claim.Flat, nan), shape("c", claim.Flat, nan), shape("d", claim.Flat, nan)},
			"Rates: 1 of 4 changes (a), 3 show no change"},
	} {
		if got := tally("Rates", c.total, c.list, func(t *told) string { return t.Of }); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// TestDated: a title that begins with the date is not dated twice.
func TestDated(t *testing.T) {
	for _, c := range [][3]string{{"1964", "1964年政府工作报告", "1964年政府工作报告"}, {"2020-05-01", "2020 in review", "2020-05-01 2020 in review"}} {
		if got := dated(c[0], c[1]); got != c[2] {
			t.Errorf("%s, want %s", got, c[2])
		}
	}
}

// TestGlossed: a foreign entry is glossed from the run's lexicon in bars, dispersion and
// stability, and the caption says what the brackets are; where all terms are in ASCII the
// lexicon is left alone.
func TestGlossed(t *testing.T) {
	f := newFixture()
	f.shifts[0].Entry, f.terms[0].Entry, f.stability[1].Item = "主权", "主权", "claims.order: 主权"
	f.shifts[0].Frame, f.terms[0].Frame = "claims.rights", "claims.rights"
	run := open(t, f.write(t))
	read := 0
	run.glosses = func() (map[lexicon.Named]string, error) {
		read++
		return map[lexicon.Named]string{{Frame: "claims.rights", Term: "主权"}: "sovereignty", {Frame: "claims.order", Term: "主权"}: "order"}, nil
	}
	for kind, want := range map[string]string{"wordshift": "主权 (sovereignty)", "dispersion": "主权 (sovereignty)", "stability": "主权 (order)"} {
		fig, err := run.Make(kind, Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(fig.chart.Rows[0][0].Y.Ticks, func(tick chart.Tick) bool { return strings.HasSuffix(tick.Label, want) })
		if !found || !strings.Contains(fig.Caption, "In brackets: an English entry") {
			t.Errorf("%s: %v; %s", kind, fig.chart.Rows[0][0].Y.Ticks, fig.Caption)
		}
	}
	run = open(t, newFixture().write(t))
	run.glosses = func() (map[lexicon.Named]string, error) { read = -1; return nil, nil }
	if _, err := run.Make("wordshift", Options{}); err != nil || read != 3 {
		t.Errorf("the lexicon was read: %d, %v", read, err)
	}
}

// TestEntryLabels: the same words in two frames are told apart.
func TestEntryLabels(t *testing.T) {
	got := (&source{}).entryLabels([]lexicon.Named{{Frame: "v.peace", Term: "a"}, {Frame: "v.war", Term: "a"}, {Frame: "v.war", Term: "b"}},
		map[lexicon.Named]string{{Frame: "v.war", Term: "a"}: "x"})
	if want := []string{"a · Peace", "a (x) · War", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestOnlyRisersAreWarm: of two that fell the one that fell least is no riser.
func TestOnlyRisersAreWarm(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		warm     bool
	}{{0, 0.1, true}, {-2, -1, true}, {1, 0.9, false}, {1, -3, false}, {1, 1, false}} {
		if got := (slope{position: [2]float64{c.from, c.to}}).ink().Color == chart.Vermilion; got != c.warm {
			t.Errorf("from %v to %v: warm %v", c.from, c.to, got)
		}
	}
}

// TestOverStrip: documents are drawn where their number varies, gaps apart.
func TestOverStrip(t *testing.T) {
	for _, c := range []struct {
		documents []int64
		rows      int
		text      string
	}{
		{[]int64{3, 1, 0, 2}, 2, "Below: documents in each period."},
		{[]int64{1, 0, 1, 1}, 1, "Each period with text has 1 document."},
		{[]int64{30, 30}, 1, "Each period with text has 30 documents."},
		{[]int64{0, 0}, 1, ""},
	} {
		var rows []seriesRow
		for i, n := range c.documents {
			rows = append(rows, seriesRow{freq: "year", period: time.Date(2000+i, 1, 1, 0, 0, 0, 0, time.UTC), documents: n})
		}
		main := &chart.Panel{X: over(rows, 4)}
		drawn, text := overStrip(main, rows)
		if len(drawn.Rows) != c.rows || text != c.text || main.X.Hidden != (c.rows == 2) {
			t.Errorf("%v: %d rows, %q, axis hidden %v", c.documents, len(drawn.Rows), text, main.X.Hidden)
		}
	}
}

// TestFewHits: intervals of a hit or two are bars of their periods, with no ribbon through
// them, and the caption says so.
func TestFewHits(t *testing.T) {
	var rows []seriesRow
	for i, n := range []int64{9, 9, 1, 0, 9, 9} {
		rows = append(rows, seriesRow{freq: "year", period: time.Date(2000+i, 1, 1, 0, 0, 0, 0, time.UTC), estimate: 1, low: 0, high: 2, hits: n, few: n <= claim.FewHits, unit: "document"})
	}
	p := &chart.Panel{X: over(rows, 4), Y: chart.Numbers([]float64{0, 2}, 4)}
	course(p, rows, nil, nil)
	if n := len(chart.Stretches(p.Marks[0].Points)); p.Marks[0].Shape != chart.Band || n != 2 {
		t.Errorf("%d stretches of ribbon, want 2", n)
	}
	if m := p.Marks[1]; m.Shape != chart.Segment || len(m.Points) != 2 || m.Points[0].X != chart.Days(rows[2].period) {
		t.Errorf("bars %+v", m)
	}
	if got, want := intervals(rows, p.Y), "Ribbon: 95 % intervals (bootstrap of documents). Bars: those of 2 hits or fewer (2 periods)."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
