package lexicon

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// twoSides has the contrast of the spec's headline: a frame against a frame or
// a pair that meets.
const twoSides = `
name: t
frames:
- {key: sov, entries: {en: [s]}}
- {key: bal, entries: {en: [b]}}
- {key: sec, entries: {en: [x]}}
- {key: dev, entries: {en: [d]}}
pairs: [{key: p, a: [sec], b: [dev]}]
contrasts:
- {key: hits, positive: [sov], negative: [dev]}
- {key: c, count: sentences, positive: [sov], negative: {frames: [bal], pairs: [p]}}
`

// TestSides: on which side a sentence is, by whom, and who could not be spared.
func TestSides(t *testing.T) {
	const sov, bal, sec, dev = 0, 1, 2, 3
	for _, c := range []struct {
		what string
		hits []Found
		want []Part
	}{
		{"no hit", nil, nil},
		{"half a pair", []Found{{sec, 4}}, nil},
		{"one frame", []Found{{sov, 7}}, []Part{{1, false, 7, Whole, true}}},
		{"twice the same", []Found{{sov, 7}, {sov, 7}}, []Part{{1, false, 7, Whole, true}}},
		{"two entries", []Found{{sov, 7}, {sov, 8}}, []Part{{1, false, 7, Whole / 2, false}, {1, false, 8, Whole / 2, false}}},
		{"a pair", []Found{{sec, 4}, {dev, 5}}, []Part{{1, true, 4, Whole / 2, true}, {1, true, 5, Whole / 2, true}}},
		{"a pair with two developments", []Found{{dev, 5}, {sec, 4}, {dev, 6}},
			[]Part{{1, true, 4, Whole / 3, true}, {1, true, 5, Whole / 3, false}, {1, true, 6, Whole / 3, false}}},
		{"a pair beside a frame", []Found{{sec, 4}, {bal, 2}, {dev, 5}},
			[]Part{{1, true, 2, Whole / 3, false}, {1, true, 4, Whole / 3, false}, {1, true, 5, Whole / 3, false}}},
		{"half a pair beside a frame", []Found{{sec, 4}, {bal, 2}}, []Part{{1, true, 2, Whole, true}}},
		{"both sides", []Found{{sov, 7}, {bal, 2}}, []Part{{1, false, 7, Whole, true}, {1, true, 2, Whole, true}}},
	} {
		got := NewSides(parse(t, twoSides)).Parts(c.hits)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// onSide is what Side says, word for word.
func onSide(lex *Lexicon, s Side, hits []Found) bool {
	has := func(keys []string) bool {
		return slices.ContainsFunc(hits, func(h Found) bool { return slices.Contains(keys, lex.Frames[h.Frame].Key) })
	}
	return has(s.Frames) || slices.ContainsFunc(s.Pairs, func(key string) bool {
		p := lex.Pairs[lex.PairIndex(key)]
		return has(p.A) && has(p.B)
	})
}

// TestSidesPlain compares with the definition on random sentences: who is on a
// side, and who is after an entry is taken out. Shares are exact.
func TestSidesPlain(t *testing.T) {
	lex := parse(t, twoSides)
	sides, rng := NewSides(lex), rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		hits := make([]Found, rng.IntN(20))
		for i := range hits {
			f := rng.Int32N(4)
			hits[i] = Found{f, 2*f + rng.Int32N(2)}
		}
		var shares [2]int64
		for _, p := range sides.Parts(hits) {
			n := 0
			side := lex.Contrasts[p.Contrast].Positive
			if p.Negative {
				n, side = 1, lex.Contrasts[p.Contrast].Negative
			}
			shares[n] += p.Share
			without := slices.DeleteFunc(slices.Clone(hits), func(h Found) bool { return h.Entry == p.Entry })
			if p.Alone == onSide(lex, side, without) {
				t.Fatalf("%v without entry %d: alone is %v", hits, p.Entry, p.Alone)
			}
		}
		for n, side := range []Side{lex.Contrasts[1].Positive, lex.Contrasts[1].Negative} {
			want := int64(0)
			if onSide(lex, side, hits) {
				want = Whole
			}
			if shares[n] != want {
				t.Fatalf("%v: shares of side %d add up to %d, want %d", hits, n, shares[n], want)
			}
		}
	}
}
