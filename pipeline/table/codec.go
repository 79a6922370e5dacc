package table

import (
	"sync"

	"github.com/klauspost/compress/zstd"
	parquetzstd "github.com/parquet-go/parquet-go/compress/zstd"
)

// codec is Parquet's Zstandard with less memory. An encoder keeps twice its window,
// 8 MB at this level, though nearly all pages have less than 1 MB; and for what
// fits into the window its size changes no byte.
type codec struct {
	parquetzstd.Codec // for larger pages, and to read
	small             sync.Pool
}

const smallPage = 1 << 20

func newCodec() *codec {
	c := &codec{Codec: parquetzstd.Codec{Level: parquetzstd.SpeedFastest, Concurrency: 1}}
	c.small.New = func() any {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(c.Level),
			zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false), zstd.WithWindowSize(smallPage))
		if err != nil {
			panic(err) // an option is wrong
		}
		return e
	}
	return c
}

// Encode compresses a page.
func (c *codec) Encode(dst, src []byte) ([]byte, error) {
	if len(src) > smallPage {
		return c.Codec.Encode(dst, src)
	}
	e := c.small.Get().(*zstd.Encoder)
	defer c.small.Put(e)
	return e.EncodeAll(src, dst[:0]), nil
}
