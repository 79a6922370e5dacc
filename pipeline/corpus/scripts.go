package corpus

import (
	"unicode"
	"unicode/utf8"
)

// scripts counts letters by script, and words of ASCII letters.
type scripts struct {
	letters, latin, ascii, han, kana int
	other                            [len(otherScripts)]int
	words, function, english         int // english counts onlyEnglish
}

var otherScripts = [...]struct {
	name  string
	table *unicode.RangeTable
}{{"Cyrillic", unicode.Cyrillic}, {"Arabic", unicode.Arabic}, {"Greek", unicode.Greek}, {"Hangul", unicode.Hangul},
	{"Hebrew", unicode.Hebrew}, {"Thai", unicode.Thai}, {"Devanagari", unicode.Devanagari}}

func (c *scripts) dominant() string {
	name, most := "unknown", 0
	for i, s := range otherScripts {
		if c.other[i] > most {
			name, most = s.name, c.other[i]
		}
	}
	for _, s := range []struct {
		name string
		n    int
	}{{"Latin", c.latin}, {"Han", c.han}, {"kana", c.kana}} {
		if s.n > most {
			name, most = s.name, s.n
		}
	}
	return name
}

func countScripts(windows []string) (c scripts) {
	for _, w := range windows {
		c.add(w)
	}
	return c
}

func (c *scripts) add(text string) {
	start := -1 // of the word that is being read
	for i, r := range text {
		if r < utf8.RuneSelf && isLetter(byte(r)) {
			c.letters, c.latin, c.ascii = c.letters+1, c.latin+1, c.ascii+1
			if start < 0 {
				start = i
			}
			continue
		}
		c.word(text, start, i)
		start = -1
		if r >= utf8.RuneSelf {
			c.rune(r)
		}
	}
	c.word(text, start, len(text))
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func (c *scripts) word(text string, start, end int) {
	if start < 0 {
		return
	}
	c.words++
	if end-start > longestWord {
		return
	}
	switch w := packWord(text[start:end]); {
	case onlyEnglish[w]:
		c.english++
		c.function++
	case englishWords[w]:
		c.function++
	}
}

func (c *scripts) rune(r rune) {
	if !unicode.IsLetter(r) {
		return
	}
	c.letters++
	switch {
	case unicode.Is(unicode.Han, r):
		c.han++
	case unicode.Is(unicode.Latin, r):
		c.latin++
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		c.kana++
	}
	for i := range otherScripts {
		if unicode.Is(otherScripts[i].table, r) {
			c.other[i]++
		}
	}
}
