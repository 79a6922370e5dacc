package table

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

func TestOpenFails(t *testing.T) {
	dir := mustWrite[anyRow](t)
	if _, err := Open(dir, "nothing"); !errors.Is(err, ErrNoTable) || !strings.Contains(err.Error(), `"things"`) {
		t.Errorf("%v: want the tables there are", err)
	}
	if _, err := Open(filepath.Join(dir, "none"), "things"); !errors.Is(err, ErrNoTable) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text.parquet"), []byte("no table"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "text"); err == nil || !strings.Contains(err.Error(), "text.parquet") {
		t.Error(err)
	}
	if names, err := List(dir); err != nil || !slices.Equal(names, []string{"text", "things"}) {
		t.Errorf("%q, %v", names, err)
	}
}

// TestRows: cells are those of the columns asked for.
func TestRows(t *testing.T) {
	f, err := Open(mustWrite(t, things...), "things")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got [][]any
	for cells, err := range f.Rows("number", "day", "x") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, slices.Clone(cells))
	}
	if want := [][]any{{int64(-3), march, "1"}, {int64(4), nil, nil}, {int64(0), nil, nil}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, err := range f.Rows("number", "nothing") {
		if !errors.Is(err, ErrNoColumn) {
			t.Error(err)
		}
	}
}

// A damaged file gives an error, or rows, but no panic.
func TestDamagedTable(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	rows := make([]anyRow, 400)
	for i := range rows {
		rows[i] = anyRow{head: head{Word: words[random.IntN(len(words))], Day: march}, Number: random.Int64(), Real: random.Float64(), Maybe: "m"}
	}
	dir := mustWrite(t, rows...)
	path := filepath.Join(dir, "things.parquet")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		damaged := slices.Clone(whole)
		for range 1 + random.IntN(3) {
			damaged[random.IntN(len(damaged))] ^= byte(1 << random.IntN(8))
		}
		if i%10 == 0 {
			damaged = damaged[:random.IntN(len(damaged))]
		}
		if err := os.WriteFile(path, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, err := range Scan[anyRow](dir) {
			if err != nil {
				break
			}
		}
		f, err := Open(dir, "things")
		if err != nil {
			continue
		}
		for _, err := range f.Rows() {
			if err != nil {
				break
			}
		}
		f.Close()
	}
}

func TestCellText(t *testing.T) {
	for want, cell := range map[string]any{
		"": nil, "a": "a", "-7": int64(-7), "0.1": 0.1, "1e-07": 1e-7, "NaN": math.NaN(), "true": true,
		"1968-03-01": march,
	} {
		if got := CellText(cell); got != want {
			t.Errorf("%v is %q, want %q", cell, got, want)
		}
	}
}

// TestNotes: a file says what it holds, who wrote it and how it is sorted.
func TestNotes(t *testing.T) {
	f, err := Open(mustWrite(t, things...), "things")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for note, want := range map[string]string{
		"frameshift.schema_version": "1", "frameshift.table": "things", "frameshift.column.number": "how many",
	} {
		if got, _ := f.parquet.Lookup(note); got != want {
			t.Errorf("note %s is %q, want %q", note, got, want)
		}
	}
	if by := f.parquet.Metadata().CreatedBy; by != "frameshift version 1 (build 0)" {
		t.Errorf("created by %q", by)
	}
	for _, group := range f.parquet.Metadata().RowGroups {
		var key []string
		for _, s := range group.SortingColumns {
			key = append(key, f.columns[s.ColumnIdx].Name)
		}
		if !slices.Equal(key, []string{"word", "number"}) {
			t.Errorf("sorted by %q", key)
		}
	}
}

// TestPackedElsewhere: pages that say that they are LZ4 are refused before the library
// makes room for them.
func TestPackedElsewhere(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "things.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(parquet.Write(f, []struct{ A string }{{"one"}}, parquet.Compression(&parquet.Lz4Raw)), f.Close())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "things"); err == nil || !strings.Contains(err.Error(), "LZ4_RAW") {
		t.Errorf("%v", err)
	}
}
