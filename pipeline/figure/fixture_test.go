package figure

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/diffusion"
	"github.com/frameshift/frameshift/pipeline/network"
	"github.com/frameshift/frameshift/pipeline/store"
	tables "github.com/frameshift/frameshift/pipeline/table"
	"github.com/frameshift/frameshift/pipeline/validate"
)

// fixture is a run to be written: 1990 to 2019, without documents in 2003, with
// a fall of the position in 2005.
type fixture struct {
	series    []store.SeriesRow
	shapes    []store.ShapeRow
	breaks    []store.BreakRow
	shifts    []store.ShiftRow
	stability []store.StabilityRow
	terms     []store.TermRow
}

func jan(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }

func newYearsEve(year int) time.Time { return jan(year+1).AddDate(0, 0, -1) }

func nameOf(measure, group string) store.SeriesName {
	return store.SeriesName{Measure: measure, Of: "rights-order", Group: group, Freq: "year"}
}

// wave is noise that is the same on every machine.
func wave(i int) float64 { return float64((i*7919)%101)/50 - 1 }

const (
	firstYear, lastYear, gapYear, breakYear = 1990, 2019, 2003, 2005
)

func newFixture() *fixture {
	f := &fixture{}
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
	f.addShapes()
	f.addCounts()
	f.addTerms()
	f.addStability()
	return f
}

// addShapes tells shapes of every kind: steps of all documents and of the
// domestic ones, a ramp, a level, and one that can't be told.
func (f *fixture) addShapes() {
	shape := func(measure, group, class string) *store.ShapeRow {
		r := store.ShapeRow{SeriesName: nameOf(measure, group), N: 29, Shape: class}
		forget(&r)
		f.shapes = append(f.shapes, r)
		return &f.shapes[len(f.shapes)-1]
	}
	shape("lift", "", claim.Wanders).SpreadOf = "documents"
	for _, group := range []string{"", "audience=domestic"} {
		s := shape("position", group, claim.Steps)
		s.Steps, s.First, s.Last, s.From, s.To, s.PStep, s.Q = 1, jan(firstYear), jan(lastYear), 1, -1, 0.001, 0.002
		one := store.BreakRow{SeriesName: s.SeriesName}
		forget(&one)
		one.Breaks, one.P, one.Q, one.N, one.SurvivesTerms = 1, s.PStep, s.Q, 29, "6 of 6"
		one.Before, one.BeforeLow, one.BeforeHigh, one.After, one.AfterLow = 1, 0.84, 1.15, -1, -1.17
		one.Change, one.ChangeLow, one.ChangeHigh = -2, -2.3, -1.7
		one.Date, one.Next, one.DateLow, one.DateHigh = jan(breakYear-1), jan(breakYear), jan(breakYear-2), jan(breakYear+1)
		f.breaks = append(f.breaks, one)
	}
	ramp := shape("position", "audience=international", claim.Trend)
	ramp.First, ramp.Last, ramp.From, ramp.To, ramp.RampFrom, ramp.RampTo = jan(1995), jan(lastYear), 0.7, -1.3, jan(2001), jan(2009)
	f.addBeside(shape("rate", "", claim.TrendAndStep))
	flat := shape("position", "audience=regional", claim.Flat)
	flat.First, flat.Last, flat.Level, flat.LevelLow, flat.LevelHigh, flat.SpreadOf = jan(firstYear), jan(2015), -0.6, -0.8, -0.4, "periods"
}

// addBeside makes of a shape a line with a step, of the phrases of a balance.
func (f *fixture) addBeside(s *store.ShapeRow) {
	s.Of, s.Steps, s.First, s.Last, s.From, s.To, s.Q = "claims.balance", 1, jan(firstYear), jan(lastYear), 5, 6, 0.01
	one := store.BreakRow{SeriesName: s.SeriesName}
	forget(&one)
	one.Date, one.Next, one.DateLow, one.DateHigh, one.Q = jan(2012), jan(2013), jan(2011), jan(2012), s.Q
	one.Before, one.After, one.Change, one.ChangeLow, one.ChangeHigh = 5.7, 5.3, -0.4, -0.6, -0.1
	f.breaks = append(f.breaks, one)
}

// forget makes every number of a row missing.
func forget(row any) {
	v := reflect.ValueOf(row).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Float64 {
			f.SetFloat(math.NaN())
		}
	}
}

func level(i int) float64 {
	if firstYear+i < breakYear {
		return 1
	}
	return -1
}

func (f *fixture) add(measure, of, group string, value func(i int) float64) {
	for year := firstYear; year <= lastYear; year++ {
		r := store.SeriesRow{SeriesName: nameOf(measure, group), Period: jan(year), Estimate: math.NaN(), Low: math.NaN(), High: math.NaN()}
		r.Of = of
		if year != gapYear {
			v := value(year - firstYear)
			r.Estimate, r.Low, r.High, r.Unit = v, v-0.6, v+0.5, "sentence"
			r.Hits, r.Tokens, r.Sentences, r.Documents = 40, 9000, 400, int64(3+year%4)
		}
		if year == 1999 && measure == "position" {
			r.High = math.NaN()
		}
		if year == 2012 && group == "audience=regional" {
			r.Low = -40
		}
		if year == 1997 {
			r.Warnings = "weak"
		}
		f.series = append(f.series, r)
	}
}

