package suggest

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/lapack/lapack64"
	"gonum.org/v1/gonum/mat"
)

// How the range of the matrix is found: with so many vectors more than are asked
// for, and so many times through the matrix and back.
const (
	spare      = 10
	iterations = 2
)

// singular returns the rows of U·√S for the k greatest singular values, found from
// random vectors (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1).
func (m *sparse) singular(k int, seed uint64) *mat.Dense {
	width := min(k+spare, m.columns, len(m.at))
	random := rand.New(rand.NewPCG(seed, 1))
	x := mat.NewDense(m.columns, width, nil)
	for i := range x.RawMatrix().Data {
		x.RawMatrix().Data[i] = random.NormFloat64()
	}
	q := orthonormal(m.times(x))
	for range iterations {
		q = orthonormal(m.times(orthonormal(m.transposed(q))))
	}
	out := mat.NewDense(len(m.at), k, nil)
	var svd mat.SVD
	if !svd.Factorize(m.transposed(q), mat.SVDThin) {
		return out
	}
	var v mat.Dense
	svd.VTo(&v)
	out.Mul(q, v.Slice(0, width, 0, k))
	values := svd.Values(nil)
	for i := range m.at {
		for j, row := 0, out.RawRowView(i); j < k; j++ {
			row[j] *= math.Sqrt(values[j])
		}
	}
	return out
}

// times is the product with a dense matrix.
func (m *sparse) times(x *mat.Dense) *mat.Dense {
	_, width := x.Dims()
	y := mat.NewDense(len(m.at), width, nil)
	parallel(len(m.at), func(i int) {
		for k, c := range m.at[i] {
			floats.AddScaled(y.RawRowView(i), float64(m.value[i][k]), x.RawRowView(int(c)))
		}
	})
	return y
}

// transposed is the product of the transposed matrix with a dense one. Each
// goroutine has some of its columns, so that sums have one order.
func (m *sparse) transposed(x *mat.Dense) *mat.Dense {
	_, width := x.Dims()
	y := mat.NewDense(m.columns, width, nil)
	const lot = 28
	parallel((width+lot-1)/lot, func(part int) {
		from, to := part*lot, min(part*lot+lot, width)
		for i := range m.at {
			source := x.RawRowView(i)[from:to]
			for k, c := range m.at[i] {
				floats.AddScaled(y.RawRowView(int(c))[from:to], float64(m.value[i][k]), source)
			}
		}
	})
	return y
}

// orthonormal makes the columns of a tall matrix orthonormal, with their range as
// it was. mat.QR would make a square one of it.
func orthonormal(x *mat.Dense) *mat.Dense {
	a := x.RawMatrix()
	tau := make([]float64, a.Cols)
	work := make([]float64, 1)
	lapack64.Geqrf(a, tau, work, -1)
	work = make([]float64, int(work[0]))
	lapack64.Geqrf(a, tau, work, len(work))
	lapack64.Orgqr(a, tau, work, len(work))
	return x
}
