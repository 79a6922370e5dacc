package suggest

import (
	"cmp"
	"slices"
)

// Method is a way to put candidates in order.
type Method int

// The methods: plain keyness is what the others are held against, and no part of
// Fused; nor is Centroid.
const (
	Plain      Method = iota // G² in hit sentences against all others
	Keyness                  // G² in hit sentences against the others of the same documents
	Neighbours               // contexts shared with the entries
	Centroid                 // mean cosine with all entries
	Vectors                  // mean cosine with the three nearest entries
	Fused                    // of Keyness, Neighbours and Vectors
	methods    = iota
)

// String is the word for a method in tables.
func (m Method) String() string {
	return [...]string{"plain keyness", "keyness", "neighbours", "centroid", "vectors", "fused"}[m]
}

// Methods lists them all.
func Methods() []Method { return []Method{Plain, Keyness, Neighbours, Centroid, Vectors, Fused} }

// signals are the methods that Fused is made of.
var signals = [...]Method{Keyness, Neighbours, Vectors}

// fusion is k of reciprocal rank fusion, a candidate's sum of 1/(k + rank) (Cormack,
// Clarke and Büttcher 2009). Their 60 is for lists that agree on the first ten; with
// a frame's hundreds of entries, what all signals rank fairly high is worth more than
// what one ranks first, and 1000 brings more of them back.
const fusion = 1000

// candidate is a gram with what the methods say of it.
type candidate struct {
	gram  int
	entry int32 // the nearest that counts, or −1
	score [methods]float64
	rank  [methods]int // from 1; 0: the method has nothing to say for it
}

// rank returns the candidates that stand apart from hits often enough, ranked by
// every method, in the order of their numbers.
func rank(v *view, m *meanings, least int) []candidate {
	var out []candidate
	for gram := 1; gram < len(v.terms); gram++ {
		if int(v.tallies[gram].all) >= least {
			out = append(out, candidate{gram: gram})
		}
	}
	const lot = 1024
	parallel((len(out)+lot-1)/lot, func(part int) {
		b := m.scratch()
		for i := part * lot; i < min(part*lot+lot, len(out)); i++ {
			c := &out[i]
			c.score[Plain], c.score[Keyness], c.score[Neighbours] = v.plain(c.gram), v.keyness(c.gram), v.neighbours(c.gram)
			c.score[Vectors], c.score[Centroid], c.entry = m.similar(c.gram, v.active, b)
		}
	})
	for _, method := range []Method{Plain, Keyness, Neighbours, Centroid, Vectors} {
		order(out, method)
	}
	for i := range out {
		for _, s := range signals {
			if r := out[i].rank[s]; r > 0 {
				out[i].score[Fused] += 1 / (fusion + float64(r))
			}
		}
	}
	order(out, Fused)
	return out
}

// order ranks candidates by one method; of equals the first comes first. What is 0
// or less, or not defined, has no rank.
func order(of []candidate, by Method) {
	at := make([]int, 0, len(of))
	for i := range of {
		if of[i].score[by] > 0 {
			at = append(at, i)
		}
	}
	slices.SortFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(of[b].score[by], of[a].score[by]), cmp.Compare(of[a].gram, of[b].gram))
	})
	for r, i := range at {
		of[i].rank[by] = r + 1
	}
}
