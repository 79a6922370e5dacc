package reuse

import (
	"cmp"
	"context"
	"errors"
	"math/bits"
	"slices"

	"github.com/frameshift/frameshift/pipeline/table"
)

var errOrder = errors.New("the tables documents and sentences are not in one order: make the run anew")

func tableOf[T any]() string { return table.SpecOf[T]().Name }

// seed is an n-gram that may stand in several documents, at a place.
type seed struct {
	hash         uint64
	doc, at      int32 // number of its first token in the document
	start, end   int32 // bytes
	first, last  int32 // sentences
	many, common bool  // more issuers than manyIssuers have it; more documents than Options.Most
}

// filter is two sets of bits: n-grams that were met, and those that were met again. An
// n-gram that is not in the second stands in one place only.
type filter struct {
	once, twice []uint64
	shift       int
}

// newFilter has sixteen bits a token, so that one in sixteen n-grams goes through by
// accident.
func newFilter(tokens int64) *filter {
	const least, most = 20, 32
	log := min(most, max(least, bits.Len64(uint64(tokens))+4))
	return &filter{make([]uint64, 1<<(log-6)), make([]uint64, 1<<(log-6)), 64 - log}
}

func (f *filter) add(hash uint64) {
	i := hash >> f.shift
	bit := uint64(1) << (i & 63)
	if f.once[i>>6]&bit != 0 {
		f.twice[i>>6] |= bit
	}
	f.once[i>>6] |= bit
}

func (f *filter) again(hash uint64) bool {
	i := hash >> f.shift
	return f.twice[i>>6]&(1<<(i&63)) != 0
}

// seeds finds the n-grams of two documents or more, in the order of documents and places.
func (l *library) seeds(ctx context.Context) ([]seed, error) {
	f := newFilter(l.tokens)
	err := l.each(ctx, func(doc int, text []token) {
		grams(text, l.docs[doc].n, func(_ int, hash uint64) { f.add(hash) })
	})
	if err != nil {
		return nil, err
	}
	var out []seed
	err = l.each(ctx, func(doc int, text []token) {
		n := l.docs[doc].n
		grams(text, n, func(at int, hash uint64) {
			if f.again(hash) {
				first, last := &text[at], &text[at+n-1]
				out = append(out, seed{hash: hash, doc: int32(doc), at: int32(at), start: first.start, end: last.end, first: first.sentence, last: last.sentence})
			}
		})
	})
	return l.repeated(out), err
}

// repeated leaves the n-grams that stand in one document only out.
func (l *library) repeated(list []seed) []seed {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		return cmp.Or(cmp.Compare(list[i].hash, list[j].hash), cmp.Compare(i, j))
	})
	keep := make([]bool, len(list))
	speakers := map[int32]bool{}
	for len(order) > 0 {
		n := 1
		for n < len(order) && list[order[n]].hash == list[order[0]].hash {
			n++
		}
		documents := 0
		clear(speakers)
		for k, i := range order[:n] {
			if k == 0 || list[i].doc != list[order[k-1]].doc {
				documents++
			}
			speakers[l.docs[list[i].doc].speaker] = true
		}
		for _, i := range order[:n] {
			keep[i] = documents > 1
			list[i].many, list[i].common = len(speakers) > manyIssuers, documents > l.o.Most
		}
		order = order[n:]
	}
	out := list[:0]
	for i, s := range list {
		if keep[i] {
			out = append(out, s)
		}
	}
	return slices.Clip(out)
}
