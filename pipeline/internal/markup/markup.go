// Package markup finds what stands in a text and is none of its words: web and
// mail addresses, tags of HTML and XML, and entities, which stand for characters.
// It looks at one place at a time and changes nothing: who calls it says what
// becomes of what was found, and keeps the offsets.
//
// What looks like markup and is not stays text: a < b, AT&T, "and/or", @name.
package markup

import (
	"html"
	"math/bits"
	"strings"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// longestEntity is that of HTML, &CounterClockwiseContourIntegral;.
const longestEntity = 33

// Entity returns what the entity that text begins with stands for, and its
// length; 0 says that there is none. One that was written out twice or more
// (&amp;nbsp;) is read to its end.
func Entity(text string) (decoded string, size int) {
	decoded, size = entity(text)
	for range 2 {
		if decoded != "&" {
			break
		}
		inner, more := entity("&" + text[size:min(len(text), size+longestEntity)])
		if more == 0 {
			break
		}
		decoded, size = inner, size+more-1
	}
	return decoded, size
}

// open are the entities that old pages write without their semicolon.
var open = []string{"&amp", "&nbsp", "&quot", "&lt", "&gt"}

func entity(text string) (decoded string, size int) {
	end := 1
	for end < len(text) && end < longestEntity && (isAlnum(text[end]) || end == 1 && text[end] == '#') {
		end++
	}
	name := text[:end]
	if end < 3 || strings.EqualFold(name, "&#x") {
		return "", 0
	}
	if end < len(text) && text[end] == ';' {
		name = text[:end+1]
	} else if !isOpen(name) {
		return "", 0
	}
	if decoded = html.UnescapeString(name); decoded == name || strings.HasSuffix(decoded, ";") && len(decoded) > 1 {
		return "", 0
	}
	return decoded, len(name)
}

func isOpen(name string) bool {
	for _, o := range open {
		if name == o {
			return true
		}
	}
	return false
}

func isAlnum(b byte) bool { return isLetter(b) || '0' <= b && b <= '9' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// Blank returns the text with addresses and tags overwritten by spaces, so that
// all else keeps its place; line ends stay. A text without any is returned as it is.
func Blank(text string) string {
	var out []byte
	s := Tags{Text: text}
	for i := 0; i < len(text); {
		if !marks[text[i]] {
			i = next(text, i+1)
			continue
		}
		from, to := i, 0
		if text[i] != '<' {
			from, to = Address(text, i)
		} else if t := s.At(i); t.Size > 0 {
			to = i + t.Size
		}
		if to == 0 {
			i++
			continue
		}
		if out == nil {
			out = []byte(text)
		}
		Spaces(out[from:to])
		i = to
	}
	if out == nil {
		return text
	}
	return string(out)
}

// next returns the first place from i on where a mark may stand: eight bytes at a time
// it takes a few others for one.
func next(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		w := ascii.Load(text, i)
		if m := (ascii.Between(w, '.', '/') | ascii.Between(w, ':', '@')) &^ w; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	return i
}

var marks = [256]bool{'<': true, ':': true, '.': true, '/': true, '@': true}

// Spaces overwrites bytes with spaces, line ends excepted.
func Spaces(b []byte) {
	for i, c := range b {
		if c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
}
