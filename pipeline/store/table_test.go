package store

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestOpenTable(t *testing.T) {
	dir := write(t, synthetic(100, 3, 1))
	table, err := OpenTable(dir, "documents")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	n := 0
	for cells, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 2 {
			date := time.Date(1971, 2, 2, 0, 0, 0, 0, time.UTC)
			if cells[0] != "UN-000001" || cells[1] != date || cells[10] != int64(20) || cells[6] != nil {
				t.Errorf("%#v", cells)
			}
			break // the rest is never read
		}
	}
}

func TestOpenTableFails(t *testing.T) {
	dir := write(t, nil)
	if _, err := OpenTable(dir, "nothing"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), `"hits"`) {
		t.Errorf("%v: want the tables there are", err)
	}
	if _, err := OpenTable(filepath.Join(dir, "none"), "hits"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text.parquet"), []byte("no table"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenTable(dir, "text"); err == nil || !strings.Contains(err.Error(), "text.parquet") {
		t.Error(err)
	}
	if names, err := ListTables(dir); err != nil || !slices.Equal(names[10:], []string{"composition", "quarantine", "text"}) {
		t.Errorf("%q, %v", names, err)
	}
}

// A damaged file gives an error, or rows, but no panic.
func TestDamagedTable(t *testing.T) {
	dir := write(t, synthetic(20, 20, 2))
	path := filepath.Join(dir, "hits.parquet")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 8))
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
		table, err := OpenTable(dir, "hits")
		if err != nil {
			continue
		}
		for _, err := range table.Rows() {
			if err != nil {
				break
			}
		}
		table.Close()
	}
}

func TestCellText(t *testing.T) {
	for want, cell := range map[string]any{
		"": nil, "a": "a", "-7": int64(-7), "0.1": 0.1, "1e-07": 1e-7, "NaN": nan(), "true": true,
		"1968-03-01": march,
	} {
		if got := CellText(cell); got != want {
			t.Errorf("%v is %q, want %q", cell, got, want)
		}
	}
}

func nan() float64 { zero := 0.0; return zero / zero }
