package stats

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkShape is the time of one searched series of 79 years, by its kind;
// draws/op says how many series were drawn for the tests.
func BenchmarkShape(b *testing.B) {
	const n = 79
	rng := rand.New(rand.NewPCG(1, 1))
	kinds := map[string]func(i int) float64{
		"flat": func(int) float64 { return 0 },
		"line": func(i int) float64 { return -float64(i) / n },
		"step": func(i int) float64 { return float64(i / 40) },
		"ramp": func(i int) float64 { return min(1, max(0, float64(i-30)/20)) },
	}
	for _, name := range []string{"flat", "line", "step", "ramp"} {
		series := make([][]float64, 64)
		for k := range series {
			series[k] = make([]float64, n)
			for i := range series[k] {
				series[k][i] = kinds[name](i) + 0.25*rng.NormFloat64()
			}
		}
		b.Run(name, func(b *testing.B) {
			draws := 0
			for i := range b.N {
				draws += FitShape(series[i%len(series)], nil, ShapeOptions{Seed: uint64(i)}).Draws
			}
			b.ReportMetric(float64(draws)/float64(b.N), "draws/op")
		})
	}
}

// BenchmarkShapeScore is the time of one draw. Each is another, or branches would be
// predicted that are not.
func BenchmarkShapeScore(b *testing.B) {
	const n = 79
	draws := make([][]float64, 1000)
	for k := range draws {
		draws[k] = make([]float64, n)
		normals(1, 2, uint64(k), draws[k])
	}
	t := make([]int, n)
	for i := range t {
		t[i] = i
	}
	s := newSearcher(t, ones(n))
	b.Run("whole", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.score(draws[i%len(draws)])
		}
	})
	b.Run("exceed", func(b *testing.B) { // two draws
		for i := 0; b.Loop(); i++ {
			s.exceed(ofSteps, 8, draws[2*i%len(draws)], draws[(2*i+1)%len(draws)])
		}
	})
}