// addCounts adds the measures from which the counts of a position can be had.
func (f *fixture) addCounts() {
	for _, r := range slices.Clone(f.series) {
		if r.Measure != "position" {
			continue
		}
		hits := float64(r.Hits)
		p := (hits+1)/(1+math.Exp(-r.Estimate)) - 0.5
		r.Measure, r.Estimate = "salience", hits/float64(r.Tokens)
		f.series = append(f.series, r)
		r.Measure, r.Estimate = "difference", (2*p-hits)/float64(r.Tokens)
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
				f.terms = append(f.terms,
					store.TermRow{Frame: frame, Entry: entry, Freq: "year", Period: jan(year), Hits: n},
					store.TermRow{Frame: frame, Entry: entry, Freq: "quarter", Period: jan(year), Hits: 1},
					store.TermRow{Frame: frame, Entry: entry, Freq: "quarter", Period: jan(year).AddDate(0, 0, 181), Hits: n - 1})
			}
		}
		for _, at := range []time.Time{{}, jan(breakYear - 1)} {
			change := 0.25 * float64(k+1)
			f.shifts = append(f.shifts, store.ShiftRow{SeriesName: nameOf("difference", ""), Break: at,
				Spans: store.Spans{FromStart: jan(1990), FromEnd: newYearsEve(1999), ToStart: jan(2010), ToEnd: newYearsEve(2019)}, Frame: frame, Entry: entry,
				HitsFrom: 10, HitsTo: 20, RateFrom: 1, RateTo: 1 - sign*change, Contribution: -change / 1000, LogOdds: 0.2, Z: 1.5})
		}
	}
}

