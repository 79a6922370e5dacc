package survival

import (
	"math"
	"math/rand/v2"
)

// Draws of a Relabel, and how many ways there may be for all of them to be taken.
const (
	DefaultDraws = 9_999
	MostExact    = 10_000
)

// Relabeled is what other labels of the documents would have shown.
type Relabeled struct {
	Labelings int  // looked at
	Exact     bool // all there are
	// P is, by concept and K, the share of labelings whose lag is as large as the one
	// observed, or larger; those without a lag have none as large. Opposite is the
	// same with B in the place of A. NaN where there is no lag to be as large as.
	P, Opposite [][]float64
	// PooledP and PooledOpposite are, by K, the share of labelings in which A is first
	// in as many concepts more than B, or more; and the other way round.
	PooledP, PooledOpposite []float64
}

// Relabel asks how often the lags would be as large if documents of a stratum had
// changed sides at random, with as many of either side as there are. All concepts are
// read with the same labels, since they are in the same documents. All labelings are
// taken where there are at most MostExact, else draws, keyed by seed and number, with
// the observed one among them (Phipson and Smyth 2010).
func (l *Lags) Relabel(draws int, seed uint64) Relabeled {
	t := newTally(l)
	out := Relabeled{Labelings: l.labelings()}
	if out.Exact = out.Labelings <= MostExact; out.Exact {
		l.each(func(a []bool) { t.add(a) })
		out.P, out.Opposite = t.shares(0)
		out.PooledP, out.PooledOpposite = t.pooled(0)
		return out
	}
	out.Labelings = draws
	a := make([]bool, len(l.A))
	strata := l.strata()
	for d := range draws {
		l.draw(strata, a, rand.New(rand.NewPCG(seed, uint64(d))))
		t.add(a)
	}
	out.P, out.Opposite = t.shares(1)
	out.PooledP, out.PooledOpposite = t.pooled(1)
	return out
}

// strata are the documents of each stratum.
func (l *Lags) strata() (out [][]int) {
	at := map[int]int{}
	for d, s := range l.Stratum {
		i, ok := at[s]
		if !ok {
			i = len(out)
			at[s], out = i, append(out, nil)
		}
		out[i] = append(out[i], d)
	}
	return out
}

func (l *Lags) count(stratum []int) (a int) {
	for _, d := range stratum {
		if l.A[d] {
			a++
		}
	}
	return a
}

// labelings is how many there are, or MostExact+1 if there are more.
func (l *Lags) labelings() int {
	n := 1.0
	for _, s := range l.strata() {
		a := l.count(s)
		for i := range a {
			n *= float64(len(s)-i) / float64(i+1)
		}
		if n > MostExact+0.5 {
			return MostExact + 1
		}
	}
	return int(math.Round(n))
}

// draw labels the documents at random, one by one: by how many of A are left among
// those left of the stratum.
func (l *Lags) draw(strata [][]int, a []bool, r *rand.Rand) {
	for _, s := range strata {
		left := l.count(s)
		for i, d := range s {
			a[d] = left > 0 && r.IntN(len(s)-i) < left
			if a[d] {
				left--
			}
		}
	}
}

// each visits all labelings.
func (l *Lags) each(visit func([]bool)) {
	a := make([]bool, len(l.A))
	strata := l.strata()
	var place func(s, i, left int)
	place = func(s, i, left int) {
		switch {
		case s == len(strata):
			visit(a)
			return
		case i == len(strata[s]):
			next := 0
			if s+1 < len(strata) {
				next = l.count(strata[s+1])
			}
			place(s+1, 0, next)
			return
		}
		d := strata[s][i]
		if left > 0 {
			a[d] = true
			place(s, i+1, left-1)
		}
		if len(strata[s])-i > left {
			a[d] = false
			place(s, i+1, left)
		}
	}
	if len(strata) == 0 {
		visit(a)
		return
	}
	place(0, 0, l.count(strata[0]))
}

// tally counts labelings.
type tally struct {
	*lagReader
	labelings       int
	observed        [][]float64
	as, opposite    [][]int
	orders, now     []Order
	more, otherMore []int
}

func newTally(l *Lags) *tally {
	t := &tally{lagReader: newReader(l), observed: l.Lag(), orders: l.Orders(), now: make([]Order, len(l.K))}
	for range l.Uses {
		t.as, t.opposite = append(t.as, make([]int, len(l.K))), append(t.opposite, make([]int, len(l.K)))
	}
	t.more, t.otherMore = make([]int, len(l.K)), make([]int, len(l.K))
	return t
}

// add reads one labeling.
func (t *tally) add(a []bool) {
	t.labelings++
	clear(t.now)
	for c := range t.Uses {
		for i, lag := range t.read(c, a) {
			if lag >= t.observed[c][i] {
				t.as[c][i]++
			}
			if lag <= t.observed[c][i] {
				t.opposite[c][i]++
			}
			if t.Pooled[c] {
				t.now[i].add(lag)
			}
		}
	}
	for i, o := range t.now {
		observed := t.orders[i].A - t.orders[i].B
		if o.A-o.B >= observed {
			t.more[i]++
		}
		if o.A-o.B <= observed {
			t.otherMore[i]++
		}
	}
}

// share is that of labelings, with extra ones that are as the observed one is.
func (t *tally) share(n, extra int) float64 {
	return float64(n+extra) / float64(t.labelings+extra)
}

func (t *tally) shares(extra int) (p, opposite [][]float64) {
	for c, lags := range t.observed {
		p, opposite = append(p, make([]float64, len(lags))), append(opposite, make([]float64, len(lags)))
		for i, lag := range lags {
			p[c][i], opposite[c][i] = math.NaN(), math.NaN()
			if !math.IsNaN(lag) {
				p[c][i], opposite[c][i] = t.share(t.as[c][i], extra), t.share(t.opposite[c][i], extra)
			}
		}
	}
	return p, opposite
}

func (t *tally) pooled(extra int) (p, opposite []float64) {
	for i := range t.K {
		p, opposite = append(p, t.share(t.more[i], extra)), append(opposite, t.share(t.otherMore[i], extra))
	}
	return p, opposite
}
