package lang

import (
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
	"github.com/frameshift/frameshift/pipeline/internal/han"
)

// Script is a set of letters.
type Script uint8

// The scripts a text's letters are counted by.
const (
	Latin Script = iota
	Han
	Kana
	Cyrillic
	Arabic
	Greek
	Hangul
	Hebrew
	Thai
	Devanagari
	scripts
)

var scriptTable = [scripts]struct {
	name   string
	tables []*unicode.RangeTable
}{
	Latin:      {"Latin", []*unicode.RangeTable{unicode.Latin}},
	Han:        {"Han", []*unicode.RangeTable{unicode.Han}},
	Kana:       {"kana", []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}},
	Cyrillic:   {"Cyrillic", []*unicode.RangeTable{unicode.Cyrillic}},
	Arabic:     {"Arabic", []*unicode.RangeTable{unicode.Arabic}},
	Greek:      {"Greek", []*unicode.RangeTable{unicode.Greek}},
	Hangul:     {"Hangul", []*unicode.RangeTable{unicode.Hangul}},
	Hebrew:     {"Hebrew", []*unicode.RangeTable{unicode.Hebrew}},
	Thai:       {"Thai", []*unicode.RangeTable{unicode.Thai}},
	Devanagari: {"Devanagari", []*unicode.RangeTable{unicode.Devanagari}},
}

// String is the script's name in English.
func (s Script) String() string { return scriptTable[s].name }

// Has says whether the rune belongs to the script.
func (s Script) Has(r rune) bool { return unicode.In(r, scriptTable[s].tables...) }

// letters counts a text's letters by script, and its words of ASCII letters.
type letters struct {
	all, ascii int
	by         [scripts]int
	words      int
	// function counts, by position in the table of languages, the words that are
	// frequent in it; own those of them that no other language has.
	function, own [maxLanguages]int
}

func countLetters(windows []string) (c letters) {
	for _, w := range windows {
		c.add(w)
	}
	return c
}

func (c *letters) add(text string) {
	start := -1 // of the word that is being read
	for i, r := range text {
		if r < utf8.RuneSelf && ascii.IsLetter(byte(r)) {
			c.all, c.ascii = c.all+1, c.ascii+1
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

func (c *letters) word(text string, start, end int) {
	if start < 0 {
		return
	}
	c.words++
	c.by[Latin] += end - start
	if end-start > longestWord {
		return
	}
	for _, f := range functionWords()[packWord(text[start:end])] {
		c.function[f.language]++
		if f.own {
			c.own[f.language]++
		}
	}
}

func (c *letters) rune(r rune) {
	if han.Unified(r) {
		c.all++
		c.by[Han]++
		return
	}
	if !unicode.IsLetter(r) {
		return
	}
	c.all++
	for s := range scripts {
		if s.Has(r) {
			c.by[s]++
			return
		}
	}
}

// scripts counts the letters and not the words.
func (c *letters) scripts(text string) {
	for i, r := range text {
		if r >= utf8.RuneSelf {
			c.rune(r)
		} else if ascii.IsLetter(text[i]) {
			c.ascii++
		}
	}
	c.all += c.ascii
	c.by[Latin] += c.ascii
}

// sum adds the letters of more text.
func (c *letters) sum(more *letters) {
	c.all, c.ascii, c.words = c.all+more.all, c.ascii+more.ascii, c.words+more.words
	for s, n := range more.by {
		c.by[s] += n
	}
	for l := range c.function {
		c.function[l] += more.function[l]
		c.own[l] += more.own[l]
	}
}

// top is the script of most letters.
func (c *letters) top() (top Script) {
	for s, n := range c.by {
		if n > c.by[top] {
			top = Script(s)
		}
	}
	return top
}

// dominant names the script that most letters are in.
func (c *letters) dominant() string {
	name, most := "unknown", 0
	for s := int(scripts) - 1; s >= 0; s-- {
		if c.by[s] > most {
			name, most = Script(s).String(), c.by[s]
		}
	}
	return name
}