func (f *fixture) addStability() {
	add := func(kind, item string, delta float64, rank int64) {
		f.stability = append(f.stability, store.StabilityRow{SeriesName: nameOf("position", ""), Kind: kind, Item: item, Hits: 9,
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
	dir := filepath.Join(t.TempDir(), "runs", "one")
	f.corrected(t, validate.Folder(dir))
	followedFixture(t, diffusion.Folder(dir))
	f.networks(t, network.Folder(dir))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(f.series, func(a, b store.SeriesRow) int { return a.Period.Compare(b.Period) })
	writeFixture(t, dir, f.series)
	writeFixture(t, dir, f.shapes)
	writeFixture(t, dir, f.breaks)
	writeFixture(t, dir, f.shifts)
	writeFixture(t, dir, f.stability)
	writeFixture(t, dir, f.terms)
	if err := os.WriteFile(filepath.Join(dir, store.ManifestName), []byte(testManifest), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// corrected writes corrected positions of the fixture's.
func (f *fixture) corrected(t testing.TB, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	var rows []validate.CorrectedRow
	for i, r := range f.series {
		if r.Measure == "position" {
			rows = append(rows, validate.CorrectedRow{SeriesName: r.SeriesName, Period: r.Period, Raw: r.Estimate, RawLow: r.Low, RawHigh: r.High,
				Corrected: r.Estimate/2 + 0.3, Low: r.Estimate/2 - 0.4, High: r.Estimate/2 + 1.1, Codings: int64(i % 5), Documents: r.Documents, Tokens: r.Tokens,
				Method: "dsl", Assumes: "the coders are right", Warnings: []string{"", "correction-pooled"}[i%2]})
		}
	}
	slices.SortStableFunc(rows, func(a, b validate.CorrectedRow) int { return a.Period.Compare(b.Period) })
	writeFixture(t, dir, rows)
	name := rows[0].SeriesName
	writeFixture(t, dir, []validate.CorrectedShapeRow{{SeriesName: name, Kind: "raw", Class: "flat"}})
	writeFixture(t, dir, []store.StabilityRow{{SeriesName: name, Kind: "all", Change: -1}, {SeriesName: name, Kind: "corrected", Item: "dsl", Change: -0.5, Delta: 0.5, Rank: 1}})
	if err := os.WriteFile(filepath.Join(dir, validate.DesignName), []byte(`{"fingerprint": "0123456789abcdef"}`), 0o666); err != nil {
		t.Fatal(err)
	}
}

// followedFixture writes what following a concept found: three issuers, of which one
// never uses it, one leaves and returns, and leads of a concept, of one without a lag, and
// of a placebo.
func followedFixture(t testing.TB, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	about := diffusion.About{Concept: "rights", Role: "concept"}
	var periods []diffusion.AdoptionRow
	var curve []diffusion.CurveRow
	for i, issuer := range []string{"A", "B", "C"} {
		for year := 1990 + i; year < 2020; year++ {
			r := diffusion.AdoptionRow{About: about, Issuer: issuer, Period: jan(year), Documents: 1}
			if issuer == "B" && year > 2003 && year < 2007 {
				r.Documents = 0
			}
			if used := 2000 + 4*i; issuer != "C" && (year == used || year > used+4 && year%3 == 0) {
				r.Using = 1
			}
			periods = append(periods, r)
		}
	}
	for i := range 30 {
		share := min(1, float64(i/10)/3)
		r := diffusion.CurveRow{About: about, Period: jan(1990 + i), AtRisk: int64(3 - i/10), Share: share, Low: share / 2, High: (1 + share) / 2}
		if share == 0 {
			r.Low, r.High = math.NaN(), math.NaN()
		}
		if i > 0 && i%10 == 0 {
			r.Adopted = 1
		}
		curve = append(curve, r)
	}
	var leads []diffusion.LeadRow
	for i, of := range []diffusion.About{about, {Concept: "id:open-door", Role: "concept"}, {Concept: "a calm sea", Role: "placebo"}} {
		for k := int64(1); k <= 3; k++ {
			r := diffusion.LeadRow{About: of, A: "audience=regional", B: "audience=international", K: k, Order: diffusion.Stated, Lag: float64(700 - 500*i + 90*int(k)),
				PPermutation: 0.0004 + 0.2*float64(i)}
			r.LagLow, r.LagHigh = r.Lag-200, r.Lag+120
			if i == 1 && k > 1 {
				r.Lag, r.LagLow, r.LagHigh, r.PPermutation = math.NaN(), math.NaN(), math.NaN(), math.NaN()
			}
			leads = append(leads, r)
		}
	}
	writeFixture(t, dir, periods)
	writeFixture(t, dir, curve)
	writeFixture(t, dir, leads)
	design := `{"fingerprint": "0123456789abcdef", "options": {"concepts": ["rights"], "freq": "year", "k": 3}}`
	if err := os.WriteFile(filepath.Join(dir, diffusion.DesignName), []byte(design), 0o666); err != nil {
		t.Fatal(err)
	}
}

// networks writes links of three frames over three spans, one of which no frame is in.
func (f *fixture) networks(t testing.TB, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	frames := []string{"claims.balance", "claims.order", "claims.rights", "claims.peace", "claims.trade"}
	var links []network.LinkRow
	var changes []network.ChangeRow
	spans := []string{"1990..1999", "2000..2009", "2010..2019"}
	for i, a := range frames {
		for j := range i {
			b := frames[j]
			for n, span := range spans {
				lor := 2*wave(i*7+j*3+n) + 0.5
				links = append(links, network.LinkRow{Name: network.Name{Span: span, Window: network.Sentence}, A: b, B: a, Together: 30, Expected: 12.5,
					LOR: lor, Low: lor - 0.4, High: lor + 0.4, Q: 0.01, Backbone: lor > 0.6, Warnings: []string{"", "overlap"}[n%2]})
				if n > 0 {
					delta := 3 * wave(i+j*5+n)
					changes = append(changes, network.ChangeRow{From: spans[n-1], To: span, Window: network.Sentence, A: b, B: a, Delta: delta, Low: delta - 1, High: delta + 1, P: 0.3 / (1 + delta*delta*delta*delta)})
				}
			}
		}
	}
	changes[0].Delta, changes[0].P = math.NaN(), math.NaN()
	slices.SortStableFunc(links, func(a, b network.LinkRow) int { return strings.Compare(a.Span, b.Span) })
	slices.SortStableFunc(changes, func(a, b network.ChangeRow) int { return strings.Compare(a.From, b.From) })
	writeFixture(t, dir, links)
	writeFixture(t, dir, changes)
	told := `{"fingerprint": "0123456789abcdef", "nodes": "frames", "window": "sentence", "permutations": 9999, "where": ["issuer!=C98"]}`
	if err := os.WriteFile(filepath.Join(dir, network.ToldName), []byte(told), 0o666); err != nil {
		t.Fatal(err)
	}
}

func writeFixture[T any](t testing.TB, dir string, rows []T) {
	t.Helper()
	if len(rows) == 0 {
		return
	}
	err := tables.Write(dir, tables.Options{}, func(w *tables.Writer[T]) error {
		for _, r := range rows {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const testManifest = `{"software": "frameshift test", "fingerprint": "0123456789abcdef",
"lexicon": {"name": "claims", "version": "3"},
"glossary": {"frames": [
 {"key": "claims.rights", "label": "Rights", "definition": "People may."},
 {"key": "claims.order", "label": "Order", "definition": "People must."},
 {"key": "claims.balance", "label": "Balance of rights and order", "definition": "Both."}],
"contrasts": [{"key": "rights-order", "label": "Rights against order", "a": ["claims.rights"], "b": ["claims.order"]}],
"pairs": [{"key": "rights-order", "label": "Rights and order in one sentence", "a": ["claims.rights"], "b": ["claims.order"]}],
"topics": [{"key": "net", "label": "The net", "definition": "Networks."}]},
"configuration": {"inputs": ["x"], "where": ["issuer!=C99"], "weighting": "token", "freq": "year", "also_freq": ["quarter"]},
"inputs": [{"name": "claims.zip", "kind": "archive"}, {"name": "speakers.xlsx", "kind": "metadata"}]}`
