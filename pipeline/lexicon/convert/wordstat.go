package convert

import (
	"bufio"
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
)

var reWeighted = regexp.MustCompile(`^(.*\S)\s*\(([+-]?\d+(?:[.,]\d+)?)\)$`)

// wordstat reads a .cat: a tree by indentation, whose leaves are terms with a
// weight in brackets.
type wordstat struct {
	*draft
	open []indented // the categories the line before stands in, from the outermost
	rule int        // the column of the rule we are in, or -1
}

type indented struct {
	column int
	name   string
}

func readWordStat(text string, d *draft) error {
	s := &wordstat{draft: d, rule: -1}
	next, stop := iter.Pull2(filled(text))
	defer stop()
	n, line, ok := next()
	for ok {
		after, following, more := next()
		deeper := more && column(following) > column(line)
		err := s.flooded(n, line)
		if err == nil {
			err = s.line(n, line, deeper)
		}
		if err != nil {
			return err
		}
		n, line, ok = after, following, more
	}
	return nil
}

// filled gives the lines with something on them.
func filled(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n, line := range lines(text) {
			if strings.TrimSpace(line) != "" && !yield(n, line) {
				return
			}
		}
	}
}

// column is where a line begins. A tab goes to the next multiple of 8, so that
// tabs and stray spaces before them nest as they look.
func column(line string) int {
	const tab = 8
	col := 0
	for _, r := range line {
		switch r {
		case '\t':
			col += tab - col%tab
		case ' ':
			col++
		default:
			return col
		}
	}
	return col
}

func (s *wordstat) line(n int, line string, deeper bool) error {
	col, content := column(line), strings.TrimSpace(line)
	if s.rule >= 0 && col > s.rule {
		s.lose(n, quote(content), "left out: it belongs to the rule above it")
		return nil
	}
	s.rule = -1
	for len(s.open) > 0 && s.open[len(s.open)-1].column >= col {
		s.open = s.open[:len(s.open)-1]
	}
	m := reWeighted.FindStringSubmatch(content)
	switch {
	case strings.HasPrefix(content, "@"):
		s.rule = col
		s.lose(n, "rule "+quote(content), "left out: frameshift has no rules on words near each other; an entry or a pair may say the same")
		return nil
	case m != nil && !deeper:
		return s.leaf(n, m[1], m[2])
	case m != nil:
		s.lose(n, quote(content), "read as a category, since terms stand below it")
	}
	s.open = append(s.open, indented{col, content})
	return s.group(n, content, deeper)
}

func (s *wordstat) path() []string {
	path := make([]string, len(s.open))
	for i, o := range s.open {
		path[i] = o.name
	}
	return path
}

// group opens a category. Its frame is made when a term comes, so that one
// which only holds others is none.
func (s *wordstat) group(n int, name string, deeper bool) error {
	if len(s.open) > maxDepth {
		return at(n, "categories stand more than %d deep in each other", maxDepth)
	}
	if !deeper {
		s.lose(n, "category "+quote(name), "left out: it is empty; if it is a term, write (1) after it")
	}
	return nil
}

func (s *wordstat) leaf(n int, term, weight string) error {
	path := s.path()
	if len(path) == 0 {
		s.lose(n, "term "+quote(term), "it stands in no category: put into one named unnamed")
		path = []string{"unnamed"}
	}
	frame, _, err := s.category(n, path)
	if err != nil {
		return err
	}
	term = strings.ReplaceAll(term, "_", " ")
	if s.literal(n, frame, term, `\`) {
		return nil
	}
	w, err := strconv.ParseFloat(strings.Replace(weight, ",", ".", 1), 64)
	if err != nil || w <= 0 {
		s.lose(n, "term "+quote(term), "left out: its weight is %s; a frame's weights are above 0, so give such terms a frame of their own", weight)
		return nil
	}
	return s.add(n, frame, plain(term, w))
}

func writeWordStat(w *bufio.Writer, p *plan) error {
	for _, b := range p.tree().children {
		writeWordStatBranch(w, b, 0)
	}
	return nil // the buffer keeps the first error, which Flush returns
}

func writeWordStatBranch(w *bufio.Writer, b *branch, depth int) {
	indent := strings.Repeat("\t", depth)
	fmt.Fprintf(w, "%s%s\n", indent, b.name)
	for _, e := range b.entries() {
		fmt.Fprintf(w, "%s\t%s (%s)\n", indent, e.Term, number(e.Weight))
	}
	for _, c := range b.children {
		writeWordStatBranch(w, c, depth+1)
	}
}

// number writes a weight without an exponent, which no dictionary reads.
func number(weight float64) string { return strconv.FormatFloat(weight, 'f', -1, 64) }
