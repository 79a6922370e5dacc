package lexicon

import "strings"

// trie finds entries as sequences of atoms, one a token. Node 0 is its root;
// since half the atoms begin an entry, its children are a table by atom.
type trie struct {
	ids    map[atom]int32 // those with wildcards
	starts []int32
	nodes  []node

	roles []role // by atom, see cast

	fixed, cased map[string]int32 // atoms without wildcards
	wilds        wilds            // the others
}

// node is where an entry has got to.
type node struct {
	children []child         // the first few
	more     map[int32]int32 // the others, by atom: "state …" may begin thousands of entries
	ends     []ending
}

// ending is an entry that ends at a node. Any tokens may stand in front, as many as
// lead, of what leads there: an entry that begins with * would begin at every word.
type ending struct{ entry, lead int32 }

type child struct{ atom, node int32 }

// fewChildren is how many children are looked at one after the other.
const fewChildren = 8

func newTrie() *trie {
	return &trie{ids: map[atom]int32{}, nodes: make([]node, 1), fixed: map[string]int32{}, cased: map[string]int32{}}
}

// end returns the node at which an entry of these atoms ends, and what stands in
// front.
func (t *trie) end(atoms []atom) (at *node, lead int32) {
	for int(lead) < len(atoms)-1 && atoms[lead].match == MatchGlob && atoms[lead].text == "*" {
		lead++
	}
	to := int32(0)
	for _, a := range atoms[lead:] {
		to = t.step(to, t.atom(a))
	}
	return &t.nodes[to], lead
}

// child returns the node the atom leads to from at, or 0.
func (t *trie) child(at, atom int32) int32 {
	if at == 0 {
		return t.starts[atom]
	}
	n := &t.nodes[at]
	for _, c := range n.children {
		if c.atom == atom {
			return c.node
		}
	}
	return n.more[atom]
}

func (t *trie) step(at, atom int32) int32 {
	if to := t.child(at, atom); to != 0 {
		return to
	}
	next := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{})
	switch n := &t.nodes[at]; {
	case at == 0:
		t.starts[atom] = next
	case len(n.children) < fewChildren:
		n.children = append(n.children, child{atom, next})
	case n.more == nil:
		n.more = map[int32]int32{atom: next}
	default:
		n.more[atom] = next
	}
	return next
}

func (t *trie) atom(a atom) int32 {
	words, next := t.fixed, int32(len(t.starts))
	switch {
	case a.match != MatchFixed:
		if id, ok := t.ids[a]; ok {
			return id
		}
		t.ids[a] = next
		t.wilds.add(a, next)
		t.starts = append(t.starts, 0)
		return next
	case a.cased:
		words = t.cased
	}
	id, ok := words[a.text]
	if !ok {
		id, words[a.text] = next, next
		t.starts = append(t.starts, 0)
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
	return t.wilds.fitting(ids, word, lower)
}
