package series_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/frameshift/frameshift/pipeline/series"
)

// Whatever is decoded is taken or refused; what is taken is encoded and decoded
// again to the same. The checksum is put right, or nothing would come past it.
func FuzzDecode(f *testing.F) {
	docs := newCorpus(f, 1, 6)
	for _, compare := range []bool{false, true} {
		f.Add(encode(f, docs.add(f, series.Options{By: []string{"region"}}, compare, all)), compare)
	}
	f.Fuzz(func(t *testing.T, raw []byte, compare bool) {
		if len(raw) > 4 {
			end := len(raw) - 4
			raw = binary.LittleEndian.AppendUint32(bytes.Clone(raw[:end]), crc32.ChecksumIEEE(raw[:end]))
		}
		a := docs.add(t, series.Options{By: []string{"region"}}, compare, none)
		if a.Decode(bytes.NewReader(raw)) != nil {
			return
		}
		again := docs.add(t, series.Options{By: []string{"region"}}, compare, none)
		code := encode(t, a)
		if err := again.Decode(bytes.NewReader(code)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encode(t, again), code) {
			t.Error("decoded again it is another")
		}
		if short(a) {
			tables(t, a)
		}
	})
}

// short says whether the calendar is one of a few years: dates far apart take
// minutes to examine.
func short(a *series.Aggregator) bool {
	rows, err := a.Rows()
	if err != nil {
		return false
	}
	n := 0
	for range rows {
		if n++; n > 2000 {
			return false
		}
	}
	return true
}
