package lang

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// Evidence is what makes a paragraph count as being in a language. Where the script
// does not tell it from other languages, its function words do: in a paragraph of
// 20 words or more, 1 word in 10 is among them and 1 in 50 among its own, in a
// shorter one 1 word in 3. Where they do not, Identify goes on.
type Evidence struct {
	// Of 10 letters, at least so many are of the language's script: where its
	// language is to be found out, and where it is stated.
	Found, Stated int
	// Against are scripts of other languages that use this one's too: a letter
	// of them for 10 of its own rules it out.
	Against []Script
	// Frequent and Own are frequent words of up to longestWord ASCII letters;
	// of those in Own no other language has any.
	Frequent, Own string
}

// A language is judged on at most this much of a text: windows of it, spread evenly.
const sampleBytes, sampleWindows = 16 << 10, 8

func (c *letters) inScript(l *Language) bool {
	n := c.by[l.Script]
	for _, s := range l.Evidence.Against {
		if 10*c.by[s] >= n {
			return false
		}
	}
	return 10*n >= l.Evidence.Found*c.all
}

// speaks says whether enough words are function words of the language.
func (c *letters) speaks(language int) bool {
	if c.words < 20 {
		return 3*c.function[language] >= c.words
	}
	return 10*c.function[language] >= c.words && 50*c.own[language] >= c.words
}

// Contradicts says why a text can't be in the language, as it is stated to be.
func (l *Language) Contradicts(text string) string {
	windows := samples(text)
	if l.Script == Latin && l.Evidence.Stated <= 5 && plainlyLatin(windows) {
		return ""
	}
	if c := countLetters(windows); 10*c.by[l.Script] < l.Evidence.Stated*c.all {
		return "stated as " + l.Code + ", but mostly " + c.dominant() + " letters"
	}
	return ""
}

// Guess returns the language of a few words: the one whose script they hold a
// letter of; of those that share the default's, the one with most function words.
func Guess(text string) *Language {
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		for _, l := range languages {
			if l.Script != Default.Script && l.Script.Has(r) {
				return l
			}
		}
	}
	c := countLetters(samples(text))
	near, most := Default, c.function[index(Default)]+c.own[index(Default)]
	for i, l := range languages {
		if n := c.function[i] + c.own[i]; l.Script == Default.Script && n > most {
			near, most = l, n
		}
	}
	return near
}

// plainlyLatin is a shortcut that is right whenever it says yes: a letter of
// another script takes two bytes above ASCII or more.
func plainlyLatin(windows []string) bool {
	letters, high := 0, 0
	for _, w := range windows {
		for i := ascii.Len(w); i < len(w); i += 1 + ascii.Len(w[i+1:]) { // each byte above ASCII by itself
			high++
		}
	}
	for _, w := range windows {
		for i := 0; i < len(w) && letters < high/2; i++ {
			if ascii.IsLetter(w[i]) {
				letters++
			}
		}
	}
	return letters >= high/2
}

// maxLanguages bounds the table, longestWord the function words.
const maxLanguages, longestWord = 16, 8

type functionWord struct {
	language int
	own      bool
}

// functionWords lists, for a packed word, the languages it is frequent in.
var functionWords = sync.OnceValue(func() map[uint64][]functionWord {
	words := map[uint64][]functionWord{}
	for i, l := range languages {
		for word := range strings.FieldsSeq(l.Evidence.Frequent) {
			words[packWord(word)] = append(words[packWord(word)], functionWord{i, false})
		}
		for word := range strings.FieldsSeq(l.Evidence.Own) {
			words[packWord(word)] = append(words[packWord(word)], functionWord{i, true})
		}
	}
	return words
})

// packWord puts a word of up to eight ASCII letters into a number, in lower case.
func packWord(word string) (n uint64) {
	for i := range len(word) {
		n = n<<8 | uint64(word[i]|0x20)
	}
	return n
}

func index(l *Language) int {
	for i := range languages {
		if languages[i] == l {
			return i
		}
	}
	return -1
}

// samples cuts windows out of a long text at fixed shares of its length, so
// that a foreword in another language does not decide.
func samples(text string) []string {
	if len(text) <= sampleBytes {
		return []string{text}
	}
	const size = sampleBytes / sampleWindows
	windows := make([]string, sampleWindows)
	for i := range windows {
		at := (len(text) - size) / (sampleWindows - 1) * i
		windows[i] = text[runeStart(text, at):runeStart(text, at+size)]
	}
	return windows
}

// runeStart moves back to where a character begins.
func runeStart(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
