package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestARLikelihood: the ratio of likelihoods is that of the normal density with
// the whole covariance matrix, gaps included, breaks tried one by one.
func TestARLikelihood(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 10 {
		var l arLikelihood
		for i := range 16 {
			if i == 0 || rng.IntN(4) > 0 {
				l.y, l.at = append(l.y, rng.NormFloat64()), append(l.at, i)
			}
		}
		for _, phi := range autocorrelations {
			l.whiten(phi)
			rss := l.fit(3)
			none, constant := gls(&l, phi, nil), math.Inf(1)
			first := 0
			for s := 3; s <= len(l.y)-3; s++ {
				if v := gls(&l, phi, []int{s}); v < constant {
					constant, first = v, s
				}
			}
			two := constant
			for s := 3; s <= len(l.y)-3; s++ {
				if s <= first-3 || s >= first+3 {
					two = min(two, gls(&l, phi, []int{first, s}))
				}
			}
			for m, want := range []float64{none, constant, two} {
				if math.Abs(rss[m]-want) > 1e-9*want {
					t.Errorf("φ %v, %d breaks: %v, want %v", phi, m, rss[m], want)
				}
			}
			if want := logDet(correlations(&l, phi)); math.Abs(l.logDet-want) > 1e-9 {
				t.Errorf("φ %v: log determinant %v, want %v", phi, l.logDet, want)
			}
		}
	}
}

func correlations(l *arLikelihood, phi float64) [][]float64 {
	v := make([][]float64, len(l.at))
	for i, a := range l.at {
		for _, b := range l.at {
			v[i] = append(v[i], math.Pow(phi, math.Abs(float64(a-b))))
		}
	}
	return v
}

// gls is the generalised sum of squares y'V⁻¹y − y'V⁻¹X (X'V⁻¹X)⁻¹ X'V⁻¹y, X the
// constant and steps that start at the values given.
func gls(l *arLikelihood, phi float64, steps []int) float64 {
	columns := [][]float64{l.y, make([]float64, len(l.y))}
	for i := range l.y {
		columns[1][i] = 1
	}
	for _, s := range steps {
		c := make([]float64, len(l.y))
		for i := s; i < len(c); i++ {
			c[i] = 1
		}
		columns = append(columns, c)
	}
	v := correlations(l, phi)
	products := make([][]float64, len(columns))
	for i, c := range columns {
		solved := solve(v, c)
		for _, d := range columns {
			sum := 0.0
			for k := range d {
				sum += d[k] * solved[k]
			}
			products[i] = append(products[i], sum)
		}
	}
	inner := make([][]float64, len(columns)-1)
	for i := range inner {
		inner[i] = products[i+1][1:]
	}
	rss := products[0][0]
	for i, b := range solve(inner, products[0][1:]) {
		rss -= b * products[0][i+1]
	}
	return rss
}

// solve is Gauss's elimination of a positive definite system.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	m := make([][]float64, n)
	for i := range m {
		m[i] = append(append([]float64(nil), a[i]...), b[i])
	}
	for i := range m {
		for k := i + 1; k < n; k++ {
			f := m[k][i] / m[i][i]
			for j := i; j <= n; j++ {
				m[k][j] -= f * m[i][j]
			}
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = m[i][n]
		for j := i + 1; j < n; j++ {
			x[i] -= m[i][j] * x[j]
		}
		x[i] /= m[i][i]
	}
	return x
}

func logDet(a [][]float64) (sum float64) {
	m := make([][]float64, len(a))
	for i := range m {
		m[i] = append([]float64(nil), a[i]...)
	}
	for i := range m {
		sum += math.Log(m[i][i])
		for k := i + 1; k < len(m); k++ {
			f := m[k][i] / m[i][i]
			for j := i; j < len(m); j++ {
				m[k][j] -= f * m[i][j]
			}
		}
	}
	return sum
}
