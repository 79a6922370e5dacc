package table

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

var march = time.Date(1968, 3, 1, 0, 0, 0, 0, time.UTC)

type head struct {
	Word string    `column:"word,repeats" about:"a word"`
	Day  time.Time `column:"day,null" about:"a day"`
}

// anyRow has a column of every kind.
type anyRow struct {
	_ struct{} `table:"things" row:"a thing" key:"word number"`
	head
	Number int64             `column:"number" unit:"pieces" about:"how many"`
	Real   float64           `column:"real,null" about:"how much"`
	Truth  bool              `column:"truth" about:"whether"`
	Maybe  string            `column:"maybe,null" about:"a text or none"`
	Rest   map[string]string `column:"*"`
}

var extra = []Column{{Name: "x", Type: Text, Nullable: true}, {Name: "y", Type: Text, Nullable: true, Repeats: true}}

func put[T any](rows ...T) func(*Writer[T]) error {
	return func(w *Writer[T]) error {
		for _, r := range rows {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	}
}

func mustWrite[T any](t testing.TB, rows ...T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := Write(dir, Options{Version: 1, Extra: extra}, put(rows...)); err != nil {
		t.Fatal(err)
	}
	return dir
}

var things = []anyRow{
	{head: head{"a", march}, Number: -3, Real: 0.5, Truth: true, Maybe: "m", Rest: map[string]string{"x": "1", "y": "", "z": "not a column"}},
	{head: head{Word: "a"}, Number: 4, Real: math.NaN(), Rest: map[string]string{"y": "ü"}},
	{head: head{Word: ""}, Real: math.Inf(-1)},
}

// TestRoundTrip: what is written is read, whole or in part.
func TestRoundTrip(t *testing.T) {
	dir := mustWrite(t, things...)
	var got []anyRow
	for r, err := range Scan[anyRow](dir) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if len(got) != 3 || !math.IsNaN(got[1].Real) {
		t.Fatalf("%+v", got)
	}
	got[1].Real = 0
	want := []anyRow{things[0], things[1], things[2]}
	want[0].Rest, want[1].Rest, want[2].Rest = map[string]string{"x": "1", "y": ""}, map[string]string{"x": "", "y": "ü"}, map[string]string{"x": "", "y": ""}
	want[1].Real = 0
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	type part struct {
		_     struct{} `table:"things"`
		Truth bool     `column:"truth"`
		More  float64  `column:"more,optional"`
		head
	}
	for r, err := range Scan[part](dir) {
		if err != nil || r.Word != "a" || !r.Truth || !r.Day.Equal(march) || !math.IsNaN(r.More) {
			t.Errorf("%+v, %v", r, err)
		}
		break // the rest is never read
	}
}

// TestMissingNumbers: a whole number below zero is null where there may be none, zero
// is not, and where the column is missing there is none.
func TestMissingNumbers(t *testing.T) {
	type row struct {
		_    struct{} `table:"places"`
		Name string   `column:"name"`
		At   int64    `column:"at,null"`
	}
	dir := t.TempDir()
	if err := Write(dir, Options{Version: 1}, put(row{Name: "a", At: 0}, row{Name: "b", At: -1}, row{Name: "c", At: 7})); err != nil {
		t.Fatal(err)
	}
	var got []int64
	for r, err := range Scan[row](dir) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.At)
	}
	f, err := Open(dir, "places")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cells []any
	for c, err := range f.Rows("at") {
		if err != nil {
			t.Fatal(err)
		}
		cells = append(cells, c[0])
	}
	if !reflect.DeepEqual(got, []int64{0, -1, 7}) || !reflect.DeepEqual(cells, []any{int64(0), nil, int64(7)}) {
		t.Errorf("got %v and %v", got, cells)
	}
	type more struct {
		_  struct{} `table:"places"`
		To int64    `column:"to,null,optional"`
	}
	for r, err := range Scan[more](dir) {
		if err != nil || r.To != -1 {
			t.Errorf("a column that is not there: %d, %v", r.To, err)
		}
	}
}

