package survival_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/frameshift/frameshift/pipeline/survival"
)

// toy is the example of twelve documents, in years, relabelled within calendar years;
// expected values by enumeration in Python.
func toy() *survival.Lags {
	l := &survival.Lags{K: []int{1, 3}, Uses: make([][]int, 1), Pooled: []bool{true}}
	for i, d := range []struct {
		date float64
		a    bool
		uses bool
	}{
		{2009.2, true, true}, {2009.5, false, false}, {2009.7, true, true}, {2010.1, false, false}, {2010.3, true, true}, {2010.6, false, true},
		{2010.9, false, false}, {2011.2, true, true}, {2011.4, false, true}, {2011.8, false, true}, {2012.1, true, false}, {2012.5, false, true},
	} {
		l.A, l.Date, l.Stratum = append(l.A, d.a), append(l.Date, math.Round(d.date*10)), append(l.Stratum, int(d.date))
		if d.uses {
			l.Uses[0] = append(l.Uses[0], i)
		}
	}
	return l
}

func TestLag(t *testing.T) {
	l := toy()
	lags := l.Lag()[0]
	near(t, "lag of the first", lags[0]/10, 1.4, 1e-9)
	near(t, "lag of the third", lags[1]/10, 1.5, 1e-9)
	r := l.Relabel(0, 0)
	if r.Labelings != 72 || !r.Exact {
		t.Fatalf("%d labelings, exact %v", r.Labelings, r.Exact)
	}
	near(t, "p of the first", r.P[0][0], .083333, 5e-7)
	near(t, "p of the third", r.P[0][1], .055556, 5e-7)
	if o := l.Orders(); o[0] != (survival.Order{A: 1}) {
		t.Errorf("orders %v", o)
	}
}

// TestRelabelDraws: drawn labelings agree with all of them, and hang on the seed alone.
func TestRelabelDraws(t *testing.T) {
	l := toy()
	exact := l.Relabel(0, 0)
	// A stratum of documents that use nothing makes the labelings too many to take all,
	// and changes no lag.
	for i := range 40 {
		l.A, l.Date, l.Stratum = append(l.A, i%2 == 0), append(l.Date, 20300), append(l.Stratum, 2030)
	}
	const draws = 20_000
	drawn := l.Relabel(draws, 7)
	if drawn.Exact || drawn.Labelings != draws {
		t.Fatalf("%+v", drawn)
	}
	for i, p := range drawn.P[0] {
		near(t, "p", p, exact.P[0][i], 4*math.Sqrt(.09/draws))
		near(t, "opposite", drawn.Opposite[0][i], exact.Opposite[0][i], 4*math.Sqrt(.25/draws))
	}
	if again := l.Relabel(draws, 7); again.P[0][0] != drawn.P[0][0] {
		t.Error("the same seed gives another p")
	}
}

// TestOpposite: with the sides changed, the test of the opposite order is the test.
func TestOpposite(t *testing.T) {
	l, m := toy(), toy()
	for i := range m.A {
		m.A[i] = !m.A[i]
	}
	r, s := l.Relabel(0, 0), m.Relabel(0, 0)
	for i := range l.K {
		near(t, "opposite", s.P[0][i], r.Opposite[0][i], 1e-12)
		near(t, "pooled opposite", s.PooledP[i], r.PooledOpposite[i], 1e-12)
	}
}

// TestUndefined: without a use on one side there is no lag, and nothing is tested.
func TestUndefined(t *testing.T) {
	l := &survival.Lags{A: []bool{true, false}, Date: []float64{1, 2}, Stratum: []int{1, 2}, Uses: [][]int{{0}}, K: []int{1}, Pooled: []bool{true}}
	r := l.Relabel(99, 1)
	if !math.IsNaN(l.Lag()[0][0]) || !math.IsNaN(r.P[0][0]) || r.Labelings != 1 {
		t.Errorf("%v, %+v", l.Lag(), r)
	}
	if l.Orders()[0].Undecided != 1 {
		t.Errorf("%v", l.Orders())
	}
	empty := &survival.Lags{Uses: [][]int{nil}, K: []int{1}, Pooled: []bool{true}}
	if r := empty.Relabel(9, 1); r.Labelings != 1 || !math.IsNaN(r.P[0][0]) {
		t.Errorf("without documents: %+v", r)
	}
}

// BenchmarkRelabel: as many documents as the General Debate has, in 79 periods, and 23
// concepts.
func BenchmarkRelabel(b *testing.B) {
	const documents = 11_000
	l := &survival.Lags{K: []int{1, 2, 3, 4, 5}, Uses: make([][]int, 23), Pooled: make([]bool, 23)}
	for i := range documents {
		period := i * 79 / documents
		l.A, l.Date, l.Stratum = append(l.A, i%3 == 0), append(l.Date, float64(365*period)), append(l.Stratum, period)
		for c := range l.Uses {
			if i > 100*c && i*7919%(c+2) == 0 {
				l.Uses[c] = append(l.Uses[c], i)
			}
		}
	}
	for b.Loop() {
		l.Relabel(1000, 1)
	}
}

// TestLagAgainstSorting: the reader, which stops once it has seen enough, agrees with
// sorting all uses of either side.
func TestLagAgainstSorting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		l := &survival.Lags{K: []int{1, 2, 5}, Uses: make([][]int, 2), Pooled: []bool{true, true}}
		for i := range r.IntN(40) {
			l.A, l.Date, l.Stratum = append(l.A, r.IntN(2) == 0), append(l.Date, float64(i/2)), append(l.Stratum, i/5)
			for c := range l.Uses {
				if r.IntN(3) == 0 {
					l.Uses[c] = append(l.Uses[c], i)
				}
			}
		}
		for c, lags := range l.Lag() {
			var sides [2][]float64
			for _, d := range l.Uses[c] {
				side := 0
				if !l.A[d] {
					side = 1
				}
				sides[side] = append(sides[side], l.Date[d])
			}
			for i, k := range l.K {
				want := math.NaN()
				if k <= min(len(sides[0]), len(sides[1])) {
					want = sides[1][k-1] - sides[0][k-1]
				}
				if lags[i] != want && !(math.IsNaN(lags[i]) && math.IsNaN(want)) {
					t.Fatalf("k %d: %v, want %v", k, lags[i], want)
				}
			}
		}
	}
}
