package lexicon

import (
	"fmt"
	"sync"

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
	// Checked says that the lexicon was read, so that its entries are valid, and that
	// it does not change: then those of a language wait for the first text in it.
	Checked bool
}

// Matcher is a compiled lexicon, immutable for its users and safe for concurrent use.
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

	waiting []waiting
	once    sync.Once
	fault   error // of an entry: then the index is not whole
}

// waiting is an entry that is not in the index yet.
type waiting struct {
	*Entry
	id int32
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
	lists, n := lex.Lists(), 0
	for i := range lists {
		n += lists[i].size()
	}
	m.entries = make([]CompiledEntry, 0, n)
	for i, f := range lists {
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
	if !o.Checked {
		for _, l := range lang.All() {
			if err := m.indexes[l].fill(m); err != nil {
				return nil, err
			}
		}
	}
	m.weigh()
	return m, nil
}

// size is the number of a frame's entries, with those that block.
func (f *Frame) size() (n int) {
	for _, lists := range [...]map[string][]Entry{f.Entries, f.Except} {
		for _, list := range lists {
			n += len(list)
		}
	}
	return n
}

// add adds the entries of a frame or topic, in which at says where they are.
func (m *Matcher) add(at CompiledEntry, lists map[string][]Entry) error {
	for _, code := range sortedKeys(lists) {
		l := lang.Of(code)
		if l == nil && len(lists[code]) > 0 {
			return fmt.Errorf("%s: language %q: entries are in %s", at.Key, code, lang.Choice())
		}
		for i := range lists[code] {
			e, c := &lists[code][i], at
			c.Lang, c.Term, c.ID, c.Weight, c.globs, c.line = code, e.Term, e.ID, e.Weight, e.globs(), e.line
			m.wait(l, waiting{e, int32(len(m.entries))})
			m.entries = append(m.entries, c)
		}
	}
	return nil
}

func (m *Matcher) wait(l *lang.Language, w waiting) {
	f := m.indexes[l]
	if f == nil {
		f = &index{lang: l, tokens: newTrie(), strings: newStringTrie()}
		m.indexes[l] = f
	}
	f.waiting = append(f.waiting, w)
}

// fill takes in the entries that wait. A Matcher that is used fills those that it meets.
func (f *index) fill(m *Matcher) error {
	if f == nil {
		return nil
	}
	f.once.Do(func() {
		for i := range f.waiting {
			if err := f.add(m, f.waiting[i]); err != nil {
				f.fault = fmt.Errorf("%s: %w", m.entries[f.waiting[i].id].Key, err)
				return
			}
		}
		f.waiting = nil
		f.tokens.wilds.file()
		f.tokens.cast()
	})
	return f.fault
}

func (f *index) add(m *Matcher, e waiting) error {
	if f.lang.Unit == lang.Characters {
		m.end(f.strings.end(token.Normalized(e.Term, f.lang)), ending{entry: e.id})
		return nil
	}
	atoms, err := e.pattern(f.lang)
	if err == nil {
		at, lead := f.tokens.end(atoms)
		m.end(&at.ends, ending{e.id, lead})
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
