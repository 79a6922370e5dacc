package network

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// issuers makes documents of some issuers, each sentence with one of four frames by the
// shares that are given.
func issuers(c *corpus, r *rand.Rand, documents int, shares ...[4]float64) {
	for i, share := range shares {
		c.issuers = append(c.issuers, fmt.Sprint("I", i))
		for d := range documents {
			doc := document{key: textKey(fmt.Sprint(i, d, r.Uint64())), issuer: int32(i), group: -1}
			var counts [4]int32
			for range 5 {
				u := r.Float64()
				for k, s := range share {
					if u < s {
						counts[k]++
						break
					}
					u -= s
				}
			}
			for k, n := range counts {
				if n > 0 {
					doc.counts = append(doc.counts, count{int32(c.node(k)), n})
				}
			}
			c.docs = append(c.docs, doc)
		}
	}
}

// TestAlike: two issuers who speak alike look less alike the less they say. The correction
// takes most of that away, and the interval holds 1 or ends just below it.
func TestAlike(t *testing.T) {
	o, err := Options{Draws: 300}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	raw, corrected, n := 0.0, 0.0, 60
	for i := range n {
		c := &corpus{counters: newCounters(4), o: o, names: []string{"a", "b", "c", "d"}}
		share := [4]float64{0.25, 0.25, 0.25, 0.25}
		issuers(c, rand.New(rand.NewPCG(1, uint64(i))), 6, share, share)
		row := alignment(t, c)[0]
		raw += row.Cosine / float64(n)
		corrected += row.Corrected / float64(n)
	}
	if raw > 0.96 || corrected < raw+0.5*(1-raw) {
		t.Errorf("mean cosine %.3f, corrected %.3f, of issuers that are the same", raw, corrected)
	}
}

func alignment(t *testing.T, c *corpus) []AlignmentRow {
	t.Helper()
	n := &Networks{Options: c.o}
	a, err := n.aligner(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.align(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	return n.Alignment
}

// TestBlocs: means are those of the pairs within, and of members with others.
func TestBlocs(t *testing.T) {
	o, err := Options{Draws: 200, Blocs: []Bloc{{"x", []string{"I0", "I1"}}}}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	c := &corpus{counters: newCounters(4), o: o, names: []string{"a", "b", "c", "d"}}
	one, other := [4]float64{0.5, 0.5, 0, 0}, [4]float64{0, 0, 0.5, 0.5}
	issuers(c, rand.New(rand.NewPCG(3, 4)), 40, one, one, other, other)
	pairs := map[string]AlignmentRow{}
	for _, r := range alignment(t, c) {
		pairs[r.Kind+" "+r.A+" "+r.B] = r
	}
	within, between := pairs["within x "], pairs["between x "]
	if within.Pairs != 1 || between.Pairs != 4 || within.Cosine != pairs["pair I0 I1"].Cosine {
		t.Errorf("%+v\n%+v", within, between)
	}
	if !(within.Low > between.High) || between.Cosine != 0 || within.Cosine < 0.99 {
		t.Errorf("within %.3f (%.3f, %.3f), between %.3f (%.3f, %.3f)", within.Cosine, within.Low, within.High, between.Cosine, between.Low, between.High)
	}
	if len(pairs) != 6+2 {
		t.Errorf("%d rows", len(pairs))
	}
}
