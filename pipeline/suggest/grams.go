package suggest

import (
	"strings"
)

// A candidate has up to mostWords words; where texts have no spaces, leastChars to
// mostChars characters.
const (
	mostWords             = 4
	leastChars, mostChars = 2, 6
)

// grams are all candidates of texts: what begins and ends with a word that is not
// weak, crosses no boundary, and stands there often enough.
type grams struct {
	*texts
	weak  []bool
	terms [][]uint32 // the words of each candidate; none is 0
	all   []int32    // how often it stands there
	// found are the candidates of each document in the order they stand in.
	found [][]occurrence
}

// occurrence is a candidate, and how many words after the one before it it begins:
// 24 bits and 8. Candidate 0 is none, from which the count goes on.
type occurrence uint32

const (
	mostGrams = 1<<24 - 1
	mostStep  = 1<<8 - 1
)

func (o occurrence) gram() int { return int(o >> 8) }
func (o occurrence) step() int { return int(o & mostStep) }

func newGrams(t *texts, least int) *grams {
	c := &counter{texts: t, weak: t.weak(), terms: make([][]uint32, 1), count: make([]int32, 1)}
	c.begin()
	for n := range mostWords {
		c.extend(n, uint32(least))
	}
	c.live = nil
	g := &grams{texts: t, weak: c.weak, terms: make([][]uint32, 1), all: make([]int32, 1), found: make([][]occurrence, len(t.docs))}
	longest := c.longest()
	of := make([]uint32, len(c.terms)) // the candidate that a sequence is
	for i, words := range c.terms {
		if i > 0 && c.fits(words) && len(g.terms) <= mostGrams && float64(longest[i]) < fragment*float64(c.count[i]) {
			of[i] = uint32(len(g.terms))
			g.terms, g.all = append(g.terms, words), append(g.all, c.count[i])
		}
	}
	parallel(len(t.docs), func(i int) { g.found[i] = c.occurrences(&t.docs[i], of) })
	return g
}

// term is a candidate as it is written in a lexicon.
func (g *grams) term(gram int) string {
	words := make([]string, len(g.terms[gram]))
	for i, w := range g.terms[gram] {
		words[i] = g.words[w]
	}
	if g.lang.Dictionary != "" {
		return strings.Join(words, "")
	}
	return strings.Join(words, " ")
}
