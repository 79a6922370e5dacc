package corpus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// A language is judged on at most this much of a text: windows of it, spread evenly.
const sampleBytes, sampleWindows = 16 << 10, 8

// detectLanguage decides between English and Chinese, or says what else the
// text looks like. Letters are counted by script:
//
//   - zh where at least 3 letters in 10 are Han and kana is under a tenth of Han;
//   - en where more than half of the letters are Latin, at least 1 word in 10
//     is among englishWords and onlyEnglish and 1 in 50 among the latter, in a
//     text of 20 words or more. Of a shorter text it is asked only that all its
//     letters are ASCII, or a third of its words among those lists.
func detectLanguage(text string) (lang, otherwise string) {
	c := countScripts(samples(text))
	switch {
	case c.letters == 0:
		return "", "no letters"
	case 10*c.han >= 3*c.letters && 10*c.kana < c.han:
		return "zh", ""
	case 2*c.latin <= c.letters:
		return "", "mostly " + c.dominant() + " letters"
	case c.words < 20 && (c.ascii == c.letters || 3*c.function >= c.words), c.words >= 20 && 10*c.function >= c.words && 50*c.english >= c.words:
		return "en", ""
	}
	return "", fmt.Sprintf("Latin letters, but English function words are %d of %d", c.function, c.words)
}

// contradicts says why a text can't be in the stated language: en needs at
// least half of the letters Latin, zh at least one in ten Han.
func contradicts(text, lang string) string {
	windows := samples(text)
	if lang == "en" && plainlyLatin(windows) {
		return ""
	}
	c := countScripts(windows)
	switch {
	case c.letters == 0:
		return ""
	case lang == "en" && 2*c.latin < c.letters:
		return "stated as en, but mostly " + c.dominant() + " letters"
	case lang == "zh" && 10*c.han < c.letters:
		return "stated as zh, but mostly " + c.dominant() + " letters"
	}
	return ""
}

// plainlyLatin is a shortcut that is right whenever it says yes: a letter of
// another script takes two bytes above ASCII or more.
func plainlyLatin(windows []string) bool {
	ascii, high := 0, 0
	for _, w := range windows {
		for i := range len(w) {
			if b := w[i]; b >= utf8.RuneSelf {
				high++
			} else if isLetter(b) {
				ascii++
			}
		}
	}
	return ascii >= high/2
}

// parseLanguage reads a language field: en, EN-us, eng, zh-Hans, cmn, Chinese.
func parseLanguage(field string) string {
	field = strings.ToLower(strings.TrimSpace(field))
	if name := map[string]string{"english": "en", "chinese": "zh", "cmn": "zh", "中文": "zh"}[field]; name != "" {
		return name
	}
	base, _, _ := strings.Cut(strings.ReplaceAll(field, "_", "-"), "-")
	if b, err := language.ParseBase(base); err == nil {
		return b.String()
	}
	return field
}

// englishWords are frequent in English. Other languages of Latin script share
// some (Dutch has is, in, of and we); onlyEnglish are those that none has.
var englishWords = packWords("all also are as at be been for has have in is it its not of on or our shall should " +
	"their these to was we will")
var onlyEnglish = packWords("and by from that the this which with")

const longestWord = 6

// packWord puts a word of up to eight ASCII letters into a number, in lower case.
func packWord(word string) (n uint64) {
	for i := range len(word) {
		n = n<<8 | uint64(word[i]|0x20)
	}
	return n
}

func packWords(words string) map[uint64]bool {
	set := map[uint64]bool{}
	for word := range strings.FieldsSeq(words) {
		set[packWord(word)] = true
	}
	return set
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

// hasContent reports whether a text has a letter or a digit.
func hasContent(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
