package reuse

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// books makes documents of few words, so that they share much.
func books(r *rand.Rand, o Options) (*library, [][]token) {
	l := &library{o: o}
	var texts [][]token
	for d := range 5 {
		var text []token
		for i := range 20 + r.IntN(30) {
			text = append(text, token{is: r.Uint64N(3), start: int32(2 * i), end: int32(2*i + 1), sentence: int32(i / 7)})
		}
		if d > 0 && r.IntN(2) == 0 { // a copy with a change
			text = slices.Clone(texts[0])
			text[r.IntN(len(text))].is = 9
		}
		texts = append(texts, text)
		l.docs = append(l.docs, document{id: fmt.Sprint(d), n: o.N, speaker: int32(d % 4), date: time.Unix(int64(d)*86400, 0)})
	}
	return l, texts
}

// allSeeds has every n-gram, as if the filter let all through.
func allSeeds(l *library, texts [][]token) (out []seed) {
	for d, text := range texts {
		n := l.docs[d].n
		grams(text, n, func(at int, hash uint64) {
			out = append(out, seed{hash: hash, doc: int32(d), at: int32(at), start: text[at].start, end: text[at+n-1].end})
		})
	}
	return out
}

// run is one of two documents, by tokens.
type run struct{ a, b, from, to, other, otherTo int }

// TestRuns: seeds find every run that holding each token of a document against each of
// another finds.
func TestRuns(t *testing.T) {
	o, err := Options{N: 3, HanN: 3, Least: 6, Most: 1000}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for i := range 300 {
		l, texts := books(rand.New(rand.NewPCG(5, uint64(i))), o)
		m := newMatcher(l, l.repeated(allSeeds(l, texts)))
		matches, err := m.runs(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		var got []run
		for _, r := range matches {
			got = append(got, run{int(r.a.doc), int(r.b.doc), int(m.seeds[r.a.from].at), int(m.seeds[r.a.to].at) + o.N, int(m.seeds[r.b.from].at), int(m.seeds[r.b.to].at) + o.N})
		}
		want := slowRuns(l, texts)
		sorted(got)
		sorted(want)
		if !slices.Equal(got, want) {
			t.Fatalf("corpus %d:\n%v\nwant\n%v", i, got, want)
		}
		found += len(got)
	}
	if found < 1000 {
		t.Errorf("only %d runs compared", found)
	}
}

func sorted(list []run) {
	slices.SortFunc(list, func(x, y run) int {
		return cmp.Or(x.a-y.a, x.b-y.b, x.from-y.from, x.other-y.other, x.to-y.to, x.otherTo-y.otherTo)
	})
}

// slowRuns goes through all diagonals of all pairs, joins what lies near in the order of
// the first document, and keeps what is long.
func slowRuns(l *library, texts [][]token) (out []run) {
	for a := range texts {
		for b := a + 1; b < len(texts); b++ {
			if l.docs[a].speaker == l.docs[b].speaker {
				continue
			}
			var list, open []run
			for d := -len(texts[a]); d < len(texts[b]); d++ {
				for i := 0; i < len(texts[a]); i++ {
					n := 0
					for i+n < len(texts[a]) && i+n+d >= 0 && i+n+d < len(texts[b]) && texts[a][i+n].is == texts[b][i+n+d].is {
						n++
					}
					if n >= l.o.N {
						list = append(list, run{a, b, i, i + n, i + d, i + d + n})
					}
					i += n
				}
			}
			slices.SortFunc(list, func(x, y run) int { return cmp.Or(x.from-y.from, x.other-y.other) })
			for _, r := range list {
				at := slices.IndexFunc(open, func(x run) bool {
					return r.from >= x.to && r.from <= x.to+gap && r.other >= x.otherTo && r.other <= x.otherTo+gap
				})
				if at < 0 {
					open = append(open, r)
				} else {
					open[at].to, open[at].otherTo = r.to, r.otherTo
				}
			}
			for _, r := range open {
				if min(r.to-r.from, r.otherTo-r.other) >= l.o.Least {
					out = append(out, r)
				}
			}
		}
	}
	return out
}

// TestFilter: no n-gram that comes twice is lost, and most of those that come once are.
func TestFilter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	f := newFilter(1 << 16)
	var once, twice []uint64
	for i := range 1 << 16 {
		h := r.Uint64()
		f.add(h)
		once = append(once, h)
		if i%10 == 0 {
			f.add(h)
			twice = append(twice, h)
		}
	}
	passed := 0
	for _, h := range once {
		if f.again(h) {
			passed++
		}
	}
	for _, h := range twice {
		if !f.again(h) {
			t.Fatal("an n-gram that came twice is lost")
		}
	}
	if share := float64(passed-len(twice)) / float64(len(once)-len(twice)); share > 0.12 {
		t.Errorf("%.3f of those that came once pass", share)
	}
}

// BenchmarkRuns finds the runs of a small corpus.
func BenchmarkRuns(b *testing.B) {
	o, err := Options{N: 3, HanN: 3, Least: 6, Most: 1000}.withDefaults()
	if err != nil {
		b.Fatal(err)
	}
	l, texts := books(rand.New(rand.NewPCG(5, 1)), o)
	for b.Loop() {
		if _, err := newMatcher(l, l.repeated(allSeeds(l, texts))).runs(b.Context(), 1); err != nil {
			b.Fatal(err)
		}
	}
}
