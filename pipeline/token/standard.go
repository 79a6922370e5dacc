package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Sentences of UAX #29, for languages that Punkt's model does not know. The
// standard looks at a full stop and what stands around it; so it is asked about
// each place where a sentence may end and never about more than nearby bytes,
// which keeps the cost linear in whatever text.

// nearby is how much of the text before and after a place decides on it.
const nearby = 64

// standardBreaks decides on the candidates of the paragraph that ends there: the spans
// with a terminal mark, and with them the span behind and the closing marks after it.
func (t *Tokenizer) standardBreaks(end int32) {
	cs := t.candidates
	for i := 0; i < len(cs) && cs[i].end < end; i++ {
		c := &cs[i]
		if !c.is(hasPunct) || !t.standardBreak(c, end) {
			continue
		}
		c.breaks = true
		c.continues(&cs[i+1])
		// A space before a closing mark is the printer's.
		for cs[i].breaks && i+1 < len(cs) && cs[i+1].is(closes) {
			cs[i].breaks, cs[i+1].breaks = false, true
			i++
		}
	}
}

// standardBreak asks UAX #29 whether a sentence ends after a span.
func (t *Tokenizer) standardBreak(c *candidate, end int32) bool {
	text := t.doc.Text.Norm[:end]
	word := beforeFigure(c.span.text, t.doc.Lang)
	t.nearby = append(t.nearby[:0], word[runeStart(word, len(word)-nearby):]...)
	t.nearby = append(t.nearby, ' ')
	at := len(t.nearby)
	for from := int(c.end); len(t.nearby)-at < nearby; {
		from = spanEnd(text, from) // of a span that was looked at in part
		start, _ := skipSpace(text, from)
		if start == len(text) {
			break
		}
		from = spanEnd(text[:min(len(text), start+nearby+utf8.UTFMax)], start)
		t.nearby = append(t.nearby, text[start:start+runeStart(text[start:from], nearby)]...)
		t.nearby = append(t.nearby, ' ')
	}
	for it := sentences.FromBytes(t.nearby); it.Next(); {
		if it.End() >= at {
			return it.End() == at
		}
	}
	return false
}

// runeStart is the start of the character at byte i, or an end of the word that
// i lies beyond.
func runeStart[T string | []byte](word T, i int) int {
	if i >= len(word) {
		return len(word)
	}
	for i > 0 && !utf8.RuneStart(word[i]) {
		i--
	}
	return max(i, 0)
}

// standardFlags are the traits of a word in a language of the standard.
func standardFlags(word string, l *lang.Language) (flags uint32) {
	switch {
	case strings.ContainsFunc(word, isTerminal):
		flags = hasPunct
	case !strings.ContainsFunc(word, func(r rune) bool { return !isCloser(r) }):
		return closes
	}
	word = beforeFigure(word, l)
	if initials(word) {
		flags |= leads
	}
	if i := strings.LastIndexAny(word, "'’"); i >= 0 { // l'art. 2
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	return flags | listed(word, l)
}

func isTerminal(r rune) bool { return unicode.Is(unicode.STerm, r) }

func isCloser(r rune) bool { return unicode.In(r, unicode.Pe, unicode.Pf) || r == '"' || r == '“' }

// initials says whether a word is one or two capitals with full stops, as stand
// before a name: A. or A.B.
func initials(word string) bool {
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !isLetterOrDigit(r) })
	for n := 0; ; n++ {
		r, size := utf8.DecodeRuneInString(word)
		if size == 0 {
			return n > 0 && n < 3
		}
		if !unicode.IsUpper(r) || !strings.HasPrefix(word[size:], ".") {
			return false
		}
		word = word[size+1:]
	}
}
