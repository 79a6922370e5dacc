package survival

import (
	"errors"
	"math"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"gonum.org/v1/gonum/mat"
)

// Hazard is a fitted hazard in discrete time.
type Hazard struct {
	Coef   []float64 // in the order of the columns
	SE     []float64 // from the expected information
	Robust []float64 // the same, if rows of a cluster hang together
	LogLik float64
	Rows   int
	Events int
	// Clusters is how many there are, from whose sums Robust is.
	Clusters  int
	Converged bool
}

// ErrSingular is that of columns one of which follows from the others.
var ErrSingular = errors.New("a column follows from the others")

// mostSteps is when a fit that does not settle is given up: what tells adopters from
// others without an exception has no finite coefficient.
const mostSteps = 50

// Cloglog fits the complementary log-log hazard 1 − exp(−exp(xβ)) to unit × period
// rows, by Fisher scoring: the model of discrete time that goes with proportional
// hazards (Prentice and Gloeckler 1978). Robust errors are the sandwich over clusters
// with the factor G/(G−1) (Liang and Zeger 1986; as sandwich::vcovCL, HC0).
func Cloglog(event []bool, x [][]float64, cluster []int) (*Hazard, error) {
	f := &scoring{event: event, x: x, beta: mat.NewVecDense(len(x[0]), nil)}
	h := &Hazard{Rows: len(event)}
	for _, e := range event {
		if e {
			h.Events++
		}
	}
	f.start(h.Events)
	for range mostSteps {
		moved, err := f.step()
		if err != nil {
			return nil, err
		}
		if h.Converged = moved < 1e-10; h.Converged {
			break
		}
	}
	return h, f.fill(h, cluster)
}

// scoring is a fit under way.
type scoring struct {
	event []bool
	x     [][]float64
	beta  *mat.VecDense
	info  mat.Cholesky // of the expected information
}

// start has the hazard of all rows in the first column, which is the constant.
func (f *scoring) start(events int) {
	p := (float64(events) + 0.5) / (float64(len(f.event)) + 1)
	f.beta.SetVec(0, portable.Log(-portable.Log1p(-p)))
}

// at are the parts of a row: the score of its linear predictor, its information, and
// its part of the log-likelihood.
func (f *scoring) at(row int) (score, info, loglik float64) {
	eta := 0.0
	for j, v := range f.x[row] {
		eta += float64(v * f.beta.AtVec(j))
	}
	eta = max(-30, min(eta, 3.5)) // beyond, a hazard is 0 or 1 to the last bit
	rate := portable.Exp(eta)
	stay, leave := portable.Exp(-rate), -portable.Expm1(-rate)
	info = rate * rate * stay / leave
	if f.event[row] {
		return rate * stay / leave, info, portable.Log(leave)
	}
	return -rate, info, -rate
}

// step moves to the next estimate, and says how far.
func (f *scoring) step() (float64, error) {
	k := f.beta.Len()
	info, score := mat.NewSymDense(k, nil), mat.NewVecDense(k, nil)
	for i, row := range f.x {
		s, w, _ := f.at(i)
		for a := range k {
			score.SetVec(a, score.AtVec(a)+float64(s*row[a]))
			for b := a; b < k; b++ {
				info.SetSym(a, b, info.At(a, b)+float64(w*row[a]*row[b]))
			}
		}
	}
	if !f.info.Factorize(info) || f.info.Cond() > 1e14 {
		return 0, ErrSingular
	}
	var by mat.VecDense
	if err := f.info.SolveVecTo(&by, score); err != nil {
		return 0, ErrSingular
	}
	f.beta.AddVec(f.beta, &by)
	return mat.Norm(&by, math.Inf(1)), nil
}

func (f *scoring) fill(h *Hazard, cluster []int) error {
	k := f.beta.Len()
	sums := map[int]int{}
	var scores []float64 // by cluster, in the order in which they come
	for i, row := range f.x {
		s, _, loglik := f.at(i)
		h.LogLik += loglik
		at, seen := sums[cluster[i]]
		if !seen {
			at = len(sums)
			sums[cluster[i]] = at
			scores = append(scores, make([]float64, k)...)
		}
		for a, v := range row {
			scores[at*k+a] += float64(s * v)
		}
	}
	h.Clusters = len(sums)
	var inverse mat.SymDense
	if err := f.info.InverseTo(&inverse); err != nil {
		return ErrSingular
	}
	var moved mat.Dense // each cluster's pull on the coefficients
	moved.Mul(mat.NewDense(h.Clusters, k, scores), &inverse)
	factor := float64(h.Clusters) / float64(h.Clusters-1)
	for a := range k {
		h.Coef = append(h.Coef, f.beta.AtVec(a))
		h.SE = append(h.SE, math.Sqrt(inverse.At(a, a)))
		sum := 0.0
		for c := range h.Clusters {
			sum += float64(moved.At(c, a) * moved.At(c, a))
		}
		h.Robust = append(h.Robust, math.Sqrt(factor*sum))
	}
	return nil
}
