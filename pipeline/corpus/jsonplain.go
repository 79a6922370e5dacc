package corpus

import (
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
)

// plainObject reads an object of texts, numbers, truths and nulls, which most records are.
// The decoder, which knows all of JSON, takes a fifth of what it takes to score a speech.
// Of whatever else there is, right or wrong, it says that it is no such object.
func plainObject(data []byte, o *object) bool {
	if !utf8.Valid(data) {
		return false
	}
	p := plainJSON{unsafe.String(unsafe.SliceData(data), len(data))} // copied where it is kept
	if !p.is('{') {
		return false
	}
	for first := true; !first || !p.is('}'); first = false {
		if !p.is('"') {
			return false
		}
		key, ok := p.string()
		if !ok || !p.is(':') {
			return false
		}
		value, null, ok := p.value()
		if !ok {
			return false
		}
		if !null {
			o.set(key, value)
		}
		if p.is(',') {
			continue
		}
		if !p.is('}') {
			return false
		}
		break
	}
	p.space()
	return p.rest == ""
}

// plainJSON reads JSON from its beginning on.
type plainJSON struct{ rest string }

func (p *plainJSON) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// is takes a sign, if it comes next.
func (p *plainJSON) is(sign byte) bool {
	p.space()
	if p.rest == "" || p.rest[0] != sign {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *plainJSON) value() (text string, null, ok bool) {
	if p.is('"') {
		text, ok = p.string()
		return text, false, ok
	}
	n := strings.IndexAny(p.rest, " \t\r\n,}")
	if n < 0 {
		return "", false, false
	}
	text, p.rest = p.rest[:n], p.rest[n:]
	ok = text == "true" || text == "false" || text == "null" || isNumber(text)
	return strings.Clone(text), text == "null", ok
}

// isNumber says whether a word is a number of JSON.
func isNumber(word string) bool {
	word = strings.TrimPrefix(word, "-")
	whole, word := digits(word)
	if whole == "" || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	if after, ok := strings.CutPrefix(word, "."); ok {
		if whole, word = digits(after); whole == "" {
			return false
		}
	}
	if word != "" && word[0]|0x20 == 'e' {
		word = word[1:]
		if word != "" && (word[0] == '+' || word[0] == '-') {
			word = word[1:]
		}
		if whole, word = digits(word); whole == "" {
			return false
		}
	}
	return word == ""
}

// digits cuts a word behind those it begins with.
func digits(word string) (string, string) {
	n := len(word) - len(strings.TrimLeft(word, "0123456789"))
	return word[:n], word[n:]
}

// string takes a text up to the quote that closes it.
func (p *plainJSON) string() (string, bool) {
	n := plainBytes(p.rest)
	if n < len(p.rest) && p.rest[n] == '"' {
		text := strings.Clone(p.rest[:n])
		p.rest = p.rest[n+1:]
		return text, true
	}
	// As much room as the text has at most, so that it is not copied again and again.
	end := n
	for end < len(p.rest) && p.rest[end] == '\\' {
		end = min(end+2, len(p.rest))
		end += plainBytes(p.rest[end:])
	}
	out := make([]byte, 0, end)
	for {
		out = append(out, p.rest[:n]...)
		p.rest = p.rest[n:]
		switch {
		case p.rest == "" || p.rest[0] < ' ':
			return "", false
		case p.rest[0] == '"':
			p.rest = p.rest[1:]
			return unsafe.String(unsafe.SliceData(out), len(out)), true
		}
		r, ok := p.escape()
		if !ok {
			return "", false
		}
		out = utf8.AppendRune(out, r)
		n = plainBytes(p.rest)
	}
}

// plainBytes is how many bytes of a text come before a quote, an escape or what has to be
// escaped.
func plainBytes(text string) int {
	i := 0
	for ; i+8 <= len(text); i += 8 {
		w := ascii.Load(text, i)
		if stop := (ascii.Between(w, '"', '"') | ascii.Between(w, '\\', '\\') | ascii.Between(w, 0, ' '-1)) &^ w; stop&ascii.Tops != 0 {
			return i + bits.TrailingZeros64(stop&ascii.Tops)/8
		}
	}
	for i < len(text) && text[i] != '"' && text[i] != '\\' && text[i] >= ' ' {
		i++
	}
	return i
}

// shortEscapes are the characters that two bytes stand for, by the second.
var shortEscapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape takes an escape, but for half a character.
func (p *plainJSON) escape() (rune, bool) {
	if len(p.rest) < 2 {
		return 0, false
	}
	if c := shortEscapes[p.rest[1]]; c != 0 {
		p.rest = p.rest[2:]
		return rune(c), true
	}
	r, ok := p.unit()
	if ok && utf16.IsSurrogate(r) {
		low, more := p.unit()
		r = utf16.DecodeRune(r, low)
		ok = more && r != utf8.RuneError
	}
	return r, ok
}

// unit takes an escape of four digits.
func (p *plainJSON) unit() (r rune, ok bool) {
	if len(p.rest) < 6 || p.rest[:2] != `\u` {
		return 0, false
	}
	for _, c := range []byte(p.rest[2:6]) {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	p.rest = p.rest[6:]
	return r, true
}
