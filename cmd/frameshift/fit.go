package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// widthOf is how many characters fit on a line: a terminal's own width, elsewhere
// COLUMNS where it is set, and 0, any number, where nobody says.
func widthOf(w io.Writer) int {
	if isTerminal(w) {
		if width, _, err := term.GetSize(int(bare(w).(*os.File).Fd())); err == nil && width > 0 {
			return width
		}
	}
	width, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || width < 0 {
		return 0
	}
	return width
}

// proseWidth is how long a line of prose gets, where nothing shorter is asked for.
const proseWidth = 100

// wrapped breaks a paragraph into lines.
func wrapped(paragraph string, width int) string {
	if width == 0 || width > proseWidth {
		width = proseWidth
	}
	return strings.Join(softLines(paragraph, width), "\n")
}

// hanging is a text behind a head, in lines that fit the width, where there is one.
func hanging(head, body string, width int) string {
	indent := text.StringWidthWithoutEscSequences(head)
	if width < indent+shortestWrap {
		return head + body
	}
	return head + strings.Join(softLines(body, width-indent), "\n"+strings.Repeat(" ", indent))
}

func softLines(paragraph string, width int) (lines []string) {
	for line := range strings.Lines(text.WrapSoft(paragraph, width)) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

// padding is what stands around a cell.
const padding = 2

// shortestWrap is the width below which no text is wrapped inside a word.
const shortestWrap = 24

// column is how wide a column is: as it is, and at least.
type column struct{ natural, least int }

// measureColumns reads the widths of columns off their cells. A number is never
// wrapped, other text between words.
func measureColumns(rows []table.Row) []column {
	var out []column
	for _, row := range rows {
		for i, cell := range row {
			if i == len(out) {
				out = append(out, column{1, 1})
			}
			s := fmt.Sprint(cell)
			whole, least := text.StringWidthWithoutEscSequences(s), 0
			if isNumber(s) {
				least = whole
			} else {
				for word := range strings.FieldsSeq(s) {
					least = max(least, min(text.StringWidthWithoutEscSequences(word), shortestWrap))
				}
			}
			out[i] = column{max(out[i].natural, whole), max(out[i].least, least)}
		}
	}
	return out
}

// isNumber says whether a cell is a number or a date, with its separators.
func isNumber(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune("+-−.,:%eE±–[] /", r)
	})
}

// blocks shares a width out: which columns stand beside each other, and how wide
// each is. What does not fit even when wrapped begins a block of its own.
func blocks(columns []column, width int) (out [][]int, widths []int) {
	widths = make([]int, len(columns))
	var block []int
	used := 0
	for i, c := range columns {
		if len(block) > 0 && used+c.least+padding > width {
			out, block, used = append(out, block), nil, 0
		}
		block = append(block, i)
		used += c.least + padding
	}
	out = append(out, block)
	for _, block := range out {
		left := width
		for _, i := range block {
			widths[i] = columns[i].least
			left -= widths[i] + padding
		}
		share(columns, widths, block, left)
	}
	return out, widths
}

// share gives what is left of a line to the narrowest column that lacks something,
// character by character.
func share(columns []column, widths, block []int, left int) {
	for ; left > 0; left-- {
		at := -1
		for _, i := range block {
			if widths[i] < columns[i].natural && (at < 0 || widths[i] < widths[at]) {
				at = i
			}
		}
		if at < 0 {
			return
		}
		widths[at]++
	}
}

// Render prints the table, in blocks of columns where a line is too short for it;
// the rows of blocks have numbers, to be found again.
func (t *cleanTable) Render() string {
	columns := measureColumns(append([]table.Row{t.header}, t.rows...))
	total := 0
	for i := range columns {
		if most := t.config(i).WidthMax; most > 0 {
			columns[i].natural = max(min(columns[i].natural, most), columns[i].least)
		}
		total += columns[i].natural + padding
	}
	if t.width == 0 || total <= t.width {
		return t.Writer.Render()
	}
	number := len(strconv.Itoa(len(t.rows))) + padding
	parts, widths := blocks(columns, t.width)
	if len(parts) > 1 {
		parts, widths = blocks(columns, t.width-number)
	}
	for n, part := range parts {
		if n > 0 {
			fmt.Fprintln(t.out)
		}
		t.block(part, widths, len(parts) > 1)
	}
	return ""
}

// block prints some of the columns.
func (t *cleanTable) block(part, widths []int, numbered bool) {
	w := table.NewWriter()
	w.SetOutputMirror(t.out)
	w.SetStyle(*t.Style())
	configs := make([]table.ColumnConfig, 0, len(part)+1)
	pick := func(row table.Row, number any) table.Row {
		var out table.Row
		if numbered {
			out = append(out, number)
		}
		for _, i := range part {
			out = append(out, row[i])
		}
		return out
	}
	w.AppendHeader(pick(t.header, ""))
	for n, row := range t.rows {
		w.AppendRow(pick(row, n+1))
	}
	for _, i := range part {
		c := t.config(i)
		c.Number = len(configs) + 1
		if numbered {
			c.Number++
		}
		c.WidthMax, c.WidthMaxEnforcer = widths[i], text.WrapSoft
		configs = append(configs, c)
	}
	w.SetColumnConfigs(configs)
	w.Render()
}

// config is what was said of a column, counted from 0.
func (t *cleanTable) config(i int) table.ColumnConfig {
	for _, c := range t.configs {
		if c.Number == i+1 {
			return c
		}
	}
	return table.ColumnConfig{}
}
