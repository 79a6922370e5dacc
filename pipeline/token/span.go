package token

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// part is one token of a span as text: bytes start..end of the span. word is
// "" for punctuation, otherwise the token with its quotation marks straight.
type part struct {
	word       string
	start, end int
}

// splitSpan lets prose tokenize one span and splits its tokens further at
// hyphens inside words. A panic of prose comes back as an error.
func splitSpan(text string) (parts []part, err error) {
	if n := letters(text); n == len(text) || n == len(text)-1 && n > 0 && isSeparator(text[n]) {
		return splitWord(text, n), nil
	}
	return askProse(text)
}

// letters returns how many ASCII letters text begins with.
func letters(text string) int {
	for i := range len(text) {
		if c := text[i] | 0x20; c < 'a' || c > 'z' {
			return i
		}
	}
	return len(text)
}

func isSeparator(b byte) bool { return b == ',' || b == ';' || b == ':' }

// splitWord is what prose makes of n letters and perhaps a separator after
// them: half of all distinct spans. A test compares the two.
func splitWord(text string, n int) []part {
	parts := []part{{text[:n], 0, n}}
	if n < len(text) {
		parts = append(parts, part{"", n, n + 1})
	}
	return parts
}

// askProse lets prose tokenize a span of any kind.
func askProse(text string) (parts []part, err error) {
	defer func() {
		if r := recover(); r != nil {
			parts, err = nil, fmt.Errorf("prose panics on %q: %v", text, r)
		}
	}()
	doc, err := prose.NewDocument(text, prose.WithSegmentation(false),
		prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil, err
	}
	straight, offsets := straighten(text)
	at := 0
	for _, tok := range doc.Tokens() {
		i := strings.Index(straight[at:], tok.Text)
		if i < 0 {
			return nil, fmt.Errorf("prose's token %q is not in its span %q", tok.Text, text)
		}
		start := at + i
		at = start + len(tok.Text)
		parts = appendHyphenated(parts, straight, start, at)
	}
	for i := range parts {
		parts[i].start, parts[i].end = offsets[parts[i].start], offsets[parts[i].end]
	}
	return parts, nil
}

// straighten makes the replacements prose makes before it tokenizes, and
// returns for every byte of the result where it was in text.
func straighten(text string) (string, []int) {
	var b strings.Builder
	offsets := make([]int, 0, len(text)+1)
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		piece := text[i : i+size]
		switch piece {
		case "“", "”":
			piece = `"`
		case "‘", "’":
			piece = "'"
		case "&":
			if strings.HasPrefix(text[i:], "&rsquo;") {
				piece, size = "'", len("&rsquo;")
			}
		}
		for j := range len(piece) {
			offsets = append(offsets, i+j)
		}
		b.WriteString(piece)
		i += size
	}
	return b.String(), append(offsets, len(text))
}

// appendHyphenated appends the token s[start:end], in pieces where hyphens
// stand between its letters and digits. Such a hyphen is no boundary: the
// pieces are neighbours.
func appendHyphenated(parts []part, s string, start, end int) []part {
	if !wordlike(s[start:end]) {
		return append(parts, part{"", start, end})
	}
	from := start
	for i, r := range s[start:end] {
		if isHyphen(r) {
			parts = appendWord(parts, s, from, start+i)
			from = start + i + utf8.RuneLen(r)
		}
	}
	return appendWord(parts, s, from, end)
}

func appendWord(parts []part, s string, start, end int) []part {
	if !wordlike(s[start:end]) {
		return parts
	}
	return append(parts, part{s[start:end], start, end})
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// Pattern splits a lexicon term into the tokens a text with those words would
// have: at white space and hyphens, and where prose splits ("people's"). The
// wildcards * and ? count as letters. punctuation reports that the term holds
// a boundary, so that no text can match it.
func Pattern(term string) (words []string, punctuation bool, err error) {
	letters := strings.NewReplacer("*", "q", "?", "q", `\`, "q").Replace(term)
	for _, field := range fieldSpans(letters) {
		parts, err := splitSpan(letters[field[0]:field[1]])
		if err != nil {
			return nil, false, err
		}
		for _, p := range parts {
			if p.word == "" {
				punctuation = true
				continue
			}
			word, _ := straighten(term[field[0]+p.start : field[0]+p.end])
			words = append(words, word)
		}
	}
	return words, punctuation, nil
}

// fieldSpans is strings.Fields with offsets.
func fieldSpans(s string) [][2]int {
	var spans [][2]int
	start := -1
	for i, r := range s {
		if unicode.IsSpace(r) {
			if start >= 0 {
				spans = append(spans, [2]int{start, i})
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		spans = append(spans, [2]int{start, len(s)})
	}
	return spans
}
