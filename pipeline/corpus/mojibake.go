package corpus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// misread is what a text shows of having been read in a wrong encoding before it
// was saved.
type misread struct {
	wrong  int    // characters that are part of a misread one
	shown  string // the first misread character, as it stands
	meant  string // what it stood for
	lost   bool   // U+FFFD: it can't be told what stood there
	passed int    // runs above ASCII that are as they should be
}

// findMisread looks for UTF-8 that was read as Windows-1252 or ISO 8859-1 (â€™ for ’, Ã© for é),
// for Windows-1252 that was read as ISO 8859-1 (control characters), for Mac Roman
// that was read as Windows-1252 (Õ for ’), and for U+FFFD.
func findMisread(text string) (m misread) {
	var run []rune // characters above ASCII that Windows-1252 has, in a row
	for i := 0; i < len(text); {
		if n := ascii.Len(text[i:]); n > 0 {
			m.run(run)
			run = run[:0]
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, ok := read1252(r); ok {
			run = append(run, r)
			m.apostrophe(text, i, r)
		} else {
			m.run(run)
			run = run[:0]
		}
		if r == unicode.ReplacementChar {
			m.lost = true
			m.note("\uFFFD", "a character that is lost", 1)
		}
		i += size
	}
	m.run(run)
	return m
}

// read1252 returns the byte that a character was read from, if it was read as
// Windows-1252 or ISO 8859-1.
func read1252(r rune) (byte, bool) {
	if r < 0xA0 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// apostrophe finds Õ, which is the apostrophe of Mac Roman, inside a word.
func (m *misread) apostrophe(text string, i int, r rune) {
	if r != 'Õ' || i == 0 || i+2 >= len(text) || !isSmall(text[i-1]) || !isSmall(text[i+2]) {
		return
	}
	m.note("Õ", "’", 1)
}

func isSmall(b byte) bool { return 'a' <= b && b <= 'z' }

func (m *misread) note(shown, meant string, characters int) {
	if m.wrong == 0 {
		m.shown, m.meant = shown, meant
	}
	m.wrong += characters
}

// run looks at the bytes that characters above ASCII in a row were read from.
func (m *misread) run(run []rune) {
	if len(run) == 0 {
		return
	}
	bytes, before := make([]byte, len(run)), m.wrong
	for i, r := range run {
		bytes[i], _ = read1252(r)
	}
	for i := 0; i < len(bytes); {
		r, size := utf8.DecodeRune(bytes[i:])
		switch {
		case size > 1 && isMeant(r, bytes[i]):
			m.note(string(run[i:i+size]), string(r), size)
		case run[i] < 0xA0:
			m.note(fmt.Sprintf("%U", run[i]), string(charmap.Windows1252.DecodeByte(bytes[i])), 1)
			size = 1
		default:
			size = 1
		}
		i += size
	}
	if m.wrong == before {
		m.passed++
	}
}

// isMeant says whether text could have held the character: a lead byte of letters
// and signs that are written, not of a capital that « or ” follows.
func isMeant(r rune, lead byte) bool {
	switch {
	case lead == 0xC2 || lead == 0xC3:
		return true
	case r >= 0x2010 && r <= 0x2044, r == '€', r == '™', r == '\uFEFF':
		return true
	}
	return lead >= 0xD0 && unicode.In(r, unicode.Cyrillic, unicode.Arabic, unicode.Han, unicode.Greek) || r >= 0x3000 && r <= 0x3002 || r >= 0xFF00 && r <= 0xFF60
}

// unreadableFrom is the share of a text from which on it can't be read.
const unreadableFrom = 0.5

// checkMisread rejects a text that is unreadable and says whether some of it was
// misread.
func checkMisread(text string) (some bool, err error) {
	if ascii.Len(text) == len(text) {
		return false, nil
	}
	m := findMisread(text)
	all := 0
	if m.wrong > 0 {
		_, all = countLetters(text)
	}
	switch unreadable := all >= garbledFrom && float64(m.wrong) >= unreadableFrom*float64(all); {
	case unreadable && m.lost:
		return false, faultf(ReasonEncoding, "%d of %d characters are U+FFFD: the text was saved after it was read in a wrong encoding; take it from its source", m.wrong, all)
	case unreadable:
		return false, faultf(ReasonEncoding, "%q for %q: UTF-8 that was read as windows-1252 and saved again; undo it with iconv -f utf-8 -t windows-1252, or take the text from its source", m.shown, m.meant)
	case readAsGB18030(text):
		return false, faultf(ReasonEncoding, "UTF-8 that was read as GB18030 and saved again; undo it with iconv -f utf-8 -t gb18030, or take the text from its source")
	case isGB18030In1252(text):
		return false, faultf(ReasonEncoding, "GB18030 that was read as windows-1252 and saved again; undo it with iconv -f utf-8 -t windows-1252 and state corpus.encoding: gb18030")
	}
	return m.lost || m.wrong > 1 || m.wrong > m.passed, nil
}

// misreadSample is how much of a Chinese text is looked at.
const misreadSample = 2 << 10

// readAsGB18030 says whether the Chinese characters of a text are the bytes of UTF-8, two and
// two: 涓浗 for 中国.
func readAsGB18030(text string) bool {
	var han strings.Builder
	for i := ascii.Len(text); i < len(text) && han.Len() <= misreadSample; i += ascii.Len(text[i:]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if i += size; r >= 0x2E80 && unicode.Is(unicode.Han, r) || r == '€' {
			han.WriteRune(r)
		}
	}
	bytes, err := simplifiedchinese.GB18030.NewEncoder().String(han.String())
	if err != nil || len(bytes) < 24 {
		return false
	}
	multi, bad := countUTF8([]byte(bytes))
	return multi >= 6 && multi >= 4*bad
}

// isGB18030In1252 says whether most of a text are Western letters that pair up as
// Chinese ones: ÖÐ¹ú for 中国.
func isGB18030In1252(text string) bool {
	bytes := make([]byte, 0, misreadSample)
	all, high := 0, 0
	for _, r := range text {
		if len(bytes) >= misreadSample {
			break
		}
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r >= 0xA0 {
				return false
			}
			b = byte(r)
		}
		bytes = append(bytes, b)
		if r > ' ' {
			all++
		}
		if b >= utf8.RuneSelf {
			high++
		}
	}
	p := countPairs(bytes)
	return 2*high > all && p.typical >= 4 && p.broken <= 1 && p.typical >= 9*p.other
}
