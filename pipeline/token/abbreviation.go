package token

import (
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

// beforeFigure returns a word without the footnote figure behind the mark that
// ends its sentence ("sovereignty.12"), or the word itself.
func beforeFigure(word string, l *lang.Language) string {
	bare := strings.TrimRight(word, "0123456789¹²³⁰⁴⁵⁶⁷⁸⁹")
	if bare == word || utf8.RuneCountInString(word[len(bare):]) > 3 {
		return word
	}
	stem := strings.TrimRight(strings.TrimRight(bare, `"”’)]`), ".!?")
	last, size := utf8.DecodeLastRuneInString(stem)
	before, _ := utf8.DecodeLastRuneInString(stem[:len(stem)-size])
	name := strings.TrimLeftFunc(stem, func(r rune) bool { return !isLetterOrDigit(r) })
	if stem == bare || !unicode.IsLower(last) || !unicode.IsLetter(before) || l.Abbreviations[strings.ToLower(name)] != 0 {
		return word
	}
	return bare
}
