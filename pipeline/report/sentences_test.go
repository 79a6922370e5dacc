package report

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

var nan = math.NaN()

func year(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

var positionName = name{Measure: "position", Of: "c", Freq: "year"}

// aRun is a run of the years 1980 to 1989 with a headline of sun against rain.
func aRun() *run {
	r := &run{
		Run: &result.Run{}, calendar: &calendar{freq: series.Year, places: map[time.Time]int{}}, byName: map[name]*line{}, trends: map[name]store.TrendRow{},
		shapes: map[name]store.ShapeRow{}, breaks: map[name][]store.BreakRow{}, claims: claims{},
		glossary: store.Glossary{
			Frames:    []store.Term{{Key: "sun", Label: "Sun", Definition: "Light."}, {Key: "rain", Label: "Rain", Definition: "Wet."}},
			Contrasts: []store.Term{{Key: "c", Label: "Sun against rain", A: []string{"sun"}, B: []string{"rain"}}},
			Topics:    []store.Term{{Key: "sea", Label: "The sea"}},
		},
	}
	l := &line{name: positionName, calendar: r.calendar, text: &amount{}}
	for y := 1980; y < 1990; y++ {
		r.places[year(y)] = len(r.periods)
		r.periods = append(r.periods, year(y))
		l.estimate, l.low, l.high = append(l.estimate, float64(y-1984)), append(l.low, float64(y-1985)), append(l.high, float64(y-1983))
		l.hits, l.warnings = append(l.hits, 20), append(l.warnings, "")
	}
	r.lines, r.headline = []*line{l}, l
	r.byName[l.name] = l
	return r
}

func aShape(class string) store.ShapeRow {
	return store.ShapeRow{SeriesName: positionName, Shape: class, N: 10, Q: nan, Level: nan, Unseen: nan,
		First: year(1980), Last: year(1989), From: 1.25, To: -2.625}
}

func aStep() store.BreakRow {
	return store.BreakRow{
		SeriesName: positionName, Breaks: 1, Date: year(1983), Next: year(1984), DateLow: year(1981), DateHigh: year(1983),
		Before: math.Log(4), BeforeLow: 1, BeforeHigh: 2, After: -math.Log(20), AfterLow: -4, AfterHigh: -2.5,
		Change: -4.38, ChangeLow: -5, ChangeHigh: -4, P: 0.001, Q: nan, N: 10,
	}
}

// sentences makes the headline of a run count sentences, one side also by a pair.
func sentences(r *run) {
	c := &r.glossary.Contrasts[0]
	c.Count, c.PairsB = "sentences", []string{"p"}
	r.glossary.Pairs = []store.Term{{Key: "p", Label: "Sun and rain", A: []string{"sun"}, B: []string{"rain"}}}
}

// steps gives the headline of a run a step.
func steps(change func(*store.ShapeRow, *store.BreakRow)) func(*run) {
	return func(r *run) {
		s, b := aShape("step"), aStep()
		change(&s, &b)
		r.breaks[positionName] = []store.BreakRow{b}
		r.tell(s)
	}
}

// TestSentences: each case changes one thing in the tables and wants these
// words, and not those.
func TestSentences(t *testing.T) {
	from := spans{FromStart: year(1980), FromEnd: year(1982), ToStart: year(1987), ToEnd: year(1989)}
	all := store.StabilityRow{SeriesName: positionName, Kind: "all", Change: -2}
	tests := map[string]struct {
		change   func(*run)
		say      func(*run, *line) []string
		want     []string
		unwanted []string
	}{
		"a step": {steps(func(*store.ShapeRow, *store.BreakRow) {}), (*run).shape, []string{
			"Position steps at 1983 | 1984 (95 %: 1981 | 1982 to 1983 | 1984) from +1.39 (+1.00 to +2.00) to −3.00 (−4.00 to −2.50).",
		}, []string{"found again", "NaN", "false"}},
		"a doubtful step": {steps(func(s *store.ShapeRow, b *store.BreakRow) {
			s.Q, b.Q, s.Warnings = 0.12, 0.12, "dispersion-unknown; thin"
		}), (*run).shape, []string{
			"about 12 % of steps with as small a p are false.", "\nToo few documents and periods to tell how documents differ.",
			"\nPeriods with less than half an expected hit of the lesser side are left out of the shape."}, []string{"thin"}},
		"a step that hangs on a term": {steps(func(_ *store.ShapeRow, b *store.BreakRow) {
			b.SurvivesTerms, b.SurvivesDocuments = "1 of 2; not without rain: wet (31 %)", "9 of 9"
		}), (*run).shape, []string{"\nWith one term left out at a time the step at 1983 | 1984 is found again in 1 of 2; not without rain: wet (31 %)." +
			" With one document left out at a time it is found again in 9 of 9."}, []string{"issuer"}},
		"no change": {func(r *run) {
			s := aShape("flat")
			s.Level, s.LevelLow, s.LevelHigh = 0.125, 0, 0.25
			r.tell(s)
		}, (*run).shape, []string{"Position shows no change: +0.12 (0.00 to +0.25) throughout."}, []string{"1980"}},
		"a gradual course": {func(r *run) {
			r.tell(aShape("trend"))
			r.trends[positionName] = store.TrendRow{SeriesName: positionName, N: 10, P: 0.0001, PHR: 0.03, TauB: -0.4, Sen: -0.0456, SenLow: -0.06, SenHigh: -0.03, Warnings: "9 observed values: under 10 the normal approximation is rough"}
		}, (*run).shape, []string{"Position moves gradually, from +1.25 in 1980 to −2.62 in 1989; no date can be given.",
			"\nBeside it, over 10 years with an estimate: the median slope is −0.046 logits a year (Sen; 95 % interval −0.060 to −0.030); Mann–Kendall p < 0.001, p = 0.030 allowing",
			"\nP of the trend is rough."}, []string{"chance"}},
		"undecided":    {func(r *run) { r.tell(aShape("undecided (changed)")) }, (*run).shape, []string{"Position changed; how can't be told"}, []string{"1983"}},
		"not searched": {func(*run) {}, (*run).shape, nil, nil},
		"one period": {func(r *run) {
			for i := 1; i < 10; i++ {
				r.headline.estimate[i] = nan
			}
		}, (*run).moved, []string{"Only one period, 1980, has an estimate: position is −4.00 (−5.00 to −3.00) logits. Nothing can be said about change."}, nil},
		"two spans": {func(r *run) {
			r.stability = []store.StabilityRow{all}
			r.composition = []store.CompositionRow{{SeriesName: name{Measure: "share", Of: "c", Freq: "year"}, Spans: from, ValueFrom: 0.8, ValueTo: 0.004}}
		}, (*run).moved, []string{"Of all hits on Sun or on Rain, 80 % were on Sun in 1980–1982, and under 1 % in 1987–1989.",
			"position differs by −2.00 logits, towards Rain.", "The first period with an estimate is 1980, at −4.00 (−5.00 to −3.00) logits"}, nil},
		"no spans on record": {func(*run) {}, (*run).moved, []string{"the last is 1989, at +5.00 (+4.00 to +6.00) logits"}, []string{"spans"}},
		"left out": {func(r *run) {
			r.stability = []store.StabilityRow{all,
				{SeriesName: positionName, Kind: "term", Item: "sun: ray", Change: -1.5, Delta: 0.5, Rank: 1}, {SeriesName: positionName, Kind: "term", Item: "rain: wet", Change: -2.1, Delta: -0.1, Rank: 2},
				{SeriesName: positionName, Kind: "issuer", Item: "A", Change: 0.5, Delta: 2.5, Rank: 1}, {SeriesName: positionName, Kind: "document", Item: "d", Change: nan, Rank: 1}}
		}, (*run).hangs, []string{"The change of −2.00 logits",
			"Leaving out one of 2 terms, it lies between −2.10 and −1.50; “sun: ray” matters most (−1.50). The direction never turns.",
			"Without the only issuer, it is +0.50. In 1 case the direction turns, or nothing is left of the change: it hangs on that issuer.",
			"Without the only document, it cannot be computed."}, []string{"NaN"}},
		"other speakers": {func(r *run) {
			n := name{Measure: "difference", Of: "c", Freq: "year"}
			r.composition = []store.CompositionRow{{SeriesName: n, Total: -0.01, Mix: -0.01}, {SeriesName: n, Issuer: "A", WeightFrom: 1}, {SeriesName: n, Issuer: "B", WeightTo: 1}}
		}, (*run).mix, []string{"−10.00 is other issuers speaking", "No issuer speaks in both spans (A only in the first, B only in the second)"}, nil},
		"one speaker": {func(r *run) {
			n := name{Measure: "difference", Of: "c", Freq: "year"}
			r.composition = []store.CompositionRow{{SeriesName: n, Total: -0.01, Within: -0.01}, {SeriesName: n, Issuer: "A", WeightFrom: 1, WeightTo: 1}}
		}, (*run).mix, nil, nil},
		"a thin topic": {func(r *run) {
			l := &line{name: name{Measure: "position", Of: "c", Topic: "sea", Freq: "year"}}
			for i := range r.periods {
				v, w := nan, "no-documents"
				if i < 3 {
					v, w = 0.1, "thin-topic; weak"
				}
				l.estimate, l.warnings, l.hits = append(l.estimate, v), append(l.warnings, w), append(l.hits, int64(min(i, 2)))
			}
			r.lines = append(r.lines, l)
		}, (*run).withinTopics, []string{"Within The sea: 17 hits, in 3 of 10 years. This is thin: in 3 of these"}, nil},
		"terms": {func(r *run) {
			r.shifts = []*change{{name: name{Measure: "difference", Of: "c", Freq: "year"}, spans: from, terms: []store.ShiftRow{
				{Frame: "rain", Entry: "wet", HitsFrom: 0, HitsTo: 9, Contribution: -3}, {Frame: "sun", Entry: "ray", HitsFrom: 1, HitsTo: 1, Contribution: 0.5}}}}
		}, (*run).movers, []string{"From 1980–1982 to 1987–1989 the hits on Sun minus those on Rain, per 1,000 words, changed by −2.50.",
			"“wet” −3.00 (Rain, 0 → 9 hits) and “ray” +0.50 (Sun, 1 → 1 hit)."}, []string{"Together"}},
		"terms of sentences": {func(r *run) {
			sentences(r)
			r.shifts = []*change{{name: name{Measure: "difference", Of: "c", Freq: "year"}, spans: from, terms: []store.ShiftRow{
				{Frame: "rain", Entry: "wet", HitsFrom: 0, HitsTo: 9, Contribution: -3}}}}
		}, (*run).movers, []string{"the sentences on Sun minus those on Rain, or Sun and rain in one sentence, per 1,000 words, changed by −3.00.",
			"“wet” −3.00 (Rain, 0 → 9 sentences)."}, []string{"hits"}},
		"a question of sentences": {sentences, (*run).question, []string{"between Sun on the one side and Rain, or Sun and rain in one sentence on the other",
			"Sentences are counted: one is on a side if"}, nil},
		"the formula of a position": {sentences, func(r *run, l *line) []string { return said(r.formula(l)) }, []string{"of the sentences P and N"}, nil},
	}
	names := make([]string, 0, len(tests))
	for k := range tests {
		names = append(names, k)
	}
	slices.Sort(names)
	for _, k := range names {
		t.Run(k, func(t *testing.T) {
			r := aRun()
			tests[k].change(r)
			got := strings.Join(tests[k].say(r, r.headline), "\n")
			if len(tests[k].want) == 0 && got != "" {
				t.Errorf("want nothing, got\n%s", got)
			}
			for _, w := range tests[k].want {
				if !strings.Contains(got, w) {
					t.Errorf("no %q in\n%s", w, got)
				}
			}
			for _, w := range tests[k].unwanted {
				if strings.Contains(got, w) {
					t.Errorf("%q in\n%s", w, got)
				}
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{fixed(-0.001, 2), "0.00"}, {fixed(-1.5, 1), "−1.5"}, {fixed(nan, 2), "–"},
		{string(told(nan, 1, 2)), "null"}, {string(told(1.23456, 1, 2)), "1.2346"}, {string(told(0.00004999, 1, 2)), "4.999e-05"},
		{string(told(0.1249999, 1, 2)), "0.125"}, {string(told(0.12345, 100, 0)), "0.1235"}, {percent(0.995), "over 99 %"}, {percent(1), "100 %"}, {percent(0.001), "under 1 %"}, {percent(0), "0 %"},
		{pText(0.0004), "p < 0.001"}, {pText(0.05), "p = 0.050"}, {pText(0.5), "p = 0.50"},
		{claim.Grouped(1234567), "1,234,567"}, {claim.Grouped(999), "999"}, {counted(1, "entry"), "1 entry"}, {counted(2, "entry"), "2 entries"}, {counted(2, "series"), "2 series"},
		{list(nil), ""}, {list([]string{"a"}), "a"}, {list([]string{"a", "b", "c"}), "a, b and c"},
		{measureOf("difference").with(0.0123), "+12.30 per 1,000 words"}, {measureOf("share").with(0.25), "25 %"},
		{(&run{}).groupName("issuer="), "issuer: (none)"}, {(&run{}).groupName("a=b=c vs a=d"), "a: b=c minus a: d"},
		{periodName(series.Quarter, year(1984).AddDate(0, 6, 0)), "1984 Q3"}, {periodName(series.Half, year(1984).AddDate(0, 6, 0)), "1984 H2"},
		{periodName(series.Month, year(1984)), "1984-01"}, {periodName(series.Week, year(1984)), "week of 1984-01-01"},
		{shellWord("a b's"), `'a b'\''s'`}, {shellWord("-x"), "./-x"}, {shellWord("UNGDC_1946-2024.tgz"), "UNGDC_1946-2024.tgz"},
		{webAddress("https://a.b/c?d=e"), "https://a.b/c?d=e"}, {webAddress("javascript:alert(1)"), ""}, {webAddress(" javascript://a/%0aalert(1)"), ""},
		{webAddress("data:text/html,x"), ""}, {webAddress("//a.b"), ""}, {webAddress("HTTPS://a.b"), "https://a.b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
