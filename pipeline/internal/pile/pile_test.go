package pile

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"
)

// TestPile: whatever is put on it is read back, in any order, whether it lies in memory or
// in a file, and however long it is.
func TestPile(t *testing.T) {
	for _, c := range []struct {
		name string
		file bool
		pile *Pile
	}{
		{"memory", false, &Pile{}},
		{"file, all of it in memory", true, &Pile{}},
		{"file", true, &Pile{Held: 1, Chunk: 300}},
		{"half in memory", true, &Pile{Held: 100_000, Chunk: 5000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.pile
			if c.file {
				p.File = temp(t)
			}
			random := rand.New(rand.NewPCG(1, 2))
			var records [][]byte
			var places []Place
			r := p.NewReader()
			check := func(i int) {
				if got := r.Read(places[i]); !bytes.Equal(got, records[i]) {
					t.Fatalf("record %d is %d bytes, %x…, want %d", i, len(got), got[:min(len(got), 9)], len(records[i]))
				}
			}
			for i := range 500 {
				record := make([]byte, [...]int{0, 1, 127, 128, 400, 20_000}[random.IntN(6)]>>random.IntN(3))
				for k := range record {
					record[k] = byte(random.Uint32())
				}
				records, places = append(records, record), append(places, p.Add(record))
				check(random.IntN(i + 1))
			}
			for i := range records {
				check(i)
			}
			for _, i := range random.Perm(len(records)) {
				check(i)
			}
			if err := p.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A file that was cut, or is closed, is an error and nothing else.
func TestLost(t *testing.T) {
	for what, lose := range map[string]func(f *os.File) error{
		"cut": func(f *os.File) error { return f.Truncate(900) }, "closed": (*os.File).Close,
	} {
		p := Pile{File: temp(t), Held: 1, Chunk: 300}
		var places []Place
		for range 30 {
			places = append(places, p.Add(make([]byte, 100)))
		}
		if err := lose(p.File); err != nil {
			t.Fatal(err)
		}
		r := p.NewReader()
		for _, at := range places {
			r.Read(at)
		}
		if p.Err() == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func temp(t *testing.T) *os.File {
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}
