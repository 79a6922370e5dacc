package validate

import (
	"cmp"
	"container/heap"
	"hash/fnv"
	"slices"

	"github.com/frameshift/frameshift/pipeline/stats"
)

// drawn is a sentence with its number in the draw.
type drawn struct {
	doc     int
	n       int32
	stratum int
	frames  uint64
	order   uint64
}

// least keeps the sentences with the least numbers.
type least []drawn

func (l least) Len() int           { return len(l) }
func (l least) Less(i, j int) bool { return l[i].order > l[j].order }
func (l least) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *least) Push(x any)        { *l = append(*l, x.(drawn)) }
func (l *least) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

func (l *least) offer(d drawn, most int) {
	switch {
	case len(*l) < most:
		heap.Push(l, d)
	case most > 0 && d.order < (*l)[0].order:
		(*l)[0] = d
		heap.Fix(l, 0)
	}
}

// golden is the increment of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// orderOf numbers a sentence for the draw, on any machine alike.
func orderOf(seed, document uint64, sentence int32) uint64 {
	return stats.Mix(stats.Mix(seed^document) + uint64(sentence+1)*golden)
}

func hashOf(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return stats.Mix(h.Sum64())
}

// pick takes the next so many of each stratum, behind those of earlier waves.
func (s *Sample) pick(p *population, st *strata, more []int) (out []drawn) {
	lists := make([]least, len(s.Strata))
	upTo := make([]int, len(s.Strata))
	for i := range s.Strata {
		upTo[i] = s.Strata[i].N() + more[i]
	}
	for i := range p.docs {
		doc := &p.docs[i]
		id, block, next := hashOf(doc.ID), s.block(doc.period), 0
		for n := range int32(doc.Sentences) {
			var frames uint64
			listed := next < len(doc.sentences) && doc.sentences[next].n == n
			if listed {
				frames = doc.sentences[next].frames
				next++
			}
			h := st.of(doc.Lang, block, frames, listed)
			lists[h].offer(drawn{i, n, h, frames, orderOf(s.Seed, id, n)}, upTo[h])
		}
	}
	for h, list := range lists {
		slices.SortFunc(list, func(a, b drawn) int {
			return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.doc, b.doc), cmp.Compare(a.n, b.n))
		})
		before := s.Strata[h].N()
		out = append(out, list[min(before, len(list)):]...)
		s.Strata[h].Drawn = append(s.Strata[h].Drawn, len(list)-min(before, len(list)))
	}
	return out
}
