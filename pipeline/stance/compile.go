package stance

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// role is what a cue is for.
type role uint8

// The roles, in the order of Rules.lists.
const (
	roleDenied role = iota
	roleUncertain
	rolePseudo
	roleTerminator
	roleShield
	roleVerb
	roleSelf
	roleOther
	roleQuote
)

// frames says, by role, which cues stand in each other's way: among those of one
// frame the longest wins. Pseudo-cues are what the first frame excepts.
var frames = [...]int{roleDenied: 0, roleUncertain: 0, rolePseudo: -1, roleTerminator: 1, roleShield: 1, roleVerb: 2, roleSelf: 3, roleOther: 3, roleQuote: 4}

// Matcher is the compiled rules of some languages. It is immutable and safe for
// concurrent use.
type Matcher struct {
	match *lexicon.Matcher
	cues  []cue // by entry of match
	langs map[*lang.Language]*language
}

// cue is a compiled one.
type cue struct {
	role  role
	after bool
	width int

	undoes int
}

// language is what holds for one.
type language struct {
	rules *Rules
	stops string // punctuation that terminates
	marks marks
}

// Compile prepares rules for marking. No two may be of one language.
func Compile(rules ...*Rules) (*Matcher, error) {
	m := &Matcher{langs: map[*lang.Language]*language{}}
	lex := &lexicon.Lexicon{Name: "stance"}
	for _, key := range []string{"cue", "terminator", "verb", "subject", "quote"} {
		lex.Frames = append(lex.Frames, lexicon.Frame{Key: key, Entries: map[string][]lexicon.Entry{}, Except: map[string][]lexicon.Entry{}})
	}
	of := map[entryKey]cue{}
	for _, r := range rules {
		if err := m.add(lex, r, of); err != nil {
			return nil, err
		}
	}
	var err error
	if m.match, err = lexicon.Compile(lex, lexicon.Options{}); err != nil {
		return nil, err
	}
	for _, e := range m.match.Entries() {
		m.cues = append(m.cues, of[entryKey{e.Frame, e.Lang, e.Term}])
	}
	return m, nil
}

// entryKey finds the cue of an entry.
type entryKey struct {
	frame      int
	lang, term string
}

func (m *Matcher) add(lex *lexicon.Lexicon, r *Rules, of map[entryKey]cue) error {
	l := lang.Of(r.Lang)
	if m.langs[l] != nil {
		return fmt.Errorf("rule files %s and %s are both of the language %s: name one", m.langs[l].rules.Name, r.Name, r.Lang)
	}
	own := &language{rules: r, marks: newMarks(r.Quotes.Marks)}
	m.langs[l] = own
	for _, c := range r.Terminators {
		if isMark(c.Text) {
			own.stops += token.Normalized(c.Text, l)
		}
	}
	for i, list := range r.lists() {
		frame := frames[i]
		for _, c := range list.cues {
			e := lexicon.Entry{Term: c.Text, Weight: 1, Match: lexicon.MatchGlob, Case: c.Case}
			if frame < 0 {
				lex.Frames[0].Except[r.Lang] = append(lex.Frames[0].Except[r.Lang], e)
				continue
			}
			key := entryKey{frame, r.Lang, c.Text}
			if _, taken := of[key]; taken {
				return fmt.Errorf("%s: %q is in two lists that exclude each other, one of them %s: take it out of one", r.Name, c.Text, list.key)
			}
			of[key] = cue{role(i), c.Direction == After, cmp.Or(c.Width, r.Width), c.Undoes}
			lex.Frames[frame].Entries[r.Lang] = append(lex.Frames[frame].Entries[r.Lang], e)
		}
	}
	return nil
}

// stop says whether a token without a letter is one that terminates.
func (l *language) stop(text []byte) bool {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if strings.ContainsRune(l.stops, r) {
			return true
		}
		text = text[size:]
	}
	return false
}
