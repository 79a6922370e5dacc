package corpus

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text reads a text file whole, into memory that the Raw then owns.
func (p *pass) text(f *file, r io.Reader, size int64) error {
	data, err := readAll(r, size, p.options.Limits.Document, "document")
	if err != nil {
		return err
	}
	return p.send(Raw{Source: f.source, file: f, form: formText, data: data, sum: sumOf(f.disk)})
}

// readAll reads to the end, in one allocation where the size is stated truly.
// A stated size is never trusted beyond the limit.
func readAll(r io.Reader, size int64, limit Size, key string) ([]byte, error) {
	if size > int64(limit) {
		return nil, faultf(ReasonTooLarge, "%d bytes, more than limits.%s (%s)", size, key, limit)
	}
	// One byte more than stated lets the read that finds the end fit as well.
	var b bytes.Buffer
	b.Grow(int(max(size, 0)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if n > int64(limit) {
		return nil, faultf(ReasonTooLarge, "more than limits.%s (%s)", key, limit)
	}
	return b.Bytes(), nil
}

// garbledFrom is the least text that is judged by its letters, in characters
// that are no space: a line of figures is no garbled document.
const garbledFrom = 40

// countLetters counts the letters, with the marks that some scripts write on
// them, and the characters that are no space.
func countLetters(text string) (letters, all int) {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < utf8.RuneSelf {
			letters += int(asciiLetter[c])
			all += int(asciiShown[c])
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size - 1
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
		case unicode.IsSpace(r) || r == '\uFEFF':
			continue
		}
		all++
	}
	return letters, all
}

// asciiLetter and asciiShown are 1 for letters, and for all that is no space: every
// text is counted, byte by byte.
var asciiLetter, asciiShown = func() (letter, shown [utf8.RuneSelf]uint8) {
	for c := range rune(utf8.RuneSelf) {
		if unicode.IsLetter(c) {
			letter[c] = 1
		}
		if !unicode.IsSpace(c) {
			shown[c] = 1
		}
	}
	return letter, shown
}()

// hasContent reports whether a text has a letter or a digit.
func hasContent(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
