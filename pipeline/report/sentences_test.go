package report

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"

	"github.com/frameshift/frameshift/pipeline/store"
)

var nan = math.NaN()

func year(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

var positionName = name{Measure: "position", Of: "c", Freq: "year"}

// aRun is a run of the years 1980 to 1989 with a headline of sun against rain.
func aRun() *run {
	r := &run{
		calendar: &calendar{freq: series.Year, places: map[time.Time]int{}}, byName: map[name]*line{}, trends: map[name]store.TrendRow{},
		breaks: map[name][]store.BreakRow{}, candidates: map[name]int64{positionName: 4},
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

func aBreak() store.BreakRow {
	return store.BreakRow{
		SeriesName: positionName, Breaks: 1, Date: year(1983), Next: year(1984), DateLow: year(1981), DateHigh: year(1983), Support: 0.4,
		Before: math.Log(4), BeforeLow: 1, BeforeHigh: 2, After: -math.Log(20), AfterLow: -4, AfterHigh: -2.5,
		Change: -4.38, ChangeLow: -5, ChangeHigh: -4, Chosen: true, P: 0.001, PAR: 0.02, N: 10,
		SurvivesTerms: 1, SurvivesIssuers: nan, SurvivesDocuments: 0.5,
	}
}

// TestSentences: each case changes one thing in the tables and wants these
// words, and not those.
func TestSentences(t *testing.T) {
	from := spans{FromStart: year(1980), FromEnd: year(1982), ToStart: year(1987), ToEnd: year(1989)}
	all := store.StabilityRow{SeriesName: positionName, Kind: "all", Change: -2, Breaks: 1}
	tests := map[string]struct {
		change   func(*run)
		say      func(*run, *line) []string
		want     []string
		unwanted []string
	}{
		"a break": {func(r *run) { r.breaks[positionName] = []store.BreakRow{aBreak()} }, (*run).broke, []string{
			"One break describes the level of position best, by the criterion BIC, among all numbers of breaks up to 4.",
			"Between 1983 and 1984: position fell from 1.39 logits (1.00 to 2.00) to −3.00 logits (−4.00 to −2.50), a change of −4.38 logits (−5.00 to −4.00).",
			"before, about 4.0 hits on Sun for each on Rain; after, about 20 hits on Rain for each on Sun.",
			"40 % of the re-drawn series put it exactly there; its 95 % interval reaches from between 1981 and 1982 to between 1983 and 1984. The date itself is uncertain.",
			"p = 0.001 if periods are independent, p = 0.020 if the level wanders",
		}, []string{"slow drift", "found again", "NaN", "Warnings"}},
		"a break that drift explains": {func(r *run) {
			b := aBreak()
			b.PAR, b.Warnings = 0.3, "short-for-autocorrelation: 10 observed periods"
			r.breaks[positionName] = []store.BreakRow{b}
		}, (*run).broke, []string{"A slow drift is compatible with the data too", "Warnings: short-for-autocorrelation"}, nil},
		"a break that survives": {func(r *run) {
			r.breaks[positionName] = []store.BreakRow{aBreak()}
			r.stability = []store.StabilityRow{all, {SeriesName: positionName, Kind: "term"}, {SeriesName: positionName, Kind: "term"},
				{SeriesName: positionName, Kind: "document"}, {SeriesName: positionName, Kind: "document"}, {SeriesName: name{Topic: "sea"}, Kind: "document"}}
		}, (*run).broke, []string{"Leaving out one at a time, it is found again without 2 of 2 terms and 1 of 2 documents."}, []string{"issuer"}},
		"a sure break": {func(r *run) {
			b := aBreak()
			b.DateLow, b.Support, b.PAR = b.Date, 0.9995, nan
			r.breaks[positionName] = []store.BreakRow{b}
		}, (*run).broke, []string{"over 99 % of the re-drawn series", "holds no other date", "p = 0.001 if periods are independent."}, []string{"uncertain", "wanders"}},
		"no break": {func(r *run) {
			r.breaks[positionName] = []store.BreakRow{{SeriesName: positionName, Chosen: true, P: 0.31, PAR: 0.5, N: 10, Warnings: "not-significant"}}
		}, (*run).broke, []string{"No break in position stands out: the data are compatible with one level from first to last (p = 0.31, from 10 years).",
			"a series without any break looks as broken by chance"}, []string{"drift"}},
		"too short": {func(r *run) {
			r.breaks[positionName] = []store.BreakRow{{SeriesName: positionName, P: nan, PAR: nan, Warnings: "too-short"}}
		}, (*run).broke, []string{"No break was looked for.", "too-short (too few periods to look for breaks)"}, []string{"compatible"}},
		"not searched": {func(*run) {}, (*run).broke, nil, nil},
		"a trend": {func(r *run) {
			r.trends[positionName] = store.TrendRow{SeriesName: positionName, N: 10, P: 0.0001, PHR: 0.03, TauB: -0.4, Sen: -0.0456, SenLow: -0.06, SenHigh: -0.03}
		}, (*run).trend, []string{"Over 10 years with an estimate position fell by more than chance would explain", "−0.046 logits a year (Sen; 95 % interval −0.060 to −0.030)",
			"p < 0.001, and p = 0.030 allowing"}, nil},
		"a trend that autocorrelation explains": {func(r *run) {
			r.trends[positionName] = store.TrendRow{SeriesName: positionName, N: 10, P: 0.01, PHR: 0.2, TauB: 0.4, Sen: 0.5, SenLow: 0, SenHigh: 1}
		}, (*run).trend, []string{"no steady trend is shown"}, []string{"rose", "chance"}},
		"one period": {func(r *run) {
			for i := 1; i < 10; i++ {
				r.headline.estimate[i] = nan
			}
		}, (*run).moved, []string{"Only one period, 1980, has an estimate: position is −4.00 logits (−5.00 to −3.00). Nothing can be said about change."}, nil},
		"two spans": {func(r *run) {
			r.stability = []store.StabilityRow{all}
			r.composition = []store.CompositionRow{{SeriesName: name{Measure: "share", Of: "c", Freq: "year"}, Spans: from, ValueFrom: 0.8, ValueTo: 0.004}}
		}, (*run).moved, []string{"Of all hits on Sun or on Rain, 80 % were on Sun in 1980–1982, and under 1 % in 1987–1989.",
			"position fell by 2.00 logits, towards Rain.", "The first period with an estimate is 1980, at −4.00 logits (−5.00 to −3.00)"}, nil},
		"no spans on record": {func(*run) {}, (*run).moved, []string{"the last is 1989, at 5.00 logits (4.00 to 6.00)"}, []string{"spans"}},
		"left out": {func(r *run) {
			r.stability = []store.StabilityRow{all,
				{SeriesName: positionName, Kind: "term", Item: "sun: ray", Change: -1.5, Delta: 0.5, Rank: 1}, {SeriesName: positionName, Kind: "term", Item: "rain: wet", Change: -2.1, Delta: -0.1, Rank: 2},
				{SeriesName: positionName, Kind: "issuer", Item: "A", Change: 0.5, Delta: 2.5, Rank: 1}, {SeriesName: positionName, Kind: "document", Item: "d", Change: nan, Rank: 1}}
		}, (*run).hangs, []string{"The change of −2.00 logits",
			"Leaving out one of 2 terms, it lies between −2.10 and −1.50; “sun: ray” matters most (−1.50). The direction never turns.",
			"Without the only issuer, it is 0.50. In 1 case the direction turns, or nothing is left of the change: it hangs on that issuer.",
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
		{percent(0.995), "over 99 %"}, {percent(1), "100 %"}, {percent(0.001), "under 1 %"}, {percent(0), "0 %"},
		{pText(0.0004), "p < 0.001"}, {pText(0.05), "p = 0.050"}, {pText(0.5), "p = 0.50"},
		{grouped(1234567), "1,234,567"}, {grouped(999), "999"}, {counted(1, "entry"), "1 entry"}, {counted(2, "entry"), "2 entries"}, {counted(2, "series"), "2 series"},
		{list(nil), ""}, {list([]string{"a"}), "a"}, {list([]string{"a", "b", "c"}), "a, b and c"},
		{measureOf("difference").with(0.0123), "12.30 per 1,000 words"}, {measureOf("share").with(0.25), "25 %"},
		{groupName("issuer="), "issuer: (none)"}, {groupName("a=b=c vs a=d"), "a: b=c minus a: d"},
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
