package suggest

// table maps sequences to numbers above 0. Go's maps take three times the time and
// twice the room, and there are millions.
type table struct {
	keys   []uint64 // 0: free
	values []uint32
	n      int
}

func (s sequence) key() uint64 { return uint64(s.before)<<32 | uint64(s.word) } // no word is 0

func (s sequence) hash() uint64 { return s.key() * 0x9e3779b97f4a7c15 }

// slot returns where the sequence is, or would be.
func (t *table) slot(s sequence) int {
	mask := len(t.keys) - 1
	h := s.hash()
	i := int(h>>32^h>>52) & mask
	for t.keys[i] != 0 && t.keys[i] != s.key() {
		i = (i + 1) & mask
	}
	return i
}

// get returns the number of a sequence, or 0.
func (t *table) get(s sequence) uint32 {
	if t.n == 0 {
		return 0
	}
	return t.values[t.slot(s)]
}

// count adds 1 to the number of a sequence and returns it.
func (t *table) count(s sequence) uint32 {
	i := t.place(s)
	t.values[i]++
	return t.values[i]
}

// put sets the number of a sequence.
func (t *table) put(s sequence, value uint32) { t.values[t.place(s)] = value }

// place is slot, which is the sequence's from then on.
func (t *table) place(s sequence) int {
	if 2*(t.n+1) > len(t.keys) {
		t.grow()
	}
	i := t.slot(s)
	if t.keys[i] == 0 {
		t.keys[i] = s.key()
		t.n++
	}
	return i
}

func (t *table) grow() {
	old := *t
	size := max(1<<10, 2*len(old.keys))
	*t = table{make([]uint64, size), make([]uint32, size), 0}
	for i, k := range old.keys {
		if k != 0 {
			t.put(sequence{uint32(k >> 32), uint32(k)}, old.values[i])
		}
	}
}
