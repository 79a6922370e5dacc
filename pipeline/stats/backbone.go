package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Disparity is, for each link of a weighted network, how likely a weight like it or a
// larger one is if a node shared its strength out at random over its links,
//
//	α_ij = min over both ends of (1 − w_ij/s_i)^(k_i − 1),
//
// s the strength and k the degree of a node (Serrano, Boguñá and Vespignani 2009, PNAS
// 106:6483). NaN where there is no link. w is symmetric.
func Disparity(w [][]float64) [][]float64 {
	alpha := make([][]float64, len(w))
	for i := range w {
		alpha[i] = make([]float64, len(w))
	}
	for i := range w {
		strength, degree := 0.0, 0
		for j, v := range w[i] {
			if j != i && v > 0 {
				strength += v
				degree++
			}
		}
		for j, v := range w[i] {
			a := math.NaN()
			if j != i && v > 0 {
				a = portable.Pow(1-v/strength, float64(degree-1))
			}
			alpha[i][j] = a
		}
	}
	for i := range w {
		for j := range i {
			least := min(alpha[i][j], alpha[j][i])
			alpha[i][j], alpha[j][i] = least, least
		}
	}
	return alpha
}

// Bipartite is a network of things and units, as degrees: in how many units each thing
// is, and how many units hold so many things.
type Bipartite struct {
	Units []int // by thing
	Lots  []Lot
}

// Lot are units that hold equally many things.
type Lot struct{ Things, Units int }

// fitness is how far the degrees of a fitted model may be from those observed, as a
// share of them.
const fitness, fitRounds = 1e-10, 100_000

// Probabilities are those with which a thing is in a unit of each lot, where all networks
// with the degrees observed on average are as likely as they can be: the bipartite
// configuration model (Saracco, Di Clemente, Gabrielli and Squartini 2015, Scientific
// Reports 5:10595), solved by iteration.
func (b *Bipartite) Probabilities() [][]float64 {
	total := 0.0
	for _, n := range b.Units {
		total += float64(n)
	}
	x, y := make([]float64, len(b.Units)), make([]float64, len(b.Lots))
	for i, n := range b.Units {
		x[i] = float64(n) / math.Sqrt(total)
	}
	for l, lot := range b.Lots {
		y[l] = float64(lot.Things) / math.Sqrt(total)
	}
	for range fitRounds {
		if b.round(x, y) < fitness {
			break
		}
	}
	out := make([][]float64, len(x))
	for i := range x {
		for l := range y {
			q := float64(x[i] * y[l])
			out[i] = append(out[i], q/(1+q))
		}
	}
	return out
}

// round takes one step and says by how much at most it changed anything.
func (b *Bipartite) round(x, y []float64) (most float64) {
	for i, n := range b.Units {
		sum := 0.0
		for l, lot := range b.Lots {
			sum += float64(lot.Units) * y[l] / (1 + float64(x[i]*y[l]))
		}
		most = max(most, replaced(&x[i], float64(n)/sum))
	}
	for l, lot := range b.Lots {
		sum := 0.0
		for i := range x {
			sum += x[i] / (1 + float64(x[i]*y[l]))
		}
		most = max(most, replaced(&y[l], float64(lot.Things)/sum))
	}
	return most
}

func replaced(old *float64, v float64) float64 {
	before := *old
	*old = v
	if v == 0 || math.IsNaN(v) {
		*old = 0
		return 0
	}
	return math.Abs(v-before) / v
}

// Together is how likely two things are in as many units together as they are, or in
// more, in the stochastic degree sequence model: every thing is in every unit by itself,
// with the probability that Probabilities gives (Neal 2014, Social Networks 39:84). The
// number of units is a sum of lots of Bernoulli variables, and its tail is exact: R's
// package backbone takes a normal approximation of it.
func (b *Bipartite) Together(p [][]float64, i, j, units int) float64 {
	sum := []float64{1}
	from := 0 // what sum[0] stands for
	for l, lot := range b.Lots {
		first, one := binomial(lot.Units, float64(p[i][l]*p[j][l]))
		from += first
		sum = convolved(sum, one)
	}
	tail := 0.0
	for k := len(sum) - 1; k >= max(0, units-from); k-- {
		tail += sum[k]
	}
	return min(1, tail)
}

// negligible is a probability too small to count in a sum.
const negligible = 1e-20

// binomial is the distribution of n trials from first on, without tails that are
// negligible.
func binomial(n int, p float64) (first int, out []float64) {
	if p <= 0 || n == 0 {
		return 0, []float64{1}
	}
	all := portable.Lgamma(float64(n + 1))
	at := func(k int) float64 {
		in := portable.Lgamma(float64(k + 1))
		rest := portable.Lgamma(float64(n - k + 1))
		return portable.Exp(all - in - rest + float64(float64(k)*portable.Log(p)) + float64(float64(n-k)*portable.Log1p(-p)))
	}
	mode := min(n, int(float64(n+1)*p))
	first = mode
	for first > 0 && at(first-1) > negligible {
		first--
	}
	for k := first; k <= n; k++ {
		v := at(k)
		if k > mode && v <= negligible {
			break
		}
		out = append(out, v)
	}
	return first, out
}

func convolved(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += float64(x * y)
		}
	}
	return out
}
