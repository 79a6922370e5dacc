package pipeline

import (
	"math/rand/v2"
	"testing"
)

// TestNumbers: numbers finds what a map does, also where hashes are the same.
func TestNumbers(t *testing.T) {
	for _, bits := range []int{1, 6, 32} {
		random, known := rand.New(rand.NewPCG(1, 2)), map[uint64]int{}
		var x numbers
		var keys []uint64
		for range 3000 {
			key := random.Uint64N(2000)
			hash := uint32(key*0x9e3779b97f4a7c15>>32) >> (32 - bits) << (32 - bits)
			want, ok := known[key]
			if !ok {
				want = -1
			}
			if got := x.find(hash, func(n int) bool { return keys[n] == key }); got != want {
				t.Fatalf("hashes of %d bits: key %d is number %d, want %d", bits, key, got, want)
			}
			if !ok {
				known[key] = len(keys)
				x.add(hash, len(keys))
				keys = append(keys, key)
			}
		}
	}
}
