// Package ascii goes over a text's ASCII eight bytes at a time. Several rules look
// at every character of a text above ASCII, of which most texts have few; others
// count letters.
package ascii

import "math/bits"

// Len returns how many bytes of ASCII text begins with.
func Len(text string) int {
	i := 0
	for ; i+8 <= len(text); i += 8 {
		if w := Load(text, i) & Tops; w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	for i < len(text) && text[i] < 0x80 {
		i++
	}
	return i
}

// Count is Len, and how many of the bytes are letters and how many white space.
func Count(text string) (n, letters, spaces int) {
	for ; n+8 <= len(text); n += 8 {
		w := Load(text, n)
		if w&Tops != 0 {
			break
		}
		letters += bits.OnesCount64(Between(w|0x20*Ones, 'a', 'z'))
		spaces += bits.OnesCount64(Between(w, '\t', '\r') | Between(w, ' ', ' '))
	}
	for ; n < len(text) && text[n] < 0x80; n++ {
		switch c := text[n]; {
		case IsLetter(c):
			letters++
		case c == ' ' || '\t' <= c && c <= '\r':
			spaces++
		}
	}
	return n, letters, spaces
}

// IsLetter says whether a byte is a letter of ASCII.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// Ones and Tops have the lowest and the highest bit of each of eight bytes.
const Ones, Tops = 0x0101010101010101, 0x8080808080808080

// Between marks, by their highest bits, the bytes of w from first to last, as if none of
// them were above ASCII: those have their own highest bits.
func Between(w uint64, first, last byte) uint64 {
	return ((w | Tops) - uint64(first)*Ones) &^ ((w | Tops) - uint64(last+1)*Ones) & Tops
}

// Load returns eight bytes, the first in the lowest bits.
func Load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
