package stats

import (
	"fmt"
	"math"
	"testing"
)

func closely(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s is %.8f, want %.8f", what, got, want)
	}
}

// TestFourFold: a table of ten units, against numpy and scipy. The odds of what never
// occurs are the ½'s: 0.367725.
func TestFourFold(t *testing.T) {
	for _, c := range []struct {
		table                            FourFold
		expected, lor, se, jaccard, npmi float64
		absent                           bool
	}{
		{FourFold{3, 2, 1, 4}, 2, 1.435085, 1.254832, 0.5, 0.336773, false},
		{FourFold{4, 3, 0, 3}, 2.8, 2.197225, 1.671422, 0.571429, 0.389260, false},
		{FourFold{2, 1, 5, 2}, 2.1, -0.277632, 1.283933, 0.25, -0.030315, false},
		{FourFold{0, 4, 0, 6}, 0, 0.367725, 2.091905, 0, math.NaN(), true},
	} {
		name := fmt.Sprint(c.table)
		closely(t, name+" expected", c.table.Expected(), c.expected, 5e-7)
		closely(t, name+" log-odds", c.table.LogOdds(), c.lor, 5e-7)
		closely(t, name+" error", c.table.Error(), c.se, 5e-7)
		closely(t, name+" Jaccard", c.table.Jaccard(), c.jaccard, 5e-7)
		if math.IsNaN(c.npmi) != math.IsNaN(c.table.PMI()) {
			t.Errorf("%s: npmi %g", name, c.table.PMI())
		} else if !math.IsNaN(c.npmi) {
			closely(t, name+" npmi", c.table.PMI(), c.npmi, 5e-7)
		}
		if c.table.Absent() != c.absent {
			t.Errorf("%s: absent %t", name, !c.absent)
		}
	}
	if met := Met(3, 5, 4, 10); met != (FourFold{3, 2, 1, 4}) || met.All() != 10 {
		t.Errorf("%v", met)
	}
}

// TestDisparity: a graph of four nodes, by the formula in numpy.
func TestDisparity(t *testing.T) {
	a := Disparity([][]float64{{0, 10, 1, 1}, {10, 0, 1, 1}, {1, 1, 0, 5}, {1, 1, 5, 0}})
	for i := range a {
		for j := range a {
			want := 0.734694
			switch {
			case i == j:
				if !math.IsNaN(a[i][j]) {
					t.Errorf("α of a node with itself: %g", a[i][j])
				}
				continue
			case i+j == 1:
				want = 0.027778
			case i+j == 5:
				want = 0.081633
			}
			closely(t, fmt.Sprint("α ", i, j), a[i][j], want, 5e-7)
		}
	}
}

// lots takes the degrees of a matrix, each column a lot of its own.
func lots(m [][]int) (b Bipartite) {
	for _, row := range m {
		n := 0
		for _, v := range row {
			n += v
		}
		b.Units = append(b.Units, n)
	}
	for j := range m[0] {
		n := 0
		for i := range m {
			n += m[i][j]
		}
		b.Lots = append(b.Lots, Lot{n, 1})
	}
	return b
}

// TestBiCM: R's package backbone (Neal 2022, PLOS ONE 17:e0269137), its test of bicm().
func TestBiCM(t *testing.T) {
	b := lots([][]int{{0, 0, 1}, {0, 1, 0}, {1, 0, 1}})
	want := [][]float64{{.216, .216, .568}, {.216, .216, .568}, {.568, .568, .863}}
	for i, row := range b.Probabilities() {
		for j, p := range row {
			closely(t, fmt.Sprint("p ", i, j), p, want[i][j], 5e-4)
		}
	}
}

// TestSDSM: exact upper tails, from numpy's convolution. backbone's own test has .432
// .977 .549 … there, by the refined normal approximation.
func TestSDSM(t *testing.T) {
	m := [][]int{{1, 0, 1, 1}, {0, 1, 0, 0}, {1, 0, 0, 1}}
	b := lots(m)
	p := b.Probabilities()
	want := [][]float64{{.427, 1, .555}, {1, .306, 1}, {.555, 1, .333}}
	for i := range m {
		for j := range m {
			both := 0
			for k := range m[i] {
				both += m[i][k] * m[j][k]
			}
			closely(t, fmt.Sprint("tail ", i, j), b.Together(p, i, j, both), want[i][j], 5e-4)
		}
	}
}