// TestManyRows: blocks, pages and row groups end where they do, and rows stay in
// step across columns.
func TestManyRows(t *testing.T) {
	const n = 3*blockRows + 17
	rows := make([]anyRow, n)
	for i := range rows {
		rows[i] = anyRow{head: head{Word: strings.Repeat("w", i%3000)}, Number: int64(i), Real: float64(i), Maybe: strings.Repeat("m", i%2)}
		if i%5 == 0 {
			rows[i].Real = math.NaN()
		}
	}
	i := 0
	for r, err := range Scan[anyRow](mustWrite(t, rows...)) {
		if err != nil {
			t.Fatal(err)
		}
		want := rows[i]
		if r.Word != want.Word || r.Number != want.Number || r.Maybe != want.Maybe || math.IsNaN(r.Real) != (i%5 == 0) || i%5 != 0 && r.Real != want.Real {
			t.Fatalf("row %d: %d, %v, %q", i, r.Number, r.Real, r.Maybe)
		}
		i++
	}
	if i != n {
		t.Errorf("%d rows, want %d", i, n)
	}
}

func TestScanFails(t *testing.T) {
	dir := mustWrite(t, things...)
	for _, err := range Scan[struct {
		_ struct{} `table:"things"`
		X string   `column:"xx"`
	}](dir) {
		if !errors.Is(err, ErrNoColumn) || !strings.Contains(err.Error(), "table things") {
			t.Error(err)
		}
	}
	for _, err := range Scan[struct {
		_      struct{} `table:"things"`
		Number string   `column:"number"`
	}](dir) {
		if err == nil || !strings.Contains(err.Error(), "column number is BIGINT, not VARCHAR") {
			t.Error(err)
		}
	}
	for _, err := range Scan[struct {
		_ struct{} `table:"absent"`
	}](dir) {
		if !errors.Is(err, ErrNoTable) || !strings.Contains(err.Error(), `"things"`) {
			t.Error(err)
		}
	}
}

// TestFaultyDeclarations: a fault in the tags shows the first time a program
// touches the table.
func TestFaultyDeclarations(t *testing.T) {
	for want, declared := range map[string]func() Spec{
		"names no table": SpecOf[struct {
			X string `column:"x"`
		}],
		"no column y of its key": SpecOf[struct {
			_ struct{} `table:"t" key:"x y"`
			X string   `column:"x"`
		}],
		"type int32": SpecOf[struct {
			_ struct{} `table:"t"`
			X int32    `column:"x"`
		}],
		`unknown option "nul"`: SpecOf[struct {
			_ struct{} `table:"t"`
			X string   `column:"x,nul"`
		}],
	} {
		func() {
			defer func() {
				if r := recover(); r == nil || !strings.Contains(r.(string), want) {
					t.Errorf("%v, want %q", r, want)
				}
			}()
			declared()
		}()
	}
}

func TestGet(t *testing.T) {
	for column, want := range map[string]any{
		"word": "a", "day": march, "number": int64(-3), "real": 0.5, "truth": true, "maybe": "m", "x": "1", "none": nil,
	} {
		got, ok := Get(&things[0], column)
		if got != want && !(column == "none" && got == "") || ok != (column != "none") {
			t.Errorf("%s is %v, %v, want %v", column, got, ok, want)
		}
	}
}

// TestSpec: the tags are the declaration.
func TestSpec(t *testing.T) {
	s := SpecOf[anyRow]().With(extra)
	if s.Name != "things" || s.Row != "a thing" || !reflect.DeepEqual(s.Key, []string{"word", "number"}) ||
		!reflect.DeepEqual(names(s.Columns), []string{"word", "day", "number", "real", "truth", "maybe", "x", "y"}) {
		t.Errorf("%+v", s)
	}
	if want := (Column{Name: "number", Type: Integer, Unit: "pieces", Meaning: "how many"}); s.Columns[2] != want {
		t.Errorf("%+v", s.Columns[2])
	}
}
