package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// singleByte are the encodings of one byte a character that are tried, the
// commoner first, which a tie goes to.
var singleByte = []struct {
	name string
	enc  *charmap.Charmap
}{
	{encodingWin1252, charmap.Windows1252}, {"macintosh", charmap.Macintosh},
	{"windows-1251", charmap.Windows1251}, {"koi8-r", charmap.KOI8R}, {"x-mac-cyrillic", charmap.MacintoshCyrillic},
	{"windows-1256", charmap.Windows1256}, {"iso-8859-6", charmap.ISO8859_6},
}

// detectSingleByte takes the encoding in which the bytes above ASCII make most
// sense where they stand: letters inside words of their own script and case,
// quotation marks and dashes between words. The whole file counts.
func detectSingleByte(data []byte) (string, error) {
	name, best := "", leastSense
	for _, c := range singleByte {
		if s := senseOf(data, c.enc); s > best {
			name, best = c.name, s
		}
	}
	if name != "" {
		return name, nil
	}
	var tried []string
	for _, c := range singleByte {
		tried = append(tried, c.name)
	}
	at := firstHigh(data)
	return "", faultf(ReasonEncoding, "no known encoding: %d of %d bytes lie above ASCII, the first, 0x%02X, at byte %d, and make no words in %s; state corpus.encoding",
		countHigh(data), len(data), data[at], at, strings.Join(tried, ", "))
}

// leastSense is what a character has to make on the average. One accented letter
// among letters makes 1, a quotation mark where it belongs 2, a sign inside a
// word costs 2.
const leastSense = 0.4

// senseOf is the average over the characters above ASCII.
func senseOf(data []byte, enc *charmap.Charmap) float64 {
	sum, n, last := 0.0, 0, ' '
	for i, b := range data {
		r := enc.DecodeByte(b)
		if b >= 0x80 {
			next := ' '
			if i+1 < len(data) {
				next = enc.DecodeByte(data[i+1])
			}
			sum += sense(last, r, next)
			n++
		}
		last = r
	}
	return sum / float64(max(n, 1))
}

// sense says how well a character above ASCII stands between two others.
func sense(last, r, next rune) float64 {
	before, after := unicode.IsLetter(last), unicode.IsLetter(next)
	switch {
	case r == unicode.ReplacementChar || r < 0xA0 && r >= 0x80:
		return -4
	case strings.ContainsRune("’“”‘„«»–—…•", r):
		return mark(r, last, next, before, after)
	case unicode.IsMark(r) && before:
		return 0.5
	case unicode.IsLetter(r):
		return letter(last, r, next, before, after)
	case before && after:
		return -2
	case r == '\u00a0' || strings.ContainsRune("§°©®£€½¼¾·±¿¡", r):
		return 0.5
	}
	return -0.5
}

// mark is sense for quotation marks and dashes.
func mark(r, last, next rune, before, after bool) float64 {
	opens, closes := after || unicode.IsDigit(next), !unicode.IsSpace(last)
	fits := true
	switch r {
	case '–', '—':
		fits = !unicode.IsSpace(last) || !after
	case '’':
		fits = closes
	case '“', '„', '‘', '«':
		fits = !before && (opens || unicode.IsSpace(next) && r == '«' || next == '\u00a0')
	case '”', '»':
		fits = !after
	}
	if fits {
		return 2
	}
	return -2
}

// letter is sense for letters: words are of one script, and no capital follows a
// small letter.
func letter(last, r, next rune, before, after bool) float64 {
	switch {
	case before && !sameScript(last, r), after && !sameScript(r, next):
		return -2
	case unicode.IsUpper(r) && before && unicode.IsLower(last), unicode.IsUpper(last) && unicode.IsLower(r) && unicode.IsUpper(next):
		return -2
	case !before && !after:
		return 0
	case unicode.IsUpper(r):
		return 0.5
	}
	return 1
}

func sameScript(a, b rune) bool {
	for _, t := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic} {
		if unicode.Is(t, a) {
			return unicode.Is(t, b)
		}
	}
	return true
}

// firstHigh finds the first byte above ASCII.
func firstHigh(data []byte) int {
	for i, b := range data {
		if b >= 0x80 {
			return i
		}
	}
	return -1
}