// TestPoissonBinomial: P(≥ 5) of nine trials, exactly; backbone prints 0.6268476.
func TestPoissonBinomial(t *testing.T) {
	ps := []float64{.123, .234, .345, .456, .567, .678, .789, .801, .911}
	b := Bipartite{}
	for range ps {
		b.Lots = append(b.Lots, Lot{1, 1})
	}
	ones := make([]float64, len(ps))
	for i := range ones {
		ones[i] = 1
	}
	p := [][]float64{ps, ones}
	closely(t, "P(≥ 5)", b.Together(p, 0, 1, 5), 0.6283854, 5e-8)
	closely(t, "P(≤ 5)", 1-b.Together(p, 0, 1, 6), 0.6791345, 5e-8)
}

// TestLots: units that hold equally many things may be taken together.
func TestLots(t *testing.T) {
	single := Bipartite{Units: []int{40, 25, 25}}
	for i := range 60 {
		single.Lots = append(single.Lots, Lot{1 + i%2, 1})
	}
	joined := Bipartite{Units: single.Units, Lots: []Lot{{1, 30}, {2, 30}}}
	closely(t, "tail", joined.Together(joined.Probabilities(), 0, 1, 15), single.Together(single.Probabilities(), 0, 1, 15), 1e-9)
}

// TestCongruence: three actors and two concepts, counted by hand as rDNA counts
// (Leifeld, rDNA, normalization "average").
func TestCongruence(t *testing.T) {
	actors := map[string]Stances{
		"CHN": {[]float64{3, 2}, []float64{0, 0}},
		"RUS": {[]float64{4, 0}, []float64{0, 1}},
		"USA": {[]float64{0, 0}, []float64{2, 1}},
	}
	for _, c := range []struct {
		a, b                          string
		congruence, conflict, average float64
	}{{"CHN", "RUS", 12, 2, 2}, {"CHN", "USA", 0, 8, -2}, {"RUS", "USA", 1, 8, -1.75}} {
		congruence, conflict := actors[c.a].Congruence(actors[c.b])
		if congruence != c.congruence || conflict != c.conflict || actors[c.a].Average(actors[c.b]) != c.average {
			t.Errorf("%s–%s: %g, %g, %g", c.a, c.b, congruence, conflict, actors[c.a].Average(actors[c.b]))
		}
	}
	closely(t, "cosine", Cosine([]float64{3, 2}, []float64{4, 1}), 0.941742, 5e-7)
}

// TestDNASample: organizations × concepts of sample.dna (Leifeld, dna @2adbf78), each
// with how often it agrees and disagrees; rDNA's tests have 40 for the sum of the
// two-mode network and 276 for the one-mode one that ignores sides.
func TestDNASample(t *testing.T) {
	sample := []Stances{
		{[]float64{0, 0, 1, 0, 2, 1}, []float64{0, 0, 0, 0, 0, 0}},  // Alliance to Save Energy
		{[]float64{0, 0, 0, 0, 1, 0}, []float64{2, 0, 0, 0, 1, 0}},  // Energy and Environmental Analysis, Inc.
		{[]float64{0, 0, 0, 0, 0, 10}, []float64{1, 0, 0, 0, 0, 0}}, // Environmental Protection Agency
		{[]float64{0, 0, 0, 0, 0, 0}, []float64{2, 0, 0, 0, 0, 2}},  // National Petrochemical & Refiners Association
		{[]float64{0, 0, 0, 0, 0, 2}, []float64{2, 0, 0, 0, 1, 0}},  // Senate
		{[]float64{2, 0, 1, 1, 1, 1}, []float64{0, 0, 0, 0, 0, 0}},  // Sierra Club
		{[]float64{1, 1, 1, 2, 1, 0}, []float64{0, 0, 0, 0, 0, 0}},  // U.S. Public Interest Research Group
	}
	var all, congruence, conflict float64
	for i, a := range sample {
		all += a.statements()
		for j, b := range sample {
			if i != j {
				same, other := a.Congruence(b)
				congruence, conflict = congruence+same, conflict+other
			}
		}
	}
	if all != 40 || congruence != 160 || conflict != 116 || congruence+conflict != 276 {
		t.Errorf("%g statements, congruence %g, conflict %g", all, congruence, conflict)
	}
}
