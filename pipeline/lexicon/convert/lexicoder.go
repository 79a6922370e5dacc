package convert

import (
	"bufio"
	"fmt"
	"regexp"
	"strings"
)

var reColour = regexp.MustCompile(`^(.*\S)\s*(#[0-9A-Fa-f]{6})$`)

// readLexicoder reads Lexicoder 3's text (+category, then a term a line) and
// the XML of Lexicoder 2, told apart by how they begin.
func readLexicoder(text string, d *draft) error {
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		return readLexicoder2(text, d)
	}
	frame := -1
	for n, line := range lines(text) {
		content := strings.TrimSpace(line)
		err := d.flooded(n, line)
		switch name, isCategory := strings.CutPrefix(content, "+"); {
		case content == "" || err != nil:
		case isCategory:
			frame, err = lexicoderCategory(n, name, d)
		case frame < 0:
			err = at(n, "the term %s stands before the first category, a line such as +name", quote(content))
		case !d.literal(n, frame, content, `?\`):
			err = d.term(n, frame, content)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lexicoderCategory reads +name or +name#00ff00, with the colour of its display.
func lexicoderCategory(n int, name string, d *draft) (int, error) {
	if m := reColour.FindStringSubmatch(name); m != nil {
		d.lose(n, "the colour "+m[2]+" of category "+quote(m[1]), "frames have no colours")
		name = m[1]
	}
	frame, isNew, err := d.category(n, []string{name})
	if err == nil && !isNew {
		d.again(n, frame)
	}
	return frame, err
}

// lexicoder2 reads patterns as strings of characters: without a space at an
// end a pattern matches inside words there.
type lexicoder2 struct {
	nodes
	cased  bool
	inside int // patterns that got a * for a missing space
	first  int // line of the first
}

func readLexicoder2(text string, d *draft) error {
	root, err := parseXML(text, d)
	if err != nil {
		return err
	}
	root.visit(d, "style", "name", "patternengine", "case", "casesensitive")
	l := &lexicoder2{nodes: nodes{draft: d}, cased: isCased(root)}
	l.pattern = l.bounded
	d.title = clean(root.get("name"))
	if err := l.categories(l.unwrap(root), nil); err != nil {
		return err
	}
	if l.inside > 0 {
		d.lose(l.first, fmt.Sprintf("%d patterns without a space at an end", l.inside),
			"Lexicoder 2 finds them inside words too, so they were read with a * there; check short ones")
	}
	return nil
}

func isCased(e *element) bool {
	for _, key := range []string{"case", "casesensitive"} {
		if v := strings.ToLower(e.get(key)); v == "true" || v == "yes" || v == "1" || v == "sensitive" {
			return true
		}
	}
	return false
}

func (l *lexicoder2) bounded(p *element, frame int) error {
	p.visit(l.draft, "name", "score", "case", "casesensitive")
	l.childless(p)
	name := p.get("name")
	if strings.TrimSpace(name) == "" {
		return l.term(p.line, frame, "") // which lists an empty entry
	}
	if l.literal(p.line, frame, name, `?\`) {
		return nil
	}
	e := plain(l.stars(name, p.line), 1)
	e.Case = l.cased || isCased(p)
	return l.scored(p, frame, e)
}

func (l *lexicoder2) stars(name string, line int) string {
	out := strings.TrimSpace(name)
	if !strings.HasPrefix(name, " ") && !strings.HasPrefix(out, "*") {
		out = "*" + out
	}
	if !strings.HasSuffix(name, " ") && !strings.HasSuffix(out, "*") {
		out += "*"
	}
	if out != strings.TrimSpace(name) {
		if l.inside++; l.inside == 1 {
			l.first = line
		}
	}
	return out
}

func writeLexicoder(w *bufio.Writer, p *plan) error {
	for _, s := range p.sections {
		fmt.Fprintf(w, "+%s\n", s.key)
		for _, e := range s.entries {
			fmt.Fprintln(w, e.Term)
		}
	}
	return nil // the buffer keeps the first error, which Flush returns
}
