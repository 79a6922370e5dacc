//go:build !purego

package table

import (
	_ "unsafe" // for go:linkname

	_ "github.com/parquet-go/parquet-go/encoding/rle"
)

// indexEqual8 is parquet-go's search for eight equal dictionary indexes in a
// row. Its version for AVX2 also stops at four equal ones followed by four other
// equal ones. What it writes is valid, but other processors write other bytes;
// so that all write the same, the portable version takes its place. Should
// parquet-go rename the variable, TestGoldenBytes fails on AVX2.
//
//go:linkname indexEqual8 github.com/parquet-go/parquet-go/encoding/rle.encodeInt32IndexEqual8Contiguous
var indexEqual8 func(words [][8]int32) int

func init() { indexEqual8 = portableIndexEqual8 }

func portableIndexEqual8(words [][8]int32) int {
	for i, w := range words {
		if w == [8]int32{w[0], w[0], w[0], w[0], w[0], w[0], w[0], w[0]} {
			return i
		}
	}
	return len(words)
}
