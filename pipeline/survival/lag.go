package survival

import (
	"math"
	"slices"
)

// Lags are documents of two sides, A and B, and the uses of some concepts in them.
// Documents stand in the order of their dates.
type Lags struct {
	A       []bool    // of whom each document is
	Date    []float64 // when, in days
	Stratum []int     // documents of one stratum (a period) may change sides
	// Uses are, by concept, the documents that use it, in their order.
	Uses [][]int
	// K are the uses whose lags are looked at: 1 for the first documents of either
	// side, 2 for the second ones.
	K []int
	// Pooled says, by concept, whether it counts in the sum of all.
	Pooled []bool
}

// Lag is how much later the k-th document of B is than the k-th of A, by concept and
// K; NaN where either has fewer.
func (l *Lags) Lag() [][]float64 {
	out := make([][]float64, len(l.Uses))
	r := newReader(l)
	for c := range l.Uses {
		out[c] = slices.Clone(r.read(c, l.A))
	}
	return out
}

// lagReader takes the lags of one way to label the documents.
type lagReader struct {
	*Lags
	most         int
	first, other []float64 // dates of the first uses of A and of B
	lags         []float64
}

func newReader(l *Lags) *lagReader {
	most := 0
	for _, k := range l.K {
		most = max(most, k)
	}
	return &lagReader{Lags: l, most: most, lags: make([]float64, len(l.K))}
}

func (r *lagReader) read(concept int, a []bool) []float64 {
	r.first, r.other = r.first[:0], r.other[:0]
	for _, d := range r.Uses[concept] {
		if a[d] {
			r.first = append(r.first, r.Date[d])
		} else {
			r.other = append(r.other, r.Date[d])
		}
		if len(r.first) >= r.most && len(r.other) >= r.most {
			break
		}
	}
	for i, k := range r.K {
		if r.lags[i] = math.NaN(); k <= min(len(r.first), len(r.other)) {
			r.lags[i] = r.other[k-1] - r.first[k-1]
		}
	}
	return r.lags
}

// Order says, of one K, in how many concepts A is first, and in how many B; neither
// where they are together, or where a lag is not defined.
type Order struct{ A, B, Undecided int }

func (o *Order) add(lag float64) {
	switch {
	case lag > 0:
		o.A++
	case lag < 0:
		o.B++
	default:
		o.Undecided++
	}
}

// Orders counts who is first, by K, over the concepts that are pooled.
func (l *Lags) Orders() []Order {
	out := make([]Order, len(l.K))
	for c, lags := range l.Lag() {
		for i, lag := range lags {
			if l.Pooled[c] {
				out[i].add(lag)
			}
		}
	}
	return out
}
