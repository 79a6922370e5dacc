package stats

import (
	"math"
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
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// gamma is the increment of SplitMix64: the golden ratio in 64 bits.
const gamma = 0x9e3779b97f4a7c15

// maxPoissonTable is the largest mean that has a table of its own.
const maxPoissonTable = 512

// poissonTable inverts the distribution function of a Poisson variable: guide
// says where to begin for the leading bits of a random number (Chen and Asau
// 1974, AIIE Transactions 6:2).
type poissonTable struct {
	upTo  []uint64 // P(X <= k) in units of 2^-64
	guide [guideSize]int32
}

const guideBits, guideSize = 10, 1 << 10

func newPoissonTable(mean float64) *poissonTable {
	t := &poissonTable{}
	below, term := 0.0, math.Exp(-mean)
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
	k := int32(0)
	for i := range t.guide {
		for int(k) < len(t.upTo) && t.upTo[k] <= uint64(i)<<(64-guideBits) {
			k++
		}
		t.guide[i] = k
	}
	return t
}

// add draws once for each element of w.
func (t *poissonTable) add(key uint64, w []int32) {
	for b := range w {
		key += gamma
		u := Mix(key)
		k := t.guide[u>>(64-guideBits)]
		for int(k) < len(t.upTo) && u >= t.upTo[k] {
			k++
		}
		w[b] += k
	}
}
