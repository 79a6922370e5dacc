package figure

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/chart"
	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/safe"
)

// table is the table behind a figure.
type table struct {
	name    string // after the figure's, for a second one
	columns []column
	rows    [][]cell
}

// column has the name of the column in CSV; in LaTeX its head is made of it.
type column struct {
	name    string
	numbers bool
}

// cell is a text or a number. In LaTeX a number of a measure is written as
// everywhere, another with as many decimals as it says.
type cell struct {
	text    string
	number  float64
	decimal int // of a number; -1 for a text
	measure string
}

func word(s string) cell { return cell{text: chart.Clean(s), decimal: -1} }

func day(t time.Time) cell {
	if t.IsZero() {
		return word("")
	}
	return word(t.Format(time.DateOnly))
}

func shown(measure string, v float64) cell { return cell{number: v, measure: measure} }

func real(v float64, decimals int) cell { return cell{number: v, decimal: decimals} }

func whole(n int64) cell { return cell{number: float64(n)} }

func texts(names ...string) (out []column) {
	for _, n := range names {
		out = append(out, column{name: n})
	}
	return out
}

func reals(names ...string) (out []column) {
	for _, n := range names {
		out = append(out, column{n, true})
	}
	return out
}

// csv is the table as CSV. Unless they are to be raw, no text in it is a formula to
// a spreadsheet.
func (t *table) csv(raw bool) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var head []string
	for _, c := range t.columns {
		head = append(head, c.name)
	}
	_ = w.Write(head) // a buffer takes all
	for _, row := range t.rows {
		var cells []string
		for _, c := range row {
			text := c.csv()
			if c.decimal < 0 && !raw {
				text = safe.Cell(text)
			}
			cells = append(cells, text)
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return b.Bytes()
}

func (c cell) csv() string {
	switch {
	case c.decimal < 0:
		return c.text
	case math.IsNaN(c.number):
		return ""
	}
	return chart.Digits(c.number)
}

// longTable is how many rows fit on a page.
const longTable = 45

// latex writes the table with the rules of the package booktabs; a long one
// breaks over pages.
func (t *table) latex() []byte {
	var b bytes.Buffer
	environment, packages := "tabular", "booktabs"
	if len(t.rows) > longTable {
		environment, packages = "longtable", "booktabs, longtable"
	}
	if t.wide() {
		packages += ", xeCJK"
	}
	align := ""
	var head []string
	for _, c := range t.columns {
		align += map[bool]string{false: "l", true: "r"}[c.numbers]
		head = append(head, escape(strings.ReplaceAll(c.name, "_", " ")))
	}
	fmt.Fprintf(&b, "%% packages: %s\n\\begin{%s}{@{}%s@{}}\n\\toprule\n%s \\\\\n\\midrule\n", packages, environment, align, strings.Join(head, " & "))
	if environment == "longtable" {
		b.WriteString("\\endhead\n")
	}
	for _, row := range t.rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.latex())
		}
		fmt.Fprintf(&b, "%s \\\\\n", strings.Join(cells, " & "))
	}
	fmt.Fprintf(&b, "\\bottomrule\n\\end{%s}\n", environment)
	return b.Bytes()
}

// wide says whether the table has Han characters.
func (t *table) wide() bool {
	for _, row := range t.rows {
		for _, c := range row {
			if strings.ContainsFunc(c.text, chart.Wide) {
				return true
			}
		}
	}
	return false
}

func (c cell) latex() string {
	switch {
	case c.decimal < 0:
		return escape(chart.Shorten(c.text, longest))
	case math.IsNaN(c.number):
		return ""
	case c.measure != "":
		return escape(claim.Value(c.measure, c.number))
	}
	s := strconv.FormatFloat(c.number, 'f', c.decimal, 64)
	if strings.HasPrefix(s, "-") {
		return "$" + s + "$"
	}
	return s
}

// escapes are what LaTeX writes for the characters that mean something to it. A
// bracket at the start of a row would be an option of the \\ before it.
var escapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `_`, `\_`, `%`, `\%`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, `<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
	`"`, `\textquotedbl{}`, `[`, `{[}`, `]`, `{]}`, `*`, `{*}`, "−", "$-$",
)

func escape(s string) string { return escapes.Replace(chart.Clean(s)) }
