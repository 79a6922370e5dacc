package store

import (
	"bytes"
	"fmt"
	"strings"
)

// Block is a piece of a codebook: a heading, a paragraph, a list or a table.
type Block struct {
	Heading   string
	Level     int
	Paragraph string
	Items     []string
	Rows      [][]string // the first is the head
}

// blocks are the codebook as it is put together.
type blocks []Block

func (b *blocks) heading(level int, text string) {
	*b = append(*b, Block{Heading: text, Level: level})
}

func (b *blocks) line(format string, args ...any) {
	*b = append(*b, Block{Paragraph: fmt.Sprintf(format, args...)})
}

func (b *blocks) list(items []string) {
	if len(items) > 0 {
		*b = append(*b, Block{Items: oneLines(items)})
	}
}

func (b *blocks) table(rows [][]string) {
	for i := range rows {
		rows[i] = oneLines(rows[i])
	}
	*b = append(*b, Block{Rows: rows})
}

// markdown writes the blocks, an empty line after each.
func (b blocks) markdown() []byte {
	var out bytes.Buffer
	for _, block := range b {
		switch {
		case block.Heading != "":
			fmt.Fprintf(&out, "%s %s\n", strings.Repeat("#", block.Level), block.Heading)
		case block.Paragraph != "":
			fmt.Fprintln(&out, block.Paragraph)
		}
		for _, item := range block.Items {
			fmt.Fprintf(&out, "- %s\n", item)
		}
		for i, row := range block.Rows {
			if i == 1 {
				out.WriteString(strings.Repeat("|---", len(row)) + "|\n")
			}
			for _, cell := range row {
				out.WriteString("| " + strings.ReplaceAll(cell, "|", `\|`) + " ")
			}
			out.WriteString("|\n")
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func oneLines(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = oneLine(s)
	}
	return out
}
