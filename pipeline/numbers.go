package pipeline

// numbers finds, by the hash of a key, the number under which the key is kept elsewhere:
// a map that has no keys. Of a million documents it takes a third of the memory of one,
// and has no pointer in it for a garbage collector to follow.
type numbers struct {
	slots []uint64 // a hash, and behind it a number from 1; 0: none
	taken int
}

// find returns the number with a hash that is the one; below 0 for none.
func (x *numbers) find(hash uint32, is func(n int) bool) int {
	if len(x.slots) == 0 {
		return -1
	}
	for i := x.place(hash); x.slots[i] != 0; i = x.next(i) {
		if n := int(uint32(x.slots[i])) - 1; uint32(x.slots[i]>>32) == hash && is(n) {
			return n
		}
	}
	return -1
}

// add adds a number whose key is not there.
func (x *numbers) add(hash uint32, n int) {
	if x.taken >= len(x.slots)/4*3 {
		old := x.slots
		x.slots = make([]uint64, max(2*len(old), 64))
		for _, slot := range old {
			if slot != 0 {
				x.put(slot)
			}
		}
	}
	x.put(uint64(hash)<<32 | uint64(n+1))
	x.taken++
}

func (x *numbers) put(slot uint64) {
	i := x.place(uint32(slot >> 32))
	for x.slots[i] != 0 {
		i = x.next(i)
	}
	x.slots[i] = slot
}

// place is where a hash is looked for first.
func (x *numbers) place(hash uint32) int { return int(uint64(hash) * uint64(len(x.slots)) >> 32) }

func (x *numbers) next(i int) int {
	if i++; i == len(x.slots) {
		return 0
	}
	return i
}
