package convert

import (
	"fmt"
	"strconv"
)

// Limits of a dictionary; a file beyond them is a mistake or an attack. Those
// of entries and tokens are lexicon.Parse's.
const (
	maxEntries    = 1_000_000
	maxTermTokens = 64
	maxTermBytes  = 4096
	maxFrames     = 100_000
	maxDepth      = 64
	maxNameBytes  = 500 // of a category and those above it
	maxLosses     = 100_000
)

// losses collects what a conversion loses. Beyond maxLosses it only counts them, so that a
// file of rubbish does not fill the memory.
type losses struct {
	all  []Loss
	more int
	last int // the file's last line, if a parser may point beyond it
}

func (l *losses) lose(line int, what, why string, args ...any) {
	if len(l.all) >= maxLosses {
		l.more++
		return
	}
	if l.last > 0 {
		line = min(line, l.last)
	}
	l.all = append(l.all, Loss{line, what, fmt.Sprintf(why, args...)})
}

// flooded is the error of a file whose lines make no sense, or are none.
func (l *losses) flooded(line int, text string) error {
	const longest = 256 << 10
	if len(text) > longest {
		return at(line, "a line of %d bytes: is the format the right one?", len(text))
	}
	if l.more > maxEntries {
		return at(line, "more than %d things were not understood: is the format the right one?", maxEntries)
	}
	return nil
}

func (l *losses) list() []Loss {
	if l.more == 0 {
		return l.all
	}
	return append(l.all, Loss{0, fmt.Sprintf("%d further losses", l.more), "too many to list: is the format the right one?"})
}

// quote gives a term or name of the file in a message.
func quote(s string) string {
	const longest = 60
	if r := []rune(s[:min(len(s), 4*longest)]); len(r) > longest {
		return strconv.Quote(string(r[:longest])) + "…"
	}
	return strconv.Quote(s)
}
