package token

import (
	"math/bits"
	"sync/atomic"
)

// keyBytes is the length of the longest span that is its own key. Nearly all
// spans of a text are as short, and comparing their keys compares them, next to
// each other in one array: the table is the innermost loop of a run.
const keyBytes = 16

// key stands for a span: its bytes if there are at most keyBytes, otherwise 128
// bits of a hash. salt is the same for all keys of a vocabulary.
type key struct{ a, b, salt uint64 }

// hash mixes the key; the salt keeps hostile texts from aiming at one slot.
func (k key) hash() uint64 {
	hi, lo := bits.Mul64(k.a^k.salt, k.b^bits.RotateLeft64(k.salt, 32)|1)
	h := hi ^ lo
	return h ^ h>>29
}

// spanTable is an open-addressing hash table, at most half full. Slots are
// filled once, under the vocabulary's lock, and read without it: the rest of a slot
// is written before its span is published.
type spanTable struct {
	slots []slot
	n     int
}

type slot struct {
	a, b uint64
	glance
	span atomic.Pointer[span]
}

func newSpanTable(size int) *spanTable { return &spanTable{slots: make([]slot, size)} }

// find returns the slot of the span with that key and text, or nil.
func (t *spanTable) find(k key, text []byte) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := k.hash() & mask; ; i = (i + 1) & mask {
		at := &t.slots[i]
		s := at.span.Load()
		if s == nil {
			return nil
		}
		if at.a == k.a && at.b == k.b && int(at.size) == min(len(text), mostSize) &&
			(len(text) <= keyBytes || s.text == string(text)) {
			return at
		}
	}
}

func (t *spanTable) put(k key, s *span) {
	mask := uint64(len(t.slots) - 1)
	i := k.hash() & mask
	for t.slots[i].span.Load() != nil {
		i = (i + 1) & mask
	}
	t.slots[i].a, t.slots[i].b = k.a, k.b
	t.slots[i].glance = s.glance()
	t.slots[i].span.Store(s)
	t.n++
}

// grown returns a table twice the size with the same spans.
func (t *spanTable) grown(salt uint64) *spanTable {
	bigger := newSpanTable(2 * len(t.slots))
	for i := range t.slots {
		if s := t.slots[i].span.Load(); s != nil {
			bigger.put(key{t.slots[i].a, t.slots[i].b, salt}, s)
		}
	}
	return bigger
}
