package spool_test

import "encoding/binary"

// The other carrier of sums that was measured: varints, one after the other.

type bytesOut struct{ buf []byte }

func (b *bytesOut) numbers(n ...uint64) {
	for _, n := range n {
		b.buf = binary.AppendUvarint(b.buf, n)
	}
}

func (b *bytesOut) text(s string) {
	b.numbers(uint64(len(s)))
	b.buf = append(b.buf, s...)
}

type bytesIn struct{ buf []byte }

func (b *bytesIn) number() uint64 {
	n, size := binary.Uvarint(b.buf)
	b.buf = b.buf[size:]
	return n
}

func (b *bytesIn) text() string {
	n := b.number()
	s := string(b.buf[:n])
	b.buf = b.buf[n:]
	return s
}

func encodeSum(b *bytesOut, s *sum) {
	b.text(s.id)
	b.text(s.issuer)
	b.buf = binary.AppendVarint(b.buf, s.day)
	for _, list := range [][]uint32{s.classes, s.terms} {
		b.numbers(uint64(len(list)))
		for _, n := range list {
			b.numbers(uint64(n))
		}
	}
}

func decodeSum(b *bytesIn) *sum {
	s := &sum{id: b.text(), issuer: b.text()}
	day, size := binary.Varint(b.buf)
	s.day, b.buf = day, b.buf[size:]
	for _, list := range []*[]uint32{&s.classes, &s.terms} {
		for range b.number() {
			*list = append(*list, uint32(b.number()))
		}
	}
	return s
}
