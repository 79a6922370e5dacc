package token

import (
	"bytes"
	"context"
	"math/bits"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/frameshift/frameshift/pipeline/internal/ascii"
	"github.com/frameshift/frameshift/pipeline/internal/markup"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// Text is a normalised text and the way back to the raw one.
//
// Normalisation, in this order:
//
//  0. What is skipped goes, and entities (&amp;) become what they stand for: see
//     decode.
//  1. NFC (not NFKC: compatibility characters carry meaning in official texts).
//  2. Byte order marks, zero-width and directional characters, variation
//     selectors and soft hyphens go; so does ¬ between two letters, which is how OCR reads a soft hyphen,
//     and what the language ignores (Arabic vowel signs).
//  3. A hyphen at a line end joins its lines. The hyphen itself goes
//     (develop-/ment), unless the word before it is one that forms compounds
//     (self-/determination; a list of the language), where it stays.
//  4. Dashes, slashes, double hyphens, ellipsis characters, guillemets and
//     bullets become tokens of their own, hence boundaries no phrase crosses
//     (where white space delimits words, as in the next).
//  5. A single quotation mark that opens a word is set apart from it. (prose
//     reads the start of 'security' as a clitic and drops the whole word.)
//  6. Where it does not, as in Chinese, it goes inside a run of the language's
//     script, a blank line excepted, and full-width or mathematical letters and
//     digits become plain.
//  7. Letters that count as the same become equal (simplified characters stand
//     for traditional ones).
//  8. Web and mail addresses go, as a phrase goes on across one (so do tokens
//     that quanteda removes without padding); tags go, and a word, a line or a
//     paragraph ends where theirs does.
//
// Runs of white space stay as they are: they delimit spans whatever their
// length, and a blank line ends a paragraph.
type Text struct {
	// Norm is the normalised text, valid UTF-8.
	Norm []byte

	segments []segment // of Norm onto the NFC text
	composed []segment // of the NFC text onto the decoded one; empty if they are equal
	decoded  []segment // of the decoded text onto the raw one; likewise

	parts []textPart // of a text in several languages; they lead back by themselves
}

// segment maps the normalised bytes from norm up to the next segment onto
// size raw bytes from raw. Where both have one length they map byte by byte,
// otherwise only as a whole.
type segment struct{ norm, raw, size int32 }

// Raw returns the bytes of the raw text that the normalised bytes
// start..end (end > start) came from.
func (t *Text) Raw(start, end int) (int, int) {
	if len(t.parts) > 0 {
		p := t.partAt(start)
		start, end = p.Text.Raw(start-p.norm, end-p.norm)
		return start + p.raw, end + p.raw
	}
	start, end = mapSpan(t.segments, len(t.Norm), start, end)
	for _, layer := range [...][]segment{t.composed, t.decoded} {
		if len(layer) > 0 {
			start, end = mapSpan(layer, int(layer[len(layer)-1].norm), start, max(end, start+1))
		}
	}
	return start, end
}

func mapSpan(segments []segment, total, start, end int) (int, int) {
	i := find(segments, start)
	from := int(segments[i].raw)
	if exact(segments, i, total) {
		from += start - int(segments[i].norm)
	}
	j := find(segments, end-1)
	to := int(segments[j].raw + segments[j].size)
	if exact(segments, j, total) {
		to = int(segments[j].raw) + end - int(segments[j].norm)
	}
	return from, max(from, to)
}

func find(segments []segment, at int) int {
	return sort.Search(len(segments), func(i int) bool { return int(segments[i].norm) > at }) - 1
}

func exact(segments []segment, i, total int) bool {
	end := total
	if i+1 < len(segments) {
		end = int(segments[i+1].norm)
	}
	return end-int(segments[i].norm) == int(segments[i].size)
}

// normalize fills t from raw, which must be valid UTF-8, leaving out what is
// skipped. It reuses t's memory.
func (t *Text) normalize(raw string, l *lang.Language, skip ...lang.Span) {
	t.Norm, t.segments, t.composed, t.decoded = t.Norm[:0], t.segments[:0], t.composed[:0], t.decoded[:0]
	raw = t.decode(raw, skip)
	if !composed(raw) && !norm.NFC.IsNormalString(raw) {
		raw = t.compose(raw)
	}
	w := rewriter{lang: l, src: raw, out: t.Norm, segments: t.segments, tags: markup.Tags{Text: raw}}
	w.run()
	t.Norm, t.segments = w.out, w.segments
	if len(t.segments) == 0 {
		t.segments = append(t.segments, segment{})
	}
}

// composed is a shortcut that is right whenever it says yes: below the combining
// marks, and among the quotation marks and dashes, nothing composes, nor does a byte
// order mark.
func composed(text string) bool {
	for i := ascii.Len(text); i < len(text); i += ascii.Len(text[i:]) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r >= firstMark && (r < '\u2010' || r > '\u2027') && r != '\ufeff' {
			return false
		}
		i += size
	}
	return true
}

