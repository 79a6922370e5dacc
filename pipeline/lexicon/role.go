package lexicon

import (
	"maps"
	"slices"
)

// role is what a word may be in an entry: its first word, and its second. Nearly no
// token of a text begins an entry, but the most frequent ones begin many (the rule
// of law, to the detriment of). Two tokens side by side are enough to see it, so
// that the trie is walked only where two words of an entry stand.
//
// Atoms that stand second in some entry are numbered, and have a bit each by number,
// which they share with others where there are many: a walk then finds out.
type role struct {
	// ahead has the bits of what may follow the word as the first of an entry, and
	// ends where it is one by itself.
	ahead uint64
	// second has the bits of the atoms that the word fits.
	second uint64
}

// The first bit of ahead says more than what follows; those of atoms come after it.
const (
	ends     = 1 << iota
	seconds  = iota
	atomBits = 64 - seconds
)

// anyRole is that of a word of which nothing is known.
var anyRole = role{^uint64(0), ^uint64(0)}

// begins says whether an entry may begin with a word that next stands behind.
func (r role) begins(next role) bool { return r.ahead&(next.second|ends) != 0 }

// cast gives the atoms their roles, when all entries are there.
func (t *trie) cast() {
	t.roles = make([]role, len(t.starts))
	numbered := 0
	second := func(atom int32) uint64 {
		r := &t.roles[atom]
		if r.second == 0 {
			r.second = 1 << (seconds + numbered%atomBits)
			numbered++
		}
		return r.second
	}
	for atom, start := range t.starts {
		if start == 0 {
			continue
		}
		n, ahead := &t.nodes[start], uint64(0)
		if len(n.ends) > 0 {
			ahead = ends
		}
		for _, c := range n.children {
			ahead |= second(c.atom)
		}
		for _, c := range slices.Sorted(maps.Keys(n.more)) {
			ahead |= second(c)
		}
		t.roles[atom].ahead = ahead
	}
}

// roleOf is the role of a word that fits the atoms.
func (t *trie) roleOf(atoms []int32) (r role) {
	for _, a := range atoms {
		r.ahead |= t.roles[a].ahead
		r.second |= t.roles[a].second
	}
	return r
}
