package token

import (
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/internal/markup"
	"github.com/frameshift/frameshift/pipeline/lang"
)

// breaks are written where a tag stood.
var breaks = [...]string{markup.None: "", markup.Space: " ", markup.Line: "\n", markup.Paragraph: "\n\n"}

// markup takes out the tag or address whose mark is r, at i, and returns where to
// go on; i says that there is none.
func (w *rewriter) markup(i int, r rune) int {
	switch r {
	case '<':
		tag := w.tags.At(i)
		if tag.Size > 0 {
			w.drop(i, i+tag.Size)
			w.insert(breaks[tag.Break])
		}
		return i + tag.Size
	case ':', '.', '/', '@':
		start, end := markup.Address(w.src, i)
		if end == 0 {
			return i
		}
		w.drop(max(start, w.from), end)
		w.insert(" ")
		return end
	}
	return i
}

// insert writes white space that stands for no raw byte.
func (w *rewriter) insert(space string) {
	for range len(space) {
		w.segments = append(w.segments, segment{int32(len(w.out)), int32(w.from), 0})
		w.out = append(w.out, space[0])
	}
}

// decode returns raw without what is skipped and with characters for entities,
// and records where its pieces came from. A skipped stretch that fills its lines
// goes with its line end, so that the lines around it meet as if it had never
// stood there; elsewhere a space keeps the words apart.
func (t *Text) decode(raw string, skip []lang.Span) string {
	if len(skip) == 0 && strings.IndexByte(raw, '&') < 0 {
		return raw
	}
	d := decoder{text: t, raw: raw}
	for i := 0; i < len(raw); {
		for len(skip) > 0 && skip[0].End <= i {
			skip = skip[1:]
		}
		next := len(raw)
		if len(skip) > 0 {
			next = max(skip[0].Start, i)
		}
		if amp := strings.IndexByte(raw[i:next], '&'); amp >= 0 {
			i = d.entity(i+amp, next)
		} else if i = next; len(skip) > 0 {
			i = d.skip(i, skip[0].End)
		}
	}
	return d.end()
}

type decoder struct {
	text *Text
	raw  string
	out  []byte
	from int // start of the stretch of raw not yet copied to out
}

// write copies what is pending up to start and puts text for start..end.
func (d *decoder) write(start, end int, text string) {
	d.piece(d.from, start, d.raw[d.from:start])
	if text != "" {
		d.piece(start, end, text)
	}
	d.from = end
}

func (d *decoder) piece(start, end int, text string) {
	if text == "" {
		return
	}
	d.text.decoded = append(d.text.decoded, segment{int32(len(d.out)), int32(start), int32(end - start)})
	d.out = append(d.out, text...)
}

func (d *decoder) entity(i, limit int) int {
	decoded, size := markup.Entity(d.raw[i:limit])
	if size == 0 {
		return i + 1
	}
	d.write(i, i+size, decoded)
	return i + size
}

func (d *decoder) skip(start, end int) int {
	between := " "
	if next := lineEnd(d.raw, end); startsLine(d.raw, start) && (next > end || skipBlanks(d.raw, end) == len(d.raw)) {
		end, between = lineStart(d.raw, end), ""
	}
	d.write(start, start, "")
	if between != "" {
		d.piece(start, start, between)
	}
	d.from = end
	return end
}

// startsLine says whether only blanks stand before i on its line.
func startsLine(s string, i int) bool {
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') {
		i--
	}
	return i == 0 || s[i-1] == '\n' || s[i-1] == '\r' || strings.HasSuffix(s[:i], "\ufeff")
}

// lineStart returns where the line after the blanks at i begins.
func lineStart(s string, i int) int {
	i = skipBlanks(s, i)
	if strings.HasPrefix(s[i:], "\r\n") {
		return i + 2
	}
	return min(i+1, len(s))
}

// end returns the decoded text: raw itself if nothing was to be done.
func (d *decoder) end() string {
	if d.from == 0 && len(d.out) == 0 {
		return d.raw
	}
	d.write(len(d.raw), len(d.raw), "")
	d.text.decoded = append(d.text.decoded, segment{int32(len(d.out)), int32(len(d.raw)), 0})
	if !utf8.Valid(d.out) { // an offset inside a character: misuse
		panic("token: a skipped stretch cuts a character")
	}
	return string(d.out)
}
