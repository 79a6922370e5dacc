package lexicon

import (
	"fmt"
	"strings"

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
	entries []CompiledEntry

	english english
	chinese chinese
}

// CompiledEntry is an entry in its frame and language.
type CompiledEntry struct {
	Frame int // position in the lexicon's frames, and after them in its topics
	Lang  string
	Term  string
	// Weight is what a hit adds to the frame's weight.
	Weight float64
	// Blocks marks a term of the frame's except list.
	Blocks bool

	globs bool
	line  int
}

// Compile prepares the lexicon for matching.
func Compile(lex *Lexicon, o Options) (*Matcher, error) {
	m := &Matcher{lex: lex, scope: o.Scope}
	switch o.Scope {
	case "":
		m.scope = ScopeFrame
	case ScopeFrame, ScopeLexicon:
	default:
		return nil, fmt.Errorf("scope %q: want frame or lexicon", o.Scope)
	}
	m.english.init()
	for i, f := range lex.Lists() {
		if err := m.add(i, f.Entries, false); err != nil {
			return nil, err
		}
		if err := m.add(i, f.Except, true); err != nil {
			return nil, err
		}
	}
	m.chinese.build(m.entries)
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
	for _, lang := range sortedKeys(lists) {
		for _, e := range lists[lang] {
			id := int32(len(m.entries))
			m.entries = append(m.entries, CompiledEntry{
				Frame: frame, Lang: lang, Term: e.Term, Weight: e.Weight, Blocks: blocks, globs: e.globs(), line: e.line,
			})
			if lang != token.English {
				continue
			}
			atoms, err := e.pattern()
			if err != nil {
				return fmt.Errorf("%s: %w", m.Name(frame), err)
			}
			m.english.add(atoms, id)
		}
	}
	return nil
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

// english is a trie of atoms. Node 0 is its root; since half the atoms begin
// an entry, its children are a table by atom.
type english struct {
	ids    map[atom]int32
	starts []int32
	nodes  []node

	fixed, cased map[string]int32 // atoms without wildcards
	byPrefix     map[byte][]wild  // the others, by the first byte of their prefix
	anywhere     []wild           // those without a prefix
}

type node struct {
	children []child
	entries  []int32 // entries that end here
}

type child struct{ atom, node int32 }

type wild struct {
	id     int32
	cased  bool
	prefix string
	match  func(string) bool
}

func (e *english) init() {
	*e = english{
		ids: map[atom]int32{}, nodes: make([]node, 1),
		fixed: map[string]int32{}, cased: map[string]int32{},
		byPrefix: map[byte][]wild{},
	}
}

func (e *english) add(atoms []atom, entry int32) {
	at := int32(0)
	for _, a := range atoms {
		at = e.step(at, e.atom(a))
	}
	e.nodes[at].entries = append(e.nodes[at].entries, entry)
}

// child returns the node the atom leads to from at, or 0.
func (e *english) child(at, atom int32) int32 {
	if at == 0 {
		return e.starts[atom]
	}
	for _, c := range e.nodes[at].children {
		if c.atom == atom {
			return c.node
		}
	}
	return 0
}

// begins says whether any of the atoms begins an entry.
func (e *english) begins(atoms []int32) bool {
	for _, a := range atoms {
		if e.starts[a] != 0 {
			return true
		}
	}
	return false
}

func (e *english) step(at, atom int32) int32 {
	if to := e.child(at, atom); to != 0 {
		return to
	}
	next := int32(len(e.nodes))
	e.nodes = append(e.nodes, node{})
	if at == 0 {
		e.starts[atom] = next
	} else {
		e.nodes[at].children = append(e.nodes[at].children, child{atom, next})
	}
	return next
}

func (e *english) atom(a atom) int32 {
	if id, ok := e.ids[a]; ok {
		return id
	}
	id := int32(len(e.starts))
	e.ids[a] = id
	e.starts = append(e.starts, 0)
	if a.match == MatchFixed {
		if a.cased {
			e.cased[a.text] = id
		} else {
			e.fixed[a.text] = id
		}
		return id
	}
	w := wild{id: id, cased: a.cased, prefix: a.prefix(), match: a.matcher()}
	if w.prefix == "" {
		e.anywhere = append(e.anywhere, w)
	} else {
		e.byPrefix[w.prefix[0]] = append(e.byPrefix[w.prefix[0]], w)
	}
	return id
}

// fits returns the atoms that fit a word.
func (e *english) fits(word string) []int32 {
	var ids []int32
	lower := strings.ToLower(word)
	if id, ok := e.fixed[lower]; ok {
		ids = append(ids, id)
	}
	if id, ok := e.cased[word]; ok {
		ids = append(ids, id)
	}
	ids = fitting(ids, e.anywhere, word, lower)
	ids = fitting(ids, e.byPrefix[lower[0]], word, lower)
	if word[0] != lower[0] {
		ids = fitting(ids, e.byPrefix[word[0]], word, lower)
	}
	return ids
}

func fitting(ids []int32, wilds []wild, word, lower string) []int32 {
	for _, w := range wilds {
		s := lower
		if w.cased {
			s = word
		}
		if strings.HasPrefix(s, w.prefix) && w.match(s) {
			ids = append(ids, w.id)
		}
	}
	return ids
}
