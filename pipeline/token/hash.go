package token

import (
	"unicode"
	"unicode/utf8"
)

// wordHash stands for a word where texts are held against each other: its letters and
// digits, without regard to case in ASCII, by FNV-1a over characters and the finalizer
// of splitmix64. It does not depend on the run or the machine.
func wordHash(word string) uint32 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, r := range word {
		if !isLetterOrDigit(r) && !unicode.IsMark(r) {
			continue
		}
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		h = (h ^ uint64(r)) * prime
	}
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return uint32((h ^ h>>31) >> 32)
}

// characterHashes appends the hashes of a word of a language without spaces: each
// ideograph counts as a word, so that it does not matter where the dictionary cuts.
func characterHashes(hashes []uint32, word string) []uint32 {
	from := 0
	for i, r := range word {
		if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			continue
		}
		if from < i {
			hashes = append(hashes, wordHash(word[from:i]))
		}
		from = i + utf8.RuneLen(r)
		hashes = append(hashes, wordHash(word[i:from]))
	}
	if from < len(word) {
		hashes = append(hashes, wordHash(word[from:]))
	}
	return hashes
}
