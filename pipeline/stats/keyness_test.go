package stats

import (
	"math"
	"testing"
)

// Expected values: toys_text.py of the checks (Python 3, math.log), the formulas
// of Dunning 1993, Hardie 2014 and Gries 2008.
func TestKeyness(t *testing.T) {
	ranks := []int{3, 11, 25, 60, 180, 0, 0, 42}
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"G² of 12 in 1000 against 8 in 9000", G2(12, 1000, 8, 9000), 30.027344},
		{"log ratio of the same", LogRatio(12, 1000, 8, 9000), 3.754888},
		{"G² the other way round", G2(8, 9000, 12, 1000), -30.027344},
		{"log ratio the other way round", LogRatio(8, 9000, 12, 1000), -3.754888},
		{"G² of a word absent from the second: 2·5·ln 2", G2(5, 100, 0, 100), 6.931472},
		{"log ratio of the same: 5 to half a one", LogRatio(5, 100, 0, 100), 3.321928},
		{"G² of equal rates", G2(5, 100, 50, 1000), 0},
		{"DP of 8 2 1 1 in four equal documents", DP([]float64{8, 2, 1, 1}, []float64{1, 1, 1, 1}), 0.416667},
		{"DP of what is spread as the documents are long", DP([]float64{1, 2}, []float64{30, 60}), 0},
		{"recall at 20", RecallAt(ranks, 20), 0.25},
		{"recall at 50", RecallAt(ranks, 50), 0.5},
		{"recall at 100", RecallAt(ranks, 100), 0.625},
		{"mean reciprocal rank", ReciprocalRank(ranks), 0.063784},
	} {
		if math.Abs(c.got-c.want) > 5e-7 {
			t.Errorf("%s: got %.7f, want %.6f", c.what, c.got, c.want)
		}
	}
	for what, got := range map[string]float64{
		"G² without tokens": G2(0, 0, 1, 10), "log ratio of nothing": LogRatio(0, 10, 0, 10),
		"DP of nothing": DP([]float64{0}, []float64{1}), "recall of nothing": RecallAt(nil, 20), "MRR of nothing": ReciprocalRank(nil),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s: got %v, want NaN", what, got)
		}
	}
}
