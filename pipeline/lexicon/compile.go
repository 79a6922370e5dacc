package lexicon

import (
	"fmt"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// Scope says which hits stand in each other's way.
type Scope string

// The scopes, after quanteda's nested_scope key and dictionary.
const (
	// ScopeFrame lets frames count independently of each other.
	ScopeFrame Scope = "frame"
	// ScopeLexicon suppresses a hit wholly inside a longer hit of another frame.
	ScopeLexicon Scope = "lexicon"
)

// Options of a Matcher. The zero value is the default.
type Options struct {
	Scope Scope // ScopeFrame if empty
}

// Matcher is a compiled lexicon, immutable and safe for concurrent use.
type Matcher struct {
	lex   *Lexicon
	scope Scope
	// entries are all entries of all frames and languages; a hit names one.
	entries  []CompiledEntry
	parts    int // of a weight of 1
	weighted bool

	// finders find the entries of a language.
	finders map[*lang.Language]*finder
}

// finder holds the entries of one language in the form it compares them in.
type finder struct {
	lang    *lang.Language
	tokens  *trie
	strings stringTable
}

// CompiledEntry is an entry in its frame and language.
type CompiledEntry struct {
	Frame int // position in the lexicon's frames, and after them in its topics
	Lang  string
	Term  string
	// Weight is what a hit adds to the frame's weight.
	Weight float64
	Parts  int32 // the weight, as counted: see Matcher.Parts
	// Blocks marks a term of the frame's except list.
	Blocks bool

	globs bool
	line  int
}

// Compile prepares the lexicon for matching.
func Compile(lex *Lexicon, o Options) (*Matcher, error) {
	m := &Matcher{lex: lex, scope: o.Scope, finders: map[*lang.Language]*finder{}}
	switch o.Scope {
	case "":
		m.scope = ScopeFrame
	case ScopeFrame, ScopeLexicon:
	default:
		return nil, fmt.Errorf("scope %q: want frame or lexicon", o.Scope)
	}
	for i, f := range lex.Lists() {
		if err := m.add(i, f.Entries, false); err != nil {
			return nil, err
		}
		if err := m.add(i, f.Except, true); err != nil {
			return nil, err
		}
	}
	m.weigh()
	return m, nil
}

// Name returns the key of a frame or topic by the number hits have for it.
func (m *Matcher) Name(frame int) string {
	if n := len(m.lex.Frames); frame >= n {
		return m.lex.Topics[frame-n].Key
	}
	return m.lex.Frames[frame].Key
}

func (m *Matcher) add(frame int, lists map[string][]Entry, blocks bool) error {
	for _, code := range sortedKeys(lists) {
		for _, e := range lists[code] {
			id := int32(len(m.entries))
			m.entries = append(m.entries, CompiledEntry{
				Frame: frame, Lang: code, Term: e.Term, Weight: e.Weight, Blocks: blocks, globs: e.globs(), line: e.line,
			})
			if err := m.addTo(code, &e, id); err != nil {
				return fmt.Errorf("%s: %w", m.Name(frame), err)
			}
		}
	}
	return nil
}

// addTo adds an entry to those of its language.
func (m *Matcher) addTo(code string, e *Entry, id int32) error {
	l := lang.Of(code)
	if l == nil {
		return fmt.Errorf("language %q: entries are in %s", code, lang.Choice())
	}
	f := m.finders[l]
	if f == nil {
		f = &finder{l, newTrie(), stringTable{}}
		m.finders[l] = f
	}
	if l.Unit == lang.Characters {
		f.strings.add(l.Folded(e.Term), id)
		return nil
	}
	atoms, err := e.pattern()
	if err == nil {
		f.tokens.add(atoms, id)
	}
	return err
}

// Lexicon returns what the Matcher was compiled from.
func (m *Matcher) Lexicon() *Lexicon { return m.lex }

// Entries returns the compiled entries; a hit's Entry is an index into them.
func (m *Matcher) Entries() []CompiledEntry { return m.entries }

// prefer orders entries of one frame that fit the same span: the literal one,
// then the longer, then the first in the alphabet. The order in the file
// decides nothing.
func (m *Matcher) prefer(a, b int32) bool {
	x, y := &m.entries[a], &m.entries[b]
	if x.globs != y.globs {
		return y.globs
	}
	if len(x.Term) != len(y.Term) {
		return len(x.Term) > len(y.Term)
	}
	return x.Term < y.Term
}
