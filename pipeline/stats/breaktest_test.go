package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestPermutePlain: the bounds that spare most cells leave the p-value what it is
// when every permutation is cut in full.
func TestPermutePlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for k := range 60 {
		positive, total, y := ties(rng, 12+rng.IntN(20), 7)
		if k%2 == 0 { // a break, so that no draw ends early
			for i := range y[:len(y)/2] {
				y[i], positive[i] = y[i]+3, total[i]-positive[i]/7
			}
		}
		o := TestOptions{Seed: uint64(k), Draws: 99}
		cost := func() float64 {
			b, err := CountBreaks(positive, total, BreakOptions{Max: 2})
			return plainStatistic(t, b, err, observedCounts(total))
		}
		swap := func(i, j int) {
			positive[i], positive[j], total[i], total[j] = positive[j], positive[i], total[j], total[i]
		}
		got := CountBreakTest(positive, total, o)
		if want := plainP(observedCounts(total), o, cost, swap); got.P != want {
			t.Errorf("%v of %v: P = %v, want %v", positive, total, got.P, want)
		}
		cost = func() float64 {
			b, err := MeanBreaks(y, BreakOptions{Max: 2})
			return plainStatistic(t, b, err, observedValues(y))
		}
		got = MeanBreakTest(y, o)
		if want := plainP(observedValues(y), o, cost, func(i, j int) { y[i], y[j] = y[j], y[i] }); got.P != want {
			t.Errorf("%v: P = %v, want %v", y, got.P, want)
		}
	}
}

func plainStatistic(t *testing.T, b Breaks, err error, observed []int) float64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	n := float64(len(observed))
	return min(b.Candidates[1].Fit, b.Candidates[2].Fit*math.Pow(n, 3/n))
}

func plainP(observed []int, o TestOptions, cost func() float64, swap func(i, j int)) float64 {
	rng := rand.New(rand.NewPCG(o.Seed, 0))
	series, hits := cost(), 0
	for draws := 1; draws <= o.Draws; draws++ {
		rng.Shuffle(len(observed), func(i, j int) { swap(observed[i], observed[j]) })
		if cost() <= series+1e-7 {
			if hits++; hits == 20 {
				return float64(hits) / float64(draws)
			}
		}
	}
	return float64(hits+1) / float64(o.Draws+1)
}

func observedCounts(total []int64) (at []int) {
	for i, v := range total {
		if v > 0 {
			at = append(at, i)
		}
	}
	return at
}

func observedValues(y []float64) (at []int) {
	for i, v := range y {
		if !math.IsNaN(v) {
			at = append(at, i)
		}
	}
	return at
}

// TestBreakTestSize: without a break both p-values are below 0.05 in about 5 % of
// series, or fewer; of a hump, which no single cut fits, neither is above it.
func TestBreakTestSize(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	const series = 1000
	p, pAR, draws := 0, 0, 0
	for k := range series {
		y := make([]float64, 20)
		for i := range y {
			y[i] = rng.NormFloat64()
		}
		r := MeanBreakTest(y, TestOptions{Seed: uint64(k)})
		draws += r.Draws
		if r.P <= 0.05 {
			p++
		}
		if r.PAR <= 0.05 {
			pAR++
		}
	}
	if p < 30 || p > 70 || pAR > 20 || draws > 300*series {
		t.Errorf("P ≤ 0.05 in %d, PAR in %d of %d, %d permutations", p, pAR, series, draws)
	}
	hump := make([]float64, 40)
	for i := range hump {
		hump[i] = rng.NormFloat64()
		if i >= 12 && i < 28 {
			hump[i] += 3
		}
	}
	if r := MeanBreakTest(hump, TestOptions{}); r.P != 0.001 || r.PAR > 0.05 {
		t.Errorf("hump: %+v", r)
	}
}

func TestBreakTestDegenerate(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		y      []float64
		p, pAR float64
	}{
		"constant": {make([]float64, 12), 1, 1},
		"gaps":     {[]float64{nan, nan, nan, nan, nan, nan, nan, nan}, 1, nan},
		"infinite": {[]float64{1, 2, 3, 4, math.Inf(1), 5, 6, 7, 8, 9}, nan, nan},
		"negative": {append(make([]float64, 10), -1, -1, -1, -1, -1, -1, -1, -1, -1, -1), 0.001, 0.001},
		"short":    {[]float64{1, 2, 3, 4, 5}, nan, nan},
		"perfect":  {append(make([]float64, 10), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0.001, 0.001},
	} {
		r := MeanBreakTest(c.y, TestOptions{})
		same(t, name+": P", r.P, c.p)
		same(t, name+": PAR", r.PAR, c.pAR)
		if len(c.y) < 20 && len(r.Warnings) == 0 {
			t.Errorf("%s: no warning", name)
		}
	}
}

func BenchmarkBreakTest(b *testing.B) {
	rng := rand.New(rand.NewPCG(15, 16))
	for _, n := range []int{20, 40, 79} {
		for _, size := range []int64{0, 10} {
			positive, total := make([]int64, n), make([]int64, n)
			for i := range total {
				total[i] = 30
				positive[i] = 10 + rng.Int64N(10)
				if i > n/2 {
					positive[i] += size
				}
			}
			CountBreakTest(positive, total, TestOptions{}) // draws the null once
			b.Run(fmt.Sprintf("n=%d/step=%d", n, size), func(b *testing.B) {
				for b.Loop() {
					CountBreakTest(positive, total, TestOptions{})
				}
			})
		}
	}
}
