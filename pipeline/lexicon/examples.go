package lexicon

import (
	"regexp/syntax"
	"strings"
)

// examples are texts that the entry fits: its own, or a few of those that its
// wildcards leave open.
func (e *Entry) examples() []string {
	switch {
	case e.Match == MatchRegex:
		return regexExamples(e.Term)
	case e.globs():
		return []string{globExample(e.Term, ""), globExample(e.Term, "a")}
	}
	return []string{e.Term}
}

// globExample puts a text for every * of a glob, and a letter for every ?.
func globExample(glob, run string) string {
	var b strings.Builder
	for _, p := range globParts(glob) {
		switch {
		case p == anyRun:
			b.WriteString(run)
		case p.wild:
			b.WriteString("a")
		default:
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// mostExamples is how many texts are made of a regular expression.
const mostExamples = 16

func regexExamples(term string) (texts []string) {
	for n := range mostExamples {
		var words []string
		for _, expr := range strings.Fields(term) {
			if re, err := syntax.Parse(expr, syntax.Perl); err == nil {
				words = append(words, regexExample(re, n))
			}
		}
		texts = append(texts, strings.Join(words, " "))
	}
	return texts
}

// regexExample is the n-th text that an expression fits: it chooses alternatives
// in turn, and repeats as little as may be, but for odd n at least once.
func regexExample(re *syntax.Regexp, n int) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return letterOf(re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpAlternate:
		return regexExample(re.Sub[n%len(re.Sub)], n/len(re.Sub))
	case syntax.OpStar, syntax.OpQuest:
		return strings.Repeat(regexExample(re.Sub[0], n), n%2)
	case syntax.OpRepeat:
		return strings.Repeat(regexExample(re.Sub[0], n), max(re.Min, n%2))
	}
	var b strings.Builder
	for _, sub := range re.Sub { // of a capture, a +, or one after the other
		b.WriteString(regexExample(sub, n))
	}
	return b.String()
}

// letterOf is a letter or digit of a class, if it begins a range, or else what
// begins the first.
func letterOf(ranges []rune) string {
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= min(ranges[i+1], ranges[i]+0x80); r++ {
			if isLetterOrDigit(r) {
				return string(r)
			}
		}
	}
	if len(ranges) == 0 {
		return ""
	}
	return string(ranges[0])
}
