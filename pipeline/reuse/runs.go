package reuse

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"
)

// stretch is a part of a document: the seeds from and to, both in it.
type stretch struct {
	doc      int32
	from, to int32
}

// matched is a run of two documents.
type matched struct{ a, b stretch }

// matcher finds runs among seeds.
type matcher struct {
	*library
	seeds []seed
	first []int32 // by document, its first seed, and one more for the end
	order []int32 // of the seeds, by hash and then place
	place []int32 // of each seed in order
}

func newMatcher(l *library, seeds []seed) *matcher {
	m := &matcher{library: l, seeds: seeds, first: make([]int32, len(l.docs)+1), order: make([]int32, len(seeds)), place: make([]int32, len(seeds))}
	for i := range seeds {
		m.first[seeds[i].doc+1]++
		m.order[i] = int32(i)
	}
	for d := range l.docs {
		m.first[d+1] += m.first[d]
	}
	slices.SortFunc(m.order, func(i, j int32) int { return cmp.Or(cmp.Compare(seeds[i].hash, seeds[j].hash), cmp.Compare(i, j)) })
	for k, i := range m.order {
		m.place[i] = int32(k)
	}
	return m
}

// pair are two seeds with one hash, the first in the document at hand.
type pair struct {
	doc      int32 // of the second
	diagonal int32 // by how many tokens the second is further on
	a, b     int32 // seeds
}

// runs finds those of all pairs of documents.
func (m *matcher) runs(ctx context.Context, workers int) ([]matched, error) {
	found := make([][]matched, len(m.docs))
	g, ctx := errgroup.WithContext(ctx)
	for k := range workers {
		g.Go(func() error {
			var pairs []pair
			for doc := k; doc < len(m.docs); doc += workers {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				pairs = m.pairs(pairs[:0], int32(doc))
				found[doc] = m.joined(pairs, int32(doc))
			}
			return nil
		})
	}
	err := g.Wait()
	return slices.Concat(found...), err
}

// pairs are those of a document with later ones.
func (m *matcher) pairs(out []pair, doc int32) []pair {
	for a := m.first[doc]; a < m.first[doc+1]; a++ {
		s := &m.seeds[a]
		if s.common {
			continue
		}
		for k := int(m.place[a]) + 1; k < len(m.order) && m.seeds[m.order[k]].hash == s.hash; k++ {
			b := m.order[k]
			other := m.seeds[b].doc
			if other == doc || m.docs[doc].n != m.docs[other].n || !m.o.SameIssuer && m.docs[doc].speaker >= 0 && m.docs[doc].speaker == m.docs[other].speaker {
				continue
			}
			out = append(out, pair{other, m.seeds[b].at - s.at, a, b})
		}
	}
	slices.SortFunc(out, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.doc, y.doc), cmp.Compare(x.diagonal, y.diagonal), cmp.Compare(x.a, y.a))
	})
	return out
}

// joined makes runs of pairs: stretches on a diagonal first, then those that lie near.
func (m *matcher) joined(pairs []pair, doc int32) (out []matched) {
	for len(pairs) > 0 {
		n := 1
		for n < len(pairs) && pairs[n].doc == pairs[0].doc {
			n++
		}
		out = append(out, m.near(m.stretches(pairs[:n], doc))...)
		pairs = pairs[n:]
	}
	return out
}

// stretches of tokens that are all the same, in the order of the first document.
func (m *matcher) stretches(pairs []pair, doc int32) []matched {
	var out []matched
	for _, p := range pairs {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if m.seeds[last.b.from].at-m.seeds[last.a.from].at == p.diagonal && p.a <= last.a.to {
				continue // inside
			}
		}
		r := matched{stretch{doc, p.a, p.a}, stretch{p.doc, p.b, p.b}}
		for m.follows(r.a.to, r.b.to, 1) {
			r.a.to++
			r.b.to++
		}
		for m.follows(r.a.from, r.b.from, -1) {
			r.a.from--
			r.b.from--
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(x, y matched) int {
		return cmp.Or(cmp.Compare(x.a.from, y.a.from), cmp.Compare(x.b.from, y.b.from))
	})
	return out
}

// follows says whether the next n-grams of both documents are one, or those before.
func (m *matcher) follows(a, b, step int32) bool {
	x, y := a+step, b+step
	if min(x, y) < 0 || max(x, y) >= int32(len(m.seeds)) {
		return false
	}
	return m.seeds[x].doc == m.seeds[a].doc && m.seeds[y].doc == m.seeds[b].doc &&
		m.seeds[x].at == m.seeds[a].at+step && m.seeds[y].at == m.seeds[b].at+step && m.seeds[x].hash == m.seeds[y].hash
}

// near joins stretches with at most gap tokens between them in either document, and keeps
// those that are long enough.
func (m *matcher) near(list []matched) (out []matched) {
	var open []matched
	for _, r := range list {
		joined := false
		for i := range open {
			if m.close(open[i].a, r.a) && m.close(open[i].b, r.b) {
				open[i].a.to, open[i].b.to = r.a.to, r.b.to
				joined = true
				break
			}
		}
		if !joined {
			open = append(open, r)
		}
	}
	for _, r := range open {
		if m.length(r.a) >= m.o.Least && m.length(r.b) >= m.o.Least {
			out = append(out, r)
		}
	}
	return out
}

// close says whether a stretch starts at the end of another, or up to gap tokens behind.
func (m *matcher) close(x, y stretch) bool {
	between := m.seeds[y.from].at - m.seeds[x.to].at - int32(m.docs[x.doc].n)
	return between >= 0 && between <= gap
}

// length is that of a stretch in tokens.
func (m *matcher) length(s stretch) int {
	return int(m.seeds[s.to].at-m.seeds[s.from].at) + m.docs[s.doc].n
}
