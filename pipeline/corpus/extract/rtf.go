package extract

import (
	"context"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// readRTF reads Rich Text as its specification 1.9.1 lays it down: groups keep
// and restore the state, destinations that are no text are passed over, bytes
// are in the code page of their font.
func readRTF(_ context.Context, data []byte, limits Limits) (Document, error) {
	r := &rtf{data: data, limits: limits, page: codepage(1252), fonts: map[int]encoding.Encoding{}}
	r.state.skipAfterU = 1
	if err := r.read(); err != nil {
		return Document{}, err
	}
	r.flush()
	r.doc.Text = r.out.String()
	return r.doc, nil
}

// rtfState is what a group keeps.
type rtfState struct {
	destination string // empty for the text
	encoding    encoding.Encoding
	skipAfterU  int  // characters that stand in for \u, to be passed over
	deleted     bool // by a tracked change
}

type rtf struct {
	data   []byte
	at     int
	limits Limits
	doc    Document
	out    paragraphs

	state rtfState
	stack []rtfState
	page  encoding.Encoding         // of the document
	fonts map[int]encoding.Encoding // of fonts
	font  int                       // that the font table is describing
	bytes []byte                    // in the encoding of the state, not decoded yet
	units []uint16                  // of \u: halves come one by one
	skip  int                       // stand-ins still to be passed over
}

func (r *rtf) read() error {
	for r.at < len(r.data) {
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			r.flush()
			if r.stack = append(r.stack, r.state); len(r.stack) > maxNesting {
				return fmt.Errorf("%w: nested deeper than %d", ErrTooLarge, maxNesting)
			}
		case '}':
			r.flush()
			if n := len(r.stack); n > 0 {
				r.state, r.stack = r.stack[n-1], r.stack[:n-1]
			}
			r.skip = 0
		case '\\':
			r.control()
		case '\r', '\n', 0:
		default:
			r.literal(c)
		}
		if r.out.size() > r.limits.Text {
			return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, r.limits.Text)
		}
	}
	return nil
}

// control reads what follows a backslash: a symbol, or a word with a number.
func (r *rtf) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if !isLetter(c) {
		r.at++
		r.symbol(c)
		return
	}
	start := r.at
	for r.at < len(r.data) && isLetter(r.data[r.at]) {
		r.at++
	}
	word := string(r.data[start:r.at])
	number := r.number()
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	r.word(word, number)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

const noNumber = -1 << 31

func (r *rtf) number() int {
	start := r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && r.data[r.at] >= '0' && r.data[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[start:r.at]))
	if err != nil {
		return noNumber
	}
	return n
}

func (r *rtf) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 > len(r.data) {
			return
		}
		n, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
		r.at += 2
		if err == nil {
			r.literal(byte(n))
		}
	case '~':
		r.runes(" ")
	case '_':
		r.runes("-")
	case '*': // a destination that readers may pass over
		r.state.destination = "*"
	case '\r', '\n':
		r.paragraph()
	case '\\', '{', '}':
		r.literal(c)
	}
}

// literal takes a byte of text, unless it stands in for a \u.
func (r *rtf) literal(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if len(r.units) > 0 {
		r.flush()
	}
	r.bytes = append(r.bytes, c)
}

// rtfSymbols are words that stand for a character.
var rtfSymbols = map[string]string{
	"tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": " ", "enspace": " ", "qmspace": " ", "cell": " ",
}

// rtfDestinations begin groups that are no text of the document.
var rtfDestinations = names("fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf " +
	"fldinst xmlnstbl listtable listoverridetable rsidtbl generator themedata datastore latentstyles title author creatim " +
	"ftnsep ftnsepc ftncn aftnsep bkmkstart bkmkend nonshppict private1 annotation atnid atnauthor operator company subject keywords doccomm")

func (r *rtf) word(word string, n int) {
	switch word {
	case "par", "sect", "page", "row":
		r.paragraph()
		return
	case "line":
		r.flush()
		if r.state.destination == "" {
			r.out.line()
		}
		return
	case "u":
		r.unicode(n)
		return
	case "uc":
		r.state.skipAfterU = max(0, min(n, 16))
		return
	case "bin":
		r.at = min(len(r.data), r.at+max(0, n))
		return
	}
	if s, ok := rtfSymbols[word]; ok {
		r.runes(s)
		return
	}
	r.flush()
	r.setting(word, n)
}

func (r *rtf) setting(word string, n int) {
	switch {
	case rtfDestinations[word]:
		if r.state.destination != "*" || word == "title" || word == "author" {
			r.state.destination = word
		}
	case word == "ansicpg" && codepage(n) != nil:
		r.page = codepage(n)
	case word == "mac":
		r.page = charmap.Macintosh
	case word == "f" && r.state.destination == "fonttbl":
		r.font = n
	case word == "fcharset" && r.state.destination == "fonttbl":
		r.fonts[r.font] = codepage(charsets[n])
	case word == "f":
		r.state.encoding = r.fonts[n]
	case word == "plain":
		r.state.encoding, r.state.deleted = nil, false
	case word == "deleted":
		r.state.deleted = n != 0
	}
}

func (r *rtf) unicode(n int) {
	if len(r.bytes) > 0 {
		r.flush()
	}
	if n != noNumber {
		r.units = append(r.units, uint16(n))
	}
	r.skip = r.state.skipAfterU
}

func (r *rtf) paragraph() {
	r.flush()
	if r.state.destination == "" {
		r.out.end()
	}
}

// flush decodes what has gathered and hands it on.
func (r *rtf) flush() {
	if len(r.units) > 0 {
		text := string(utf16.Decode(r.units))
		r.units = r.units[:0]
		r.runes(text)
	}
	if len(r.bytes) == 0 {
		return
	}
	enc := r.state.encoding
	if enc == nil {
		enc = r.page
	}
	data := r.bytes
	r.bytes = r.bytes[:0]
	if text, err := enc.NewDecoder().Bytes(data); err == nil && utf8.Valid(text) {
		r.runes(string(text))
	}
}

func (r *rtf) runes(s string) {
	if len(r.units)+len(r.bytes) > 0 {
		r.flush()
	}
	switch r.state.destination {
	case "":
		if !r.state.deleted {
			r.out.text(s)
		}
	case "title":
		r.doc.Title = oneLine(r.doc.Title + s)
	case "author":
		r.doc.Author = oneLine(r.doc.Author + s)
	}
}

// charsets are the code pages of \fcharset; 0 and 1 leave it to the document.
var charsets = map[int]int{
	77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

// codepage is nil for one that is not known.
func codepage(n int) encoding.Encoding {
	switch n {
	case 0:
		return nil
	case 932:
		return mustGet("shift_jis")
	case 936:
		return mustGet("gb18030")
	case 949:
		return mustGet("euc-kr")
	case 950:
		return mustGet("big5")
	case 65001:
		return mustGet("utf-8")
	case 10000:
		return charmap.Macintosh
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	}
	if enc, err := htmlindex.Get("windows-" + strconv.Itoa(n)); err == nil {
		return enc
	}
	return charmap.Windows1252
}

func mustGet(name string) encoding.Encoding {
	enc, err := htmlindex.Get(name)
	if err != nil {
		panic(err)
	}
	return enc
}
