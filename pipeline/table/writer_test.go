package table

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files")

// The bytes of a table with columns of every kind are pinned: they are the same
// on every machine (CI runs the test with the tag purego too, which stands for
// other processors) and change only with a library or with config.
func TestGoldenBytes(t *testing.T) {
	type row struct {
		_      struct{}  `table:"golden"`
		Text   string    `column:"text"`
		Word   string    `column:"word,repeats"`
		Four   string    `column:"four,repeats"`
		Maybe  string    `column:"maybe,null,repeats"`
		Number int64     `column:"number"`
		Wild   int64     `column:"wild"`
		Real   float64   `column:"real,null"`
		Truth  bool      `column:"truth"`
		Day    time.Time `column:"day,null"`
	}
	dir, random := t.TempDir(), rand.New(rand.NewPCG(9, 10))
	err := Write(dir, Options{Version: 1}, func(w *Writer[row]) error {
		for i := range 20_000 {
			r := row{
				Text: prose(random, random.IntN(40)), Word: words[random.IntN(len(words))],
				Four:  fmt.Sprint(i / 4), // four in a row are what AVX2 takes for eight
				Maybe: []string{"", "a", "b"}[random.IntN(3)], Number: int64(i * i), Wild: int64(random.Uint64() >> random.IntN(64)),
				Real:  []float64{random.NormFloat64(), 0, math.Copysign(0, -1), math.NaN(), math.Inf(-1)}[random.IntN(5)],
				Truth: random.IntN(3) == 0,
			}
			if i%7 != 0 {
				r.Day = march.AddDate(0, 0, random.IntN(40_000)-20_000)
			}
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "golden.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "golden.sha256", fmt.Sprintf("%x\n", sha256.Sum256(raw)))
}

var words = []string{
	"sovereignty", "development", "security", "the", "of", "and", "digital", "economy", "international",
	"Nations", "cooperation", "equality", "peaceful", "rules", "order", "connectivity", "principle", "affairs",
}

func prose(random *rand.Rand, size int) string {
	out := make([]byte, 0, size+16)
	for len(out) < size {
		out = append(append(out, words[random.IntN(len(words))]...), ' ')
	}
	return string(out[:size])
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
			type row struct {
				_      struct{} `table:"rows"`
				Source string   `column:"source"`
				Reason string   `column:"reason,repeats"`
				Detail string   `column:"detail"`
			}
			dir, long := t.TempDir(), strings.Repeat("ü", c.text/2)+strings.Repeat("u", c.text%2)
			err := Write(dir, Options{}, func(w *Writer[row]) error {
				for i := range c.rows {
					if err := w.Put(row{Source: fmt.Sprintf("%09d", i), Reason: "empty", Detail: long}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			table, err := Open(dir, "rows")
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

// TestDays: the day of a time is that of the midnight before it, which a calendar knows.
func TestDays(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for _, seconds := range []int64{0, 1, -1, secondsOfDay - 1, secondsOfDay, -secondsOfDay, -secondsOfDay - 1, random.Int64N(1 << 36), -random.Int64N(1 << 35)} {
		at := time.Unix(seconds, 0).UTC()
		year, month, day := at.Date()
		if got, want := dayOf(daysOf(at)), time.Date(year, month, day, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
			t.Errorf("%v is of %v, want %v", at, got, want)
		}
	}
}

// A large table fails in the middle, not only when it is closed.
func TestFullDiskMidway(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("/dev/full", filepath.Join(dir, "things.parquet")); err != nil {
		t.Skip(err)
	}
	rows := 0
	err := Write(dir, Options{}, func(w *Writer[anyRow]) error {
		for ; rows < 3*groupRows; rows++ {
			if err := w.Put(anyRow{Maybe: fmt.Sprint(rows)}); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, syscall.ENOSPC) || rows > 2*groupRows {
		t.Errorf("%v after %d rows", err, rows)
	}
}
