package lexicon

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"github.com/frameshift/frameshift/pipeline/token"
)

// Within says how near to a term of a topic text has to be to count as inside.
type Within struct {
	// Unit is sentence, paragraph or document; or window, for Sentences
	// sentences to either side.
	Unit      string
	Sentences int
}

// The units of Within.
const (
	WithinSentence  = "sentence"
	WithinParagraph = "paragraph"
	WithinDocument  = "document"
	withinWindow    = "window"
)

// ParseWithin reads sentence (the default), paragraph, document, or a number:
// so many sentences to either side.
func ParseWithin(s string) (Within, error) {
	switch s {
	case "":
		return Within{Unit: WithinSentence}, nil
	case WithinSentence, WithinParagraph, WithinDocument:
		return Within{Unit: s}, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return Within{}, fmt.Errorf("within %q: want sentence, paragraph, document, or a number of sentences to either side", s)
	}
	return Within{Unit: withinWindow, Sentences: n}, nil
}

// Gate says, for every sentence of a document, inside which topics it is: bit
// k stands for the k-th topic of the lexicon. hits are those of the document,
// of which the kept ones of topics open the gate. mask is reused.
func (m *Matcher) Gate(d *token.Document, hits []Hit, within Within, mask []uint64) []uint64 {
	mask = append(mask[:0], make([]uint64, len(d.Sentences))...)
	for _, h := range hits {
		if k := m.entries[h.Entry].Topic; k >= 0 && h.Reason == Kept {
			mask[h.Sentence] |= 1 << k
		}
	}
	switch within.Unit {
	case WithinParagraph:
		spread(mask, func(i int) int32 { return d.Sentences[i].Paragraph })
	case WithinDocument:
		spread(mask, func(int) int32 { return 0 })
	case withinWindow:
		widen(mask, within.Sentences)
	}
	return mask
}

// spread gives all sentences of a unit the bits of any of them.
func spread(mask []uint64, unit func(int) int32) {
	for i := 0; i < len(mask); {
		j, all := i, uint64(0)
		for ; j < len(mask) && unit(j) == unit(i); j++ {
			all |= mask[j]
		}
		for ; i < j; i++ {
			mask[i] = all
		}
	}
}

// widen gives every sentence the bits of those up to n away: it walks there and
// back, and each bit it meets lasts n more sentences.
func widen(mask []uint64, n int) {
	narrow := slices.Clone(mask)
	for _, back := range []bool{false, true} {
		var left [maxTopics]int
		lasting := uint64(0)
		for i := range mask {
			if back {
				i = len(mask) - 1 - i
			}
			for on := lasting; on != 0; on &= on - 1 {
				k := bits.TrailingZeros64(on)
				if left[k]--; left[k] < 0 {
					lasting &^= 1 << k
				}
			}
			for on := narrow[i]; on != 0; on &= on - 1 {
				left[bits.TrailingZeros64(on)] = n
			}
			lasting |= narrow[i]
			mask[i] |= lasting
		}
	}
}
