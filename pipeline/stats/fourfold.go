package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// FourFold counts units by whether they have the first of two things, the second,
// both or neither.
type FourFold struct{ Both, First, Second, Neither float64 }

// Met is the table of a meeting: a of all units have the first thing, b the second,
// together both.
func Met(together, a, b, all float64) FourFold {
	return FourFold{together, a - together, b - together, all - a - b + together}
}

// Absent says whether one of the two things is nowhere. The log-odds of what never
// occurs are made of the ½ alone.
func (t FourFold) Absent() bool { return t.Both+t.First == 0 || t.Both+t.Second == 0 }

// All are the units.
func (t FourFold) All() float64 { return t.Both + t.First + t.Second + t.Neither }

// Expected is how many units would have both by chance.
func (t FourFold) Expected() float64 {
	return float64((t.Both+t.First)*(t.Both+t.Second)) / t.All()
}

// Odds is the odds ratio with ½ added to each count (Haldane 1956, Annals of Human
// Genetics 20:309; Anscombe 1956, Biometrika 43:461).
func (t FourFold) Odds() float64 {
	return float64((t.Both+0.5)*(t.Neither+0.5)) / float64((t.First+0.5)*(t.Second+0.5))
}

// LogOdds is the logarithm of Odds.
func (t FourFold) LogOdds() float64 { return portable.Log(t.Odds()) }

// Error is the standard error of LogOdds (Woolf 1955, Annals of Human Genetics
// 19:251), were the units independent.
func (t FourFold) Error() float64 {
	return math.Sqrt(1/(t.Both+0.5) + 1/(t.First+0.5) + 1/(t.Second+0.5) + 1/(t.Neither+0.5))
}

// PMI is the normalised pointwise mutual information (Bouma 2009, GSCL): −1 never
// together, 0 as by chance, 1 always. NaN where they never meet, for it would be a limit.
func (t FourFold) PMI() float64 {
	switch {
	case t.Both == 0:
		return math.NaN()
	case t.Both == t.All():
		return 1
	}
	return portable.Log(t.Both/t.Expected()) / -portable.Log(t.Both/t.All())
}

// Jaccard is the share of units with both among those with either.
func (t FourFold) Jaccard() float64 { return t.Both / (t.Both + t.First + t.Second) }
