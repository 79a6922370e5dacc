package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestWeightsArePoisson: the weights of many units follow the distribution
// that gonum gives, by a χ² test at one in ten thousand.
func TestWeightsArePoisson(t *testing.T) {
	for _, m := range []int{1, 2, 7, 60, 512, 513, 1500} {
		const units, draws = 200, 1000
		g, w, seen := NewWeights(9), make([]int32, draws), map[int32]float64{}
		for unit := range uint64(units) {
			g.Draw(unit, m, w)
			for _, k := range w {
				seen[k]++
			}
		}
		want := distuv.Poisson{Lambda: float64(m)}
		chi2, cells, restSeen, restWant := 0.0, 0, float64(units*draws), float64(units*draws)
		for k := range int32(3*m + 50) {
			expected := units * draws * want.Prob(float64(k))
			if expected < 20 {
				continue
			}
			chi2 += (seen[k] - expected) * (seen[k] - expected) / expected
			restSeen, restWant = restSeen-seen[k], restWant-expected
			cells++
		}
		if restWant > 5 {
			chi2 += (restSeen - restWant) * (restSeen - restWant) / restWant
		}
		if most := (distuv.ChiSquared{K: float64(cells)}).Quantile(0.9999); chi2 > most {
			t.Errorf("mean %d: χ² %.1f over %d cells, at most %.1f", m, chi2, cells, most)
		}
	}
}

// TestWeightsDependOnTheUnitAlone: not on what was drawn before, nor on how many.
func TestWeightsDependOnTheUnitAlone(t *testing.T) {
	a, b := NewWeights(1), NewWeights(1)
	long, short := make([]int32, 500), make([]int32, 100)
	b.Draw(8, 3, long)
	a.Draw(7, 1, long)
	b.Draw(7, 1, short)
	if !slices.Equal(long[:100], short) {
		t.Error("the weights of unit 7 depend on something else")
	}
	NewWeights(2).Draw(7, 1, short)
	if slices.Equal(long[:100], short) {
		t.Error("another seed draws the same")
	}
}

// TestPacked: packed weights are those of Draw, and none is above the most.
func TestPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, m := range []int{0, 1, 2, 3, 9, 40, 200, 511, 512, 513, 1024, 5000, MostPacked} {
		g := NewWeights(r.Uint64())
		most := g.Most(m)
		if most > math.MaxUint16 {
			t.Fatalf("%d units: up to %d do not fit", m, most)
		}
		for range 20 {
			unit, draws := r.Uint64(), r.IntN(3000)
			w, words := make([]int32, draws), make([]uint64, (draws+3)/4)
			g.Draw(unit, m, w)
			g.Pack(unit, m, words)
			for b, want := range w {
				if got := int32(words[b/4] >> (16 * (b % 4)) & math.MaxUint16); got != want || int(want) > most {
					t.Fatalf("%d units, draw %d: %d, want %d, at most %d", m, b, got, want, most)
				}
			}
		}
	}
}

// TestPercentiles: the interval from bins is that from sorted draws, and R's:
// quantile(c(1:10), c(.025, .975)) is 1.225 and 9.775.
func TestPercentiles(t *testing.T) {
	var p Percentiles
	if low, high := p.Interval([]float64{3, 1, 2, 10, 9, 8, 4, 7, math.NaN(), 5, 6}, 0); math.Abs(low-1.225) > 1e-12 || math.Abs(high-9.775) > 1e-12 {
		t.Errorf("%v to %v, want 1.225 to 9.775", low, high)
	}
	if low, _ := p.Interval([]float64{math.NaN()}, 5); !math.IsNaN(low) {
		t.Errorf("no draw gives %v", low)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for trial := range 3000 {
		x := make([]float64, 1+r.IntN(400))
		for i := range x {
			switch trial % 4 {
			case 0:
				x[i] = r.NormFloat64()
			case 1:
				x[i] = float64(r.IntN(4)) // ties
			case 2:
				x[i] = math.Exp(20 * r.NormFloat64()) // nearly all in one bin
			default:
				x[i] = 1e15 + float64(r.IntN(9))
			}
		}
		n := r.IntN(30)
		low, high := p.Interval(x, n)
		slices.Sort(x)
		if a, b := percentile(x, tailOf(n)), percentile(x, 1-tailOf(n)); low != a || high != b {
			t.Fatalf("%d draws, %d units: %v to %v, want %v to %v", len(x), n, low, high, a, b)
		}
	}
}

// TestPut: what stands at a place is what sorting puts there, and parts the rest.
func TestPut(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for trial := range 3000 {
		x := make([]float64, 1+r.IntN(200))
		for i := range x {
			switch trial % 4 {
			case 0:
				x[i] = r.NormFloat64()
			case 1:
				x[i] = float64(r.IntN(3))
			case 2:
				x[i] = float64(min(i, len(x)-i)) // the first, the last and the middle say nothing
			default:
				x[i] = math.Inf(r.IntN(2)*2 - 1)
			}
		}
		sorted, k := slices.Sorted(slices.Values(x)), r.IntN(len(x))
		put(x, k)
		if x[k] != sorted[k] || k > 0 && slices.Max(x[:k]) > x[k] || slices.Min(x[k:]) < x[k] {
			t.Fatalf("place %d of %v: %v", k, sorted, x)
		}
		if slices.Sort(x); !slices.Equal(x, sorted) {
			t.Fatalf("%v became %v", sorted, x)
		}
	}
}

// TestExpandedTail: Φ(−t √(n/(n−1))) by R, pnorm(-qt(.975, n-1)*sqrt(n/(n-1))).
func TestExpandedTail(t *testing.T) {
	for n, want := range map[int]float64{2: 1.695219072605891e-72, 5: 0.0009541005518824916, 10: 0.00855063902440637, 20: 0.01588082992034796, 600: 0.02467409869765659} {
		if got := tailOf(n); math.Abs(got-want) > 1e-12*want {
			t.Errorf("n %d: %.15g, want %.15g", n, got, want)
		}
	}
}

func BenchmarkWeights(b *testing.B) {
	g, w := NewWeights(1), make([]int32, 1000)
	for b.Loop() {
		g.Draw(3, 1, w)
	}
}

func BenchmarkWeightsPacked(b *testing.B) {
	g, words := NewWeights(1), make([]uint64, 250)
	for b.Loop() {
		g.Pack(3, 1, words)
	}
}

func BenchmarkPercentiles(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, 1000)
	for i := range x {
		x[i] = r.NormFloat64()
	}
	var p Percentiles
	for b.Loop() {
		p.Interval(x, 20)
	}
}

// percentile of sorted values, interpolated as R's type 7: what quantiles from bins are
// compared with.
func percentile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}
