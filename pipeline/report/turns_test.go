package report

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/frameshift/frameshift/pipeline/store"
)

// plainTurns ranks and orders sentences as the words say it, by sorting.
func plainTurns(b *builder, f *found) []int32 {
	date := func(i int32) int64 { return b.run.documents[f.sentences[i].document].Date.Unix() }
	hits := func(i int32) int { return len(f.hitsOf(&f.sentences[i])) }
	lists := map[[2]int32][]int32{} // the sentences of each term in each period
	for i := range f.sentences {
		s := &f.sentences[i]
		for _, h := range f.hitsOf(s) {
			key := [2]int32{h.entry, s.period}
			if !slices.Contains(lists[key], int32(i)) {
				lists[key] = append(lists[key], int32(i))
			}
		}
	}
	rank := map[int32]int{}
	for _, list := range lists {
		slices.SortStableFunc(list, func(x, y int32) int { return cmp.Or(cmp.Compare(hits(y), hits(x)), cmp.Compare(date(y), date(x))) })
		for at, i := range list {
			if best, known := rank[i]; !known || at < best {
				rank[i] = at
			}
		}
	}
	period := func(i int32) int32 { return f.sentences[i].period }
	var order []int32
	for i := range f.sentences {
		order = append(order, int32(i))
	}
	slices.SortStableFunc(order, func(x, y int32) int {
		return cmp.Or(cmp.Compare(period(y), period(x)), cmp.Compare(rank[x], rank[y]), cmp.Compare(hits(y), hits(x)))
	})
	turn, of := map[int32]int{}, map[int32]int{}
	for _, i := range order {
		turn[i] = of[period(i)]
		of[period(i)]++
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(turn[x], turn[y]) })
	return order
}

// TestTurns: sentences are chosen in the order that sorting them gives.
func TestTurns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		b := newBuilder(&run{})
		var f found
		for d := range random.Int32N(12) {
			date := year(1990 + random.IntN(4))
			b.run.documents = append(b.run.documents, document{DocumentRow: store.DocumentRow{Date: date}})
			period := random.Int32N(4) - 1
			for n := range random.Int64N(9) {
				s := candidate{document: d, period: period, number: n, from: int32(len(f.hits))}
				for range 1 + random.IntN(4) {
					f.hits = append(f.hits, hit{entry: random.Int32N(5)})
				}
				s.to = int32(len(f.hits))
				f.sentences = append(f.sentences, s)
			}
		}
		want := plainTurns(b, &f)
		n := random.IntN(len(want) + 2)
		b.rank(&f)
		if got := f.byTurns(n, make([]int32, len(b.run.documents))); !slices.Equal(got, want[:min(n, len(want))]) {
			t.Fatalf("%v, want the first %d of %v", got, n, want)
		}
	}
}

// TestShares: who shares the room has as many turns as the others while it has
// sentences left, and periods still take turns.
func TestShares(t *testing.T) {
	for _, c := range []struct {
		name    string
		periods []int32 // of sentences, each with one hit, of a document of its own
		sharers []int32 // of the documents
		want    []int32 // sharers in the order of their turns
	}{
		{"one period, much of one", []int32{0, 0, 0, 0, 0, 0}, []int32{0, 0, 0, 0, 1, 2}, []int32{0, 1, 2, 0, 0, 0}},
		{"who had the newer period waits in the older", []int32{1, 0, 0}, []int32{0, 0, 1}, []int32{0, 1, 0}},
		{"nobody to share with", []int32{0, 0}, []int32{0, 0}, []int32{0, 0}},
	} {
		b := newBuilder(&run{})
		var f found
		for d, period := range c.periods {
			b.run.documents = append(b.run.documents, document{DocumentRow: store.DocumentRow{Date: year(2000 + int(period))}})
			f.hits = append(f.hits, hit{})
			f.sentences = append(f.sentences, candidate{document: int32(d), period: period, from: int32(d), to: int32(d) + 1})
		}
		b.rank(&f)
		var got []int32
		for _, i := range f.byTurns(len(c.periods), c.sharers) {
			got = append(got, c.sharers[f.sentences[i].document])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
