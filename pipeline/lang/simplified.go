package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// simplifiedPairs has a line for every traditional character that is no
// simplified one as well, and the simplified character for it. Characters that
// are both (乾, 著) stay as they are. The pairs are facts of the script, taken
// from OpenCC's character table; both sides take three bytes of UTF-8, so that
// offsets do not move.
//
//go:embed simplified.txt
var simplifiedPairs string

var loadSimplified = sync.OnceValue(func() map[rune]rune {
	pairs := map[rune]rune{}
	for line := range strings.Lines(simplifiedPairs) {
		t, size := utf8.DecodeRuneInString(line)
		s, _ := utf8.DecodeRuneInString(line[size:])
		pairs[t] = s
	}
	return pairs
})

// simplify puts simplified characters for traditional ones, so that a lexicon
// written in either script matches a text in either.
func simplify(text []byte) {
	pairs := loadSimplified()
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if s, ok := pairs[r]; ok {
			utf8.EncodeRune(text[i:], s)
		}
		i += size
	}
}
