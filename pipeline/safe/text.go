package safe

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Steers says whether a character moves a terminal, or the text around it: C0 and
// C1 controls but line end and tab, controls of the direction of writing, line
// separators.
func Steers(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)
}

// Text is a text in which what steers is written as its escape, \u001b, which JSON
// reads back as it was; and bytes that are no UTF-8 as \x9b.
func Text(s string) string {
	var b strings.Builder
	from := 0 // what follows is not written yet
	for i := 0; i < len(s); {
		if c := s[i]; ' ' <= c && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		bad := r == utf8.RuneError && size == 1
		if bad || Steers(r) {
			b.WriteString(s[from:i])
			from = i + size
		}
		switch {
		case bad:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case from > i:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += size
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// Harmless says whether text is plain ASCII, as nearly all of it is.
func Harmless[T string | []byte](text T) bool {
	for i := range len(text) {
		if b := text[i]; b < ' ' && b != '\n' && b != '\t' || b >= 0x7f {
			return false
		}
	}
	return true
}

// Line makes a text one line, with spaces for what steers.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		if Steers(r) || r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}
