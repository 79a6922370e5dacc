package store

import (
	"context"
	"flag"
	"fmt"
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
	"github.com/frameshift/frameshift/pipeline/score"
	"github.com/frameshift/frameshift/pipeline/series"
)

var update = flag.Bool("update", false, "write the golden files")

var march = time.Date(1968, 3, 1, 0, 0, 0, 0, time.UTC)

var testRows = []series.Row{
	{Measure: "share", Of: "shift", Group: "issuer=CHN", Freq: "month", Period: march, Estimate: math.NaN(), Low: math.NaN(), High: math.NaN()},
	{Measure: "share", Of: "shift", Freq: "month", Period: march.AddDate(0, 1, 0), Estimate: 0.25, Low: 0.125, High: math.Inf(1),
		Hits: 8, Tokens: 100, Sentences: 9, Documents: 2, Unit: "document", Warnings: []string{"weak", "few documents"}},
	{Measure: "share", Of: "shift", Freq: "month", Period: march, Estimate: math.Copysign(0, -1), Low: -1, High: 1, Unit: "sentence"},
	{Measure: "position", Of: "shift", Freq: "month", Period: march},
}

var testTerms = []series.TermRow{
	{Frame: "b.two", Entry: "rules", Period: march, Hits: 3},
	{Frame: "a.three", Entry: "order", Period: march.AddDate(0, 1, 0), Hits: 2},
	{Frame: "a.three", Entry: "order", Period: march, Hits: 1},
}

var testRejections = []corpus.Rejection{
	{Seq: 9, Source: "b.zip/._x.txt", Reason: corpus.ReasonResourceFork},
	{Seq: 4, Source: "a.csv#7", Reason: corpus.ReasonNoDate, Detail: "no field \"date\""},
	{Seq: 3, Source: "a.csv#7", Reason: corpus.ReasonBadDate, Detail: "31 February"},
}

