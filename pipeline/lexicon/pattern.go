package lexicon

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
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
		words = strings.Fields(token.Letters(e.Term))
	case MatchGlob, MatchFixed:
		var mark string
		switch words, mark = token.Pattern(e.Term, l); {
		case len(words) == 0:
			return nil, fmt.Errorf("entry %q holds no letter and no digit that would be left in a text", e.Term)
		case mark != "":
			return nil, fmt.Errorf("entry %q holds punctuation (%s), which is a boundary no entry crosses: leave it out or make two entries", e.Term, mark)
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
	case !ideographs(e.Term) && strings.IndexFunc(token.Normalized(e.Term, l), isLetterOrDigit) < 0:
		return fmt.Errorf("entry %q holds no letter and no digit that would be left in a text", e.Term)
	}
	return nil
}

// ideographs says whether a term is characters that normalisation leaves or puts
// others of their kind for: those of nearly all terms.
func ideographs(term string) bool {
	for _, r := range term {
		if r < '一' || r > '鿿' {
			return false
		}
	}
	return term != ""
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
