package lang

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
	"golang.org/x/text/unicode/norm"
)

// simplifiedPairs has a line for every traditional character that is no
// simplified one as well, and the simplified character for it. They tell in
// which script a text is. The pairs are facts of the script, taken from OpenCC's
// character table; both sides take three bytes of UTF-8.
//
//go:embed simplified.txt
var simplifiedPairs string

// pairs are those characters, from traditional to simplified, and back.
type pairs struct{ simplified, traditional map[rune]rune }

var loadPairs = sync.OnceValue(func() pairs {
	p := pairs{map[rune]rune{}, map[rune]rune{}}
	for line := range strings.Lines(simplifiedPairs) {
		t, size := utf8.DecodeRuneInString(line)
		s, _ := utf8.DecodeRuneInString(line[size:])
		p.simplified[t], p.traditional[s] = s, t
	}
	return p
})

// evidence is above 0 for a text in traditional characters, below for one in
// simplified ones, as far as its characters tell.
func (p pairs) evidence(text []byte) (n int) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if _, ok := p.simplified[r]; ok {
			n++
		} else if _, ok := p.traditional[r]; ok {
			n--
		}
		i += size
	}
	return n
}

// simplify replaces the characters of which there is one reading only.
func (p pairs) simplify(text []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if s, ok := p.simplified[r]; ok {
			utf8.EncodeRune(text[i:], s)
		}
		i += size
	}
}

// loadOpenCC loads OpenCC's conversion from traditional characters as Taiwan
// writes them, which knows in which words 著 is 着, 乾 is 干 and 徵 is 征.
var loadOpenCC = sync.OnceValue(func() *opencc.OpenCC {
	cc, err := opencc.New("tw2s")
	if err != nil {
		panic("lang: OpenCC's dictionaries do not load: " + err.Error())
	}
	return cc
})

// foldChinese puts simplified characters for traditional ones, ideographs for
// Kangxi radicals and small Latin letters for capitals, so that a lexicon
// written in either script matches a text in either. A text in simplified
// characters may hold lines in traditional ones. One without evidence may be in
// either: OpenCC leaves words alone that are the same in both.
func foldChinese(text []byte) {
	p := loadPairs()
	whole := p.evidence(text) >= 0
	for line := range bytes.Lines(text) {
		if whole || p.evidence(line) > 0 {
			convert(line)
		}
	}
	p.simplify(text)
	foldForms(text)
}

// convert lets OpenCC convert a line in place: character by character, where
// both take as many bytes.
func convert(line []byte) {
	out, err := loadOpenCC().Convert(string(line))
	if err != nil || utf8.RuneCountInString(out) != utf8.RuneCount(line) {
		return
	}
	i := 0
	for _, r := range out {
		_, size := utf8.DecodeRune(line[i:])
		if utf8.RuneLen(r) == size && r != utf8.RuneError {
			utf8.EncodeRune(line[i:], r)
		}
		i += size
	}
}

// foldForms folds radicals and the case of Latin letters in place.
func foldForms(text []byte) {
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			if 'A' <= b && b <= 'Z' {
				text[i] |= 0x20
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r >= '\u2e80' && r <= '\u2fd5' {
			if form := norm.NFKC.Bytes(text[i : i+size]); len(form) == size {
				copy(text[i:], form)
			}
		}
		i += size
	}
}
