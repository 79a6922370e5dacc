package token

import (
	"cmp"
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// part is one token of a span as text: bytes start..end of the span. word is
// "" for punctuation, otherwise what is matched: compatibility characters
// folded, apostrophes straight.
type part struct {
	word       string
	start, end int
}

// splitSpan cuts one span into the words of UAX #29 and what stands between
// them, and the words further: at hyphens (as the standard does), where a lost
// space has glued two of them, and where a clitic begins.
func splitSpan(text string, l *lang.Language) []part {
	if n := letters(text); n == len(text) || n == len(text)-1 && n > 0 && isSeparator(text[n]) {
		return splitWord(text, n)
	}
	if simple(text) {
		return []part{{matched(text, l), 0, len(text)}}
	}
	return splitSegments(text, l)
}

// simple says whether text is letters alone of those in which no word ends, nor
// anything else begins: most words in languages with other letters than ASCII's, and
// wildcards. A test compares splitSpan's two ways.
func simple(text string) bool {
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if r |= 0x20; r < 'a' || r > 'z' {
				return false
			}
		case r >= 'À' && r <= 'ɏ' && r != '×' && r != '÷', r >= 'Ѐ' && r <= 'ҁ', r >= 'ء' && r <= 'غ', r >= 'ف' && r <= 'ي':
		case r < 'ꟻ' || r > 'ꟽ':
			return false
		}
	}
	return text != ""
}

// splitSegments is splitSpan for spans of any kind.
func splitSegments(text string, l *lang.Language) []part {
	s := splitter{lang: l, text: text}
	for segments := words.FromString(text); segments.Next(); {
		s.segment(segments.Start(), segments.End())
	}
	return s.parts()
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

// splitWord is what splitter makes of n letters and perhaps a separator after
// them: half of all distinct spans. A test compares the two.
func splitWord(text string, n int) []part {
	parts := []part{{text[:n], 0, n}}
	if n < len(text) {
		parts = append(parts, part{"", n, n + 1})
	}
	return parts
}

// splitter cuts one span.
type splitter struct {
	lang *lang.Language
	text string
	all  []part
	// marks are the places in all of what is no boundary if the span has a word:
	// hyphens between its parts, emphasis, hashtag signs, footnote marks.
	marks []int
	words int
}

// segment takes the next segment of UAX #29.
func (s *splitter) segment(start, end int) {
	switch seg := s.text[start:end]; {
	case wordlike(seg):
		s.glued(start, end)
	case s.elided(seg, start):
		s.all[len(s.all)-1].word += "'"
		s.all[len(s.all)-1].end = end
	case isMark(seg), seg == "." && s.abbreviation(start):
		s.marks = append(s.marks, len(s.all))
		fallthrough
	default:
		s.all = append(s.all, part{"", start, end})
	}
}

// parts returns the tokens.
func (s *splitter) parts() []part {
	if s.words == 0 || len(s.marks) == 0 {
		return s.all
	}
	kept := s.all[:0]
	for i, p := range s.all {
		if len(s.marks) > 0 && s.marks[0] == i {
			s.marks = s.marks[1:]
		} else {
			kept = append(kept, p)
		}
	}
	return kept
}

// isMark says whether a segment only marks the word beside it.
func isMark(segment string) bool {
	for _, r := range segment {
		switch r {
		case '-', '\u2010', '\u2011', '－', '﹣', '*', '＊', '﹡', '_', '`', '#', '＃', '﹟', '†', '‡', '™', '®', '©', '¹', '²', '³':
		default:
			if r != '⁰' && (r < '⁴' || r > '⁹') {
				return false
			}
		}
	}
	return true
}

// abbreviation says whether a full stop at i belongs to the word before it:
// U.S., or a word of the language's list.
func (s *splitter) abbreviation(i int) bool {
	n := len(s.all)
	if n == 0 || s.all[n-1].end != i || s.all[n-1].word == "" {
		return false
	}
	word := s.all[n-1].word
	return dotted(word) || s.lang.Abbreviations[strings.ToLower(word)] != 0
}

// elided says whether an apostrophe at i belongs to the word before it, though
// the next one does not follow: "l' État".
func (s *splitter) elided(segment string, i int) bool {
	n := len(s.all)
	return straight(segment) == "'" && n > 0 && s.all[n-1].end == i && s.lang.Elisions[strings.ToLower(s.all[n-1].word)]
}

// dotted says whether a word is single letters with full stops between.
func dotted(word string) bool {
	letter, n := false, 0
	for _, r := range word {
		if letter = !letter; letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
		n++
	}
	return letter && n > 1
}

// glued cuts a word of UAX #29 where no word goes on: at a colon, and at a full
// stop after which the next sentence begins without a space ("development.Thus").
// Underscores around it are emphasis.
func (s *splitter) glued(start, end int) {
	word := strings.TrimLeftFunc(s.text[start:end], isConnector)
	start = end - len(word)
	word = strings.TrimRightFunc(word, isConnector)
	end, from := start+len(word), 0
	for i, r := range word {
		after := i + utf8.RuneLen(r)
		if isColon(r) || isStop(r) && sentencesMeet(word[from:i], word[after:]) {
			s.word(start+from, start+i)
			s.all = append(s.all, part{"", start + i, start + after})
			from = after
		}
	}
	s.word(start+from, end)
}

// The characters that UAX #29 takes for part of a word are these in any width.
func isConnector(r rune) bool { return unicode.Is(unicode.Pc, r) }
func isColon(r rune) bool     { return r == ':' || r == '：' || r == '︓' || r == '﹕' }
func isStop(r rune) bool      { return r == '.' || r == '．' || r == '﹒' || r == '․' }

// sentencesMeet says whether two lower-case letters, or one and a capital, end
// before a full stop and a capitalised word begins after it.
func sentencesMeet(text, next string) bool {
	before, size := utf8.DecodeLastRuneInString(text)
	earlier, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	after, size := utf8.DecodeRuneInString(next)
	later, _ := utf8.DecodeRuneInString(next[size:])
	return unicode.IsLower(before) && unicode.IsLetter(earlier) && unicode.IsUpper(after) && unicode.IsLetter(later)
}

// word takes one word and cuts its clitics off.
func (s *splitter) word(start, end int) {
	end -= footnote(s.text[start:end])
	word := s.text[start:end]
	if !strings.ContainsFunc(word, isApostrophe) {
		s.add(start, end)
		return
	}
	at := 0
	for _, n := range clitics(straight(word), s.lang) {
		// Apostrophes may have been three bytes, so count characters.
		next := at
		for range n {
			_, size := utf8.DecodeRuneInString(word[next:])
			next += size
		}
		s.add(start+at, start+next)
		at = next
	}
}

func (s *splitter) add(start, end int) {
	if start == end {
		return
	}
	s.all = append(s.all, part{matched(s.text[start:end], s.lang), start, end})
	s.words++
}

// footnote returns the length of the footnote figure at the end of a word:
// up to three digits after four small letters ("development12", not CO2, G77).
func footnote(word string) int {
	rest := strings.TrimRight(word, "0123456789")
	n := len(word) - len(rest)
	if n == 0 || n > 3 {
		return 0
	}
	for range 4 {
		r, size := utf8.DecodeLastRuneInString(rest)
		if !unicode.IsLower(r) {
			return 0
		}
		rest = rest[:len(rest)-size]
	}
	return n
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '＇':
		return true
	}
	return false
}

