package suggest

import (
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/frameshift/frameshift/pipeline/lang"
)

// sequence is the number of a shorter one, 0 for none, and the word behind it.
type sequence struct{ before, word uint32 }

// counter finds the sequences of words that stand in texts often enough, one
// length after the other: what a longer one begins with stands there as often.
type counter struct {
	*texts
	weak  []bool
	known table
	// live are, by document, where sequences of the length reached begin.
	live  [][]begun
	terms [][]uint32 // by number; none is 0
	count []int32
}

// begun is a sequence that begins at a word of a document.
type begun struct {
	start int32
	at    uint32
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

// rough is by how many bits of their hash sequences are first counted, at most: most
// are rare.
const rough = 26

// shift is what of a hash does not count then.
func (c *counter) shift() int {
	n := 0
	for _, live := range c.live {
		n += len(live)
	}
	return 64 - min(rough, bits.Len(uint(n))+2)
}

// extend adds the sequences of one word more than n.
func (c *counter) extend(n int, least uint32) {
	shift := c.shift()
	counts := make([]uint8, 1<<(64-shift))
	enough := uint8(min(least, math.MaxUint8))
	c.sequences(n, func(s sequence) {
		if k := &counts[s.hash()>>shift]; *k < enough {
			*k++
		}
	})
	var exact table
	var order []sequence
	c.sequences(n, func(s sequence) {
		if counts[s.hash()>>shift] >= enough && exact.count(s) == least {
			order = append(order, s)
		}
	})
	for _, s := range order {
		c.known.put(s, uint32(len(c.terms)))
		c.terms = append(c.terms, append(slices.Clone(c.terms[s.before]), s.word))
		c.count = append(c.count, int32(exact.get(s)))
	}
	c.advance(n)
}

// begin notes where a candidate can begin.
func (c *counter) begin() {
	c.live = make([][]begun, len(c.docs))
	parallel(len(c.docs), func(i int) {
		n := 0
		for _, w := range c.docs[i].words {
			if !c.weak[w] {
				n++
			}
		}
		live := make([]begun, 0, n)
		for k, w := range c.docs[i].words {
			if !c.weak[w] {
				live = append(live, begun{int32(k), 0})
			}
		}
		c.live[i] = live
	})
}

// sequences calls visit for each known sequence of n words with the word behind it.
func (c *counter) sequences(n int, visit func(sequence)) {
	for i := range c.docs {
		c.longer(i, n, func(s sequence, _ int32) { visit(s) })
	}
}

// longer is sequences of one document, with where they begin.
func (c *counter) longer(doc, n int, visit func(s sequence, start int32)) {
	d := &c.docs[doc]
	sentence := 0
	for _, b := range c.live[doc] {
		for d.ends[sentence] <= b.start {
			sentence++
		}
		if last := b.start + int32(n); last < d.ends[sentence] && d.words[last] != 0 {
			visit(sequence{b.at, d.words[last]}, b.start)
		}
	}
}

// advance goes on from the sequences of n words to those of one more.
func (c *counter) advance(n int) {
	parallel(len(c.docs), func(i int) {
		kept := c.live[i][:0] // behind what has been read
		c.longer(i, n, func(s sequence, start int32) {
			if at := c.known.get(s); at != 0 {
				kept = append(kept, begun{start, at})
			}
		})
		c.live[i] = kept
	})
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
