package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// screen is what all output of the program goes through: the one place where it
// is made sure that no label, title, surface or file name can steer a terminal.
// What could is written as its escape, \u001b, which JSON reads back as it was.
//
// Only what is no text for people goes past it: the progress bar, and CSV on its
// way into a file.
type screen struct {
	w        io.Writer
	terminal bool
	rest     []byte // the beginning of a character whose end is still to come
}

func newScreen(w io.Writer) *screen {
	f, ok := w.(*os.File)
	return &screen{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// Write implements io.Writer.
func (s *screen) Write(p []byte) (int, error) {
	if len(s.rest) == 0 && harmless(p) {
		return s.w.Write(p)
	}
	text := append(s.rest, p...)
	var b strings.Builder
	for len(text) > 0 && utf8.FullRune(text) {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[0])
		case paints[r] != "":
			if s.terminal {
				b.WriteString(paints[r])
			}
		case steers(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		text = text[size:]
	}
	s.rest = append([]byte(nil), text...)
	if _, err := io.WriteString(s.w, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// harmless says whether text is plain ASCII, as nearly all of it is.
func harmless(p []byte) bool {
	for _, b := range p {
		if b < ' ' && b != '\n' && b != '\t' || b >= 0x7f {
			return false
		}
	}
	return true
}

// steers says whether a character moves a terminal, or the text around it: C0 and
// C1 controls, controls of the direction of writing, line separators.
func steers(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)
}

// The colours the program itself uses, as characters that are none: only a screen
// that is a terminal makes escapes of them, and clean takes them out of data.
const (
	paintKept = '\uFDD0'
	paintNot  = '\uFDD1'
	paintEnd  = '\uFDD2'
)

var paints = map[rune]string{paintKept: "\x1b[1;32m", paintNot: "\x1b[31m", paintEnd: "\x1b[0m"}

// clean makes a text one line without anything that could steer a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if steers(r) || r == '\n' || r == '\t' || paints[r] != "" {
			return ' '
		}
		return r
	}, s)
}

// isTerminal says whether a person looks at what is written.
func isTerminal(w io.Writer) bool {
	s, ok := w.(*screen)
	return ok && s.terminal
}

// bare is what lies under a screen, for what is no text for people.
func bare(w io.Writer) io.Writer {
	if s, ok := w.(*screen); ok {
		return s.w
	}
	return w
}

// dataFile is the way of CSV: past the screen into a file, through it to a
// terminal.
func dataFile(w io.Writer) io.Writer {
	if isTerminal(w) {
		return w
	}
	return bare(w)
}
