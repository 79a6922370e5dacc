package reuse

import (
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// token is a word or a Han character: what it is, and where in the raw text.
type token struct {
	is         uint64
	start, end int32
	sentence   int32
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// tokens appends those of a sentence that starts at a byte of the raw text.
func tokens(out []token, text string, start int64, sentence int64) []token {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.Is(unicode.Han, r):
			out = append(out, token{stats.Mix(uint64(r)), int32(start) + int32(i), int32(start) + int32(i+size), int32(sentence)})
			i += size
		case inWord(r):
			is, end := word(text, i)
			out = append(out, token{is, int32(start) + int32(i), int32(start) + int32(end), int32(sentence)})
			i = end
		default:
			i += size
		}
	}
	return out
}

// word is the word at i, in lower case, and where it ends.
func word(text string, i int) (is uint64, end int) {
	is = fnvOffset
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf { // most letters
			if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_') {
				if c < 'A' || c > 'Z' {
					break
				}
				c += 'a' - 'A'
			}
			is = (is ^ uint64(c)) * fnvPrime
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) || unicode.Is(unicode.Han, r) {
			break
		}
		is = (is ^ uint64(unicode.ToLower(r))) * fnvPrime
		i += size
	}
	return stats.Mix(is), i
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// base is that of the polynomial that an n-gram is hashed by (Karp and Rabin 1987).
const base = 0x9e3779b97f4a7c15

// grams visits the n-grams of a text with the number of their first token. Sentences that
// do not follow each other have none in common.
func grams(text []token, n int, visit func(at int, hash uint64)) {
	var power uint64 = 1
	for range n {
		power *= base
	}
	var sum uint64
	run := 0
	for i, t := range text {
		if i > 0 && t.sentence > text[i-1].sentence+1 {
			run, sum = 0, 0
		}
		sum = sum*base + t.is
		if run++; run > n {
			sum -= text[i-n].is * power
		}
		if run >= n {
			visit(i-n+1, stats.Mix(sum))
		}
	}
}
