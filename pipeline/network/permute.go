package network

import (
	"math"
	"math/rand/v2"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// relabelings deals the documents of two spans out over both at random, those of each
// issuer by themselves, and each span keeps as many of them as it has: what is tested is
// the change within issuers, and not who speaks.
type relabelings struct {
	strata []stratum
	docs   []int32 // of all strata, one after the other
	total  []int64 // counters of both spans
	exact  int     // how many relabelings there are, 0 if more than mostExact
}

// stratum are the documents of an issuer, of which some are in the side that is summed.
type stratum struct{ from, to, chosen int }

// mostExact is up to how many relabelings all are taken.
const mostExact = 10_000

// relabelings of the documents of two spans; side says which of them is summed, the one
// with fewer.
func (c *corpus) relabelings(first, second []int32) (r *relabelings, side int) {
	if len(second) < len(first) {
		side = 1
		first, second = second, first
	}
	count := make([]int, len(c.issuers))
	lists := make([][]int32, len(c.issuers))
	for _, d := range first {
		count[c.docs[d].issuer]++
		lists[c.docs[d].issuer] = append(lists[c.docs[d].issuer], d)
	}
	for _, d := range second {
		lists[c.docs[d].issuer] = append(lists[c.docs[d].issuer], d)
	}
	r = &relabelings{exact: 1, total: make([]int64, c.size())}
	for issuer, list := range lists {
		if len(list) == 0 {
			continue
		}
		s := stratum{len(r.docs), len(r.docs) + len(list), count[issuer]}
		r.strata, r.docs = append(r.strata, s), append(r.docs, list...)
		r.exact = times(r.exact, choose(len(list), s.chosen))
		for _, d := range list {
			for _, k := range c.docs[d].counts {
				r.total[k.at] += int64(k.n)
			}
		}
	}
	return r, side
}

// choose is the number of ways to take k of n, 0 if there are more than mostExact.
func choose(n, k int) int {
	out := 1
	for i := range min(k, n-k) {
		if out = out * (n - i) / (i + 1); out > mostExact {
			return 0
		}
	}
	return out
}

func times(a, b int) int {
	if a*b > mostExact {
		return 0
	}
	return a * b
}

// add adds up documents.
func (c *corpus) add(into []int64, docs []int32) {
	for _, d := range docs {
		for _, k := range c.docs[d].counts {
			into[k.at] += int64(k.n)
		}
	}
}

// every visits all relabelings with the counters of the side that is summed.
func (r *relabelings) every(c *corpus, visit func(sums []int64)) {
	r.all(c, 0, make([]int64, len(r.total)), visit)
}

// drawn visits relabelings at random, each by its number and the seed alone.
func (r *relabelings) drawn(c *corpus, from, to int, seed uint64, visit func(b int, sums []int64)) {
	sums := make([]int64, len(r.total))
	source := &rand.PCG{}
	random := rand.New(source)
	docs := make([]int32, len(r.docs))
	for b := from; b < to; b++ {
		source.Seed(stats.Mix(seed), uint64(b))
		copy(docs, r.docs)
		clear(sums)
		for _, s := range r.strata {
			c.drawSide(docs[s.from:s.to], s.chosen, random, sums)
		}
		visit(b, sums)
	}
}

// drawSide adds up chosen of some documents at random.
func (c *corpus) drawSide(docs []int32, chosen int, random *rand.Rand, sums []int64) {
	if chosen == 0 {
		return
	}
	for i := range chosen {
		if chosen == len(docs) {
			break
		}
		j := i + random.IntN(len(docs)-i)
		docs[i], docs[j] = docs[j], docs[i]
	}
	c.add(sums, docs[:chosen])
}

// all visits every relabeling of the strata from one on.
func (r *relabelings) all(c *corpus, stratum int, sums []int64, visit func([]int64)) {
	if stratum == len(r.strata) {
		visit(sums)
		return
	}
	s := r.strata[stratum]
	combinations(r.docs[s.from:s.to], s.chosen, func(chosen []int32) {
		with := append([]int64(nil), sums...)
		c.add(with, chosen)
		r.all(c, stratum+1, with, visit)
	})
}

// combinations visits all ways to take k of a list.
func combinations(list []int32, k int, visit func([]int32)) {
	chosen := make([]int32, 0, k)
	var from func(at int)
	from = func(at int) {
		if len(chosen) == k {
			visit(chosen)
			return
		}
		for i := at; i <= len(list)-(k-len(chosen)); i++ {
			chosen = append(chosen, list[i])
			from(i + 1)
			chosen = chosen[:len(chosen)-1]
		}
	}
	from(0)
}

// contrast takes the changes of links from the counters of one side, the other being the
// rest of both.
type contrast struct {
	pairs []pairOf
	total []int64
}

// pairOf is a link by its counters.
type pairOf struct{ pair, i, j, together, overlap int }

// cross are the numerator and the denominator of the odds ratio of a link on the side of
// the sums over that on the other side, with ½ added to all counts.
func (x *contrast) cross(sums []int64, p *pairOf) (above, below float64) {
	o, both := sums[p.overlap], sums[p.together]
	a, b, n := sums[p.i]-o-both, sums[p.j]-o-both, sums[0]-o
	allO, allBoth := x.total[p.overlap], x.total[p.together]
	otherBoth := allBoth - both
	otherA, otherB := x.total[p.i]-allO-allBoth-a, x.total[p.j]-allO-allBoth-b
	rest := n - a - b - both
	otherRest := x.total[0] - allO - n - otherA - otherB - otherBoth
	above = (float64(both) + 0.5) * (float64(rest) + 0.5) * (float64(otherA) + 0.5) * (float64(otherB) + 0.5)
	below = (float64(a) + 0.5) * (float64(b) + 0.5) * (float64(otherBoth) + 0.5) * (float64(otherRest) + 0.5)
	return above, below
}

// nearlyTooMuch leaves room for one more product of four counts in a float64.
const nearlyTooMuch = 1e200

// extent is the largest |change| of any link, and the sum of all. Logarithms of products
// are cheaper than sums of logarithms.
func (x *contrast) extent(sums []int64) (largest, all float64) {
	most, high, low := 1.0, 1.0, 1.0
	for i := range x.pairs {
		above, below := x.cross(sums, &x.pairs[i])
		if above < below {
			above, below = below, above
		}
		if above > most*below {
			most = above / below
		}
		high *= above
		low *= below
		if high > nearlyTooMuch {
			all += portable.Log(high / low)
			high, low = 1, 1
		}
	}
	return portable.Log(most), all + portable.Log(high/low)
}

// sizes are the |changes|.
func (x *contrast) sizes(sums []int64) []float64 {
	out := make([]float64, len(x.pairs))
	for i := range x.pairs {
		above, below := x.cross(sums, &x.pairs[i])
		out[i] = math.Abs(portable.Log(above / below))
	}
	return out
}
