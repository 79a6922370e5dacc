package suggest

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestInform: the example of Jurafsky and Martin, Speech and Language Processing,
// 3rd ed., chapter "Vector Semantics", figures "co-occurrence counts for four words in
// 5 contexts in the Wikipedia corpus" and "the PPMI matrix", to their two digits, in
// bits and without smoothing.
func TestInform(t *testing.T) {
	counts := [][]float32{{2, 8, 9, 442, 25}, {0, 0, 1, 60, 19}, {1670, 1683, 85, 5, 4}, {3325, 3982, 378, 5, 13}}
	want := [][]float64{{0, 0, 0, 4.38, 3.30}, {0, 0, 0, 4.10, 5.51}, {0.18, 0.01, 0, 0, 0}, {0.02, 0.09, 0.28, 0, 0}}
	m := sparseOf(counts)
	m.inform(1)
	for i := range want {
		got := make([]float64, 5)
		for k, c := range m.at[i] {
			got[c] = float64(m.value[i][k]) / math.Ln2
		}
		for c, x := range want[i] {
			if math.Abs(got[c]-x) > 0.0051 {
				t.Errorf("row %d, column %d: got %.4f, want %.2f", i, c, got[c], x)
			}
		}
	}
}

func sparseOf(rows [][]float32) *sparse {
	m := &sparse{columns: len(rows[0]), at: make([][]uint16, len(rows)), value: make([][]float32, len(rows))}
	for i, row := range rows {
		for c, x := range row {
			if x != 0 {
				m.at[i], m.value[i] = append(m.at[i], uint16(c)), append(m.value[i], x)
			}
		}
	}
	return m
}

// TestSingular: what random vectors find is what gonum's SVD finds, as far as lengths
// and angles of rows can tell: the vectors themselves may point the other way.
func TestSingular(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const rows, columns, rank = 60, 40, 8
	a, b := mat.NewDense(rows, rank, nil), mat.NewDense(rank, columns, nil)
	for _, x := range [][]float64{a.RawMatrix().Data, b.RawMatrix().Data} {
		for i := range x {
			x[i] = random.NormFloat64()
		}
	}
	var full mat.Dense
	full.Mul(a, b)
	values := make([][]float32, rows)
	for i := range values {
		for j := range columns {
			values[i] = append(values[i], float32(full.At(i, j)))
		}
	}
	var svd mat.SVD
	if !svd.Factorize(&full, mat.SVDThin) {
		t.Fatal("gonum finds no SVD")
	}
	var u mat.Dense
	svd.UTo(&u)
	got := sparseOf(values).singular(5, 1)
	for i := range rows {
		for j := range rows {
			want, have := 0.0, 0.0
			for k, s := range svd.Values(nil)[:5] {
				want += u.At(i, k) * u.At(j, k) * s
				have += got.At(i, k) * got.At(j, k)
			}
			if math.Abs(want-have) > 1e-4 {
				t.Fatalf("rows %d and %d: got %v, want %v", i, j, have, want)
			}
		}
	}
}
