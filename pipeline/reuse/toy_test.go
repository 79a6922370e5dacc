package reuse

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The toy: a sentence of a code of conduct and one of a declaration. Expected values are
// from Python, with \w+ in lower case for a token.
const (
	code = "Each State voluntarily subscribing to the code pledges to comply with the Charter and to respect the sovereignty of all States in the information space"
	call = "We call on every State to comply with the Charter and to respect the sovereignty of all States in cyberspace"
)

// TestGrams: shared n-grams and their Jaccard index.
func TestGrams(t *testing.T) {
	a, b := tokens(nil, code, 0, 0), tokens(nil, call, 0, 0)
	if len(a) != 25 || len(b) != 20 {
		t.Fatalf("%d and %d tokens", len(a), len(b))
	}
	for _, c := range []struct {
		n, a, b, shared int
		jaccard         float64
	}{{3, 23, 18, 12, .413793}, {5, 21, 16, 10, .370370}, {7, 19, 14, 8, .320000}} {
		x, y := gramSet(a, c.n), gramSet(b, c.n)
		shared := 0
		for h := range x {
			if y[h] {
				shared++
			}
		}
		jaccard := float64(shared) / float64(len(x)+len(y)-shared)
		if len(x) != c.a || len(y) != c.b || shared != c.shared || math.Abs(jaccard-c.jaccard) > 5e-7 {
			t.Errorf("n %d: %d, %d, %d, %f", c.n, len(x), len(y), shared, jaccard)
		}
	}
}

func gramSet(text []token, n int) map[uint64]bool {
	out := map[uint64]bool{}
	grams(text, n, func(_ int, hash uint64) { out[hash] = true })
	return out
}

// TestEdits: the longest run of the toy has 14 tokens, from the ninth of the first text
// and the sixth of the second.
func TestEdits(t *testing.T) {
	longest := edit{}
	for _, e := range edits(hashes(tokens(nil, code, 0, 0)), hashes(tokens(nil, call, 0, 0))) {
		if e.keep && e.aTo-e.a > longest.aTo-longest.a {
			longest = e
		}
	}
	if longest != (edit{true, 8, 22, 5, 19}) {
		t.Errorf("%+v", longest)
	}
}

// TestTokens: words in lower case, Han characters one by one, with their bytes.
func TestTokens(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The Charter, 2015!", []string{"The", "Charter", "2015"}},
		{"网络主权 and ÉTATS", []string{"网", "络", "主", "权", "and", "ÉTATS"}},
		{"state-owned", []string{"state", "owned"}},
		{"网a络", []string{"网", "a", "络"}},
		{" … ", nil},
	} {
		got := tokens(nil, c.text, 100, 3)
		if len(got) != len(c.want) {
			t.Errorf("%q: %d tokens, want %q", c.text, len(got), c.want)
			continue
		}
		for i, k := range got {
			if c.text[k.start-100:k.end-100] != c.want[i] || k.sentence != 3 {
				t.Errorf("%q: %+v, want %q", c.text, k, c.want[i])
			}
		}
	}
	one := func(s string) uint64 { return tokens(nil, s, 0, 0)[0].is }
	if one("CHARTER") != one("charter") || one("ÉTAT") != one("état") || one("charter") == one("charters") {
		t.Error("case, or what is no case")
	}
}

// TestGramsOfGaps: sentences that do not follow each other share no n-gram.
func TestGramsOfGaps(t *testing.T) {
	count := func(second int64) int {
		n := 0
		text := tokens(tokens(nil, "a b c", 0, 0), "d e f", 10, second)
		grams(text, 3, func(int, uint64) { n++ })
		return n
	}
	if count(1) != 4 || count(2) != 2 {
		t.Errorf("%d n-grams of neighbours, %d over a gap", count(1), count(2))
	}
}

// TestEditsAreEdits: what is kept is the same in both texts, everything is in one run, and
// before short stretches are given up nothing longer could be kept.
func TestEditsAreEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := randomText(r), randomText(r)
		d := differ{a: a, b: b}
		d.compare(0, len(a), 0, len(b))
		kept := 0
		for _, e := range d.out {
			kept += e.aTo - e.a
		}
		if want := longestCommon(a, b); kept != want {
			t.Fatalf("%v, %v: %d kept, %d could be", a, b, kept, want)
		}
		x, y := 0, 0
		for _, e := range edits(a, b) {
			if e.a != x || e.b != y {
				t.Fatalf("%v, %v: %+v does not start at %d, %d", a, b, e, x, y)
			}
			for i := range e.aTo - e.a {
				if e.keep && a[e.a+i] != b[e.b+i] {
					t.Fatalf("%v, %v: %+v", a, b, e)
				}
			}
			x, y = e.aTo, e.bTo
		}
		if x != len(a) || y != len(b) {
			t.Fatalf("%v, %v: ends at %d, %d", a, b, x, y)
		}
	}
}

func randomText(r *rand.Rand) []uint64 {
	out := make([]uint64, r.IntN(14))
	for i := range out {
		out[i] = r.Uint64N(4)
	}
	return out
}

// longestCommon is the length of a longest common subsequence, by the textbook.
func longestCommon(a, b []uint64) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
