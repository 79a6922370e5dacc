package stats

import "math"

// direction is a regressor whitened and made orthogonal to those before it: q
// of length 1, norm what it was before that.
type direction struct {
	q    []float64
	norm float64
}

// orthonormal whitens regressors with a covariance and makes them orthonormal.
// Twice is enough (Kahan; Parlett 1980, The Symmetric Eigenvalue Problem).
func orthonormal(l int, w *whitener, x ...[]float64) []direction {
	var out []direction
	for _, v := range x {
		q := make([]float64, len(v))
		w.whiten(l, v, q)
		for range 2 {
			remove(out, q)
		}
		d := direction{q, math.Sqrt(dot(q, q))}
		for i := range q {
			q[i] /= d.norm
		}
		out = append(out, d)
	}
	return out
}

// remove takes what lies along directions out of z.
func remove(from []direction, z []float64) {
	for _, d := range from {
		p := dot(d.q, z)
		for i, v := range d.q {
			z[i] -= float64(p * v)
		}
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += float64(v * b[i])
	}
	return sum
}

func ones(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = 1
	}
	return x
}

// stepAt is 1 from the value k on.
func stepAt(n, k int) []float64 {
	x := make([]float64, n)
	for i := k; i < n; i++ {
		x[i] = 1
	}
	return x
}
