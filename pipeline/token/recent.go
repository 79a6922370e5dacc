package token

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// recent is what one Tokenizer saw last of a language's spans, in so little memory
// that it stays near the processor. More than nine spans in ten of a text are found
// here; the table of all spans is larger than any cache, and each look at it waits
// for memory. A span has one of two places, and the one seen longer ago gives way.
type recent struct {
	slots [1 << recentBits][2]seen
	other seen // what was looked up last and has no place
}

const recentBits = 13

type seen struct {
	a, b uint64
	glance
	span *span
}

func (s *seen) is(k key, size int) bool { return s.a == k.a && s.b == k.b && int(s.size) == size }

// lookup returns what is known of a span with that key, as spanVocabulary.lookup does,
// until the next call.
func (r *recent) lookup(v *spanVocabulary, k key, text []byte, extra *[]string) *seen {
	at := &r.slots[k.hash()>>(64-recentBits)]
	switch size := len(text); {
	case at[0].is(k, size):
	case at[1].is(k, size):
		at[0], at[1] = at[1], at[0]
	default:
		s, glance, known := v.lookup(k, text, extra)
		if !known || size > keyBytes {
			r.other = seen{k.a, k.b, glance, s}
			return &r.other
		}
		at[0], at[1] = seen{k.a, k.b, glance, s}, at[0]
	}
	return &at[0]
}

// cut returns the end of the span that starts at i, and its key.
func (v *Vocabulary) cut(text []byte, i int) (int, key) {
	if end, k := v.cutPlain(text, i); end > i {
		return end, k
	}
	end := spanEnd(text, i)
	return end, v.key(text, i, end)
}

// cutPlain is cut, eight bytes at a time, for a span of up to sixteen ASCII
// characters behind which a space or line end stands: nearly every one. Of any other
// it says so by an end of 0.
func (v *Vocabulary) cutPlain(text []byte, i int) (int, key) {
	if i+keyBytes >= len(text) {
		return 0, key{}
	}
	a, b, n := binary.LittleEndian.Uint64(text[i:]), uint64(0), 0
	if stop := notShown(a); stop != 0 {
		n = bits.TrailingZeros64(stop) / 8
		a <<= 64 - 8*n
	} else {
		b = binary.LittleEndian.Uint64(text[i+8:])
		n = 8 + bits.TrailingZeros64(notShown(b))/8
		b <<= 128 - 8*n
	}
	if !space[text[i+n]] {
		return 0, key{}
	}
	return i + n, key{a, b, v.salt}
}

// notShown marks the bytes of w that are no ASCII characters other than spaces and
// controls, by their highest bits.
func notShown(w uint64) uint64 {
	return (^((w | tops) - '!'*ones) | w) & tops
}

const ones, tops = 0x0101010101010101, 0x8080808080808080

// oneSpace says whether the white space at i is a single space before an ASCII
// character.
func oneSpace(text []byte, i int) bool {
	return i+1 < len(text) && text[i] == ' ' && '!' <= text[i+1] && text[i+1] < utf8.RuneSelf
}
