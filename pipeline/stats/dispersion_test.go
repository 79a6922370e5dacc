package stats

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

type countedReference struct {
	Periods             int
	Rho                 float64
	Period, Part, Whole []int
	Y, C, Low, High     []float64
	Level               [2]float64 // of periods 4 to 10
}

// TestSharesReference: gen.py and intervals.py of the design (numpy 2.4.6) on
// five series with several documents a period, and with one.
func TestSharesReference(t *testing.T) {
	b, err := os.ReadFile("testdata/dispersion.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []countedReference
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for _, w := range all {
		s := Shares(momentsOf(w.Periods, w.Period, w.Part, w.Whole))
		nearby(t, "dispersion", s.Value, w.Rho)
		for i, e := range s.Estimates(0) {
			nearby(t, "y", s.Y[i], w.Y[i])
			nearby(t, "c", s.C[i], w.C[i])
			nearby(t, "low", max(e.Low, math.Log(1e-12)), w.Low[i])
			nearby(t, "high", min(e.High, -math.Log(1e-12)), w.High[i])
		}
		level := s.Level(4, 11, 0, nil)
		nearby(t, "level", level.Low, w.Level[0])
		nearby(t, "level", level.High, w.Level[1])
	}
}

func momentsOf(periods int, period, part, whole []int) []Moments {
	m := make([]Moments, periods)
	for i, p := range period {
		m[p].Add(float64(part[i]), float64(whole[i]))
	}
	return m
}

// TestMomentsMerge: lots of documents add up, in any order.
func TestMomentsMerge(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var all, a, b Moments
	for i := range 100 {
		whole := float64(rng.IntN(3000))
		part := float64(rng.IntN(int(whole) + 1))
		all.Add(part, whole)
		if i%3 == 0 {
			a.Add(part, whole)
		} else {
			b.Add(part, whole)
		}
	}
	b.Merge(a)
	if b != all {
		t.Errorf("merged %v, want %v", b, all)
	}
}

// TestRateMoments: the expectation of s is λA + ωλ²B, so counts that are exactly
// as scattered as that have the dispersion ω. Two documents of equal size e in
// every period, counts c ± d: Σ(C − eλ̂)² = 2d², λ̂ = c/e, A = e, B = e².
func TestRateMoments(t *testing.T) {
	const c, d, e = 50.0, 20.0, 1000.0
	m := make([]Moments, 30)
	for i := range m {
		m[i].Add(c+d, e)
		m[i].Add(c-d, e)
	}
	// 2d² − c = ω c²/(1 + (1 + ωc)/2c), a quadratic that is linear in ω.
	left := 2*d*d - c
	want := left * (1 + 1/(2*c)) / (c*c - left/2)
	got := Rates(m)
	if math.Abs(got.Value-want) > 1e-3*want || !got.Within || got.Degrees != 30 {
		t.Errorf("dispersion %g (%d degrees), want %g (30)", got.Value, got.Degrees, want)
	}
}

// TestNoScatter: rates without a hit are not scattered, as Williams' equation finds too.
func TestNoScatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := fewForWilliams; n < 90; n++ {
		m := make([]Moments, n)
		for i := range m {
			m[i].Add(0, float64(1+r.IntN(1<<r.IntN(40))))
		}
		s := &scatter{}
		s.set(rates, m)
		if got := s.dispersion(); got != 0 {
			t.Errorf("%d periods: %g", n, got)
		}
	}
}

// TestFewCounts: what cannot be had is NaN or said in a warning.
func TestFewCounts(t *testing.T) {
	m := make([]Moments, 5)
	m[1].Add(0, 7)
	m[3].Add(7, 7)
	for _, s := range []*Counted{Shares(m), Rates(m), Shares(nil), Rates(make([]Moments, 9))} {
		if s.Value != 0 || len(s.Warnings) != 1 {
			t.Errorf("dispersion %g, warnings %v", s.Value, s.Warnings)
		}
		for i, e := range s.Estimates(0) {
			if gap := s.m[i].Whole == 0; gap != math.IsNaN(e.Low) || gap != math.IsNaN(s.Y[i]) {
				t.Errorf("period %d: %v, y %g", i, e, s.Y[i])
			}
		}
		if r := s.Shape(ShapeOptions{}); r.Class != Undecided {
			t.Errorf("class %v", r.Class)
		}
	}
	if e := Shares(m).Level(4, 5, 0, nil); !math.IsNaN(e.Value) {
		t.Errorf("level of nothing %v", e)
	}
}

// TestThinCounts: where nothing is counted, or nearly nothing, the ½ makes steps of
// what there was to count; no shape is told from that.
func TestThinCounts(t *testing.T) {
	m, rare := make([]Moments, 40), make([]Moments, 40)
	for i := range m {
		whole := 20.0
		if i >= 20 {
			whole = 400
		}
		m[i].Add(0, whole)
		rare[i].Add(float64(i/20*(i%3)), whole) // none in 20, 0 to 2 in 400
	}
	for _, s := range []*Counted{Shares(m), Rates(m), Shares(rare), Rates(rare)} {
		r := s.Shape(ShapeOptions{})
		if r.Class != Undecided && r.Class != Flat || r.N > 20 || len(r.Warnings) == 0 {
			t.Errorf("%v of %d periods, warnings %q", r.Class, r.N, r.Warnings)
		}
		for i := range m {
			if thin := i < 20 || r.N == 0; thin != math.IsNaN(s.C[i]) || math.IsNaN(s.Y[i]) {
				t.Errorf("period %d: y %g, c %g", i, s.Y[i], s.C[i])
			}
		}
	}
}

// BenchmarkWilliams is a series of eighty years with one document each.
func BenchmarkWilliams(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m := make([]Moments, 80)
	for i := range m {
		m[i].Add(float64(r.IntN(40)), float64(1000+r.IntN(3000)))
	}
	for b.Loop() {
		Rates(m)
	}
}

// BenchmarkEstimates are the intervals of such a series.
func BenchmarkEstimates(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m := make([]Moments, 80)
	for i := range m {
		m[i].Add(float64(r.IntN(40)), float64(1000+r.IntN(3000)))
	}
	s := Rates(m)
	for b.Loop() {
		s.Estimates(0.95)
	}
}
