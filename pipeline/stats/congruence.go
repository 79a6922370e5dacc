package stats

import "math"

// Stances are how often an actor speaks for a concept and against it, by concept.
type Stances struct{ For, Against []float64 }

// Congruence are the products of how often two actors take the same side of a concept,
// summed over concepts and sides; conflict are those of opposite sides. Their sum is what
// Discourse Network Analyzer counts when it ignores sides (Leifeld 2013, Policy Studies
// Journal 41:169, and 2017, Oxford Handbook of Political Networks, 301).
func (a Stances) Congruence(b Stances) (congruence, conflict float64) {
	for c := range a.For {
		congruence += float64(a.For[c]*b.For[c]) + float64(a.Against[c]*b.Against[c])
		conflict += float64(a.For[c]*b.Against[c]) + float64(a.Against[c]*b.For[c])
	}
	return congruence, conflict
}

// Average is congruence less conflict over the mean number of statements of both: DNA's
// average activity normalisation.
func (a Stances) Average(b Stances) float64 {
	congruence, conflict := a.Congruence(b)
	return (congruence - conflict) / ((a.statements() + b.statements()) / 2)
}

func (a Stances) statements() float64 { return sum(a.For) + sum(a.Against) }

// Cosine is how alike two profiles are in what they are made of, whatever their size: 1
// for the same shares. NaN where one is empty.
func Cosine(a, b []float64) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i] * b[i])
		aa += float64(a[i] * a[i])
		bb += float64(b[i] * b[i])
	}
	return ab / math.Sqrt(float64(aa*bb))
}
