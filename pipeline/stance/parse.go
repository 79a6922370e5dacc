package stance

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/token"
)

// Limits of a rule file; a file beyond them is a mistake or an attack.
const (
	maxCues  = 10_000
	maxWidth = 50
	maxText  = 200 // bytes of a cue
)

// Parse reads a rule file. name stands in errors, which give the line and the fix.
func Parse(r io.Reader, name string) (*Rules, error) {
	rules := &Rules{}
	if err := lexicon.Decode(r, name, "rule file", rules); err != nil {
		return nil, err
	}
	var problems lexicon.Problems
	rules.check(&problems)
	if len(problems) > 0 {
		return nil, problems.In(name)
	}
	rules.Width = cmp.Or(rules.Width, defaultWidth)
	rules.Speech.Width = cmp.Or(rules.Speech.Width, defaultSpeechWidth)
	rules.Speech.Before = cmp.Or(rules.Speech.Before, defaultBefore)
	rules.Quotes.Width = cmp.Or(rules.Quotes.Width, defaultQuoteWidth)
	return rules, nil
}

var reName = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)

func (r *Rules) check(p *lexicon.Problems) {
	if !reName.MatchString(r.Name) {
		p.Add(fmt.Errorf("1: name: %q: want a short name of letters, digits, dots and hyphens", r.Name))
	}
	l := lang.Of(r.Lang)
	if l == nil {
		p.Add(fmt.Errorf("1: lang: %q: want the language the cues are in: %s", r.Lang, lang.Choice()))
		return
	}
	for _, w := range []struct {
		key string
		n   int
	}{{"width", r.Width}, {"speech.width", r.Speech.Width}, {"speech.before", r.Speech.Before}, {"quotes.width", r.Quotes.Width}} {
		if w.n < 0 || w.n > maxWidth {
			p.Add(fmt.Errorf("1: %s: %d: want 1 to %d words", w.key, w.n, maxWidth))
		}
	}
	n := len(r.Quotes.Marks)
	for _, list := range r.lists() {
		n += len(list.cues)
		list.check(l, p)
	}
	if n == 0 {
		p.Add(errors.New("1: no cue: give some under denied, uncertain, speech or quotes"))
	}
	if n > maxCues {
		p.Add(fmt.Errorf("1: %d cues: at most %d", n, maxCues))
	}
	for _, m := range r.Quotes.Marks {
		if utf8.RuneCountInString(m) != 2 || strings.ContainsFunc(m, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) }) {
			p.Add(fmt.Errorf("1: quotes.marks: %q: want two marks, the opening and the closing one", m))
		}
	}
}

// cueList is a list of cues of one role.
type cueList struct {
	key   string
	cues  []Cue
	reach bool // its cues may have a direction and a width
}

// lists are those of words, in the order of the roles.
func (r *Rules) lists() []cueList {
	var words []Cue
	for _, c := range r.Terminators {
		if !isMark(c.Text) {
			words = append(words, c)
		}
	}
	return []cueList{
		{"denied", r.Denied, true}, {"uncertain", r.Uncertain, true}, {"pseudo", r.Pseudo, false},
		{"terminators", words, false}, {"shields", r.Shields, false}, {"speech.verbs", r.Speech.Verbs, false},
		{"speech.self", r.Speech.Self, false}, {"speech.other", r.Speech.Other, false}, {"quotes.words", r.Quotes.Words, false},
	}
}

func (list cueList) check(l *lang.Language, p *lexicon.Problems) {
	seen := map[string]int{}
	for _, c := range list.cues {
		p.Add(c.check(list.key, l))
		if !list.reach && (c.Direction != "" || c.Width != 0) {
			p.Add(fmt.Errorf("%d: %s: %q has a direction or a width: only cues under denied and uncertain reach anywhere", c.line, list.key, c.Text))
		}
		if list.key != "denied" && c.Undoes != 0 {
			p.Add(fmt.Errorf("%d: %s: %q undoes a denial: only cues under denied can", c.line, list.key, c.Text))
		}
		if first, ok := seen[c.Text]; ok {
			p.Add(fmt.Errorf("%d: %s: %q stands on line %d already: take one out", c.line, list.key, c.Text, first))
		}
		seen[c.Text] = c.line
	}
}

func (c *Cue) check(key string, l *lang.Language) error {
	at := func(format string, args ...any) error {
		return fmt.Errorf("%d: %s: %s", c.line, key, fmt.Sprintf(format, args...))
	}
	switch {
	case c.Text == "":
		return at("a cue without a wording: give one, or take the line out")
	case len(c.Text) > maxText:
		return at("%.40q… is longer than %d bytes: a cue is a word or a few", c.Text, maxText)
	case c.Direction != "" && c.Direction != Before && c.Direction != After:
		return at("direction %q of %q: want before (the cue stands before what it is about) or after", c.Direction, c.Text)
	case c.Width < 0 || c.Width > maxWidth:
		return at("width %d of %q: want 1 to %d words", c.Width, c.Text, maxWidth)
	case c.Undoes < 0 || c.Undoes > maxWidth:
		return at("undoes %d of %q: want 1 to %d words", c.Undoes, c.Text, maxWidth)
	case !strings.ContainsFunc(token.Normalized(c.Text, l), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return at("%q holds no letter: a cue is words", c.Text)
	case l.Unit == lang.Characters && strings.ContainsAny(c.Text, "*?"):
		return at("%q: a %s cue matches as a string of characters and may hold no * or ?", c.Text, l.Name)
	case l.Unit == lang.Characters:
		return nil
	}
	if _, mark := token.Pattern(c.Text, l); mark != "" {
		return at("%q holds punctuation (%s), over which no cue goes: leave it out or make two cues", c.Text, mark)
	}
	return nil
}

// isMark says whether a terminator is punctuation.
func isMark(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) })
}
