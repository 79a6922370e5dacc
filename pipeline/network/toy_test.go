package network

import (
	"fmt"
	"math"
	"testing"

	"github.com/frameshift/frameshift/pipeline/series"
)

// toy makes a corpus of sentences with or without each of four frames, from the rows that
// the expected values were computed from in Python (numpy, scipy): two periods of ten
// sentences in three documents each.
func toy(t *testing.T) *corpus {
	t.Helper()
	o, err := Options{Spans: []series.Span{span(t, "2001"), span(t, "2002")}, Draws: 200}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	c := &corpus{counters: newCounters(4), o: o, names: []string{"sov", "dev", "bal", "heg"}, issuers: []string{"A"}}
	c.put(0, "1001 1001 0100", "1100 0100 0001", "1001 0100 1000 0000")
	c.put(1, "0110 1110 0100", "0110 1000 0100", "1100 0110 0001 0000")
	return c
}

func span(t *testing.T, s string) series.Span {
	t.Helper()
	out, err := series.ParseSpan(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// put adds documents to a span: a sentence is a group of 0 and 1, and hits lie apart.
func (c *corpus) put(span int, docs ...string) {
	for _, text := range docs {
		hits, sentences := hitsOf(text)
		u := newUnitCounter(c.counters, c.o.width)
		counts := u.document(hits, sentences, int32(sentences), nil, func(int32) bool { return true })
		c.docs = append(c.docs, document{key: textKey(fmt.Sprint(span, len(c.docs))), span: int32(span), group: -1, counts: counts})
	}
}

func hitsOf(text string) (hits []hit, sentences int) {
	at := int64(0)
	node := int32(0)
	for _, r := range text {
		switch r {
		case ' ':
			sentences++
			node = -1
		case '1':
			hits = append(hits, hit{node, int32(sentences), at, at + 1})
		}
		node++
		at++
	}
	return hits, sentences + 1
}

func (c *corpus) bothSpans() (before, after *links, first, second []int32) {
	m := c.members()[0]
	d := newDrawer(c)
	return d.links(Name{Span: "2001"}, m.docs[0]), d.links(Name{Span: "2002"}, m.docs[1]), m.docs[0], m.docs[1]
}

func closely(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 5e-7) && !(math.IsNaN(got) && math.IsNaN(want)) {
		t.Errorf("%s is %.7f, want %.7f", what, got, want)
	}
}

// TestLinks: the toy's tables; what is absent has no number.
func TestLinks(t *testing.T) {
	before, after, _, _ := toy(t).bothSpans()
	c := newCounters(4)
	for _, want := range []struct {
		of                           *links
		i, j                         int
		together, a, b               int64
		expected, lor, jaccard, npmi float64
		absent                       bool
	}{
		{before, 0, 3, 3, 5, 4, 2, 1.435085, .5, .336773, false},
		{before, 0, 1, 1, 5, 4, 2, -1.435085, .125, -.301030, false},
		{before, 1, 3, 0, 4, 4, 1.6, -2.785011, 0, math.NaN(), false},
		{before, 1, 2, 0, 4, 0, 0, math.NaN(), math.NaN(), math.NaN(), true}, // the ½ would invent .367725
		{after, 1, 2, 4, 7, 4, 2.8, 2.197225, .571429, .389260, false},
		{after, 0, 2, 1, 3, 4, 1.2, -.259511, .166667, -.079181, false},
	} {
		r := want.of.rows[c.pair(want.i, want.j)]
		name := r.A + "–" + r.B
		if r.Together != want.together || r.AUnits != want.a || r.BUnits != want.b || r.Units != 10 || warned(r.Warnings, absent) != want.absent {
			t.Errorf("%s: %+v", name, r)
		}
		closely(t, name+" expected", r.Expected, want.expected)
		closely(t, name+" lor", r.LOR, want.lor)
		closely(t, name+" jaccard", r.Jaccard, want.jaccard)
		closely(t, name+" npmi", r.NPMI, want.npmi)
		if want.absent && (r.Backbone || !math.IsNaN(r.Low) || !math.IsNaN(r.Q)) {
			t.Errorf("%s is absent, and has %+v", name, r)
		}
	}
}

// TestChanges: all 20 ways to deal six documents out over two spans.
func TestChanges(t *testing.T) {
	c := toy(t)
	before, after, first, second := c.bothSpans()
	rows, distance, p := c.changes(t.Context(), before, after, first, second, 1)
	closely(t, "distance", distance, 7.014574)
	closely(t, "p of it", p, 0.4)
	for pair, want := range []struct{ delta, z, p float64 }{
		{1.157453, 0.644714, 1}, {-.259511, 0, 1}, {-1.914658, 0, 0.8}, {1.829500, 0.683253, 0.8}, {.587787, 0, 1}, {-1.265666, 0, 1},
	} {
		closely(t, rows[pair].A+"–"+rows[pair].B, rows[pair].Delta, want.delta)
		closely(t, "p of it", rows[pair].P, want.p)
		if want.z != 0 {
			closely(t, "z of it", rows[pair].Z, want.z)
		}
	}
}

// TestDrawn: with too many ways to take them all, relabelings drawn at random come near
// to what all would say.
func TestDrawn(t *testing.T) {
	c := toy(t)
	before, after, first, second := c.bothSpans()
	all, _, p := c.changes(t.Context(), before, after, first, second, 1)
	r, side := c.relabelings(first, second)
	if r.exact != 20 {
		t.Fatalf("%d relabelings of 3 and 3 documents", r.exact)
	}
	r.exact = 0
	x := &contrast{total: r.total}
	c.each(func(pair, i, j int) {
		x.pairs = append(x.pairs, pairOf{pair, c.node(i), c.node(j), c.together(pair), c.overlap(pair)})
	})
	start := make([]int64, c.size())
	c.add(start, [][]int32{first, second}[side])
	_, distance := x.extent(start)
	drawn, pDrawn := c.test(t.Context(), r, x, x.sizes(start), distance, 3)
	if math.Abs(p-pDrawn) > 0.02 {
		t.Errorf("p %g, drawn %g", p, pDrawn)
	}
	for i := range all {
		if math.Abs(all[i].P-drawn[i]) > 0.02 {
			t.Errorf("%s–%s: p %g, drawn %g", all[i].A, all[i].B, all[i].P, drawn[i])
		}
	}
}

// TestWindow: windows of two sentences, against ena-python 0.2.1 (sov, dev, bal). ENA does
// not count again what met in the lines before; here it never does.
func TestWindow(t *testing.T) {
	for _, c := range []struct {
		docs []string
		want [3]int64 // sov–dev, sov–bal, dev–bal
	}{
		{[]string{"100 011 001", "110"}, [3]int64{2, 1, 2}},
		{[]string{"010 101"}, [3]int64{1, 1, 1}},
	} {
		o, err := Options{Window: "2"}.withDefaults()
		if err != nil {
			t.Fatal(err)
		}
		n := &corpus{counters: newCounters(3), o: o}
		n.put(0, c.docs...)
		all := make([]int32, len(n.docs))
		for i := range all {
			all[i] = int32(i)
		}
		s := n.sum(all)
		for pair, want := range c.want {
			if got := s.n[s.together(pair)]; got != want {
				t.Errorf("%q, pair %d: %d, want %d", c.docs, pair, got, want)
			}
		}
	}
}

// TestOverlap: hits that share bytes are no link, unless the unit has others.
func TestOverlap(t *testing.T) {
	c := newCounters(2)
	for _, k := range []struct {
		about             string
		hits              []hit
		together, overlap int32
	}{
		{"apart", []hit{{0, 0, 0, 5}, {1, 0, 5, 9}}, 1, 0},
		{"the same bytes", []hit{{0, 0, 0, 5}, {1, 0, 0, 5}}, 0, 1},
		{"one inside the other", []hit{{0, 0, 0, 9}, {1, 0, 3, 5}}, 0, 1},
		{"one byte", []hit{{0, 0, 0, 5}, {1, 0, 4, 9}}, 0, 1},
		{"another hit apart", []hit{{0, 0, 0, 5}, {1, 0, 0, 5}, {1, 0, 7, 9}}, 1, 0},
		{"two sentences", []hit{{0, 0, 0, 5}, {1, 1, 7, 9}}, 0, 0},
	} {
		got := map[int32]int32{}
		for _, n := range newUnitCounter(c, 1).document(k.hits, 3, 3, nil, func(int32) bool { return true }) {
			got[n.at] = n.n
		}
		if got[0] != 3 || got[int32(c.together(0))] != k.together || got[int32(c.overlap(0))] != k.overlap {
			t.Errorf("%s: %v", k.about, got)
		}
	}
	// What overlaps says nothing of the pair: it is in none of the cells.
	s := &sums{counters: c, n: []int64{10, 4, 5, 2, 1}}
	if table := s.table(0, 0, 1); table.Both != 2 || table.First != 1 || table.Second != 2 || table.Neither != 4 {
		t.Errorf("%+v", table)
	}
}

// TestPairs: every pair has a number of its own.
func TestPairs(t *testing.T) {
	c := newCounters(7)
	next := 0
	c.each(func(pair, i, j int) {
		if pair != next || i >= j {
			t.Errorf("pair %d of %d and %d, want %d", pair, i, j, next)
		}
		next++
	})
	if next != c.pairs || c.overlap(c.pairs-1) != c.size()-1 {
		t.Errorf("%d of %d pairs", next, c.pairs)
	}
}

// TestOptions: what can't be.
func TestOptions(t *testing.T) {
	for _, o := range []Options{
		{Window: "0"}, {Window: "words"}, {Nodes: "topics"}, {Null: "random"}, {Draws: -1}, {Permutations: -1}, {Most: 1},
		{Spans: []series.Span{span(t, "2001..2003"), span(t, "2003")}},
		{Blocs: []Bloc{{"a", []string{"x", "y"}}, {"a", []string{"x", "z"}}}},
	} {
		if _, err := o.withDefaults(); err == nil {
			t.Errorf("%+v is no error", o)
		}
	}
	for _, text := range []string{"", "sco", "sco=", "sco=a", "=a,b", "sco=a,a"} {
		if b, err := ParseBloc(text); err == nil {
			t.Errorf("%q is %+v", text, b)
		}
	}
}
