package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes one line of a label: no control or formatting characters, which
// could steer a terminal or turn the direction of text, and single spaces.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == utf8.RuneError:
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Shorten cuts a label to n characters, the last of them an ellipsis.
func Shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
}

// wrap breaks a title into at most so many lines that fit, cutting what is left.
func wrap(s string, lines int, fits func(string) bool) []string {
	if lines == 1 || fits(s) {
		return []string{fit(s, fits)}
	}
	words := strings.Fields(s)
	first := ""
	for i, w := range words {
		next := strings.TrimPrefix(first+" "+w, " ")
		if !fits(next) && first != "" {
			return append([]string{first}, wrap(strings.Join(words[i:], " "), lines-1, fits)...)
		}
		first = next
	}
	return []string{fit(s, fits)}
}

// fit shortens a text until it fits.
func fit(s string, fits func(string) bool) string {
	for n := utf8.RuneCountInString(s); n > 1 && !fits(s); n-- {
		s = Shorten(s, n-1)
	}
	return s
}
