//go:build calibrate

package pipeline_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

var (
	proWords   = []string{"zalvorin", "bexumar", "tiqandor", "wulpenak", "frostimel"}
	proWeights = []float64{.4, .25, .15, .12, .08}
	conWords   = []string{"kardovin", "pelumtas"}
)

// text is a document: each of its framed sentences is on one side, with one hit
// or, in three of ten, two.
func (s simulation) text(mu float64, t int, dead bool, r *rand.Rand) string {
	z := r.NormFloat64()
	x := mu + s.withLength*z
	if s.mix > 0 && r.Float64() < s.second(t) {
		x += s.mix
	}
	share := beta(logistic(x), s.rho, r)
	out := []string{"The meeting took place in the large hall."}
	for range 1 + poisson(s.sentences*math.Exp(s.sigma*z-s.sigma*s.sigma/2), r) {
		hits := 1
		if r.Float64() < .3 {
			hits = 2
		}
		var said []string
		switch pair := r.IntN(2) == 0; {
		case r.Float64() < share:
			if said = s.pro(hits, dead, r); said == nil {
				continue
			}
		case pair:
			said = append(slices.Repeat([]string{"mirquast"}, hits), "dolbrennik")
		default:
			for range hits {
				said = append(said, conWords[r.IntN(len(conWords))])
			}
		}
		out = append(out, "They spoke of "+strings.Join(said, " and ")+" today.")
	}
	return strings.Join(out, " ")
}

// pro are words of the positive side. Of a dead word that nothing replaces the
// sentence is not said.
func (s simulation) pro(hits int, dead bool, r *rand.Rand) (words []string) {
	first := pick(r)
	for dead && s.replaced && first == 0 {
		first = pick(r)
	}
	if dead && first == 0 {
		return nil
	}
	words = append(words, proWords[first])
	for len(words) < hits {
		if next := pick(r); !dead || next > 0 {
			words = append(words, proWords[next])
		}
	}
	return words
}

func pick(r *rand.Rand) int {
	u := r.Float64()
	for i, w := range proWeights {
		if u -= w; u < 0 {
			return i
		}
	}
	return len(proWeights) - 1
}

// poisson adds up exponential waits.
func poisson(mean float64, r *rand.Rand) (n int) {
	for at := r.ExpFloat64(); at < mean; at += r.ExpFloat64() {
		n++
	}
	return n
}

// beta is a share of that mean, and of variance rho·mean·(1−mean): a ratio of
// gammas (Marsaglia and Tsang 2000).
func beta(mean, rho float64, r *rand.Rand) float64 {
	k := 1/rho - 1
	a, b := gamma(mean*k, r), gamma((1-mean)*k, r)
	return a / (a + b)
}

func gamma(shape float64, r *rand.Rand) float64 {
	if shape < 1 {
		return gamma(shape+1, r) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1./3
	for {
		x := r.NormFloat64()
		v := math.Pow(1+x/math.Sqrt(9*d), 3)
		if v > 0 && math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}
