package convert

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// reCode is a category's number, alone or under a condition: 125,
	// (02 134)125/464 (after a word of category 2 or 134: 125, otherwise 464),
	// <of>131/125 (before the word of: 131, otherwise 125).
	reCode = regexp.MustCompile(`(\([^()]*\)|<[^<>]*>)?[ ]*\b(\d{1,9})(?:/(\d{1,9}))?(?:\s|$)`)
	// reTail is what stands at the end of a line without tabs.
	reTail = regexp.MustCompile(`^(.*?\S)((?:\s+(?:(?:\([^()\t]*\)|<[^<>\t]*>)[ ]*)?\d{1,9}(?:/\d{1,9})?)+)$`)
)

// split parts a line's term from its codes: at the first tab or, in a file
// whose tabs have become spaces, before the numbers at its end. There a number
// which is no category belongs to the term ("route 66 12"), unless none is.
func (l *liwc) split(line string) (term, codes string) {
	if term, codes, ok := strings.Cut(line, "\t"); ok {
		return clean(term), codes
	}
	m := reTail.FindStringSubmatch(line)
	if m == nil {
		return clean(line), ""
	}
	term, codes = m[1], m[2]
	fields := strings.Fields(codes)
	first := 0
	for i, f := range fields {
		if _, err := strconv.Atoi(f); err == nil && !l.known(f) {
			first = i + 1
		}
	}
	if first == len(fields) {
		return clean(term), codes
	}
	return clean(term + " " + strings.Join(fields[:first], " ")), strings.Join(fields[first:], " ")
}

func (l *liwc) known(number string) bool {
	n, _ := strconv.Atoi(number)
	_, ok := l.numbers[n]
	return ok
}

// code is one of a term's categories.
type code struct {
	text      string // as it stands in the file
	condition string // "(02 134)", "<of>" or ""
	number    string
	otherwise string // the category where the condition does not hold
}

func (l *liwc) code(n int, term string, c code) error {
	what := "term " + quote(term) + " with " + c.text
	switch {
	case c.condition == "" && c.otherwise == "":
		return l.place(n, term, c.number)
	case strings.HasPrefix(c.condition, "<"):
		return l.before(n, what, term, c)
	case c.condition == "":
		l.lose(n, what, "left out: a choice between two categories without its condition")
	default:
		l.lose(n, what, "left out: frameshift has no condition on the words before a term")
	}
	return nil
}

// before reads <of>131/125: the term and the word make an entry of the first
// category, and an exception of the second.
func (l *liwc) before(n int, what, term string, c code) error {
	phrase := term + " " + strings.Trim(c.condition, "<>")
	if err := l.place(n, phrase, c.number); err != nil {
		return err
	}
	if c.otherwise == "" {
		l.lose(n, what, "read as the entry %s", quote(phrase))
		return nil
	}
	l.lose(n, what, "read as the entry %s of %s, and as an exception of %s", quote(phrase), c.number, c.otherwise)
	if err := l.place(n, term, c.otherwise); err != nil {
		return err
	}
	if frame, ok := l.frameOf(c.otherwise); ok {
		return l.addTo(n, frame, l.lang, true, plain(phrase, 1))
	}
	return nil
}

func (l *liwc) frameOf(number string) (int, bool) {
	n, _ := strconv.Atoi(number)
	frame, ok := l.numbers[n]
	return frame, ok
}

func (l *liwc) place(n int, term, number string) error {
	frame, ok := l.frameOf(number)
	if !ok {
		l.lose(n, "term "+quote(term), "no category has the number %s", number)
		return nil
	}
	if l.literal(n, frame, term, `?\`) {
		return nil
	}
	return l.term(n, frame, term)
}
