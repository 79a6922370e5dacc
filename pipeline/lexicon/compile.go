package lexicon

import (
	"fmt"

	"github.com/frameshift/frameshift/pipeline/lang"
	"github.com/frameshift/frameshift/pipeline/token"
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

	// indexes find the entries of a language.
	indexes map[*lang.Language]*index
}

// index holds the entries of one language in the form it compares them in.
type index struct {
	lang    *lang.Language
	tokens  *trie
	strings *stringTrie
}

// CompiledEntry is an entry in its frame and language.
type CompiledEntry struct {
	Key   string // of its frame or topic
	Frame int    // position in the lexicon's frames; −1 in a topic
	Topic int    // position in the lexicon's topics; −1 in a frame
	Lang  string
	Term  string
	ID    string // links entries that mean the same in different languages
	// Weight is what a hit adds to the frame's weight.
	Weight float64
	Parts  int32 // the weight, as counted: see Matcher.Parts
	// Blocks marks a term of the frame's except list.
	Blocks bool

	list  int32 // position in Lexicon.Lists: hits stand in its order
	globs bool
	line  int
}

// Compile prepares the lexicon for matching.
func Compile(lex *Lexicon, o Options) (*Matcher, error) {
	m := &Matcher{lex: lex, scope: o.Scope, indexes: map[*lang.Language]*index{}}
	switch o.Scope {
	case "":
		m.scope = ScopeFrame
	case ScopeFrame, ScopeLexicon:
	default:
		return nil, fmt.Errorf("scope %q: want frame or lexicon", o.Scope)
	}
	for i, f := range lex.Lists() {
		at := CompiledEntry{Key: f.Key, Frame: i, Topic: -1, list: int32(i)}
		if k := i - len(lex.Frames); k >= 0 {
			at.Frame, at.Topic = -1, k
		}
		if err := m.add(at, f.Entries); err != nil {
			return nil, err
		}
		at.Blocks = true
		if err := m.add(at, f.Except); err != nil {
			return nil, err
		}
	}
	for _, f := range m.indexes {
		f.tokens.wilds.file()
		f.tokens.cast()
	}
	m.weigh()
	return m, nil
}

// add adds the entries of a frame or topic, in which at says where they are.
func (m *Matcher) add(at CompiledEntry, lists map[string][]Entry) error {
	for _, code := range sortedKeys(lists) {
		for _, e := range lists[code] {
			c := at
			c.Lang, c.Term, c.ID, c.Weight, c.globs, c.line = code, e.Term, e.ID, e.Weight, e.globs(), e.line
			id := int32(len(m.entries))
			m.entries = append(m.entries, c)
			if err := m.addTo(code, &e, id); err != nil {
				return fmt.Errorf("%s: %w", at.Key, err)
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
	f := m.indexes[l]
	if f == nil {
		f = &index{l, newTrie(), newStringTrie()}
		m.indexes[l] = f
	}
	if l.Unit == lang.Characters {
		m.end(f.strings.end(token.Normalized(e.Term, l)), ending{entry: id})
		return nil
	}
	atoms, err := e.pattern(l)
	if err == nil {
		at, lead := f.tokens.end(atoms)
		m.end(&at.ends, ending{id, lead})
	}
	return err
}

// end lets an entry end where others do. Entries of one list follow each other,
// and of those that fit the same text one is enough, the preferred.
func (m *Matcher) end(ends *[]ending, e ending) {
	b := &m.entries[e.entry]
	for i := len(*ends) - 1; i >= 0; i-- {
		last := &(*ends)[i]
		a := &m.entries[last.entry]
		if a.list != b.list || a.Blocks != b.Blocks {
			break
		}
		if last.lead == e.lead {
			if m.prefer(e.entry, last.entry) {
				*last = e
			}
			return
		}
	}
	*ends = append(*ends, e)
}

// Lexicon returns what the Matcher was compiled from.
func (m *Matcher) Lexicon() *Lexicon { return m.lex }

// Entries returns the compiled entries; a hit's Entry is an index into them.
func (m *Matcher) Entries() []CompiledEntry { return m.entries }

// prefer orders entries of one frame that fit the same span: the literal one,
// then the longer, then the first in the alphabet, then the weightier. The order
// in the file decides nothing but between equals.
func (m *Matcher) prefer(a, b int32) bool {
	x, y := &m.entries[a], &m.entries[b]
	if x.globs != y.globs {
		return y.globs
	}
	if len(x.Term) != len(y.Term) {
		return len(x.Term) > len(y.Term)
	}
	if x.Term != y.Term {
		return x.Term < y.Term
	}
	if x.Weight != y.Weight {
		return x.Weight > y.Weight
	}
	return a < b
}
