package store

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The bytes of a table with columns of every kind are pinned: they are the same
// on every machine (CI runs the test with the tag purego too, which stands for
// other processors) and change only with a library or with config.
func TestGoldenBytes(t *testing.T) {
	spec := TableSpec{Name: "golden", Columns: []Column{
		{Name: "text", Type: Text}, {Name: "word", Type: Text, repeats: true}, {Name: "four", Type: Text, repeats: true},
		{Name: "maybe", Type: Text, Nullable: true, repeats: true}, {Name: "number", Type: Integer},
		{Name: "wild", Type: Integer}, {Name: "real", Type: Real, Nullable: true}, {Name: "truth", Type: Truth},
		{Name: "day", Type: Date, Nullable: true},
	}}
	dir, random := t.TempDir(), rand.New(rand.NewPCG(9, 10))
	err := writeTable(dir, spec, func(w *tableWriter) error {
		for i := range 20_000 {
			w.text(prose(random, random.IntN(40)))
			w.text(words[random.IntN(len(words))])
			w.text(fmt.Sprint(i / 4)) // four in a row are what AVX2 takes for eight
			w.optional([]string{"", "a", "b"}[random.IntN(3)])
			w.integer(int64(i * i))
			w.integer(int64(random.Uint64() >> random.IntN(64)))
			w.real([]float64{random.NormFloat64(), 0, math.Copysign(0, -1), math.NaN(), math.Inf(-1)}[random.IntN(5)])
			w.truth(random.IntN(3) == 0)
			if i%7 == 0 {
				w.null()
			} else {
				w.date(march.AddDate(0, 0, random.IntN(40_000)-20_000))
			}
			if err := w.end(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "golden.sha256", sums(t, dir)["golden.parquet"]+"\n")
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
		"huge texts": {2, groupBytes, 2},
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