// firstMark is the first character that may compose with one before it.
const firstMark = '\u0300'

// foldBytes is how much of a text is folded before the next look at the context.
const foldBytes = 256 << 10

// fold makes letters that count as the same equal (rule 7). A long text is folded
// in pieces that end with a line, if there is one.
func (t *Text) fold(ctx context.Context, l *lang.Language) error {
	if l.Fold == nil {
		return nil
	}
	for from := 0; from < len(t.Norm); {
		to := min(from+foldBytes, len(t.Norm))
		if i := bytes.LastIndexByte(t.Norm[from:to], '\n'); i >= 0 && to < len(t.Norm) {
			to = from + i + 1
		}
		for to < len(t.Norm) && !utf8.RuneStart(t.Norm[to]) {
			to--
		}
		l.Fold(t.Norm[from:to])
		if from = to; ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// compose returns the NFC form of raw and records where its pieces came from.
func (t *Text) compose(raw string) string {
	var it norm.Iter
	it.InitString(norm.NFC, raw)
	out := make([]byte, 0, len(raw))
	for !it.Done() {
		from := it.Pos()
		piece := it.Next()
		size := it.Pos() - from
		n := len(t.composed)
		if n > 0 && len(piece) == size && exact(t.composed, n-1, len(out)) {
			t.composed[n-1].size += int32(size)
		} else {
			t.composed = append(t.composed, segment{int32(len(out)), int32(from), int32(size)})
		}
		out = append(out, piece...)
	}
	t.composed = append(t.composed, segment{int32(len(out)), int32(len(raw)), 0})
	return string(out)
}

// rewriter makes rules 2 to 6, and 8, in one pass over src.
type rewriter struct {
	lang     *lang.Language
	src      string
	out      []byte
	segments []segment
	tags     markup.Tags // of src

	from int // start of the stretch of src not yet copied to out
}

// plain marks the bytes no rule looks at.
var plain = func() (t [256]bool) {
	for b := range t {
		t[b] = b < utf8.RuneSelf && !strings.ContainsRune("-/'<:.@", rune(b))
	}
	return
}()

func (w *rewriter) run() {
	for i := 0; i < len(w.src); {
		if plain[w.src[i]] {
			i = afterPlain(w.src, i+1)
			continue
		}
		r, size := utf8.DecodeRuneInString(w.src[i:])
		i = w.rune(i, r, size)
	}
	w.flush(len(w.src))
}

// afterPlain returns the first place from i on where a byte may stand that is not plain:
// eight bytes at a time it takes a few others for one.
func afterPlain(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		w := ascii.Load(text, i)
		if m := ascii.Between(w, '\'', '\'') | ascii.Between(w, '-', '/') | ascii.Between(w, ':', '@') | w&ascii.Tops; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	return i
}

// rune applies the rules to the rune at i and returns where to go on.
func (w *rewriter) rune(i int, r rune, size int) int {
	end := i + size
	if next := w.markup(i, r); next > i {
		return next
	}
	switch {
	case r == '-' || r == '\u2010':
		return w.hyphen(i, end)
	case !w.spaced() && w.lang.Script.Has(r):
		if gap := w.gap(end); gap > end {
			w.drop(end, gap)
			return gap
		}
	case r == '\'' || r == '‘':
		if w.spaced() && w.opensWord(i, end) {
			w.flush(end)
			w.insertSpace()
		}
	case isBreaker(r):
		if w.spaced() {
			w.setApart(i, end)
		}
	case r == '¬':
		if w.letterBefore(i) && w.letterAt(end) {
			w.drop(i, end)
		}
	case isInvisible(r), w.lang.Ignored != nil && w.lang.Ignored(r):
		w.drop(i, end)
	case isStyled(r) && !w.spaced():
		w.flush(i)
		w.segments = append(w.segments, segment{int32(len(w.out)), int32(i), int32(size)})
		w.out = norm.NFKC.AppendString(w.out, w.src[i:end])
		w.from = end
	}
	return end
}

// spaced says whether white space delimits the words of the language.
func (w *rewriter) spaced() bool { return w.lang.Dictionary == "" }

// flush copies what is pending up to end.
func (w *rewriter) flush(end int) {
	if end <= w.from {
		return
	}
	w.segments = append(w.segments, segment{int32(len(w.out)), int32(w.from), int32(end - w.from)})
	w.out = append(w.out, w.src[w.from:end]...)
	w.from = end
}

// drop leaves src[start:end] out.
func (w *rewriter) drop(start, end int) {
	w.flush(start)
	w.from = end
}

// insertSpace writes a space that stands for no raw byte.
func (w *rewriter) insertSpace() {
	w.segments = append(w.segments, segment{int32(len(w.out)), int32(w.from), 0})
	w.out = append(w.out, ' ')
}

// setApart puts spaces around src[start:end].
func (w *rewriter) setApart(start, end int) {
	w.flush(start)
	w.insertSpace()
	w.flush(end)
	w.insertSpace()
}

// hyphen handles the hyphen at start: doubled it is a dash, at a line end it
// joins, elsewhere it stays (the tokenizer splits words at it).
func (w *rewriter) hyphen(start, end int) int {
	if n := start + countByte(w.src[start:], '-'); n > start+1 {
		w.setApart(start, n)
		return n
	}
	next := lineEnd(w.src, end)
	if next == end || !w.letterBefore(start) {
		return end
	}
	if r, _ := utf8.DecodeRuneInString(w.src[next:]); !unicode.IsLower(r) {
		return end
	}
	if w.lang.Compounds[lowerWordBefore(w.src, start)] {
		start = end
	}
	w.drop(start, next)
	return next
}

// lineEnd returns where the next line's text begins if only blanks and one
// line break stand between it and i, otherwise i.
func lineEnd(s string, i int) int {
	j := skipBlanks(s, i)
	switch {
	case j < len(s)-1 && s[j] == '\r' && s[j+1] == '\n':
		j += 2
	case j < len(s) && (s[j] == '\n' || s[j] == '\r'):
		j++
	default:
		return i
	}
	return skipBlanks(s, j)
}

func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

func countByte(s string, b byte) int {
	n := 0
	for n < len(s) && s[n] == b {
		n++
	}
	return n
}

// gap returns the end of the white space at i if a character of the language's
// script follows it and it holds no blank line, otherwise i.
func (w *rewriter) gap(i int) int {
	j, lines := i, lineCounter{}
	for j < len(w.src) {
		r, size := utf8.DecodeRuneInString(w.src[j:])
		if !unicode.IsSpace(r) {
			if lines.blank() || !w.lang.Script.Has(r) {
				return i
			}
			return j
		}
		lines.add(r)
		j += size
	}
	return i
}

// opensWord says whether the quotation mark at start..end stands before a
// letter and after nothing a word could go on from.
func (w *rewriter) opensWord(start, end int) bool {
	if !w.letterAt(end) {
		return false
	}
	r, size := utf8.DecodeLastRuneInString(w.src[:start])
	return size == 0 || unicode.IsSpace(r) || r == '(' || r == '[' || r == '"' || r == '“' || r == '>' || isBreaker(r) || r == '-'
}

func (w *rewriter) letterBefore(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(w.src[:i])
	return unicode.IsLetter(r)
}

func (w *rewriter) letterAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.src[i:])
	return unicode.IsLetter(r)
}

