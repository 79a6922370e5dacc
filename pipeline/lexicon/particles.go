package lexicon

import (
	"slices"

	"github.com/frameshift/frameshift/pipeline/token"
)

// fitting returns the atoms that fit a word, or it without the particles that its
// language writes together with it.
func (s *Finder) fitting(d *token.Document, w uint32) []int32 {
	word := d.Word(w)
	ids := s.trie.fits(word)
	if d.Lang.Particles == nil {
		return ids
	}
	for _, stem := range d.Lang.Particles(word) {
		ids = append(ids, s.trie.fits(stem)...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
