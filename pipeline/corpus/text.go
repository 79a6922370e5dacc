package corpus

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
	"github.com/frameshift/frameshift/pipeline/internal/han"
)

// text reads a text file whole, into memory that the Raw then owns.
func (p *pass) text(f *file, r io.Reader, size int64) error {
	if p.leftOutByName(f, formText) {
		return p.send(Raw{Source: f.source, file: f, form: formText, leftOut: true})
	}
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
	for i := 0; i < len(text); {
		if n, some, spaces := ascii.Count(text[i:]); n > 0 {
			letters, all = letters+some, all+n-spaces
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case han.Unified(r) || unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
		case unicode.IsSpace(r) || r == '\uFEFF':
			continue
		}
		all++
	}
	return letters, all
}

// legible says whether letters are at least half of the characters that are no
// space. Around letters that are at least a tenth of a text, figures and lines
// drawn of one sign do not count: a table of numbers and a page of contents are no
// codes of glyphs (/0 /1 /i255), which are more than nine tenths figures.
func legible(text string) (letters, all int, ok bool) {
	letters, all = countLetters(text)
	if all < garbledFrom || 2*letters >= all {
		return letters, all, true
	}
	return letters, all, 10*letters >= all && 2*letters >= all-countDrawn(text)
}

// countDrawn counts the characters of figures that stand alone, and of three of
// one sign or more in a row, spaces between them or not.
func countDrawn(text string) (drawn int) {
	last, run := rune(-1), 0
	for field := range strings.FieldsSeq(text) {
		if isFigure(field) {
			drawn += utf8.RuneCountInString(field)
			last, run = -1, 0
			continue
		}
		for _, r := range field {
			if r != last {
				last, run = r, 0
			}
			switch run++; {
			case unicode.IsLetter(r) || unicode.IsDigit(r) || run < 3:
			case run == 3:
				drawn += 3
			default:
				drawn++
			}
		}
	}
	return drawn
}

// isFigure says whether a word is a number, a share, a date or a sum of money.
func isFigure(word string) bool {
	const around, inside = "+-–−±$€£¥%‰()[],.;:", "0123456789.,:/-–'’%"
	word = strings.Trim(word, around)
	return word != "" && word[0] >= '0' && word[0] <= '9' && strings.Trim(word, inside) == ""
}

// hasContent reports whether a text has a letter or a digit.
func hasContent(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// nothing are the words that programs write where there is no text: R, Python,
// databases, spreadsheets, forums.
var nothing = wordsOf(`
	na n/a n.a. <na> #n/a nan nat null (null) nil none (none) undefined missing empty blank \n
	[deleted] [removed] [n/a] [na] [null] [none] [empty] [missing] [blank] [no_text] not_available not_applicable no_text no_content
	#ref! #value! #name? #null! #num! #div/0! #error! #getting_data #spill! #calc!
	无 無 空 暂无 暫無 无内容 néant ninguno нет`)

func wordsOf(list string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		words[strings.ReplaceAll(word, "_", " ")] = true
	}
	return words
}

// longestNothing bounds what is looked up.
const longestNothing = 32

// isNothing says whether a text only says that there is none.
func isNothing(text string) bool {
	text = strings.Trim(text, " \t\r\n\u00a0\ufeff\"'“”‘’`*")
	if len(text) > longestNothing {
		return false
	}
	text = strings.ToLower(text)
	return nothing[text] || nothing[strings.TrimRight(text, ".!。")]
}
