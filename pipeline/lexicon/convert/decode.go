package convert

import (
	"bytes"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/frameshift/frameshift/pipeline/lang"
)

const encodingAuto = "auto"

// at is an error of one line; Read puts the file's name before it.
func at(line int, format string, args ...any) error {
	return fmt.Errorf("%d: "+format, append([]any{line}, args...)...)
}

// decode returns a file's text in UTF-8, and a note where the encoding was
// guessed.
func decode(raw []byte, f Format, o Options) (text, note string, err error) {
	switch enc, declared := bomEncoding(raw), declaredEncoding(raw, f); {
	case o.Encoding != encodingAuto:
		text, err = decodeNamed(raw, o.Encoding)
	case enc != nil:
		text, err = decodeWith(raw, enc, "the mark at its start")
	case declared != "":
		text, err = decodeNamed(raw, declared)
	case utf8.Valid(raw):
		text = string(raw)
	default:
		text, note, err = decodeOld(raw, f, o.Lang)
	}
	if err != nil {
		return "", "", err
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	if i := strings.IndexByte(text, 0); i >= 0 {
		return "", "", at(lineAt(text, i), "a NUL byte: the file is no text, or it is UTF-16 without a mark: then give its encoding, utf-16le or utf-16be")
	}
	return text, note, nil
}

func bomEncoding(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return unicode.UTF8
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

var reDeclared = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']`)

// declaredEncoding returns what an XML declaration says, unless it is UTF-8,
// which is tested, or UTF-16, which can't be true of a declaration read as bytes.
func declaredEncoding(raw []byte, f Format) string {
	if f != Yoshikoder && f != Lexicoder {
		return ""
	}
	m := reDeclared.FindSubmatch(raw[:min(len(raw), 512)])
	if m == nil || strings.HasPrefix(strings.ToLower(string(m[1])), "utf") {
		return ""
	}
	return string(m[1])
}

func decodeNamed(raw []byte, name string) (string, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", at(1, "encoding %q is not known: give a name such as utf-8, utf-16le, windows-1252 or gb18030", name)
	}
	return decodeWith(raw, enc, name)
}

// decodeWith is strict: a decoder writes U+FFFD where the bytes make no
// character, which would hide that the encoding is another.
func decodeWith(raw []byte, enc encoding.Encoding, name string) (string, error) {
	if enc == unicode.UTF8 {
		if !utf8.Valid(raw) {
			return "", at(lineAt(string(raw), invalidUTF8(raw)), "not UTF-8, as %s says: give the encoding it is in", name)
		}
		return string(raw), nil
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", at(1, "not in the encoding that %s says: %v", name, err)
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", at(lineAt(string(out), i), "not in the encoding that %s says: give the encoding it is in", name)
	}
	return string(out), nil
}

// decodeOld guesses the encoding of a file from before UTF-8 was usual.
func decodeOld(raw []byte, f Format, code string) (text, note string, err error) {
	line := lineAt(string(raw), invalidUTF8(raw))
	if f == Own || f == Quanteda || f == CSV || f == Dicx {
		return "", "", at(line, "not UTF-8: save it as UTF-8, or give the encoding it is in")
	}
	name := lang.Of(code).Encoding
	if text, err = decodeNamed(raw, name); err != nil {
		return "", "", at(line, "neither UTF-8 nor %s: give the encoding it is in", name)
	}
	return text, fmt.Sprintf("line %d is not UTF-8, so the file was read as %s; give its encoding if it is another", line, name), nil
}

func invalidUTF8(raw []byte) int {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(raw)
}

func lineAt(text string, offset int) int { return 1 + strings.Count(text[:offset], "\n") }

// lines gives a text's lines with their numbers from 1. They end in \n, \r\n
// or, in files of old Macs, \r.
func lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := 1; text != ""; n++ {
			line, rest := text, ""
			if i := strings.IndexAny(text, "\r\n"); i >= 0 {
				line, rest = text[:i], text[i+1:]
				if text[i] == '\r' {
					rest = strings.TrimPrefix(rest, "\n")
				}
			}
			if !yield(n, line) {
				return
			}
			text = rest
		}
	}
}
