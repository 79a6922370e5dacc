package report

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/frameshift/frameshift/pipeline/store"
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
	raw, err := os.ReadFile(filepath.Join(r.Dir, "codebook.md"))
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
	b.words(store.ParseGlossary(text))
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
func (b *codebook) words(g store.Glossary) {
	for _, t := range g.Frames {
		b.frames = append(b.frames, frame{t.Key, t.Label, t.Definition})
	}
	for _, t := range g.Contrasts {
		b.contrasts = append(b.contrasts, contrast{t.Key, t.Label, t.A, t.B})
	}
	for _, t := range g.Pairs {
		b.pairs = append(b.pairs, contrast{t.Key, t.Label, t.A, t.B})
	}
	for _, t := range g.Topics {
		b.topics[t.Key] = t.Label
	}
}
