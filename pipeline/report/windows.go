package report

import "unicode/utf8"

// window is a stretch of a sentence that holds hits.
type window struct {
	text string
	base int64 // where it starts in the document
	cut  int
	hits []hit
}

// offset is where a byte of the document is in the window.
func (w *window) offset(at int64) int { return int(min(max(at-w.base, 0), int64(len(w.text)))) }

// Sentences longer than longSentence bytes are shown in windows of that length
// at most, with margin bytes before the first hit.
const (
	longSentence = 1200
	margin       = 300
)

// cut cuts a long sentence into windows around its hits.
func cut(s *sentence) (out []window) {
	if len(s.text) <= longSentence {
		return []window{{s.text, s.start, 0, s.hits}}
	}
	whole := window{text: s.text, base: s.start}
	for rest := s.hits; len(rest) > 0; {
		from := boundary(s.text, max(0, whole.offset(rest[0].start)-margin))
		to := boundary(s.text, min(len(s.text), from+longSentence))
		n := 1
		for n < len(rest) && whole.offset(rest[n].end) <= to {
			n++
		}
		w := window{text: s.text[from:to], base: s.start + int64(from), hits: rest[:n]}
		if from > 0 {
			w.cut |= 1
		}
		if to < len(s.text) {
			w.cut |= 2
		}
		out = append(out, w)
		rest = rest[n:]
	}
	return out
}

// boundary moves back to the start of a rune.
func boundary(s string, at int) int {
	for at > 0 && at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

// units counts UTF-16 units.
func units(s string) (n int) {
	for _, c := range s {
		if n++; c > 0xFFFF {
			n++
		}
	}
	return n
}
