package report

import (
	"slices"
)

// rank ranks the sentences of each term in each period: those with more hits first,
// then the newer ones.
func (b *builder) rank(f *found) {
	newest := make([]int32, len(b.run.documents))
	for i := range newest {
		newest[i] = int32(i)
	}
	slices.SortStableFunc(newest, func(x, y int32) int { return b.run.documents[y].Date.Compare(b.run.documents[x].Date) })
	first := make([]int32, len(newest)+1) // sentence of each document
	for i := range f.sentences {
		first[f.sentences[i].document+1] = int32(i) + 1
	}
	for i := range newest {
		first[i+1] = max(first[i+1], first[i])
	}
	var order []int32
	for _, d := range newest {
		for i := first[d]; i < first[d+1]; i++ {
			order = append(order, i)
		}
	}
	taken := map[[2]int32]int32{} // of each term in each period
	for _, i := range inOrder(order, f.fewest) {
		s := &f.sentences[i]
		s.rank = -1
		hits := f.hitsOf(s)
		for k, h := range hits {
			if slices.ContainsFunc(hits[:k], func(other hit) bool { return other.entry == h.entry }) {
				continue
			}
			key := [2]int32{h.entry, s.period}
			if n := taken[key]; s.rank < 0 || n < s.rank {
				s.rank = n
			}
			taken[key]++
		}
	}
}

// fewest is less the more hits a sentence has.
func (f *found) fewest(i int32) int { return -int(f.sentences[i].to - f.sentences[i].from) }

// byTurns orders ranked sentences so that the periods take turns, the newest first, and
// gives the first n.
func (f *found) byTurns(n int) (out []int32) {
	order := make([]int32, len(f.sentences))
	for i := range order {
		order[i] = int32(i)
	}
	order = inOrder(order, f.fewest)
	order = inOrder(order, func(i int32) int { return int(f.sentences[i].rank) })
	order = inOrder(order, func(i int32) int { return -int(f.sentences[i].period) })
	var periods [][]int32
	for len(order) > 0 {
		first := f.sentences[order[0]].period
		end := slices.IndexFunc(order, func(i int32) bool { return f.sentences[i].period != first })
		if end < 0 {
			end = len(order)
		}
		periods, order = append(periods, order[:end]), order[end:]
	}
	for turn := 0; len(periods) > 0; turn++ {
		periods = slices.DeleteFunc(periods, func(p []int32) bool { return len(p) <= turn })
		for _, p := range periods {
			if len(out) == n {
				return out
			}
			out = append(out, p[turn])
		}
	}
	return out
}

// inOrder sorts by a number of which there are few different ones; what has the same
// stays in its order.
func inOrder(list []int32, number func(int32) int) []int32 {
	if len(list) == 0 {
		return list
	}
	low, high := number(list[0]), number(list[0])
	for _, i := range list {
		low, high = min(low, number(i)), max(high, number(i))
	}
	starts := make([]int, high-low+2)
	for _, i := range list {
		starts[number(i)-low+1]++
	}
	for i := range starts[1:] {
		starts[i+1] += starts[i]
	}
	out := make([]int32, len(list))
	for _, i := range list {
		at := &starts[number(i)-low]
		out[*at] = i
		*at++
	}
	return out
}
