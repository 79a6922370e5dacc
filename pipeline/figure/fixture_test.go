package figure

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/frameshift/frameshift/pipeline/chart"
)

// The tables of a run as far as figures read them. A date is a number of days.
type (
	seriesFixture struct {
		Measure   string   `parquet:"measure"`
		Of        string   `parquet:"of"`
		Topic     string   `parquet:"topic"`
		Group     string   `parquet:"group"`
		Freq      string   `parquet:"freq"`
		Period    int32    `parquet:"period,date"`
		Estimate  *float64 `parquet:"estimate,optional"`
		Low       *float64 `parquet:"ci_low,optional"`
		High      *float64 `parquet:"ci_high,optional"`
		Hits      int64    `parquet:"hits"`
		Tokens    int64    `parquet:"tokens"`
		Sentences int64    `parquet:"sentences"`
		Documents int64    `parquet:"documents"`
		Unit      *string  `parquet:"unit,optional"`
		Warnings  string   `parquet:"warnings"`
	}
	breakFixture struct {
		Measure   string   `parquet:"measure"`
		Of        string   `parquet:"of"`
		Topic     string   `parquet:"topic"`
		Group     string   `parquet:"group"`
		Freq      string   `parquet:"freq"`
		Breaks    int64    `parquet:"breaks"`
		Date      *int32   `parquet:"date,optional,date"`
		Next      *int32   `parquet:"date_next,optional,date"`
		DateLow   *int32   `parquet:"date_low,optional,date"`
		DateHigh  *int32   `parquet:"date_high,optional,date"`
		Support   *float64 `parquet:"support,optional"`
		Before    *float64 `parquet:"before,optional"`
		BeforeLo  *float64 `parquet:"before_low,optional"`
		BeforeHi  *float64 `parquet:"before_high,optional"`
		After     *float64 `parquet:"after,optional"`
		AfterLo   *float64 `parquet:"after_low,optional"`
		AfterHi   *float64 `parquet:"after_high,optional"`
		Change    *float64 `parquet:"change,optional"`
		ChangeLo  *float64 `parquet:"change_low,optional"`
		ChangeHi  *float64 `parquet:"change_high,optional"`
		Chosen    bool     `parquet:"chosen"`
		P         *float64 `parquet:"p,optional"`
		Terms     *float64 `parquet:"survives_terms,optional"`
		Issuers   *float64 `parquet:"survives_issuers,optional"`
		Documents *float64 `parquet:"survives_documents,optional"`
	}
	shiftFixture struct {
		Measure      string  `parquet:"measure"`
		Of           string  `parquet:"of"`
		Topic        string  `parquet:"topic"`
		Group        string  `parquet:"group"`
		FromStart    int32   `parquet:"from_start,date"`
		FromEnd      int32   `parquet:"from_end,date"`
		ToStart      int32   `parquet:"to_start,date"`
		ToEnd        int32   `parquet:"to_end,date"`
		Break        *int32  `parquet:"break,optional,date"`
		Frame        string  `parquet:"frame"`
		Entry        string  `parquet:"entry"`
		HitsFrom     int64   `parquet:"hits_from"`
		HitsTo       int64   `parquet:"hits_to"`
		RateFrom     float64 `parquet:"rate_from"`
		RateTo       float64 `parquet:"rate_to"`
		Contribution float64 `parquet:"contribution"`
		LogOdds      float64 `parquet:"log_odds"`
		Z            float64 `parquet:"z"`
	}
	stabilityFixture struct {
		Measure string  `parquet:"measure"`
		Of      string  `parquet:"of"`
		Topic   string  `parquet:"topic"`
		Group   string  `parquet:"group"`
		Kind    string  `parquet:"kind"`
		Item    string  `parquet:"item"`
		Hits    int64   `parquet:"hits"`
		Change  float64 `parquet:"change"`
		Delta   float64 `parquet:"delta"`
		Rank    int64   `parquet:"rank"`
		Kept    int64   `parquet:"breaks_kept"`
		Breaks  int64   `parquet:"breaks"`
	}
	termFixture struct {
		Frame  string `parquet:"frame"`
		Entry  string `parquet:"entry"`
		Freq   string `parquet:"freq"`
		Period int32  `parquet:"period,date"`
		Hits   int64  `parquet:"hits"`
	}
)

// fixture is a run to be written: 1990 to 2019, without documents in 2003, with
// a fall of the position in 2005.
type fixture struct {
	series    []seriesFixture
	breaks    []breakFixture
	shifts    []shiftFixture
	stability []stabilityFixture
	terms     []termFixture
	codebook  string
}

func jan(year int) int32 { return int32(chart.Days(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))) }

func ref[T any](v T) *T { return &v }

// wave is noise that is the same on every machine.
func wave(i int) float64 { return float64((i*7919)%101)/50 - 1 }

const (
	firstYear, lastYear, gapYear, breakYear = 1990, 2019, 2003, 2005
)

