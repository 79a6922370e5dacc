package store

import (
	"context"
	"flag"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stance"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/table"
)

var update = flag.Bool("update", false, "write the golden files")

var march = time.Date(1968, 3, 1, 0, 0, 0, 0, time.UTC)

var testRows = []series.Row{
	{Name: series.Name{Measure: "position", Of: "shift", Freq: "month"}, Period: march},
	{Name: series.Name{Measure: "share", Of: "shift", Freq: "month"}, Period: march, Estimate: math.Copysign(0, -1), Low: -1, High: 1, Unit: "sentence"},
	{Name: series.Name{Measure: "share", Of: "shift", Freq: "month"}, Period: march.AddDate(0, 1, 0), Estimate: 0.25, Low: 0.125, High: math.Inf(1),
		Hits: 8, Tokens: 100, Sentences: 9, Documents: 2, Unit: "document", Warnings: []measure.Warning{"weak", "few documents"}},
	{Name: series.Name{Measure: "share", Of: "shift", Group: "issuer=CHN", Freq: "month"}, Period: march, Estimate: math.NaN(), Low: math.NaN(), High: math.NaN()},
}

var testTerms = []series.TermRow{
	{Frame: "b.two", Entry: "rules", Freq: "month", Period: march, Hits: 3, Contribution: -0.5},
	{Frame: "a.three", Entry: "order", Freq: "month", Period: march.AddDate(0, 1, 0), Hits: 2},
	{Frame: "a.three", Entry: "order", Freq: "year", Period: march.AddDate(0, -2, 0), Hits: 4},
	{Frame: "a.three", Entry: "order", Freq: "month", Period: march, Hits: 1, Contribution: math.NaN()},
}

var testParts = []series.PartRow{{Of: "shift", Freq: "month", Period: march, Side: series.Positive, Frame: "a", Count: 1.5, PerMille: math.NaN()}}

var (
	position     = series.Name{Measure: "position", Of: "shift", Freq: "month"}
	sixties      = series.Span{Start: march, End: march.AddDate(1, 0, -1)}
	testEvidence = series.Evidence{
		Trends: []series.TrendRow{{Name: position, Trend: stats.Trend{N: 9, S: -4, VarS: 8, Z: -1.5, P: 0.25, TauB: math.NaN(), Lags: []int{1, 3}, EffectiveN: 7.5}}},
		Shapes: []series.ShapeRow{{Name: position, First: march, From: 1, To: math.NaN(), Within: true, Spread: 0.25,
			Shape: stats.Shape{Class: stats.Steps, N: 9, PStep: 0.01, PChange: math.NaN(), Steps: []int{4}, Criteria: stats.Criteria{Line: math.Inf(1)}}, Warnings: []measure.Warning{"a", "b"}}},
		Breaks: []series.BreakRow{
			{Name: position, Breaks: 1, Index: 4, Date: march, Next: march.AddDate(0, 1, 0), Low: march, High: march.AddDate(0, 2, 0),
				Before: series.Level{Estimate: 1, Low: 0.5, High: math.NaN()}, P: 0.01, Q: math.NaN(), N: 9, Survives: series.Survival{Terms: "2 of 3; not without a: rules (60 %)"}},
		},
		Shifts: []series.ShiftRow{{Name: position, FromSpan: sixties, ToSpan: sixties, Rank: 1, TermPart: series.TermPart{
			TermCount: series.TermCount{Frame: "a", Entry: "rules", Sign: 1, From: 2, To: 3}, Contribution: 0.125, LogOdds: math.NaN(), Z: math.NaN()}}},
		Stability: []series.StabilityRow{{Name: position, Kind: "term", Item: "a: rules", Hits: 5, Change: 1, Delta: -0.5, Rank: 1, Kept: 1, Breaks: 2}},
		Composition: []series.Composition{{Name: position, From: sixties, To: sixties,
			Whole:   stats.CompositionPart{Member: stats.Member{WeightFrom: 1, WeightTo: 1, ValueFrom: 3, ValueTo: 4}, Mix: 1, Total: 1},
			Issuers: []string{"X"}, Parts: []stats.CompositionPart{{Member: stats.Member{WeightTo: 0.5, ValueTo: 2}, Mix: 1, Total: 1}}}},
	}
)

var testRejections = []corpus.Rejection{
	{Seq: 9, Source: "b.zip/._x.txt", Reason: corpus.ReasonResourceFork},
	{Seq: 4, Source: "a.csv#7", Reason: corpus.ReasonNoDate, Detail: "no field \"date\""},
	{Seq: 3, Source: "a.csv#7", Reason: corpus.ReasonBadDate, Detail: "31 February"},
}

