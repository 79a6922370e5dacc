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
// bits of a hash.
type key struct{ a, b, hash uint64 }

// keyOf mixes a hash of the key; the salt keeps hostile texts from aiming at one slot.
func keyOf(a, b, salt uint64) key {
	hi, lo := bits.Mul64(a^salt, b^bits.RotateLeft64(salt, 32)|1)
	h := hi ^ lo
	return key{a, b, h ^ h>>29}
}

// slot is a span, as far as nearly all of a text asks for it. It holds no pointer: the
// garbage collector does not look at tables.
type slot struct {
	a, b uint64
	glance
	n uint32 // the number of the span, from 1
}

// differs is 0 if the slot is that of the span at a place, as far as keys say.
func (s *slot) differs(p *place) uint64 {
	return (s.a ^ p.a) | (s.b ^ p.b) | uint64(uint8(min(p.end-p.start, mostSize))^s.size)
}

// spanTable is an open-addressing hash table, at most half full. Slots are
// filled once, under the vocabulary's lock, and read without it: the rest of a slot
// is written before its number.
type spanTable struct {
	slots []slot
	n     int
}

func newSpanTable(size int) *spanTable { return &spanTable{slots: make([]slot, size)} }

// first is the slot that is looked at first for a key.
func (t *spanTable) first(k *key) uint64 { return k.hash & uint64(len(t.slots)-1) }

func (t *spanTable) put(k key, g glance, n uint32) *slot {
	i := t.first(&k)
	for t.slots[i].n != 0 {
		i = (i + 1) & uint64(len(t.slots)-1)
	}
	at := &t.slots[i]
	at.a, at.b, at.glance = k.a, k.b, g
	atomic.StoreUint32(&at.n, n)
	t.n++
	return at
}

// grown returns a table twice the size with the same spans.
func (t *spanTable) grown(salt uint64) *spanTable {
	bigger := newSpanTable(2 * len(t.slots))
	for _, s := range t.slots {
		if s.n != 0 {
			bigger.put(keyOf(s.a, s.b, salt), s.glance, s.n)
		}
	}
	return bigger
}
