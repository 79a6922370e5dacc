package stats

import (
	"fmt"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"gonum.org/v1/gonum/mat"
)

// LogitUnit is a unit of a logistic regression in which something was coded by a
// machine for all units and by people for some: the outcome or a covariate.
type LogitUnit struct {
	X, HumanX []float64 // covariates; HumanX nil where nobody coded
	Y, HumanY float64
	Inclusion float64 // known probability of being coded
}

// DSLLogit solves the design-adjusted moments of a logistic regression,
//
//	m_i = x̂_i(ŷ_i − μ̂_i) + (R_i/π_i)(x_i(y_i − μ_i) − x̂_i(ŷ_i − μ̂_i)),  Σm_i = 0,
//
// with the sandwich standard errors (Egami, Hinck, Stewart and Wei 2023), without a
// second learner between machine and people.
func DSLLogit(units []LogitUnit) ([]Mean, error) {
	if len(units) == 0 {
		return nil, fmt.Errorf("logit: no units")
	}
	k := len(units[0].X)
	b := make([]float64, k)
	for range 100 {
		moments, slope, _ := dslMoments(units, b)
		var inverse mat.Dense
		if err := inverse.Inverse(slope); err != nil {
			return nil, fmt.Errorf("logit: the covariates do not tell it: %w", err)
		}
		largest := 0.0
		for i := range b {
			step := mat.Dot(inverse.RowView(i), moments)
			b[i] += step
			largest = max(largest, math.Abs(step))
		}
		if largest < 1e-12 {
			return dslErrors(units, b, &inverse), nil
		}
	}
	return nil, fmt.Errorf("logit: no solution in 100 steps")
}

func dslErrors(units []LogitUnit, b []float64, inverse *mat.Dense) []Mean {
	_, _, scatter := dslMoments(units, b)
	var half, v mat.Dense
	half.Mul(inverse, scatter)
	v.Mul(&half, inverse.T())
	out := make([]Mean, len(b))
	for i := range b {
		out[i] = meanOf(b[i], math.Sqrt(v.At(i, i)/float64(len(units))))
	}
	return out
}

// dslMoments are the mean moment, its slope and its scatter at b.
func dslMoments(units []LogitUnit, b []float64) (moments *mat.VecDense, slope, scatter *mat.Dense) {
	k, n := len(b), float64(len(units))
	moments, slope, scatter = mat.NewVecDense(k, nil), mat.NewDense(k, k, nil), mat.NewDense(k, k, nil)
	m := make([]float64, k)
	for _, u := range units {
		clear(m)
		w := 0.0
		if u.HumanX != nil {
			w = 1 / u.Inclusion
			logitMoment(u.HumanX, u.HumanY, b, w, m, slope)
		}
		logitMoment(u.X, u.Y, b, 1-w, m, slope)
		for i := range m {
			moments.SetVec(i, moments.AtVec(i)+m[i]/n)
			for j := range m {
				scatter.Set(i, j, scatter.At(i, j)+float64(m[i]*m[j])/n)
			}
		}
	}
	slope.Scale(1/n, slope)
	return moments, slope, scatter
}

func logitMoment(x []float64, y float64, b []float64, w float64, m []float64, slope *mat.Dense) {
	eta := 0.0
	for i := range b {
		eta += float64(x[i] * b[i])
	}
	mu := 1 / (1 + portable.Exp(-eta))
	for i := range x {
		m[i] += float64(w * x[i] * (y - mu))
		for j := range x {
			slope.Set(i, j, slope.At(i, j)+float64(w*mu*(1-mu)*x[i]*x[j]))
		}
	}
}
