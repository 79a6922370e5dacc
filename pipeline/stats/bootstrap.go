package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Weights draws the weights of a Poisson bootstrap: in every draw a unit of
// observation counts as often as a Poisson variable with mean 1 says (Hanley
// and MacGibbon 2006, Computer Methods and Programs in Biomedicine 83:1;
// Chamandy, Muralidharan, Najmi and Naidu 2012). The weight depends on the
// seed, the unit and the number of the draw alone, so that sums of weighted
// units may be made in any order and on any number of machines.
//
// Weights is not safe for concurrent use; two with one seed draw the same.
type Weights struct {
	seed   uint64
	tables map[int]*poissonTable
}

// NewWeights returns the weights of a seed.
func NewWeights(seed uint64) *Weights {
	return &Weights{seed, map[int]*poissonTable{}}
}

// Draw sets w[b] to the weight, in draw b, of m units that are alike: Poisson
// with mean m, as the sum of m Poisson variables with mean 1 is. unit names the
// unit, or the lot of them.
func (g *Weights) Draw(unit uint64, m int, w []int32) {
	clear(w)
	key := Mix(g.seed ^ Mix(unit))
	for ; m > maxPoissonTable; m -= maxPoissonTable {
		g.table(maxPoissonTable).add(key, w)
		key = Mix(key)
	}
	if m > 0 {
		g.table(m).add(key, w)
	}
}

// MostPacked is how many units may be packed: their weights fit into 16 bits.
const MostPacked = 1 << 15

// Pack is Draw with the weights of four draws in a word, the first in its lowest 16
// bits, for as many draws as there is room for. m is at most MostPacked.
func (g *Weights) Pack(unit uint64, m int, words []uint64) {
	clear(words)
	key := Mix(g.seed ^ Mix(unit))
	for ; m > maxPoissonTable; m -= maxPoissonTable {
		g.table(maxPoissonTable).pack(key, words)
		key = Mix(key)
	}
	if m > 0 {
		g.table(m).pack(key, words)
	}
}

// Most is the largest weight that m units can have in a draw.
func (g *Weights) Most(m int) int {
	most := m / maxPoissonTable * g.table(maxPoissonTable).most()
	if m %= maxPoissonTable; m > 0 {
		most += g.table(m).most()
	}
	return most
}

func (g *Weights) table(m int) *poissonTable {
	t := g.tables[m]
	if t == nil {
		t = newPoissonTable(float64(m))
		g.tables[m] = t
	}
	return t
}

// Mix is the output function of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA):
// a bijection of 64 bits that takes neighbours far apart.
func Mix(x uint64) uint64 {
	x = leading(x)
	return x ^ x>>31
}

// leading has the leading 31 bits of Mix.
func leading(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	return (x ^ x>>27) * 0x94d049bb133111eb
}

// gamma is the increment of SplitMix64: the golden ratio in 64 bits.
const gamma = 0x9e3779b97f4a7c15

// maxPoissonTable is the largest mean that has a table of its own.
const maxPoissonTable = 512

// poissonTable inverts the distribution function of a Poisson variable: guide
// says where to begin for the leading bits of a random number (Chen and Asau
// 1974, AIIE Transactions 6:2), and where nothing is left to look for.
type poissonTable struct {
	upTo  []uint64 // P(X <= k) in units of 2^-64
	guide [guideSize]uint16
}

const guideBits, guideSize = 11, 1 << 11

// open is set in a guide where the other bits of the number matter too.
const open = 1 << 15

func newPoissonTable(mean float64) *poissonTable {
	t := &poissonTable{}
	below, term := 0.0, portable.Exp(-mean)
	for k := 1; ; k++ {
		below += term
		// Rounded to 2^-48, so that the last bits of Exp, which differ between
		// machines, do not matter.
		steps := math.Round(math.Ldexp(below, 48))
		if steps >= 1<<48 || float64(k) > mean && term < 1e-18 {
			break
		}
		t.upTo = append(t.upTo, uint64(steps)<<16)
		term = float64(term*mean) / float64(k)
	}
	k := uint16(0)
	for i := range t.guide {
		first := uint64(i) << (64 - guideBits)
		for int(k) < len(t.upTo) && t.upTo[k] <= first {
			k++
		}
		t.guide[i] = k
		if last := first + (1<<(64-guideBits) - 1); int(k) < len(t.upTo) && t.upTo[k] <= last {
			t.guide[i] |= open
		}
	}
	return t
}

// most is the largest number that can be drawn.
func (t *poissonTable) most() int { return len(t.upTo) }

// draw takes a random number to one of the distribution.
func (t *poissonTable) draw(u uint64) uint64 {
	k := int(t.guide[u>>(64-guideBits)] &^ open)
	for k < len(t.upTo) && u >= t.upTo[k] {
		k++
	}
	return uint64(k)
}

// add draws once for each element of w.
func (t *poissonTable) add(key uint64, w []int32) {
	for b := range w {
		key += gamma
		w[b] += int32(t.draw(Mix(key)))
	}
}

// pack is add with four elements to a word.
func (t *poissonTable) pack(key uint64, words []uint64) {
	for i := range words {
		k0 := uint64(t.guide[leading(key+gamma)>>(64-guideBits)])
		k1 := uint64(t.guide[leading(key+gamma*2&math.MaxUint64)>>(64-guideBits)])
		k2 := uint64(t.guide[leading(key+gamma*3&math.MaxUint64)>>(64-guideBits)])
		k3 := uint64(t.guide[leading(key+gamma*4&math.MaxUint64)>>(64-guideBits)])
		word := k0 | k1<<16 | k2<<32 | k3<<48
		if word&(open|open<<16|open<<32|open<<48) != 0 {
			word = t.word(key)
		}
		words[i] += word
		key += gamma * 4 & math.MaxUint64
	}
}

// word draws four numbers.
func (t *poissonTable) word(key uint64) (word uint64) {
	for b := range 4 {
		key += gamma
		word |= t.draw(Mix(key)) << (16 * b)
	}
	return word
}
