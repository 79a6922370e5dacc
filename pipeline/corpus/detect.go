package corpus

import (
	"bytes"
	"unicode/utf8"
)

// detectEncoding finds out the encoding of a text by these rules, in order:
//
//  1. A byte order mark of UTF-8 or UTF-16 decides.
//  2. Bytes with NULs are UTF-16 where utf16Order says so, otherwise binary.
//  3. Valid UTF-8 (ASCII included) is UTF-8.
//  4. Bytes with as many valid multi-byte characters as invalid bytes are
//     UTF-8 that was damaged: rejected with the place (the name of the encoding
//     comes with the error), never read as something else. Only where nearly all bytes above ASCII are the pairs typical of Chinese
//     text, in which some look like UTF-8 by chance, it takes 16 such
//     characters and four of them to each invalid byte.
//  5. Bytes that pair up as Big5 or GB18030 do, see cjk and pairs, are that.
//  6. The rest is the encoding of one byte a character in which it makes most
//     sense, see detectSingleByte; or none, and then the encoding is not known.
func detectEncoding(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		return encodingUTF8BOM, nil
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "", faultf(ReasonEncoding, "UTF-32 is not read: convert to UTF-8")
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return encodingUTF16LE, nil
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return encodingUTF16BE, nil
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		if name := utf16Order(data); name != "" {
			return name, nil
		}
		return "", faultf(ReasonBinary, "NUL at byte %d", i)
	}
	if utf8.Valid(data) {
		return encodingUTF8, nil
	}
	return detectLegacy(data)
}

func detectLegacy(data []byte) (string, error) {
	p := countPairs(data)
	clean := p.broken == 0 && p.typical >= 9*p.other
	multi, bad := countUTF8(data)
	if multi >= bad && !clean || multi >= 4*bad && multi >= 16 {
		return encodingUTF8, faultf(ReasonEncoding, "damaged UTF-8: %d valid characters beyond ASCII, %d bad bytes, the first at byte %d",
			multi, bad, invalidUTF8(data))
	}
	switch c := countCJK(data); {
	case c.isBig5():
		return encodingBig5, nil
	case c.isKorean():
		return "", faultf(ReasonEncoding, "no known encoding: like EUC-KR, which is Korean; state corpus.encoding")
	case p.broken == 0 && 3*p.typical >= p.other:
		return encodingGB18030, nil
	}
	name, err := detectSingleByte(data)
	if err != nil && p.typical > 3*(p.other+p.broken) {
		return "", faultf(ReasonEncoding, "no known encoding: like GB18030, but not at byte %d; state corpus.encoding", p.firstBroken)
	}
	return name, err
}

// utf16Order recognises UTF-16 without a byte order mark. In text with Latin
// letters, digits or spaces one byte of those is NUL: at least one NUL in ten at one
// parity and a twentieth as many at the other decide. In Chinese text, where the low
// byte may be NUL as well, the order that gives ten times as many spaces,
// line ends and ideographic stops decides. Anything else is binary.
func utf16Order(data []byte) string {
	if len(data)%2 != 0 {
		return ""
	}
	var nul [2]int
	var little, big int
	for i := 0; i < len(data); i += 2 {
		lo, hi := data[i], data[i+1]
		nul[0] += isNUL(lo)
		nul[1] += isNUL(hi)
		little += spacing(hi, lo)
		big += spacing(lo, hi)
	}
	units := len(data) / 2
	switch {
	case 10*nul[1] >= units && 20*nul[0] <= nul[1], little*100 >= units && little > 10*big:
		return encodingUTF16LE
	case 10*nul[0] >= units && 20*nul[1] <= nul[0], big*100 >= units && big > 10*little:
		return encodingUTF16BE
	}
	return ""
}

func isNUL(b byte) int {
	if b == 0 {
		return 1
	}
	return 0
}

func spacing(high, low byte) int {
	switch uint16(high)<<8 | uint16(low) {
	case ' ', '\n', '\r', 0x3000, 0x3001, 0x3002, 0xFF0C:
		return 1
	}
	return 0
}

// countUTF8 counts the valid characters of two bytes or more, and the invalid bytes.
func countUTF8(data []byte) (multi, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			multi++
		}
		i += size
	}
	return multi, bad
}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func countHigh(data []byte) (n int) {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			n++
		}
	}
	return n
}
