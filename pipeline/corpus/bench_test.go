package corpus

import (
	"context"
	"io"
	"os"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// BenchmarkGunzip is the floor for BenchmarkRead: decompression alone.
func BenchmarkGunzip(b *testing.B) {
	path := corpora(b, "ungdc", "UNGDC_1946-2024.tgz")
	for b.Loop() {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		n, err := io.Copy(io.Discard, z)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(n)
		f.Close()
	}
}

func BenchmarkRead(b *testing.B) { benchmarkRead(b, false) }

func BenchmarkReadDecode(b *testing.B) { benchmarkRead(b, true) }

func benchmarkRead(b *testing.B, decode bool) {
	path := corpora(b, "ungdc", "UNGDC_1946-2024.tgz")
	r, err := Open([]string{path}, preset(b, "ungdc"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		size := 0
		err := r.Read(context.Background(), func(raw Raw) error {
			size += raw.Size()
			if decode {
				r.Decode(raw)
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(size))
	}
}
