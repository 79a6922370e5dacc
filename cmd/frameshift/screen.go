package main

import (
	"context"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/frameshift/frameshift/pipeline/safe"
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
	working  *working
}

func newScreen(w io.Writer) *screen {
	f, ok := w.(*os.File)
	return &screen{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// Write implements io.Writer.
func (s *screen) Write(p []byte) (int, error) {
	s.working.clear()
	if len(s.rest) == 0 && safe.Harmless(p) {
		return s.w.Write(p)
	}
	text := append(s.rest, p...)
	whole := len(text)
	for whole > 0 && whole > len(text)-utf8.UTFMax && !utf8.RuneStart(text[whole-1]) {
		whole--
	}
	if whole > 0 && !utf8.FullRune(text[whole-1:]) {
		whole-- // the last character is cut
	} else {
		whole = len(text)
	}
	s.rest = append([]byte(nil), text[whole:]...)
	if _, err := io.WriteString(s.w, s.painted(safe.Text(string(text[:whole])))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// The colours the program itself uses, as characters that are none: only a screen
// that is a terminal makes escapes of them, and clean takes them out of data.
const (
	paintKept = '\uFDD0'
	paintNot  = '\uFDD1'
	paintEnd  = '\uFDD2'
)

var (
	paint   = strings.NewReplacer(string(paintKept), "\x1b[1;32m", string(paintNot), "\x1b[31m", string(paintEnd), "\x1b[0m")
	unpaint = strings.NewReplacer(string(paintKept), "", string(paintNot), "", string(paintEnd), "")
)

func (s *screen) painted(text string) string {
	if s.terminal {
		return paint.Replace(text)
	}
	return unpaint.Replace(text)
}

// clean makes a text one line without anything that could steer a terminal.
func clean(s string) string { return safe.Line(unpaint.Replace(s)) }

// isTerminal says whether a person looks at what is written.
func isTerminal(w io.Writer) bool {
	s, ok := w.(*screen)
	return ok && s.terminal
}

// saysItself are the commands that show how far they are, or ask.
var saysItself = map[string]bool{"run": true, "init": true, "nightly": true, "verify": true}

// atWork lets a person at a terminal know that a command is at work, until it ends
// or writes.
func atWork(cmd *cobra.Command) (done func()) {
	stdout, ok := cmd.OutOrStdout().(*screen)
	stderr, both := cmd.ErrOrStderr().(*screen)
	if !ok || !both || !stderr.terminal || saysItself[cmd.Name()] {
		return func() {}
	}
	line := &working{w: stderr.w}
	stdout.working, stderr.working = line, line
	ctx, cancel := context.WithCancel(cmd.Context())
	go line.tell(ctx, cmd.CommandPath())
	return func() { cancel(); line.clear() }
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