// written writes all tables of some documents.
func written(t testing.TB, docs []*score.Document) string {
	t.Helper()
	dir := t.TempDir()
	for _, err := range []error{
		WriteDocuments(context.Background(), dir, spooled(t, docs).Reader, ascending(docs), testInfo(t)),
		WriteSums(dir, &Sums{slices.Values(testRows), testTerms, testParts, testEvidence, testRejections}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// rows is a table as text, cells separated by |, null as ∅.
func rows(t testing.TB, dir, name string) (out []string) {
	t.Helper()
	f, err := table.Open(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cells, err := range f.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			if texts[i] = table.CellText(c); c == nil {
				texts[i] = "∅"
			}
		}
		out = append(out, strings.Join(texts, "|"))
	}
	if int64(len(out)) != f.NumRows() {
		t.Errorf("%s: %d rows read of %d", name, len(out), f.NumRows())
	}
	return out
}

func equalLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDocumentTables(t *testing.T) {
	docs := synthetic(2, 0, 0)
	docs[0].Frames[1] = score.FrameCount{Hits: 2, Weight: 1.5, Sentences: 1}
	// At one place: frames and entries in the order of their names, not of the lexicon.
	place := score.Hit{Sentence: 1, Start: 4, End: 12, Topics: 0b11, Surface: "Säcurity"}
	for _, h := range []struct {
		frame, entry int32
		reason       lexicon.Reason
	}{{0, 1, lexicon.Kept}, {1, 2, lexicon.Nested}, {1, 3, lexicon.Kept}, {2, 4, lexicon.Blocked}} {
		hit := place
		hit.Frame, hit.Entry, hit.Reason = h.frame, h.entry, h.reason
		switch h.entry {
		case 1:
			hit.Stance = stance.Stance{Polarity: stance.Denied, Holder: stance.Other, CueStart: 0, CueEnd: 3}
		case 3:
			hit.Stance = stance.Stance{Polarity: stance.Asserted, Quoted: true}
		}
		docs[0].Hits = append(docs[0].Hits, hit)
	}
	docs[0].Passages = []score.Passage{{Sentence: 1, Start: 3, End: 20, Topics: 0b10, Text: "line\nand | \"quote\""}}
	docs[1].Date = corpus.Date{Year: 1968, Month: 3, Day: 1, Precision: corpus.PrecisionMonth}
	docs[1].Title, docs[1].Encoding = "", ""
	dir := written(t, docs)

	sum := strings.Repeat("0", 62)
	equalLines(t, rows(t, dir, "documents"),
		"UN-000000|1970-01-01|day|en|CHN|General Assembly|∅|∅|Statement 0|corpus.zip/0.txt|0|0|"+sum+"00||CHN|∅|utf-8|∅|∅|Asia|0",
		"UN-000001|1968-03-01|month|en|USA|General Assembly|∅|∅|∅|corpus.zip/1.txt|0|0|0001"+strings.Repeat("0", 60)+"|duplicate-text|CHN|∅|∅|UN-000000|1|∅|1")
	equalLines(t, rows(t, dir, "counts"),
		"UN-000000|a.three|0|0|0", "UN-000000|b.one|2|1.5|1", "UN-000000|b.two|0|0|0", "UN-000000|c.four|0|0|0",
		"UN-000001|a.three|0|0|0", "UN-000001|b.one|0|0|0", "UN-000001|b.two|0|0|0", "UN-000001|c.four|0|0|0")
	equalLines(t, rows(t, dir, "hits"),
		"UN-000000|1|4|12|a.three|order|Säcurity|false|blocked|net; sea|∅|∅|false|∅",
		"UN-000000|1|4|12|b.one|development|Säcurity|true|∅|net; sea|asserted|∅|true|none",
		"UN-000000|1|4|12|b.one|security|Säcurity|false|nested|net; sea|∅|∅|false|∅",
		"UN-000000|1|4|12|b.two|rules|Säcurity|true|∅|net; sea|denied|0|false|other")
	equalLines(t, rows(t, dir, "sentences"), "UN-000000|1|3|20|line\nand | \"quote\"|sea")
}

func TestRowTables(t *testing.T) {
	dir := written(t, nil)
	equalLines(t, rows(t, dir, "series"),
		"position|shift|||month|1968-03-01|0|0|0|0|0|0|0|∅|",
		"share|shift|||month|1968-03-01|0|-1|1|0|0|0|0|sentence|",
		"share|shift|||month|1968-04-01|0.25|0.125|+Inf|8|100|9|2|document|weak; few documents",
		"share|shift||issuer=CHN|month|1968-03-01|∅|∅|∅|0|0|0|0|∅|")
	equalLines(t, rows(t, dir, "terms"),
		"a.three|order|month|1968-03-01|1|∅", "a.three|order|month|1968-04-01|2|0", "a.three|order|year|1968-01-01|4|0", "b.two|rules|month|1968-03-01|3|-0.5")
	equalLines(t, rows(t, dir, "trends"), "position|shift|||month|9|-4|8|-1.5|0.25|∅|0|0|0|1; 3|0|0|7.5|0|0|")
	equalLines(t, rows(t, dir, "breaks"),
		"position|shift|||month|1|4|1968-03-01|1968-04-01|1968-03-01|1968-05-01|1|0.5|∅|0|0|0|0|0|0|0.01|∅|9|2 of 3; not without a: rules (60 %)|∅|∅")
	equalLines(t, rows(t, dir, "shapes"),
		"position|shift|||month|9|step|1|0.01|0|∅|1968-03-01|∅|1|∅|0|0|0|∅|∅|0|0.25|documents|white|0|0|0|0|0|0|∅|0|0|0|0|0|a; b")
	equalLines(t, rows(t, dir, "parts"), "shift|||month|1968-03-01|positive|a|1.5|∅")
	equalLines(t, rows(t, dir, "shifts"), "position|shift|||month|1968-03-01|1969-02-28|1968-03-01|1969-02-28|∅|1|a|rules|2|3|0|0|0.125|∅|∅")
	equalLines(t, rows(t, dir, "stability"), "position|shift|||month|term|a: rules|5|1|-0.5|1|1|2")
	equalLines(t, rows(t, dir, "composition"),
		"position|shift|||month|1968-03-01|1969-02-28|1968-03-01|1969-02-28||1|1|3|4|0|1|0|1",
		"position|shift|||month|1968-03-01|1969-02-28|1968-03-01|1969-02-28|X|0|0.5|∅|2|0|1|0|1")
	equalLines(t, rows(t, dir, "quarantine"),
		"a.csv#7|bad-date|31 February", "a.csv#7|no-date|no field \"date\"", "b.zip/._x.txt|resource-fork|")
	if err := WriteSums(dir, &Sums{Series: slices.Values([]series.Row{testRows[1], testRows[0]})}); err == nil {
		t.Error("rows out of order were written")
	}
}

// Every table is written, and can be read, without a row.
func TestEmptyTables(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{
		WriteDocuments(context.Background(), dir, spooled(t, nil).Reader, placeList(nil), testInfo(t)),
		WriteSums(dir, &Sums{Series: slices.Values([]series.Row(nil))}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range Specs(nil) {
		if got := rows(t, dir, s.Name); len(got) != 0 {
			t.Errorf("%s: %q", s.Name, got)
		}
	}
}

// The order of arrival, the cuts between batches and the moment leave no trace.
func TestSameRowsSameBytes(t *testing.T) {
	docs := synthetic(1200, 25, 3)
	want := sums(t, written(t, docs))
	if got := sums(t, written(t, docs)); !maps.Equal(got, want) {
		t.Errorf("written again: %v, want %v", got, want)
	}
	backwards, places := slices.Clone(docs), ascending(docs)
	slices.Reverse(backwards)
	for i := range places {
		places[i].N = int32(len(docs) - 1 - i)
	}
	dir := t.TempDir()
	if err := WriteDocuments(context.Background(), dir, spooled(t, backwards).Reader, places, testInfo(t)); err != nil {
		t.Fatal(err)
	}
	for name, sum := range sums(t, dir) {
		if sum != want[name] {
			t.Errorf("%s differs when documents arrive backwards", name)
		}
	}
}

func TestMetaColumns(t *testing.T) {
	var got []string
	for _, c := range MetaColumns([]string{"region", "id", "Title", "REGION", "meta_id", "", "a.b, c"}) {
		got = append(got, c.Name)
	}
	want := []string{"region", "meta_id", "meta_Title", "meta_REGION", "meta_meta_id", "meta_", "a.b, c"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWriteDocumentsFails(t *testing.T) {
	docs := synthetic(300, 5, 1)
	spool, info, all := spooled(t, docs), testInfo(t), ascending(docs)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		dir   string
		order placeList
		want  string
	}{
		"cancelled":   {cancelled, t.TempDir(), all, "context canceled"},
		"no folder":   {context.Background(), filepath.Join(t.TempDir(), "none"), all, "no such file"},
		"id twice":    {context.Background(), t.TempDir(), placeList{all[0], all[1], all[1]}, "want ascending ids"},
		"not in turn": {context.Background(), t.TempDir(), placeList{all[1], all[0]}, "want ascending ids"},
	} {
		t.Run(name, func(t *testing.T) {
			err := WriteDocuments(c.ctx, c.dir, spool.Reader, c.order, info)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// TestTables: those of a run come first, in the order of the codebook.
func TestTables(t *testing.T) {
	dir := written(t, nil)
	if err := os.WriteFile(filepath.Join(dir, "another.parquet"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := Tables(dir)
	if err != nil || len(got) != 15 || got[0] != "documents" || !slices.Equal(got[12:], []string{"composition", "quarantine", "another"}) {
		t.Errorf("%q, %v", got, err)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", path, got)
	}
}
