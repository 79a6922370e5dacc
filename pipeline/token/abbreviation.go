package token

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// What prose's model does not know of official prose: abbreviations of the
// language's list, and full stops before a footnote figure.

// listed returns the flags that the language's list adds to those of a word.
func listed(word string, l *lang.Language) (flags uint32) {
	bare := strings.TrimLeftFunc(word, func(r rune) bool { return !isLetterOrDigit(r) })
	first, _ := utf8.DecodeRuneInString(bare)
	if unicode.IsUpper(first) {
		flags |= capital
	}
	if isNumeral(bare) {
		flags |= numeral
	}
	if stem, ok := strings.CutSuffix(bare, "."); ok {
		switch l.Abbreviations[strings.ToLower(stem)] {
		case lang.Leads:
			flags |= leads
		case lang.Numbered:
			flags |= numbered
		case lang.Open:
			flags |= open
		}
	}
	return flags
}

// isNumeral says whether a word is a number, a Roman one or a single letter, but
// for marks behind it.
func isNumeral(word string) bool {
	word = strings.TrimRightFunc(word, func(r rune) bool { return !isLetterOrDigit(r) })
	if word == "" || utf8.RuneCountInString(word) == 1 {
		return word != ""
	}
	return word[0] >= '0' && word[0] <= '9' || strings.Trim(word, "IVXLC") == ""
}

// continues takes back a break after an abbreviation of the list.
func (c *candidate) continues(next *candidate) {
	switch {
	case c.is(leads),
		c.is(numbered) && (next.is(numeral) || !next.is(capital)),
		c.is(open) && !next.is(capital):
		c.breaks = false
	}
}

// reFigure finds the mark that refers to a footnote behind the end of a sentence:
// "sovereignty.12", "sovereignty.”¹", "peace.[3][4]", "peace.*".
var reFigure = regexp.MustCompile(`^(.*?)(["”’)\]]*[.!?]+["”’)\]]*)` +
	`(?:[0-9]{1,3}(?:,[0-9]{1,3})*|[¹²³⁰⁴-⁹]{1,3}|(?:\[[0-9*†‡]{1,3}(?:[,-][0-9]{1,3})*\])+|\([0-9]{1,3}\)|[*†‡]{1,3})$`)

// endsFigure says whether such a mark may end with the character.
func endsFigure(r rune) bool {
	return '0' <= r && r <= '9' || r == '¹' || r == '²' || r == '³' || r == '⁰' || '⁴' <= r && r <= '⁹' ||
		r == ']' || r == ')' || r == '*' || r == '†' || r == '‡'
}

// beforeFigure returns a word without that mark, or the word itself.
func beforeFigure(word string, l *lang.Language) string {
	if last, _ := utf8.DecodeLastRuneInString(word); !endsFigure(last) || !strings.ContainsAny(word, ".!?") {
		return word
	}
	m := reFigure.FindStringSubmatch(word)
	if m == nil {
		return word
	}
	last, size := utf8.DecodeLastRuneInString(m[1])
	before, _ := utf8.DecodeLastRuneInString(m[1][:len(m[1])-size])
	name := strings.TrimLeftFunc(m[1], func(r rune) bool { return !isLetterOrDigit(r) })
	if !unicode.IsLower(last) || !unicode.IsLetter(before) || l.Abbreviations[strings.ToLower(name)] != 0 {
		return word
	}
	return m[1] + m[2]
}
