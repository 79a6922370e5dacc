package convert

import (
	"strings"

	"github.com/frameshift/frameshift/pipeline/lexicon"
)

// symbol is one character of a term: itself, or a wildcard.
type symbol struct {
	r    rune
	wild bool
}

// symbols reads a term that is no regular expression.
func symbols(e lexicon.Entry) []symbol {
	var out []symbol
	escaped := false
	for _, r := range e.Term {
		switch {
		case e.Match == lexicon.MatchFixed || escaped:
			out = append(out, symbol{r, false})
			escaped = false
		case r == '\\':
			escaped = true
		default:
			out = append(out, symbol{r, r == '*' || r == '?'})
		}
	}
	if escaped {
		out = append(out, symbol{'\\', false})
	}
	return out
}

// spell writes a term as a format has it; why is what stands against it.
func spell(e lexicon.Entry, inf Info) (term, why string) {
	if e.Match == lexicon.MatchRegex {
		return "", "the format has no regular expressions"
	}
	var b strings.Builder
	all := symbols(e)
	for i, s := range all {
		if why = inf.objects(s, i == len(all)-1); why != "" {
			return "", why
		}
		b.WriteRune(s.r)
	}
	return inf.finish(b.String())
}

// objects says why a format can't hold one symbol.
func (inf Info) objects(s symbol, last bool) string {
	switch {
	case !s.wild && (s.r == '*' || s.r == '?' && inf.Wildcards == starAsk):
		return "the format would take its " + string(s.r) + " for a wildcard"
	case s.wild && s.r == '?' && inf.Wildcards != starAsk:
		return "the format has no wildcard ?"
	case s.wild && inf.Wildcards == starAtEnd && !last:
		return "the format has the wildcard * at the end of an entry only"
	}
	return ""
}

// finish deals with what one format alone reads in another way.
func (inf Info) finish(term string) (string, string) {
	switch {
	case hasControl(term):
		return "", "it holds a control character"
	case inf.Format == WordStat && strings.Contains(term, "_"):
		return "", "WordStat would read its _ as a space"
	case inf.Format == WordStat && strings.HasPrefix(term, "@"):
		return "", "WordStat would read it as a rule"
	case inf.Format == WordStat:
		return strings.ReplaceAll(term, " ", "_"), ""
	case inf.Format == Lexicoder && strings.HasPrefix(term, "+"):
		return "", "Lexicoder would read it as a category"
	case inf.Format == LIWC && strings.HasPrefix(term, "%"):
		return "", "LIWC would read it as the end of the terms"
	}
	return term, ""
}
