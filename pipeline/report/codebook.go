package report

import (
	"os"
	"path/filepath"
	"strings"
)

// codebook is the run's codebook.md: what the page shows of it, and the words
// of the lexicon.
type codebook struct {
	Blocks    []block
	frames    []frame
	contrasts []contrast
	pairs     []contrast
	topics    map[string]string // labels by key
}

// frame is a frame of the lexicon.
type frame struct{ Key, Label, Definition string }

// contrast is a contrast or a pair with its two sides of frames.
type contrast struct {
	key, label         string
	positive, negative []string
}

// block is a heading, a paragraph, a list or a table.
type block struct {
	Heading   string
	Level     int
	Paragraph string
	Items     []string
	Rows      [][]string // the first is the head
}

func (r *run) readCodebook() error {
	raw, err := os.ReadFile(filepath.Join(r.dir, "codebook.md"))
	r.book = parseCodebook(string(raw))
	return err
}

// parseCodebook reads the Markdown that package store writes: headings, one
// line a paragraph, lists and tables.
func parseCodebook(text string) codebook {
	b := codebook{topics: map[string]string{}}
	open := false // the last block goes on
	for _, line := range strings.Split(text, "\n") {
		last := func(fits func(*block) bool) *block {
			if n := len(b.Blocks); open && n > 0 && fits(&b.Blocks[n-1]) {
				return &b.Blocks[n-1]
			}
			b.Blocks = append(b.Blocks, block{})
			return &b.Blocks[len(b.Blocks)-1]
		}
		switch {
		case strings.TrimSpace(line) == "":
			open = false
			continue
		case strings.HasPrefix(line, "#"):
			title := strings.TrimLeft(line, "#")
			b.Blocks = append(b.Blocks, block{Heading: strings.TrimSpace(title), Level: len(line) - len(title)})
		case strings.HasPrefix(line, "|---"):
		case strings.HasPrefix(line, "| "):
			t := last(func(t *block) bool { return t.Rows != nil })
			t.Rows = append(t.Rows, cells(line))
		case strings.HasPrefix(line, "- "):
			l := last(func(l *block) bool { return l.Items != nil })
			l.Items = append(l.Items, line[2:])
		default:
			b.Blocks = append(b.Blocks, block{Paragraph: line})
		}
		open = true
	}
	b.words()
	return b
}

// cells cuts a row of a table, in which \| stands for |.
func cells(row string) (out []string) {
	row = strings.TrimSuffix(strings.TrimPrefix(row, "| "), "|")
	row = strings.ReplaceAll(row, `\|`, "\x00")
	for _, c := range strings.Split(row, "|") {
		out = append(out, strings.ReplaceAll(strings.TrimSpace(c), "\x00", "|"))
	}
	return out
}

// words takes labels and sides from the section on the lexicon.
func (b *codebook) words() {
	within := false
	for _, k := range b.Blocks {
		if k.Level == 2 {
			within = k.Heading == "Lexicon"
		}
		if !within {
			continue
		}
		for i, row := range k.Rows {
			if i > 0 && len(row) > 2 {
				b.frames = append(b.frames, frame{unquote(row[0]), row[1], row[2]})
			}
		}
		for _, item := range k.Items {
			b.item(item)
		}
	}
}

// item reads a line like "Contrast `key` (label): `a`, `b` against `c`".
func (b *codebook) item(s string) {
	kind, rest, _ := strings.Cut(s, " `")
	key, rest, _ := strings.Cut(rest, "` (")
	at := strings.LastIndex(rest, "): ")
	if at < 0 {
		return
	}
	label, sides := rest[:at], rest[at+len("): "):]
	switch kind {
	case "Contrast":
		positive, negative, _ := strings.Cut(sides, " against ")
		b.contrasts = append(b.contrasts, contrast{key, label, keys(positive), keys(negative)})
	case "Pair":
		first, second, _ := strings.Cut(sides, " with ")
		b.pairs = append(b.pairs, contrast{key, label, keys(first), keys(second)})
	case "Topic":
		if at = strings.Index(rest, "): "); at >= 0 { // a definition may hold one too
			label = rest[:at]
		}
		b.topics[key] = label
	}
}

func keys(list string) (out []string) {
	for _, k := range strings.Split(list, ", ") {
		out = append(out, unquote(k))
	}
	return out
}

func unquote(s string) string { return strings.Trim(strings.TrimSpace(s), "`") }
