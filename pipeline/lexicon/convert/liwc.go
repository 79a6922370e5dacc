package convert

import (
	"bufio"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

var (
	reCategory = regexp.MustCompile(`^([ \t]*)(\d{1,9})[ \t]+(\S.*)$`)
	// reLabelled is how LIWC 2015 writes a category: function (Function Words).
	reLabelled = regexp.MustCompile(`^(\S+)\s+\((.+)\)$`)
)

// liwc reads a .dic: between two lines of % the categories with their numbers,
// then the terms with the numbers of their categories.
type liwc struct {
	*draft
	numbers map[int]int // frame of a category's number
	names   map[int]string
	path    []string // of the category before, by indentation
	begun   bool     // the first % has been
}

func readLIWC(text string, d *draft) error {
	l := &liwc{draft: d, numbers: map[int]int{}, names: map[int]string{}}
	body, last := false, 1
	for n, line := range lines(text) {
		last = n
		trimmed := strings.TrimSpace(line)
		err := l.flooded(n, line)
		switch {
		case trimmed == "" || err != nil:
		case body:
			err = l.termLine(n, trimmed)
		case trimmed == "%":
			body, l.begun = l.begun || len(l.numbers) > 0, true
		default:
			err = l.categoryLine(n, line)
		}
		if err != nil {
			return err
		}
	}
	if !body {
		return at(last, "the list of categories has no end: it stands between two lines of %%")
	}
	return nil
}

func (l *liwc) categoryLine(n int, line string) error {
	m := reCategory.FindStringSubmatch(line)
	if m == nil {
		return at(n, "%s is no category: want a number and a name, between two lines of %%", quote(strings.TrimSpace(line)))
	}
	if !l.begun {
		l.begun = true
		l.lose(n, "the first line", "the %% before the categories is missing: read as if it stood here")
	}
	number, _ := strconv.Atoi(m[2])
	name, label := clean(m[3]), ""
	if parts := reLabelled.FindStringSubmatch(name); parts != nil {
		name, label = parts[1], parts[2]
	}
	l.path = append(l.path[:min(strings.Count(m[1], "\t"), len(l.path))], name)
	return l.define(n, number, strings.Join(l.path, "."), label)
}

func (l *liwc) define(n, number int, name, label string) error {
	frame, isNew, err := l.category(n, l.path)
	if err != nil {
		return err
	}
	if first, ok := l.names[number]; ok && first != name {
		return at(n, "the number %d is that of %s already: give %s another", number, quote(first), quote(name))
	}
	if !isNew {
		l.again(n, frame)
	} else if label != "" {
		l.frames[frame].Label = label
	}
	l.numbers[number], l.names[number] = frame, name
	return nil
}

func (l *liwc) termLine(n int, line string) error {
	if line == "%" {
		l.lose(n, "a line of %", "left out: the terms have begun already")
		return nil
	}
	term, codes := l.split(line)
	if codes == "" {
		l.lose(n, "term "+quote(term), "left out: it has no category")
		return nil
	}
	// Numbers beside something strange may be part of it, so none is taken.
	if rest := clean(reCode.ReplaceAllString(codes, " ")); rest != "" {
		l.lose(n, "term "+quote(term), "left out: %s in its categories was not understood", quote(rest))
		return nil
	}
	for _, m := range reCode.FindAllStringSubmatch(codes, -1) {
		if err := l.code(n, term, code{clean(m[0]), m[1], m[2], m[3]}); err != nil {
			return err
		}
	}
	return nil
}

func writeLIWC(w *bufio.Writer, p *plan) error {
	fmt.Fprintln(w, "%")
	for i, s := range p.sections {
		fmt.Fprintf(w, "%d\t%s\n", i+1, s.key)
	}
	fmt.Fprintln(w, "%")
	for _, r := range p.rows() {
		w.WriteString(r.term)
		for _, s := range r.sections {
			fmt.Fprintf(w, "\t%d", s+1)
		}
		w.WriteByte('\n')
	}
	return nil // the buffer keeps the first error, which Flush returns
}

// row is a term with the sections it stands in.
type row struct {
	term     string
	sections []int
}

// rows turns the plan about, for formats that list terms with their categories.
func (p *plan) rows() []row {
	var rows []row
	at := map[string]int{}
	for i, s := range p.sections {
		for _, e := range s.entries {
			folded := strings.ToLower(e.Term)
			r, ok := at[folded]
			if !ok {
				r = len(rows)
				at[folded] = r
				rows = append(rows, row{term: e.Term})
			}
			rows[r].sections = append(rows[r].sections, i)
		}
	}
	return rows
}

// plain is an entry as a foreign format has it.
func plain(term string, weight float64) lexicon.Entry {
	return lexicon.Entry{Term: term, Weight: weight, Match: lexicon.MatchGlob}
}
