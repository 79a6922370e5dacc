package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestShiftWordsExact: against rational arithmetic, the parts sum to the change,
// and the change is that of the rates.
func TestShiftWordsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		n := 1 + r.IntN(300)
		signs, from, to := make([]float64, n), make([]int64, n), make([]int64, n)
		var p [2]int64
		tokens := [2]int64{1 + r.Int64N(5_000_000), 1 + r.Int64N(5_000_000)}
		var size float64
		for i := range n {
			sign := int64(2*r.IntN(2) - 1)
			signs[i], from[i], to[i] = float64(sign), r.Int64N(1000), r.Int64N(1000)
			p[0], p[1] = p[0]+sign*from[i], p[1]+sign*to[i]
		}
		s := ShiftWords(signs, from, to, tokens[0], tokens[1])
		for _, part := range s.Parts {
			size += math.Abs(part)
		}
		exact := new(big.Rat).Sub(big.NewRat(p[1], tokens[1]), big.NewRat(p[0], tokens[0]))
		want, _ := exact.Float64()
		if math.Abs(s.Change-want) > 1e-15*size || math.Abs(s.To-s.From-want) > 1e-15*size {
			t.Fatalf("%d terms: change %.17g, to − from %.17g, want %.17g", n, s.Change, s.To-s.From, want)
		}
	}
	if s := ShiftWords([]float64{1}, []int64{1}, []int64{0}, 5, 0); !math.IsNaN(s.Change) {
		t.Errorf("a text without tokens has a rate: %+v", s)
	}
}

// TestCompositionByHand: A stays and grows, B leaves, C enters.
// V0 = .5·2 + .5·4 = 3, V1 = .75·3 + .25·8 = 4.25.
func TestCompositionByHand(t *testing.T) {
	parts, whole := Composition([]Member{{5, 75, 2, 3}, {5, 0, 4, math.NaN()}, {0, 25, math.NaN(), 8}, {0, 0, nan, nan}})
	for i, want := range [][4]float64{
		{.5 * 1, .25 * (2 - 3), .25 * 1, .5},
		{0, -.5 * (4 - 3), 0, -.5},
		{0, .25 * (8 - 3), 0, 1.25},
		{},
	} {
		if p := parts[i]; [4]float64{p.Within, p.Mix, p.Interaction, p.Total} != want {
			t.Errorf("member %d: %+v, want %v", i, p, want)
		}
	}
	if whole.ValueFrom != 3 || whole.ValueTo != 4.25 || whole.Total != 1.25 || whole.WeightTo != 1 {
		t.Errorf("whole: %+v", whole)
	}
}

// TestCompositionExact: with members that come and go, the parts sum to ΔV.
func TestCompositionExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		members := make([]Member, 2+r.IntN(200))
		for i := range members {
			members[i] = Member{r.ExpFloat64(), r.ExpFloat64(), r.NormFloat64(), r.NormFloat64()}
			if i > 0 && r.IntN(3) == 0 {
				members[i].WeightFrom, members[i].ValueFrom = 0, nan
			}
			if i > 0 && r.IntN(3) == 0 {
				members[i].WeightTo, members[i].ValueTo = 0, nan
			}
		}
		parts, whole := Composition(members)
		size := math.Abs(whole.ValueFrom) + math.Abs(whole.ValueTo)
		for _, p := range parts {
			size += math.Abs(p.Within) + math.Abs(p.Mix) + math.Abs(p.Interaction)
		}
		total := sumOf(parts, func(p CompositionPart) float64 { return p.Total })
		for _, got := range []float64{whole.Total, total} {
			if change := whole.ValueTo - whole.ValueFrom; !(math.Abs(got-change) <= 1e-15*size) {
				t.Fatalf("%d members: %.17g, want %.17g", len(members), got, change)
			}
		}
	}
	if _, whole := Composition([]Member{{1, 0, 1, 1}}); !math.IsNaN(whole.Total) {
		t.Errorf("nobody is left, and the change is %v", whole.Total)
	}
}