func newFixture() *fixture {
	f := &fixture{codebook: testCodebook}
	f.add("position", "rights-order", "", func(i int) float64 { return level(i) + 0.5*wave(i) })
	for k, frame := range []string{"claims.rights", "claims.order", "claims.balance"} {
		f.add("rate", frame, "", func(i int) float64 { return float64(k+1) * (2 + wave(i+k)) })
	}
	f.add("lift", "rights-order", "", func(i int) float64 { return 1 + wave(i+3) })
	for k, a := range []string{"domestic", "international", "regional"} {
		f.add("position", "rights-order", "audience="+a, func(i int) float64 { return level(i) + 0.4*wave(i+k) - 0.3*float64(k) })
	}
	for k := range 14 {
		f.add("position", "rights-order", fmt.Sprintf("issuer=C%02d", k), func(i int) float64 { return level(i)*float64(k-4)/6 + 0.3*wave(i+k) })
	}
	for _, group := range []string{"", "audience=domestic"} {
		f.breaks = append(f.breaks, breakFixture{Measure: "position", Of: "rights-order", Group: group, Freq: "year", Breaks: 0})
		f.breaks = append(f.breaks, breakFixture{Measure: "position", Of: "rights-order", Group: group, Freq: "year", Breaks: 1, Chosen: true,
			Date: ref(jan(breakYear - 1)), Next: ref(jan(breakYear)), DateLow: ref(jan(breakYear - 2)), DateHigh: ref(jan(breakYear + 1)),
			Support: ref(0.62), Before: ref(1.0), After: ref(-1.0), Change: ref(-2.0), P: ref(0.001)})
	}
	f.addTerms()
	f.addStability()
	return f
}

func level(i int) float64 {
	if firstYear+i < breakYear {
		return 1
	}
	return -1
}

func (f *fixture) add(measure, of, group string, value func(i int) float64) {
	for year := firstYear; year <= lastYear; year++ {
		r := seriesFixture{Measure: measure, Of: of, Group: group, Freq: "year", Period: jan(year)}
		if year != gapYear {
			v := value(year - firstYear)
			r.Estimate, r.Low, r.High, r.Unit = ref(v), ref(v-0.6), ref(v+0.5), ref("sentence")
			r.Hits, r.Tokens, r.Sentences, r.Documents = 40, 9000, 400, int64(3+year%4)
		}
		if year == 1997 {
			r.Warnings = "weak"
		}
		f.series = append(f.series, r)
	}
}

func (f *fixture) addTerms() {
	for k, entry := range []string{"right*", "dignity", "due process", "law and order", "stab?lity", "discipline"} {
		frame, sign := "claims.rights", 1.0
		if k > 2 {
			frame, sign = "claims.order", -1
		}
		for year := firstYear; year <= lastYear; year++ {
			if n := int64(3*wave(year+7*k) + float64(k)); n > 0 && year != gapYear {
				f.terms = append(f.terms, termFixture{frame, entry, "year", jan(year), n},
					termFixture{frame, entry, "quarter", jan(year), 1}, termFixture{frame, entry, "quarter", jan(year) + 181, n - 1})
			}
		}
		for _, at := range []*int32{nil, ref(jan(breakYear - 1))} {
			change := 0.25 * float64(k+1)
			f.shifts = append(f.shifts, shiftFixture{Measure: "difference", Of: "rights-order", Break: at,
				FromStart: jan(1990), FromEnd: jan(2000) - 1, ToStart: jan(2010), ToEnd: jan(2020) - 1, Frame: frame, Entry: entry,
				HitsFrom: 10, HitsTo: 20, RateFrom: 1, RateTo: 1 - sign*change, Contribution: -change / 1000, LogOdds: 0.2, Z: 1.5})
		}
	}
}

func (f *fixture) addStability() {
	add := func(kind, item string, delta float64, rank int64) {
		f.stability = append(f.stability, stabilityFixture{Measure: "position", Of: "rights-order", Kind: kind, Item: item, Hits: 9,
			Change: -2 + delta, Delta: delta, Rank: rank, Kept: 1, Breaks: 1})
	}
	add("all", "", 0, 0)
	for i := range 8 {
		add("term", fmt.Sprintf("claims.order: term %d", i), 0.4/float64(i+1)*math.Copysign(1, wave(i)), int64(i+1))
		add("document", fmt.Sprintf("D%d", i), 0.1/float64(i+1), int64(i+1))
	}
	add("lexicon", "rights-strict", -0.7, 1)
}

// write makes the folder of the run.
func (f *fixture) write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	slices.SortStableFunc(f.series, func(a, b seriesFixture) int { return int(a.Period) - int(b.Period) })
	writeFixture(t, dir, "series", f.series)
	writeFixture(t, dir, "breaks", f.breaks)
	writeFixture(t, dir, "shifts", f.shifts)
	writeFixture(t, dir, "stability", f.stability)
	writeFixture(t, dir, "terms", f.terms)
	for name, content := range map[string]string{"codebook.md": f.codebook, "manifest.json": testManifest} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writeFixture[T any](t testing.TB, dir, name string, rows []T) {
	t.Helper()
	if len(rows) == 0 {
		return
	}
	if err := parquet.WriteFile(filepath.Join(dir, name+".parquet"), rows); err != nil {
		t.Fatal(err)
	}
}

const testManifest = `{"software": "frameshift test", "fingerprint": "0123456789abcdef",
"lexicon": {"name": "claims", "version": "3"},
"configuration": {"inputs": ["x"], "where": ["issuer!=C99"], "weighting": "token", "freq": "year", "also_freq": ["quarter"]},
"inputs": [{"name": "claims.zip", "kind": "archive"}, {"name": "speakers.xlsx", "kind": "metadata"}]}`

const testCodebook = "## Lexicon\n\n" +
	"| frame | label | definition |\n|---|---|---|\n" +
	"| `claims.rights` | Rights | People may. |\n" +
	"| `claims.order` | Order | People must. |\n" +
	"| `claims.balance` | Balance of rights and order | Both. |\n\n" +
	"- Contrast `rights-order` (Rights against order): `claims.rights` against `claims.order`\n" +
	"- Pair `rights-order` (Rights and order in one sentence): `claims.rights` with `claims.order`\n" +
	"- Topic `net` (The net): Networks.\n"
