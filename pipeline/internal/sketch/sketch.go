// Package sketch finds texts that are nearly the same without comparing each with
// each: a text becomes the least hashes of its sequences of three words, of which
// the share that two texts have in common estimates how much of both is the same
// (Broder 1997, "On the resemblance and containment of documents"; Jaccard's
// coefficient of the sets, with a standard error of at most 0.045).
//
// Words come as hashes, which must not depend on the run or the machine.
package sketch

import "slices"

// Sketch is the least hashes of a text, in order, none twice: all of them where
// there are fewer than size.
type Sketch []uint32

const (
	size    = 128
	words   = 3 // of a sequence
	fewest  = 5 // words of a text that has a sketch
	collect = 8 * size
)

// Of returns the sketch of the words of a text; nil if they are too few.
func Of(text []uint32) Sketch {
	if len(text) < fewest {
		return nil
	}
	// Of a long text most hashes are no use. A limit that leaves about twice as many as
	// are kept is too low only for texts that repeat themselves.
	if enough := len(text) / (2 * size); enough > 1 {
		if s := of(text, uint32(1<<32/enough)); len(s) == size {
			return s
		}
	}
	return of(text, ^uint32(0))
}

// of is the sketch of the sequences whose hash is at most limit.
func of(text []uint32, limit uint32) Sketch {
	list := make([]uint32, 0, min(collect, len(text)))
	first, second := uint64(text[0]), uint64(text[1])
	for _, w := range text[words-1:] {
		third := uint64(w)
		h := (first*prime+second)*prime + third
		first, second = second, third
		if v := mix(h); v <= limit {
			if list = append(list, v); len(list) == collect {
				if list = least(list); len(list) == size {
					limit = list[size-1]
				}
			}
		}
	}
	return slices.Clone(Sketch(least(list)))
}

// least returns the least hashes of a list, in order.
func least(list []uint32) []uint32 {
	slices.Sort(list)
	list = slices.Compact(list)
	return list[:min(len(list), size)]
}

// prime is that of FNV-1a.
const prime = 1099511628211

// mix is the upper half of what splitmix64 makes of h at its end.
func mix(h uint64) uint32 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return uint32((h ^ h>>31) >> 32)
}

// Similarity estimates how much of two texts is the same, from 0 to 1. It is
// exact where both have few words.
func (s Sketch) Similarity(other Sketch) float64 {
	both, all := 0, 0
	for i, j := 0, 0; all < size && (i < len(s) || j < len(other)); all++ {
		switch {
		case j == len(other) || i < len(s) && s[i] < other[j]:
			i++
		case i == len(s) || other[j] < s[i]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// keys are how many of its hashes a text is found by: two texts of which seven
// tenths are the same have at least one of them in common, but for 1 pair in 15,000.
const keys = 8

// Index finds, for a text, an earlier one that is nearly the same. What it costs
// does not grow with the number of texts: a text is compared with the first that
// had one of its hashes, for each of a few hashes.
type Index struct {
	first map[uint32]int32
	marks []mark
}

// Find returns the text, by its number among those added, that is most like this
// one, and how much, or -1 where none is so by least. The sketches that were added are
// where of finds them, which is asked only for those that may be like this one.
func (x *Index) Find(s Sketch, least float64, of func(n int) Sketch) (like int, similarity float64) {
	like = -1
	for _, key := range s[:min(keys, len(s))] {
		n, ok := x.first[key]
		earlier := int(n)
		if !ok || earlier == like || x.marks[earlier].most(s) < least {
			continue
		}
		if v := s.Similarity(of(earlier)); v >= least && (v > similarity || v == similarity && earlier < like) {
			like, similarity = earlier, v
		}
	}
	return like, similarity
}

// Add adds a text.
func (x *Index) Add(s Sketch) {
	if x.first == nil {
		x.first = map[uint32]int32{}
	}
	number := int32(len(x.marks))
	x.marks = append(x.marks, markOf(s))
	for _, key := range s[:min(keys, len(s))] {
		if _, ok := x.first[key]; !ok {
			x.first[key] = number
		}
	}
}

// mark has a bit set for each hash of a text; all where these are many.
type mark uint64

// markedMost is how many hashes still leave bits of a mark unset. The hashes of two
// such texts are all of theirs, none left out.
const markedMost = size / 2

func markOf(s Sketch) (m mark) {
	if len(s) > markedMost {
		return ^mark(0)
	}
	for _, h := range s {
		m |= 1 << (h % 64)
	}
	return m
}

// most is what the similarity of the marked text to another is at most: the share of
// the other's hashes that it may have.
func (m mark) most(s Sketch) float64 {
	if len(s) > markedMost {
		return 1
	}
	may := 0
	for _, h := range s {
		may += int(m >> (h % 64) & 1)
	}
	return float64(may) / float64(len(s))
}