// lowerWordBefore returns the run of letters that ends at i, in lower case.
func lowerWordBefore(s string, i int) string {
	start := i
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.IsLetter(r) {
			break
		}
		start -= size
	}
	return strings.ToLower(s[start:i])
}

// isBreaker reports the characters that no phrase crosses (rule 4).
func isBreaker(r rune) bool {
	switch r {
	case '/', '‒', '–', '—', '―', '−', '…', '«', '»', '‹', '›', '•', '·', '■':
		return true
	}
	return false
}

// isInvisible reports the characters that rule 2 takes out.
func isInvisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\ufeff', r == '\u034f', r == '\u061c', r >= '\u180b' && r <= '\u180f':
		return true
	case r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e':
		return true
	}
	return r >= '\u2060' && r <= '\u2069' || r >= '\ufe00' && r <= '\ufe0f' || r >= '\U000e0100' && r <= '\U000e01ef'
}

// isStyled reports letters and digits in the width of a Han character, in the
// styles of mathematics, and Latin ligatures.
func isStyled(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' ||
		r >= '\ufb00' && r <= '\ufb06' || r >= '\U0001d400' && r <= '\U0001d7ff'
}

// lineCounter counts the line breaks in a gap of white space, \r\n as one.
type lineCounter struct {
	n  int
	cr bool
}

func (c *lineCounter) add(r rune) {
	switch {
	case r == '\u2029':
		c.n += 2
	case r == '\n' && c.cr:
	case r == '\n', r == '\r', r == '\u0085', r == '\u2028':
		c.n++
	}
	c.cr = r == '\r'
}

// blank reports a blank line, which ends a paragraph.
func (c *lineCounter) blank() bool { return c.n >= 2 }
