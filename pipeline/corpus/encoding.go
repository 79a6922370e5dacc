package corpus

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The names written into Document.Encoding where the encoding was found out.
// A stated encoding is written under its WHATWG name.
const (
	encodingAuto    = "auto"
	encodingUTF8    = "utf-8"
	encodingUTF8BOM = "utf-8-bom"
	encodingUTF16LE = "utf-16le"
	encodingUTF16BE = "utf-16be"
	encodingGB18030 = "gb18030"
	encodingBig5    = "big5"
	encodingWin1252 = "windows-1252"
)

var bomUTF8 = []byte{0xEF, 0xBB, 0xBF}

// decodeText returns the text and the encoding it was in. For UTF-8 the text
// shares memory with data, which must not change afterwards.
func decodeText(data []byte, stated string) (text, name string, err error) {
	name = stated
	if stated == encodingAuto {
		if name, err = detectEncoding(data); err != nil {
			return "", "", err
		}
	}
	switch name {
	case encodingUTF8, encodingUTF8BOM:
		return decodeUTF8(data)
	case encodingUTF16LE:
		text, err = decodeUTF16(data, binary.LittleEndian)
	case encodingUTF16BE:
		text, err = decodeUTF16(data, binary.BigEndian)
	default:
		text, err = decodeCharset(data, name)
	}
	return text, name, err
}

func decodeUTF8(data []byte) (text, name string, err error) {
	name = encodingUTF8
	if bytes.HasPrefix(data, bomUTF8) {
		name = encodingUTF8BOM
	}
	if !utf8.Valid(data) {
		return "", "", faultf(ReasonEncoding, "not UTF-8 at byte %d", invalidUTF8(data))
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", "", faultf(ReasonBinary, "NUL at byte %d", i)
	}
	return unsafe.String(unsafe.SliceData(data), len(data)), name, nil
}

// decodeUTF16 drops the byte order mark. An odd byte count or a lone surrogate
// is an error: a decoder that wrote U+FFFD instead would hide it.
func decodeUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", faultf(ReasonEncoding, "UTF-16 of an odd number of bytes (%d)", len(data))
	}
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if i == 0 && r == 0xFEFF {
			continue
		}
		if utf16.IsSurrogate(r) {
			if i += 2; i >= len(data) {
				return "", faultf(ReasonEncoding, "UTF-16 ends in half a character")
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(data[i:]))); r == utf8.RuneError {
				return "", faultf(ReasonEncoding, "not UTF-16 at byte %d", i-2)
			}
		}
		if r == 0 {
			return "", faultf(ReasonBinary, "NUL at byte %d", i)
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), nil
}

func decodeCharset(data []byte, name string) (string, error) {
	enc, err := charset(name)
	if err != nil {
		return "", err
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", faultf(ReasonBinary, "NUL at byte %d", i)
	}
	if i := undefined1252(data); enc == charmap.Windows1252 && i >= 0 {
		return "", faultf(ReasonEncoding, "not windows-1252 at byte %d", i)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", faultf(ReasonEncoding, "%s: %v", name, err)
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", faultf(ReasonEncoding, "not %s after %d bytes of text", name, i)
	}
	return string(out), nil
}

// undefined1252 finds one of the five bytes to which Windows-1252 gives no character.
func undefined1252(data []byte) int {
	return slices.IndexFunc(data, func(b byte) bool {
		return b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D
	})
}

func charset(name string) (encoding.Encoding, error) {
	switch name {
	case encodingGB18030:
		return simplifiedchinese.GB18030, nil
	case encodingWin1252:
		return charmap.Windows1252, nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("encoding: %q is not known: use auto or a name such as utf-8, utf-16le, gb18030, big5, windows-1252", name)
	}
	return enc, nil
}

// encodingName brings a stated encoding to the name it is recorded under.
func encodingName(stated string) (string, error) {
	if stated == encodingAuto {
		return stated, nil
	}
	enc, err := charset(strings.ToLower(strings.TrimSpace(stated)))
	if err != nil {
		return "", err
	}
	if enc == simplifiedchinese.GBK { // GB18030 is a superset, and files called GBK use it
		return encodingGB18030, nil
	}
	return htmlindex.Name(enc)
}

// DecodeText finds out what encoding data is in, as of a file of a corpus, and decodes
// it. An error says why it is no text.
func DecodeText(data []byte) (text, encoding string, err error) {
	text, encoding, err = decodeText(data, encodingAuto)
	return strings.TrimPrefix(text, "\ufeff"), encoding, err
}
