package suggest

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
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

// sequence is the number of a shorter one, 0 for none, and the word behind it.
type sequence struct{ before, word uint32 }

// counter finds the sequences of words that stand in texts often enough, one
// length after the other: what a longer one begins with stands there as often.
type counter struct {
	*texts
	weak  []bool
	known table
	terms [][]uint32 // by number; none is 0
	count []int32
}

func newGrams(t *texts, least int) *grams {
	c := &counter{texts: t, weak: t.weak(), terms: make([][]uint32, 1), count: make([]int32, 1)}
	for n := range mostWords {
		c.extend(n, uint32(least))
	}
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

// fragment is the part of a sequence's occurrences that, inside one longer
// candidate, make it a fragment of that.
const fragment = 0.8

// longest returns, for each sequence, how often the most frequent candidate around
// it stands there.
func (c *counter) longest() []int32 {
	out := make([]int32, len(c.terms))
	for i, words := range c.terms {
		if i == 0 || !c.fits(words) {
			continue
		}
		for from := range words {
			at := uint32(0)
			for to := from; to < len(words) && to-from < len(words)-1; to++ {
				if at = c.next(at, words[to]); at == 0 {
					break
				}
				out[at] = max(out[at], c.count[i])
			}
		}
	}
	return out
}

// fits says whether a sequence is a candidate.
func (c *counter) fits(words []uint32) bool {
	if c.weak[words[len(words)-1]] {
		return false
	}
	if c.lang.Unit != lang.Characters {
		return true
	}
	chars := 0
	for _, w := range words {
		chars += utf8.RuneCountInString(c.words[w])
	}
	return leastChars <= chars && chars <= mostChars
}

// rough is by how many bits of their hash sequences are first counted: most are
// rare.
const rough = 26

// extend adds the sequences of one word more than n.
func (c *counter) extend(n int, least uint32) {
	counts := make([]uint8, 1<<rough)
	enough := uint8(min(least, math.MaxUint8))
	c.sequences(n, func(s sequence) {
		if k := &counts[s.hash()>>(64-rough)]; *k < enough {
			*k++
		}
	})
	var exact table
	var order []sequence
	c.sequences(n, func(s sequence) {
		if counts[s.hash()>>(64-rough)] < enough {
			return
		}
		k := exact.get(s) + 1
		if k == least {
			order = append(order, s)
		}
		exact.put(s, k)
	})
	for _, s := range order {
		c.known.put(s, uint32(len(c.terms)))
		c.terms = append(c.terms, append(slices.Clone(c.terms[s.before]), s.word))
		c.count = append(c.count, int32(exact.get(s)))
	}
}

// sequences calls visit for each known sequence of n words with the word behind it.
func (c *counter) sequences(n int, visit func(sequence)) {
	for k := range c.docs {
		d := &c.docs[k]
		start := 0
		for _, end := range d.ends {
			for i := start; i+n < int(end); i++ {
				if c.weak[d.words[i]] || d.words[i+n] == 0 {
					continue
				}
				if at, ok := c.walk(d.words[i : i+n]); ok {
					visit(sequence{at, d.words[i+n]})
				}
			}
			start = int(end)
		}
	}
}

// walk returns the number of a sequence, which is 0 for none.
func (c *counter) walk(words []uint32) (at uint32, ok bool) {
	for _, w := range words {
		if at = c.next(at, w); at == 0 {
			return 0, false
		}
	}
	return at, true
}

// next returns the number of a sequence and the word behind it, or 0.
func (c *counter) next(at, word uint32) uint32 {
	if word == 0 {
		return 0
	}
	return c.known.get(sequence{at, word})
}

// occurrences lists the candidates of a document; of has the candidate of a sequence.
func (c *counter) occurrences(d *document, of []uint32) (out []occurrence) {
	start, last := 0, 0
	for _, end := range d.ends {
		for i := start; i < int(end); i++ {
			if c.weak[d.words[i]] {
				continue
			}
			at := uint32(0)
			for n := 0; n < mostWords && i+n < int(end); n++ {
				if at = c.next(at, d.words[i+n]); at == 0 {
					break
				}
				if of[at] == 0 {
					continue
				}
				for ; i-last > mostStep; last += mostStep {
					out = append(out, mostStep)
				}
				out = append(out, occurrence(of[at])<<8|occurrence(i-last))
				last = i
			}
		}
		start = int(end)
	}
	return slices.Clip(out)
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
