package table

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// wideRow has a column of every type, with and without nulls and a dictionary.
type wideRow struct {
	_     struct{}  `table:"wide"`
	Key   string    `column:"key,repeats"`
	Maybe string    `column:"maybe,null,repeats"`
	Text  string    `column:"text"`
	Note  string    `column:"note,null"`
	N     int64     `column:"n"`
	Many  int64     `column:"many,null"`
	Kept  bool      `column:"kept"`
	Day   time.Time `column:"day,null"`
}

// mustWide writes a table of several row groups, in each several pages a column.
func mustWide(t testing.TB) (dir string) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	dir = t.TempDir()
	all, err := Join[wideRow](dir, Options{Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		part, err := Encode(Options{Version: 1}, func(w *Writer[wideRow]) error {
			for i := range 70_000 {
				row := wideRow{Key: words[i/9000], Text: words[random.IntN(len(words))] + strings.Repeat("x", i%40), N: random.Int64(), Many: -1, Kept: random.IntN(3) == 0}
				if random.IntN(2) == 0 {
					row.Maybe, row.Note, row.Many, row.Day = words[random.IntN(9)], row.Key, int64(i), march.AddDate(0, 0, i)
				}
				if err := w.Put(row); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil {
			err = all.Add(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := all.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestScanAgainstRows: columns read page by page are the rows as the library puts them
// together.
func TestScanAgainstRows(t *testing.T) {
	dir := mustWide(t)
	file, err := os.Open(filepath.Join(dir, "wide.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := parquet.NewReader(file)
	defer reader.Close()
	row := make([]parquet.Row, 1)
	n := 0
	for got, err := range Scan[wideRow](dir) {
		if err != nil {
			t.Fatal(err)
		}
		if k, err := reader.ReadRows(row); k != 1 {
			t.Fatal(err)
		}
		want := wideRow{Many: -1, Key: row[0][0].String(), Text: row[0][2].String(), N: row[0][4].Int64(), Kept: row[0][6].Boolean()}
		for i, use := range map[int]func(parquet.Value){
			1: func(v parquet.Value) { want.Maybe = v.String() }, 3: func(v parquet.Value) { want.Note = v.String() },
			5: func(v parquet.Value) { want.Many = v.Int64() }, 7: func(v parquet.Value) { want.Day = dayOf(v.Int32()) },
		} {
			if v := row[0][i]; !v.IsNull() {
				use(v)
			}
		}
		if got != want {
			t.Fatalf("row %d is %+v, want %+v", n, got, want)
		}
		n++
	}
	if k, err := reader.ReadRows(row); n != 210_000 || k != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("%d rows, %v", n, err)
	}
}

// TestScanSpans: rows of spans are those of the whole table in these places.
func TestScanSpans(t *testing.T) {
	dir := mustWide(t)
	var all []wideRow
	for row, err := range Scan[wideRow](dir) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range 25 {
		var ends []int64
		for range 2 * (1 + random.IntN(12)) {
			ends = append(ends, random.Int64N(int64(len(all))+1))
		}
		slices.Sort(ends)
		var spans []Span
		var want, got []wideRow
		for i := 0; i < len(ends); i += 2 {
			if random.IntN(2) == 0 { // a short one
				ends[i+1] = min(ends[i+1], ends[i]+3)
			}
			spans = append(spans, Span{ends[i], ends[i+1]})
			want = append(want, all[ends[i]:ends[i+1]]...)
		}
		for row, err := range ScanSpans[wideRow](dir, spans) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, row)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%v: %d rows are not the %d there", spans, len(got), len(want))
		}
	}
}

func BenchmarkScan(b *testing.B) {
	dir := mustWide(b)
	for b.Loop() {
		for _, err := range Scan[wideRow](dir) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkScanKeys(b *testing.B) {
	type keys struct {
		_     struct{} `table:"wide"`
		Key   string   `column:"key,repeats"`
		Maybe string   `column:"maybe,null,repeats"`
	}
	dir := mustWide(b)
	for b.Loop() {
		for _, err := range Scan[keys](dir) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// Apart leaves out what both tables have to the byte, wherever it stands, and no row
// that is in one of them alone.
func TestApart(t *testing.T) {
	type row struct {
		_   struct{} `table:"apart" key:"key"`
		Key string   `column:"key"`
		N   int64    `column:"n"`
	}
	write := func(groups ...[]row) string {
		dir := t.TempDir()
		all, err := Join[row](dir, Options{Version: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, rows := range groups {
			part, err := Encode(Options{Version: 1}, func(w *Writer[row]) error {
				for _, r := range rows {
					if err := w.Put(r); err != nil {
						return err
					}
				}
				return nil
			})
			if err := errors.Join(err, all.Add(part)); err != nil {
				t.Fatal(err)
			}
		}
		if err := all.Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	one, two, three := []row{{Key: "a", N: 1}, {Key: "b", N: 2}}, []row{{Key: "c", N: 3}}, []row{{Key: "d", N: 4}, {Key: "e", N: 5}}
	other := []row{{Key: "c", N: 4}, {Key: "cc", N: 4}}
	for _, c := range []struct {
		about string
		a, b  string
		wantA []Span
		wantB []Span
	}{
		{"the same", write(one, two, three), write(one, two, three), nil, nil},
		{"one in the middle", write(one, two, three), write(one, other, three), []Span{{2, 3}}, []Span{{2, 4}}},
		{"one gone", write(one, two, three), write(two, three), []Span{{0, 2}}, nil},
		{"cut elsewhere", write(one, two, three), write(slices.Concat(one, two), three), []Span{{0, 2}, {2, 3}}, []Span{{0, 3}}},
		{"nothing alike", write(one), write(three), []Span{{0, 2}}, []Span{{0, 2}}},
	} {
		a, b, err := Apart[row](c.a, c.b)
		if err != nil || !slices.Equal(a, c.wantA) || !slices.Equal(b, c.wantB) {
			t.Errorf("%s: %v and %v, %v; want %v and %v", c.about, a, b, err, c.wantA, c.wantB)
		}
	}
	if _, _, err := Apart[row](write(one), t.TempDir()); !errors.Is(err, ErrNoTable) {
		t.Errorf("a folder without the table: %v", err)
	}
}
