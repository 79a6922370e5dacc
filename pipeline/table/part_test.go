package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestJoin: parts that are joined are the file that one writer makes whose row groups
// end where the parts do, byte for byte.
func TestJoin(t *testing.T) {
	type row struct {
		_      struct{} `table:"joined" key:"text"`
		Text   string   `column:"text"`
		Word   string   `column:"word,null,repeats"`
		Number int64    `column:"number"`
		Real   float64  `column:"real,null"`
		Truth  bool     `column:"truth"`
	}
	random := rand.New(rand.NewPCG(3, 4))
	for _, sizes := range [][]int{{}, {1}, {700}, {700, 1, 5_000}, {3, 40_000, 2_000, 2, 9_999}} {
		rows := make([][]row, len(sizes))
		for i, n := range sizes {
			for range n {
				rows[i] = append(rows[i], row{
					Text: fmt.Sprint(i, len(rows[i])), Word: []string{"", "the", prose(random, 9)}[random.IntN(3)],
					Number: random.Int64N(9), Real: random.Float64(), Truth: random.IntN(2) == 0,
				})
			}
		}
		put := func(w *Writer[row], rows []row) error {
			for _, r := range rows {
				if err := w.Put(r); err != nil {
					return err
				}
			}
			return nil
		}
		whole, parts := t.TempDir(), t.TempDir()
		err := Write(whole, Options{Version: 1}, func(w *Writer[row]) error {
			for _, part := range rows {
				if err := put(w, part); err != nil {
					return err
				}
				if err := w.flush(); err != nil {
					return err
				}
				if err := w.parquet.Flush(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		j, err := Join[row](parts, Options{Version: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range rows {
			raw, err := Encode(Options{Version: 1}, func(w *Writer[row]) error { return put(w, part) })
			if err == nil {
				err = j.Add(raw)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(filepath.Join(whole, "joined.parquet"))
		got, _ := os.ReadFile(filepath.Join(parts, "joined.parquet"))
		if len(want) == 0 || !bytes.Equal(got, want) {
			t.Errorf("%d: %d bytes, want %d others", sizes, len(got), len(want))
		}
		if j, err := Join[row](t.TempDir(), Options{}); err != nil || j.Add([]byte("no table")) == nil {
			t.Errorf("a damaged part is taken: %v", err)
		}
	}
}
