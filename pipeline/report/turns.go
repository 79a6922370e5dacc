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
// gives the first n. In its turn a period gives the next sentence of the sharer, of
// those it has, that has had the fewest.
func (f *found) byTurns(n int, sharers []int32) (out []int32) {
	order := make([]int32, len(f.sentences))
	for i := range order {
		order[i] = int32(i)
	}
	order = inOrder(order, f.fewest)
	order = inOrder(order, func(i int32) int { return int(f.sentences[i].rank) })
	order = inOrder(order, func(i int32) int { return int(sharers[f.sentences[i].document]) })
	order = inOrder(order, func(i int32) int { return -int(f.sentences[i].period) })
	periods := runsOf(order, func(i int32) int32 { return f.sentences[i].period })
	queues := make([][]queue, len(periods))
	for i, p := range periods {
		for _, q := range runsOf(p, func(i int32) int32 { return sharers[f.sentences[i].document] }) {
			queues[i] = append(queues[i], queue{sharers[f.sentences[q[0]].document], q})
		}
	}
	had := make([]int, len(sharers))
	for len(queues) > 0 && len(out) < n {
		for i := 0; i < len(queues) && len(out) < n; i++ {
			next := 0
			for k := range queues[i] {
				if had[queues[i][k].sharer] < had[queues[i][next].sharer] {
					next = k
				}
			}
			q := &queues[i][next]
			had[q.sharer]++
			out = append(out, q.sentences[0])
			if q.sentences = q.sentences[1:]; len(q.sentences) == 0 {
				queues[i] = slices.Delete(queues[i], next, next+1)
			}
		}
		queues = slices.DeleteFunc(queues, func(q []queue) bool { return len(q) == 0 })
	}
	return out
}

// queue is what a sharer has left in a period.
type queue struct {
	sharer    int32
	sentences []int32
}

// runsOf cuts a list where a number changes.
func runsOf(list []int32, number func(int32) int32) (out [][]int32) {
	for len(list) > 0 {
		first := number(list[0])
		end := slices.IndexFunc(list, func(i int32) bool { return number(i) != first })
		if end < 0 {
			end = len(list)
		}
		out, list = append(out, list[:end:end]), list[end:]
	}
	return out
}

// sharedBy is the first key the run is grouped by, if any: its groups share the room
// of the page.
func (r *run) sharedBy() string {
	if len(r.Config.By) == 0 {
		return ""
	}
	return r.Config.By[0]
}

// sharers are the groups, by number, that documents share the room as.
func (b *builder) sharers() []int32 {
	out, numbers := make([]int32, len(b.run.documents)), map[string]int32{}
	key := b.sharedBy()
	if key == "" {
		return out
	}
	for i := range b.run.documents {
		value := b.run.documents[i].told(key)
		if _, seen := numbers[value]; !seen {
			numbers[value] = int32(len(numbers))
		}
		out[i] = numbers[value]
	}
	return out
}

// shares count the sentences of each sharer.
func (b *builder) shares(chosen []*sentence) []int {
	if b.sharedBy() == "" {
		return nil
	}
	sharers := b.sharers()
	counts := make([]int, int(slices.Max(sharers))+1)
	for _, s := range chosen {
		counts[sharers[s.document]]++
	}
	return counts
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