var straightened = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "＇", "'")

func straight(word string) string {
	if !strings.ContainsFunc(word, isApostrophe) {
		return word // which the replacer takes longer to see
	}
	return straightened.Replace(word)
}

// matched is the form of a word that entries are compared with.
func matched(word string, l *lang.Language) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			word = norm.NFKC.String(straight(word))
			if l.Compared != nil {
				word = l.Compared(word)
			}
			return word
		}
	}
	return word
}

// Wildcards stand in an entry for what it leaves open; for the tokenizer they
// are letters, which no text is likely to hold.
const anyLetters = "ꟻ"

const wildcardBytes = "\xea\x9f" // what the three begin with

var (
	wildcardsToLetters = strings.NewReplacer("*", anyLetters, "?", "ꟼ", `\`, "ꟽ")
	lettersToWildcards = strings.NewReplacer(anyLetters, "*", "ꟼ", "?", "ꟽ", `\`)
)

// Normalized is a lexicon term as texts of the language are normalised.
func Normalized(term string, l *lang.Language) string {
	var t Text
	t.normalize(term, l)
	_ = t.fold(context.Background(), l) // which never ends
	return string(t.Norm)
}

// Letters is a part of a regular expression with its letters as words have them:
// composed, apostrophes straight.
func Letters(expr string) string { return straight(norm.NFC.String(expr)) }

// Pattern normalises a lexicon term and splits it into the tokens a text with
// those words would have. The wildcards * and ? count as letters. mark is the first
// boundary that the term holds, if there is one, so that no text can match it.
func Pattern(term string, l *lang.Language) (words []string, mark string) {
	if plainTerm(term) {
		return strings.Fields(term), ""
	}
	return pattern(term, l)
}

// pattern is Pattern for terms of any kind.
func pattern(term string, l *lang.Language) (words []string, mark string) {
	for field := range strings.FieldsSeq(Normalized(wildcardsToLetters.Replace(term), l)) {
		for _, p := range splitSpan(field, l) {
			if p.word == "" {
				mark = cmp.Or(mark, field[p.start:p.end])
				continue
			}
			if strings.Contains(p.word, wildcardBytes) {
				p.word = lettersToWildcards.Replace(p.word)
			}
			words = append(words, p.word)
		}
	}
	return words, mark
}

// plainTerm says whether a term is ASCII letters, wildcards and spaces alone: its words
// are those between the spaces. A test compares.
func plainTerm(term string) bool {
	for i := range len(term) {
		if c := term[i]; (c|0x20 < 'a' || c|0x20 > 'z') && c != ' ' && c != '*' && c != '?' {
			return false
		}
	}
	return true
}