// write writes all tables of some documents.
func write(t testing.TB, docs []*score.Document) string {
	t.Helper()
	dir := t.TempDir()
	for _, err := range []error{
		WriteDocuments(context.Background(), dir, spooled(t, docs), ascending(len(docs)), testInfo(t)),
		WriteSeries(dir, testRows), WriteTerms(dir, testTerms), WriteQuarantine(dir, testRejections),
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
	table, err := OpenTable(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	for cells, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			if texts[i] = CellText(c); c == nil {
				texts[i] = "∅"
			}
		}
		out = append(out, strings.Join(texts, "|"))
	}
	if int64(len(out)) != table.NumRows() {
		t.Errorf("%s: %d rows read of %d", name, len(out), table.NumRows())
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
	place := score.Hit{Sentence: 1, Start: 4, End: 12, Surface: "Säcurity"}
	for _, h := range []struct {
		frame, entry int32
		reason       lexicon.Reason
	}{{0, 1, lexicon.Kept}, {1, 2, lexicon.Nested}, {1, 3, lexicon.Kept}, {2, 4, lexicon.Blocked}} {
		hit := place
		hit.Frame, hit.Entry, hit.Reason = h.frame, h.entry, h.reason
		docs[0].Hits = append(docs[0].Hits, hit)
	}
	docs[0].Passages = []score.Passage{{Sentence: 1, Start: 3, End: 20, Text: "line\nand | \"quote\""}}
	docs[1].Date = corpus.Date{Year: 1968, Month: 3, Day: 1, Precision: corpus.PrecisionMonth}
	docs[1].Title, docs[1].Encoding = "", ""
	dir := write(t, docs)

	sum := strings.Repeat("0", 62)
	equalLines(t, rows(t, dir, "documents"),
		"UN-000000|1970-01-01|day|en|CHN|General Assembly|∅|∅|Statement 0|corpus.zip/0.txt|0|0|"+sum+"00||CHN|∅|utf-8|Asia|0",
		"UN-000001|1968-03-01|month|en|USA|General Assembly|∅|∅|∅|corpus.zip/1.txt|0|0|0001"+strings.Repeat("0", 60)+"|duplicate-text|CHN|∅|∅|∅|1")
	equalLines(t, rows(t, dir, "counts"),
		"UN-000000|a.three|0|0|0", "UN-000000|b.one|2|1.5|1", "UN-000000|b.two|0|0|0", "UN-000000|c.four|0|0|0",
		"UN-000001|a.three|0|0|0", "UN-000001|b.one|0|0|0", "UN-000001|b.two|0|0|0", "UN-000001|c.four|0|0|0")
	equalLines(t, rows(t, dir, "hits"),
		"UN-000000|1|4|12|a.three|order|Säcurity|false|blocked",
		"UN-000000|1|4|12|b.one|development|Säcurity|true|∅",
		"UN-000000|1|4|12|b.one|security|Säcurity|false|nested",
		"UN-000000|1|4|12|b.two|rules|Säcurity|true|∅")
	equalLines(t, rows(t, dir, "sentences"), "UN-000000|1|3|20|line\nand | \"quote\"")
}

func TestRowTables(t *testing.T) {
	dir := write(t, nil)
	equalLines(t, rows(t, dir, "series"),
		"position|shift|||month|1968-03-01|0|0|0|0|0|0|0|∅|",
		"share|shift|||month|1968-03-01|-0|-1|1|0|0|0|0|sentence|",
		"share|shift|||month|1968-04-01|0.25|0.125|+Inf|8|100|9|2|document|weak; few documents",
		"share|shift||issuer=CHN|month|1968-03-01|∅|∅|∅|0|0|0|0|∅|")
	equalLines(t, rows(t, dir, "terms"),
		"a.three|order|1968-03-01|1|∅", "a.three|order|1968-04-01|2|∅", "b.two|rules|1968-03-01|3|∅")
	equalLines(t, rows(t, dir, "quarantine"),
		"a.csv#7|bad-date|31 February", "a.csv#7|no-date|no field \"date\"", "b.zip/._x.txt|resource-fork|")
	if testRows[0].Group == "" {
		t.Error("the caller's rows were sorted")
	}
}

// Every table is written, and can be read, without a row.
func TestEmptyTables(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{
		WriteDocuments(context.Background(), dir, spooled(t, nil), nil, testInfo(t)),
		WriteSeries(dir, nil), WriteTerms(dir, nil), WriteQuarantine(dir, nil),
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

// The files, the specs and the codebook are the same list of columns; and the
// rows are sorted as the files say.
func TestTablesAgreeWithTheCodebook(t *testing.T) {
	dir := write(t, synthetic(30, 20, 3))
	info := testInfo(t)
	if err := (Codebook{Lexicon: info.Matcher.Lexicon(), Meta: info.Meta}).Write(dir); err != nil {
		t.Fatal(err)
	}
	codebook, err := os.ReadFile(filepath.Join(dir, "codebook.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed, err := ListTables(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, spec := range Specs(info.Meta) {
		if listed[i] != spec.Name {
			t.Errorf("table %d is %s, want %s", i, listed[i], spec.Name)
		}
		table, err := OpenTable(dir, spec.Name)
		if err != nil {
			t.Fatal(err)
		}
		defer table.Close()
		agree(t, table, spec, string(codebook))
		sorted(t, table, spec)
	}
}

func agree(t *testing.T, table *Table, spec TableSpec, codebook string) {
	t.Helper()
	_, section, _ := strings.Cut(codebook, "## Table "+spec.Name+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for i, c := range spec.Columns {
		got := table.Columns()[i]
		if got.Name != c.Name || got.Type != c.Type || got.Nullable != c.Nullable || got.Meaning != c.Meaning {
			t.Errorf("%s: file has %+v, spec %+v", spec.Name, got, c)
		}
		if !strings.Contains(section, fmt.Sprintf("| `%s` | %s | %s |", c.Name, c.Type, c.Unit)) {
			t.Errorf("%s: no %s in the codebook", spec.Name, c.Name)
		}
	}
	if len(table.Columns()) != len(spec.Columns) {
		t.Errorf("%s: the file has more columns", spec.Name)
	}
	for note, want := range spec.notes() {
		if got, _ := table.parquet.Lookup(note); got != want {
			t.Errorf("%s: note %s is %q", spec.Name, note, got)
		}
	}
	if by := table.parquet.Metadata().CreatedBy; by != "frameshift version 1 (build 0)" {
		t.Errorf("created by %q", by)
	}
}

func sorted(t *testing.T, table *Table, spec TableSpec) {
	t.Helper()
	for _, group := range table.parquet.Metadata().RowGroups {
		var key []string
		for _, s := range group.SortingColumns {
			key = append(key, spec.Columns[s.ColumnIdx].Name)
		}
		if !slices.Equal(key, spec.Key) {
			t.Errorf("%s: the file says sorted by %q, the spec by %q", spec.Name, key, spec.Key)
		}
	}
	var last []any
	for cells, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range spec.Key {
			i := slices.IndexFunc(spec.Columns, func(c Column) bool { return c.Name == key })
			if last == nil || less(last[i], cells[i]) {
				break
			}
			if less(cells[i], last[i]) {
				t.Fatalf("%s: row %v comes after %v", spec.Name, cells, last)
			}
		}
		last = slices.Clone(cells)
	}
}

func less(a, b any) bool {
	switch a := a.(type) {
	case string:
		return a < b.(string)
	case int64:
		return a < b.(int64)
	}
	return a.(time.Time).Before(b.(time.Time))
}

// The order of arrival, the cuts between batches and the moment leave no trace.
func TestSameRowsSameBytes(t *testing.T) {
	docs := synthetic(3000, 25, 3)
	want := sums(t, write(t, docs))
	if got := sums(t, write(t, docs)); !maps.Equal(got, want) {
		t.Errorf("written again: %v, want %v", got, want)
	}
	backwards, order := slices.Clone(docs), make([]int, len(docs))
	slices.Reverse(backwards)
	info := testInfo(t)
	info.Flags = map[int][]string{}
	for i := range order {
		order[i] = len(docs) - 1 - i
		info.Flags[order[i]] = testInfo(t).Flags[i]
	}
	dir := t.TempDir()
	if err := WriteDocuments(context.Background(), dir, spooled(t, backwards), order, info); err != nil {
		t.Fatal(err)
	}
	for name, sum := range sums(t, dir) {
		if sum != want[name] {
			t.Errorf("%s differs when documents arrive backwards", name)
		}
	}
}

// The bytes are pinned: they are the same on every machine and change only
// with the schema or with a library that writes Parquet.
func TestGoldenBytes(t *testing.T) {
	var b strings.Builder
	got := sums(t, write(t, synthetic(60, 40, 8)))
	for _, name := range slices.Sorted(maps.Keys(got)) {
		fmt.Fprintf(&b, "%s  %s\n", got[name], name)
	}
	golden(t, "tables.sha256", b.String())
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

// Row groups are cut by rows and by text, and end where the rows do.
func TestRowGroups(t *testing.T) {
	for name, c := range map[string]struct{ rows, text, groups int }{
		"one block":  {blockRows, 1, 1},
		"one group":  {groupRows, 1, 1},
		"by rows":    {groupRows + 1, 1, 2},
		"by text":    {groupBytes/(64<<10) + 1, 64 << 10, 2},
		"huge texts": {3, groupBytes, 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir, long := t.TempDir(), strings.Repeat("ü", c.text/2)+strings.Repeat("u", c.text%2)
			err := writeTable(dir, quarantineSpec, func(w *tableWriter) error {
				for i := range c.rows {
					w.text(fmt.Sprintf("%09d", i))
					w.text("empty")
					w.text(long)
					if err := w.end(); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			table, err := OpenTable(dir, "quarantine")
			if err != nil {
				t.Fatal(err)
			}
			defer table.Close()
			if n := len(table.parquet.RowGroups()); n != c.groups {
				t.Errorf("%d row groups, want %d", n, c.groups)
			}
			n := 0
			for cells, err := range table.Rows() {
				if err != nil || cells[0] != fmt.Sprintf("%09d", n) || cells[2] != long {
					t.Fatalf("row %d: %v", n, err)
				}
				n++
			}
			if n != c.rows {
				t.Errorf("%d rows, want %d", n, c.rows)
			}
		})
	}
}

func TestMetaColumns(t *testing.T) {
	var got []string
	for _, c := range metaColumns([]string{"region", "id", "Title", "REGION", "meta_id", "", "a.b, c"}) {
		got = append(got, c.Name)
	}
	want := []string{"region", "meta_id", "meta_Title", "meta_REGION", "meta_meta_id", "meta_", "a.b, c"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWriteDocumentsFails(t *testing.T) {
	docs := synthetic(300, 5, 1)
	spool, info := spooled(t, docs), testInfo(t)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		dir   string
		order []int
		want  string
	}{
		"cancelled":   {cancelled, t.TempDir(), ascending(300), "context canceled"},
		"no folder":   {context.Background(), filepath.Join(t.TempDir(), "none"), ascending(300), "no such file"},
		"id twice":    {context.Background(), t.TempDir(), []int{0, 1, 1}, "want ascending ids"},
		"not in turn": {context.Background(), t.TempDir(), []int{1, 0}, "want ascending ids"},
	} {
		t.Run(name, func(t *testing.T) {
			err := WriteDocuments(c.ctx, c.dir, spool, c.order, info)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
