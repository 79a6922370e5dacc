package stats

import (
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Stratum is a part of a population of which units were drawn at random.
type Stratum struct {
	Size float64
	Far  bool // where the machine finds nothing, nor near it
}

// Coding is a unit that was drawn and coded: what the machine says of it, and what
// people say, 0 or 1, or between where they disagree.
type Coding struct {
	Stratum int
	Machine bool
	Human   float64
}

// Accuracy is how well a machine finds what people find, in the population that
// the codings were drawn from. What can't be had is NaN; Warnings says why.
type Accuracy struct {
	N, Found              int // codings, and those of units that the machine found
	Precision, Recall, F1 Estimate
	RecallSE              float64
	Right, Missed         float64 // units in the population: found rightly, and not found
	Unseen                float64 // most that may be missed in far strata without a miss; NaN where one was seen
	Weight                float64 // effective number of the codings behind the precision
	RecallVariance        float64
	Specificity           float64 // share of what people do not find that the machine does not either
	SpecificityVariance   float64
	Warnings              []string
}

// Warnings of an Accuracy.
const (
	NotCoded   = "not-coded"   // no coding
	NoneFound  = "none-found"  // no coding of a unit that the machine found
	AllZero    = "all-zero"    // people found none
	FarNone    = "far-none"    // no miss among the units far from any hit
	FewCodings = "few-codings" // under ten of units that were found
	Perfect    = "perfect"     // every coding is as the machine has it
)

const fewCodings = 10

// Measure takes precision, recall and F1 from a stratified sample, every unit with
// the weight N_h/n_h of its stratum. Precision has Wilson's interval with as many
// codings as Kish's effective size; recall and F1 have one on the logit, by the
// delta method, with the finite-population factor. Where no miss was seen in far
// strata, recall may be as low as the most that may be unseen there makes it.
func Measure(strata []Stratum, codings []Coding) Accuracy {
	s := newSample(strata, codings)
	a := Accuracy{Precision: nowhere(), Recall: nowhere(), F1: nowhere(), RecallSE: math.NaN(), Unseen: math.NaN(), RecallVariance: math.NaN(),
		Specificity: math.NaN(), SpecificityVariance: math.NaN()}
	var found, squares, human float64
	agree := true
	for i, c := range codings {
		w := s.weight[i]
		a.N++
		human += c.Human
		agree = agree && (c.Human == 1) == c.Machine && (c.Human == 0) == !c.Machine
		if !c.Machine {
			a.Missed += float64(w * c.Human)
			continue
		}
		a.Found++
		a.Right += float64(w * c.Human)
		found += w
		squares += float64(w * w)
	}
	a.unseen(s)
	if found > 0 {
		a.Weight = float64(found*found) / squares
		a.Precision = Wilson(min(1, a.Right/found), a.Weight)
	}
	a.recall(s)
	a.specificity(s)
	a.f1(s, found)
	a.warn(human, agree)
	return a
}

func nowhere() Estimate { return Estimate{math.NaN(), math.NaN(), math.NaN()} }

func (a *Accuracy) warn(human float64, agree bool) {
	switch {
	case a.N == 0:
		a.Warnings = append(a.Warnings, NotCoded)
		return
	case a.Found == 0:
		a.Warnings = append(a.Warnings, NoneFound)
	case a.Found < fewCodings:
		a.Warnings = append(a.Warnings, FewCodings)
	}
	if human == 0 {
		a.Warnings = append(a.Warnings, AllZero)
	} else if agree {
		a.Warnings = append(a.Warnings, Perfect)
	}
	if !math.IsNaN(a.Unseen) {
		a.Warnings = append(a.Warnings, FarNone)
	}
}

// unseen bounds what far strata may hold where they showed nothing.
func (a *Accuracy) unseen(s *sample) {
	var size, n float64
	for h, st := range s.strata {
		if st.Far && s.n[h] > 0 {
			if s.human[h] > 0 {
				return
			}
			size, n = size+st.Size, n+s.n[h]
		}
	}
	if n > 0 {
		a.Unseen = MostUnseen(size, n)
	}
}

func (a *Accuracy) recall(s *sample) {
	all := a.Right + a.Missed
	if !(all > 0) {
		return
	}
	a.RecallVariance = s.variance(func(c Coding) float64 {
		if c.Machine {
			return c.Human * a.Missed / float64(all*all)
		}
		return -c.Human * a.Right / float64(all*all)
	})
	a.RecallSE = math.Sqrt(a.RecallVariance)
	a.Recall = logitInterval(a.Right/all, a.RecallSE)
	switch {
	case a.Missed == 0:
		a.Recall.Low, a.Recall.High = 0, 1
		if !math.IsNaN(a.Unseen) {
			a.Recall.Low = a.Right / (a.Right + a.Unseen)
		}
	case a.Right == 0:
		a.Recall.Low, a.Recall.High = 0, 1
	case !math.IsNaN(a.Unseen):
		a.Recall.Low = min(a.Recall.Low, a.Right/(all+a.Unseen))
	}
}

func (a *Accuracy) specificity(s *sample) {
	var wrong, left float64
	for i, c := range s.codings {
		if c.Machine {
			wrong += float64(s.weight[i] * (1 - c.Human))
		} else {
			left += float64(s.weight[i] * (1 - c.Human))
		}
	}
	none := wrong + left
	if !(none > 0) {
		return
	}
	a.Specificity = left / none
	a.SpecificityVariance = s.variance(func(c Coding) float64 {
		if c.Machine {
			return -(1 - c.Human) * left / float64(none*none)
		}
		return (1 - c.Human) * wrong / float64(none*none)
	})
}

func (a *Accuracy) f1(s *sample, found float64) {
	all, both := a.Right+a.Missed, a.Right+a.Missed+found
	if !(all > 0 && found > 0) {
		return
	}
	se := math.Sqrt(s.variance(func(c Coding) float64 {
		z := -2 * a.Right * c.Human / float64(both*both)
		if c.Machine {
			z += 2 * c.Human / both
		}
		return z
	}))
	a.F1 = logitInterval(min(1, 2*a.Right/both), se)
}

// sample is a stratified sample with its weights.
type sample struct {
	strata   []Stratum
	codings  []Coding
	n, human []float64 // by stratum
	weight   []float64 // by coding
}

func newSample(strata []Stratum, codings []Coding) *sample {
	s := &sample{strata: strata, codings: codings, n: make([]float64, len(strata)), human: make([]float64, len(strata))}
	for _, c := range codings {
		s.n[c.Stratum]++
		s.human[c.Stratum] += c.Human
	}
	for _, c := range codings {
		s.weight = append(s.weight, strata[c.Stratum].Size/s.n[c.Stratum])
	}
	return s
}

// variance is that of the estimated total of z: Σ N²(1−n/N)s²/n.
func (s *sample) variance(z func(Coding) float64) float64 {
	sum, squares := make([]float64, len(s.strata)), make([]float64, len(s.strata))
	for _, c := range s.codings {
		v := z(c)
		sum[c.Stratum] += v
		squares[c.Stratum] += float64(v * v)
	}
	total := 0.0
	for h, st := range s.strata {
		if n := s.n[h]; n > 1 {
			scatter := (squares[h] - float64(sum[h]*sum[h])/n) / (n - 1)
			total += float64(st.Size*st.Size) * max(0, 1-n/st.Size) * max(0, scatter) / n
		}
	}
	return total
}

// SameShares is the score test that shares seen in so many units each are equal: p,
// NaN where there are fewer than two, or nothing varies.
func SameShares(share, n []float64) float64 {
	var hits, all float64
	for i := range share {
		hits, all = hits+float64(share[i]*n[i]), all+n[i]
	}
	p := hits / all
	x := 0.0
	for i := range share {
		x += n[i] * (share[i] - p) * (share[i] - p) / (p * (1 - p))
	}
	return chiSquared(x, len(share)-1)
}

// SameValues is the test that values with such variances are equal.
func SameValues(value, variance []float64) float64 {
	var sum, weight float64
	for i, v := range variance {
		sum, weight = sum+value[i]/v, weight+1/v
	}
	x := 0.0
	for i, v := range variance {
		x += (value[i] - sum/weight) * (value[i] - sum/weight) / v
	}
	return chiSquared(x, len(value)-1)
}

func chiSquared(x float64, degrees int) float64 {
	if degrees < 1 || math.IsNaN(x) || math.IsInf(x, 0) {
		return math.NaN()
	}
	return portable.ChiSquaredSurvival(x, float64(degrees))
}
