package lexicon

import "strings"

// trie finds entries as sequences of atoms, one a token. Node 0 is its root;
// since half the atoms begin an entry, its children are a table by atom.
type trie struct {
	ids    map[atom]int32
	starts []int32
	nodes  []node

	fixed, cased map[string]int32 // atoms without wildcards
	byPrefix     map[byte][]wild  // the others, by the first byte of their prefix
	anywhere     []wild           // those without a prefix
}

type node struct {
	children []child
	ends     []ending
}

// ending is an entry that ends at a node. Any tokens may stand in front, as many as
// lead, of what leads there: an entry that begins with * would begin at every word.
type ending struct{ entry, lead int32 }

type child struct{ atom, node int32 }

type wild struct {
	id     int32
	cased  bool
	prefix string
	match  func(string) bool
}

func newTrie() *trie {
	return &trie{
		ids: map[atom]int32{}, nodes: make([]node, 1),
		fixed: map[string]int32{}, cased: map[string]int32{},
		byPrefix: map[byte][]wild{},
	}
}

func (t *trie) add(atoms []atom, entry int32) {
	at, lead := int32(0), 0
	for lead < len(atoms)-1 && atoms[lead].match == MatchGlob && atoms[lead].text == "*" {
		lead++
	}
	for _, a := range atoms[lead:] {
		at = t.step(at, t.atom(a))
	}
	t.nodes[at].ends = append(t.nodes[at].ends, ending{entry, int32(lead)})
}

// child returns the node the atom leads to from at, or 0.
func (t *trie) child(at, atom int32) int32 {
	if at == 0 {
		return t.starts[atom]
	}
	for _, c := range t.nodes[at].children {
		if c.atom == atom {
			return c.node
		}
	}
	return 0
}

// begins says whether any of the atoms begins an entry.
func (t *trie) begins(atoms []int32) bool {
	for _, a := range atoms {
		if t.starts[a] != 0 {
			return true
		}
	}
	return false
}

func (t *trie) step(at, atom int32) int32 {
	if to := t.child(at, atom); to != 0 {
		return to
	}
	next := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{})
	if at == 0 {
		t.starts[atom] = next
	} else {
		t.nodes[at].children = append(t.nodes[at].children, child{atom, next})
	}
	return next
}

func (t *trie) atom(a atom) int32 {
	if id, ok := t.ids[a]; ok {
		return id
	}
	id := int32(len(t.starts))
	t.ids[a] = id
	t.starts = append(t.starts, 0)
	if a.match == MatchFixed {
		if a.cased {
			t.cased[a.text] = id
		} else {
			t.fixed[a.text] = id
		}
		return id
	}
	w := wild{id: id, cased: a.cased, prefix: a.prefix(), match: a.matcher()}
	if w.prefix == "" {
		t.anywhere = append(t.anywhere, w)
	} else {
		t.byPrefix[w.prefix[0]] = append(t.byPrefix[w.prefix[0]], w)
	}
	return id
}

// fits returns the atoms that fit a word.
func (t *trie) fits(word string) []int32 {
	var ids []int32
	lower := strings.ToLower(word)
	if id, ok := t.fixed[lower]; ok {
		ids = append(ids, id)
	}
	if id, ok := t.cased[word]; ok {
		ids = append(ids, id)
	}
	ids = fitting(ids, t.anywhere, word, lower)
	ids = fitting(ids, t.byPrefix[lower[0]], word, lower)
	if word[0] != lower[0] {
		ids = fitting(ids, t.byPrefix[word[0]], word, lower)
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
