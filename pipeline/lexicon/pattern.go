package lexicon

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/token"
)

// atom matches one whole token.
type atom struct {
	match string
	text  string // in lower case unless the case counts
	cased bool
}

// pattern returns the atoms of an entry's term, one a token.
func (e *Entry) pattern(l *lang.Language) ([]atom, error) {
	var words []string
	switch e.Match {
	case MatchRegex:
		words = strings.Fields(e.Term)
	case MatchGlob, MatchFixed:
		var punctuation bool
		words, punctuation = token.Pattern(e.Term, l)
		if punctuation || len(words) == 0 {
			return nil, fmt.Errorf("entry %q holds punctuation, which is a boundary no entry crosses: leave it out or make two entries", e.Term)
		}
	default:
		return nil, fmt.Errorf("entry %q: match %q: want glob, fixed or regex", e.Term, e.Match)
	}
	if len(words) > maxTermTokens {
		return nil, fmt.Errorf("entry %.40q… has %d tokens: at most %d", e.Term, len(words), maxTermTokens)
	}
	return e.atoms(words)
}

func (e *Entry) atoms(words []string) ([]atom, error) {
	atoms := make([]atom, len(words))
	for i, w := range words {
		if e.Match == MatchRegex {
			if _, err := regexp.Compile(w); err != nil {
				return nil, fmt.Errorf("entry %q: %w", e.Term, err)
			}
		} else if !e.Case {
			w = strings.ToLower(w)
		}
		atoms[i] = atom{e.Match, w, e.Case}
		if e.Match == MatchGlob && !strings.ContainsAny(w, `*?\`) {
			atoms[i].match = MatchFixed
		}
	}
	return atoms, nil
}

// globs says whether wildcards or a regular expression are in the entry, so
// that a literal entry can be preferred to it.
func (e *Entry) globs() bool {
	return e.Match == MatchRegex || e.Match == MatchGlob && strings.ContainsAny(e.Term, "*?")
}

// checkString checks an entry that matches as a string of characters.
func (e *Entry) checkString(l *lang.Language) error {
	switch {
	case e.Match == MatchRegex:
		return fmt.Errorf("entry %q: a %s entry matches as a string of characters, not as a regex", e.Term, l.Name)
	case e.Match == MatchGlob && strings.ContainsAny(e.Term, "*?"):
		return fmt.Errorf("entry %q: a %s entry matches as a string of characters and may hold no * or ?", e.Term, l.Name)
	case utf8.RuneCountInString(e.Term) > maxTermTokens:
		return fmt.Errorf("entry %.40q… has more than %d characters", e.Term, maxTermTokens)
	}
	return nil
}

// matcher returns the test an atom makes of a whole token, whose case is folded
// already if the atom's is. RE2 keeps it linear in the token's length.
func (a atom) matcher() func(word string) bool {
	if a.match == MatchFixed {
		return func(word string) bool { return word == a.text }
	}
	expr := a.text
	if a.match == MatchGlob {
		expr = globRegexp(a.text)
	} else if !a.cased {
		expr = "(?i)" + expr
	}
	re := regexp.MustCompile(`^(?s:` + expr + `)$`)
	return re.MatchString
}

// globRegexp translates a glob: * any run of characters, ? one, \ escapes.
func globRegexp(glob string) string {
	var b strings.Builder
	escaped := false
	for _, r := range glob {
		switch {
		case escaped:
			b.WriteString(regexp.QuoteMeta(string(r)))
			escaped = false
		case r == '\\':
			escaped = true
		case r == '*':
			b.WriteString(".*")
		case r == '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	if escaped {
		b.WriteString(`\\`)
	}
	return b.String()
}

// prefix returns what every token the atom fits begins with, as far as that is
// plain.
func (a atom) prefix() string {
	if a.match == MatchRegex {
		return ""
	}
	if i := strings.IndexAny(a.text, `*?\`); i >= 0 && a.match == MatchGlob {
		return a.text[:i]
	}
	return a.text
}
