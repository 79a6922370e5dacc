// Package sketch finds texts that are nearly the same without comparing each with
// each: a text becomes the least hashes of its sequences of three words, of which
// the share that two texts have in common estimates how much of both is the same
// (Broder 1997, "On the resemblance and containment of documents"; Jaccard's
// coefficient of the sets, with a standard error of at most 0.045).
//
// Words are runs of letters and digits without regard to case in ASCII; a Chinese
// or Japanese character is a word. Hashes do not depend on the run or the machine.
package sketch

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// Sketch is the least hashes of a text, in order, none twice: all of them where
// there are fewer than size.
type Sketch []uint32

const (
	size    = 128
	words   = 3 // of a sequence
	fewest  = 5 // words of a text that has a sketch
	collect = 8 * size
)

// Of returns the sketch of a text; nil if it has too few words.
func Of(text string) Sketch {
	// Of a long text most hashes are no use. A limit that leaves about twice as many as
	// are kept is too low only for texts that repeat themselves.
	if enough := uint64(len(text)/wordBytes) / (2 * size); enough > 1 {
		if s := of(text, uint32(1<<32/enough)); len(s) == size {
			return s
		}
	}
	return of(text, ^uint32(0))
}

// wordBytes is about the length of a word.
const wordBytes = 6

func of(text string, limit uint32) Sketch {
	b := builder{limit: limit, list: make([]uint32, 0, min(collect, len(text)/wordBytes+words))}
	hash, open := uint64(offset), false
	var upTo [8]uint64 // hashes of a word, by where it ends
	for i := 0; i < len(text); {
		// Most of a text is words of ASCII. Where one ends no processor foresees, and what
		// it did in vain costs more than to hash all of eight bytes, in or out of the word.
		for i+8 <= len(text) {
			w := ascii.Load(text, i)
			small := w | 0x20*ascii.Ones // digits stay what they are
			in := (ascii.Between(small, 'a', 'z') | ascii.Between(w, '0', '9')) &^ w
			if n := bits.TrailingZeros64(^in&ascii.Tops) / 8; n > 0 {
				h1 := (hash ^ small&0xff) * prime
				h2 := (h1 ^ small>>8&0xff) * prime
				h3 := (h2 ^ small>>16&0xff) * prime
				h4 := (h3 ^ small>>24&0xff) * prime
				h5 := (h4 ^ small>>32&0xff) * prime
				h6 := (h5 ^ small>>40&0xff) * prime
				h7 := (h6 ^ small>>48&0xff) * prime
				h8 := (h7 ^ small>>56) * prime
				upTo = [8]uint64{h1, h2, h3, h4, h5, h6, h7, h8}
				hash, open = upTo[n-1], true
				if i += n; n == 8 {
					continue
				}
			}
			if text[i] >= utf8.RuneSelf {
				break
			}
			if open {
				b.word(hash)
				hash, open = offset, false
			}
			i++
		}
		if i == len(text) {
			break
		}
		for c := inWord[text[i]]; c != 0; c = inWord[text[i]] {
			hash, open = (hash^uint64(c))*prime, true
			if i++; i == len(text) {
				break
			}
		}
		if i == len(text) {
			break
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		word, ideograph := n > 1 && isWord(r), n > 1 && isIdeograph(r)
		if open && (ideograph || !word) {
			b.word(hash)
			hash, open = offset, false
		}
		if ideograph {
			b.word((offset ^ uint64(r)) * prime)
		} else if word {
			hash, open = (hash^uint64(r))*prime, true
		}
	}
	if open {
		b.word(hash)
	}
	if b.n < fewest {
		return nil
	}
	b.shrink()
	return slices.Clone(Sketch(b.list))
}

// The constants of FNV-1a.
const offset, prime = 14695981039346656037, 1099511628211

// inWord holds the letters of ASCII, all small, and its digits.
var inWord = func() (t [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		if isWord(rune(c)) {
			t[c] = byte(unicode.ToLower(rune(c)))
		}
	}
	return t
}()

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isIdeograph(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

type builder struct {
	first, second uint64 // the last two words
	n             int
	list          []uint32
	limit         uint32 // no greater hash is wanted
}

// word takes the hash of a word, and keeps that of the sequence it ends.
func (b *builder) word(hash uint64) {
	third := mix(hash)
	h := (b.first*prime+b.second)*prime + third
	b.first, b.second = b.second, third
	if b.n++; b.n < words {
		return
	}
	if v := uint32(mix(h) >> 32); v <= b.limit {
		if b.list = append(b.list, v); len(b.list) == collect {
			b.shrink()
		}
	}
}

// mix is the finalizer of splitmix64.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func (b *builder) shrink() {
	slices.Sort(b.list)
	b.list = slices.Compact(b.list)
	if len(b.list) >= size {
		b.list = b.list[:size]
		b.limit = b.list[size-1]
	}
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
