package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/parquet-go/parquet-go/compress/zstd"
)

// TestCodec: pages of any size are compressed to the bytes that parquet-go's codec
// makes of them, one after the other, and read back.
func TestCodec(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	plain := &zstd.Codec{Level: zstd.SpeedFastest, Concurrency: 1}
	c := newCodec()
	for _, n := range []int{0, 1, 100, 1023, 1024, 1025, 100_000, 128 << 10, 128<<10 + 1, 300_000, smallPage, smallPage + 1, 5 << 20, 200_000, 1 << 20, 17} {
		for _, words := range []int{3, 5000, 1 << 30} {
			var page bytes.Buffer
			for page.Len() < n {
				fmt.Fprintf(&page, "%x ", rng.IntN(words))
			}
			src := page.Bytes()[:n]
			got, err := c.Encode(nil, src)
			if err != nil {
				t.Fatal(err)
			}
			want, err := plain.Encode(nil, src)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%d bytes of %d words: %d bytes, want %d others", n, words, len(got), len(want))
			}
			if back, err := plain.Decode(nil, got); err != nil || !bytes.Equal(back, src) {
				t.Errorf("%d bytes of %d words: read back %d, %v", n, words, len(back), err)
			}
		}
	}
}
