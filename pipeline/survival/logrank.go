package survival

import (
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"gonum.org/v1/gonum/mat"
)

// Ranks is the comparison of curves.
type Ranks struct {
	Observed []int     // adoptions, by group
	Expected []float64 // those under one curve for all
	Chi2     float64
	Degrees  int
	P        float64
}

// LogRank tests whether groups have one curve (Mantel 1966; with delayed entry, those
// watched at a time are compared with each other). Groups that are never at risk when
// anyone adopts have no part in it; with fewer than two others Chi2 is NaN.
func LogRank(groups [][]Span) Ranks {
	sets, times := make([]*riskSet, len(groups)), []float64(nil)
	for i, g := range groups {
		sets[i] = risk(g)
		times = append(times, sets[i].times...)
	}
	slices.Sort(times)
	out := Ranks{Observed: make([]int, len(groups)), Expected: make([]float64, len(groups)), Chi2: math.NaN(), P: math.NaN()}
	covariance := mat.NewSymDense(max(1, len(groups)), nil)
	for _, t := range slices.Compact(times) {
		out.add(sets, t, covariance)
	}
	out.test(covariance)
	return out
}

// add adds the table of one time: who is at risk, and who adopts.
func (r *Ranks) add(sets []*riskSet, t float64, covariance *mat.SymDense) {
	at, all, events := make([]float64, len(sets)), 0.0, 0.0
	for i, s := range sets {
		at[i] = float64(s.at(t))
		d := s.adopted(t)
		r.Observed[i] += d
		all += at[i]
		events += float64(d)
	}
	for i := range sets {
		r.Expected[i] += events * at[i] / all
	}
	if all < 2 {
		return
	}
	scale := events * (all - events) / (all - 1)
	for i := range sets {
		for j := i; j < len(sets); j++ {
			v := -at[i] * at[j] / (all * all)
			if i == j {
				v += at[i] / all
			}
			covariance.SetSym(i, j, covariance.At(i, j)+float64(scale*v))
		}
	}
}

// test takes the statistic over all groups that vary but the last, which follows
// from the others.
func (r *Ranks) test(covariance *mat.SymDense) {
	var vary []int
	for i := range r.Expected {
		if covariance.At(i, i) > 1e-12 {
			vary = append(vary, i)
		}
	}
	if len(vary) < 2 {
		return
	}
	vary = vary[:len(vary)-1]
	v, d := mat.NewSymDense(len(vary), nil), mat.NewVecDense(len(vary), nil)
	for a, i := range vary {
		d.SetVec(a, float64(r.Observed[i])-r.Expected[i])
		for b, j := range vary[:a+1] {
			v.SetSym(a, b, covariance.At(i, j))
		}
	}
	var c mat.Cholesky
	var x mat.VecDense
	if !c.Factorize(v) || c.SolveVecTo(&x, d) != nil {
		return
	}
	r.Chi2, r.Degrees = mat.Dot(d, &x), len(vary)
	r.P = portable.ChiSquaredSurvival(r.Chi2, float64(r.Degrees))
}
