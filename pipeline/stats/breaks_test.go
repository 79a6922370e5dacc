package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// agrees compares to nine digits.
func agrees(got, want float64) bool {
	return math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))
}

type candidate struct {
	RSS, Deviance, BIC float64
	Last               []int `json:"last_index_of_segment"`
	Ties               int
}

// TestMeanBreaksR: residual sums, BIC and cuts of strucchange 1.6-0 for every
// number of breaks on fifteen series.
func TestMeanBreaksR(t *testing.T) {
	series := reference[map[string][]float64](t, "series.json")
	want := reference[map[string]struct {
		MinSegment int         `json:"min_segment"`
		Candidates []candidate `json:"candidates"`
		Chosen     []int       `json:"chosen_by_bic"`
	}](t, "breaks.json")
	for name, w := range want {
		// strucchange stops at ⌈n/h⌉−2 breaks, one short where h divides n.
		b, err := MeanBreaks(series[name], BreakOptions{MinSegment: w.MinSegment, Max: len(w.Candidates) - 1})
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Candidates) != len(w.Candidates) {
			t.Errorf("%s: %d candidates, R has %d", name, len(b.Candidates), len(w.Candidates))
			continue
		}
		for m, c := range w.Candidates {
			got := b.Candidates[m]
			if !agrees(got.Fit, c.RSS) || !agrees(got.BIC, c.BIC) || !slices.Equal(got.Last, c.Last) {
				t.Errorf("%s, %d breaks: got %+v, R has %+v", name, m, got, c)
			}
		}
		if got := b.Candidates[b.Chosen].Last; !slices.Equal(got, w.Chosen) {
			t.Errorf("%s: chose %v, R %v", name, got, w.Chosen)
		}
	}
}

// TestCountBreaksR: deviances and cuts that R's glm gave by brute force over
// every partition, gaps among the periods.
func TestCountBreaksR(t *testing.T) {
	want := reference[map[string]struct {
		Positive, Total []int64
		MinSegment      int         `json:"min_segment"`
		Candidates      []candidate `json:"candidates"`
	}](t, "binomial.json")
	for name, w := range want {
		b, err := CountBreaks(w.Positive, w.Total, BreakOptions{MinSegment: w.MinSegment})
		if err != nil {
			t.Fatal(err)
		}
		for m, c := range w.Candidates {
			got := b.Candidates[m]
			if math.Abs(got.Fit-c.Deviance) > 1e-8 || c.Ties == 1 && !slices.Equal(got.Last, c.Last) {
				t.Errorf("%s, %d breaks: got %+v, R has %+v", name, m, got, c)
			}
		}
	}
}

// TestBreaksExact: the cut costs no more than any other of a short random
// series, with gaps, and the sums are those of the plain definition.
func TestBreaksExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		y := make([]float64, 9)
		for i := range y {
			y[i] = 1e6 + math.Round(10*rng.NormFloat64())
			if rng.IntN(5) == 0 {
				y[i] = math.NaN()
			}
		}
		b, err := MeanBreaks(y, BreakOptions{MinSegment: 2, Max: 2})
		if err != nil {
			t.Fatal(err)
		}
		one, two := math.Inf(1), math.Inf(1)
		for i := 2; i <= 7; i++ {
			one = min(one, squares(y[:i])+squares(y[i:]))
			for j := i + 2; j <= 7; j++ {
				two = min(two, squares(y[:i])+squares(y[i:j])+squares(y[j:]))
			}
		}
		for m, want := range []float64{squares(y), one, two} {
			if got := b.Candidates[m].Fit; math.Abs(got-want) > 1e-6 {
				t.Fatalf("%v, %d breaks: got %v, want %v", y, m, got, want)
			}
		}
	}
}

// squares is the sum of squares around the mean, gaps left out.
func squares(y []float64) (sum float64) {
	mean, n := 0.0, 0.0
	for _, v := range y {
		if !math.IsNaN(v) {
			mean += v
			n++
		}
	}
	for _, v := range y {
		if !math.IsNaN(v) {
			sum += (v - mean/n) * (v - mean/n)
		}
	}
	return sum
}

func TestBreakOptions(t *testing.T) {
	y := make([]float64, 30)
	b, err := MeanBreaks(y, BreakOptions{})
	if err != nil || len(b.Candidates) != 7 { // segments of at least 4: seven, six breaks
		t.Errorf("%d candidates, %v", len(b.Candidates), err)
	}
	for _, bad := range []func() (Breaks, error){
		func() (Breaks, error) { return MeanBreaks(y[:2], BreakOptions{}) },
		func() (Breaks, error) { return MeanBreaks(y, BreakOptions{MinSegment: -1}) },
		func() (Breaks, error) { return CountBreaks([]int64{1}, nil, BreakOptions{}) },
		func() (Breaks, error) { return CountBreaks([]int64{2, 1, 1}, []int64{1, 1, 1}, BreakOptions{}) },
		func() (Breaks, error) {
			return CountBreaks(make([]int64, 4), []int64{math.MaxInt64, 1, math.MaxInt64, 1}, BreakOptions{})
		},
	} {
		if _, err := bad(); err == nil {
			t.Error("no error")
		}
	}
}
