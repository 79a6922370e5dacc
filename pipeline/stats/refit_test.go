package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// plain finds, for every number of breaks, the cheapest cut: the whole table,
// one call a cell.
func plain(n, least, most int, cost func(from, to int) float64) []Segmentation {
	best := make([][]float64, most+1) // by breaks and number of periods
	last := make([][]int, most+1)
	var out []Segmentation
	for m := range best {
		best[m], last[m] = make([]float64, n+1), make([]int, n+1)
		for to := range best[m] {
			best[m][to] = math.Inf(1)
			if m == 0 && to >= least {
				best[m][to] = cost(0, to)
			}
			for from := m * least; m > 0 && from <= to-least; from++ {
				if c := best[m-1][from] + cost(from, to); c < best[m][to] {
					best[m][to], last[m][to] = c, from
				}
			}
		}
		s := Segmentation{Last: make([]int, m), Fit: best[m][n]}
		for k, at := m, n; k > 0; k-- {
			at = last[k][at]
			s.Last[k-1] = at
		}
		out = append(out, s)
	}
	return out
}

// TestRefitterPlain: the cells left out are never part of a cut, on counts and
// values with ties and gaps, and the buffers carry nothing over.
func TestRefitterPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 3000 {
		n, least := 3+rng.IntN(28), 1+rng.IntN(5)
		if n < least {
			continue
		}
		large := int64(1)
		if rng.IntN(4) == 0 {
			large = 5000 // beyond the table of logarithms
		}
		most := n/least - 1
		first, _ := NewRefitter(n, rng.IntN(most+1), BreakOptions{MinSegment: least})
		refitters := []*Refitter{first}
		for m := range most + 1 {
			r, err := NewRefitter(n, m, BreakOptions{MinSegment: least})
			if err != nil {
				t.Fatal(err)
			}
			refitters = append(refitters, r)
		}
		for range 2 {
			positive, total, y := ties(rng, n, large)
			count, value := plain(n, least, most, countCost(positive, total)), plain(n, least, most, valueCost(y))
			for _, r := range refitters {
				m := r.cutter.m
				last := make([]int, m)
				if fit := r.Counts(positive, total, last); fit != count[m].Fit || !slices.Equal(last, count[m].Last) {
					t.Fatalf("%v of %v, %d breaks, h %d: %v %v, want %+v", positive, total, m, least, fit, last, count[m])
				}
				if fit := r.Means(y, last); fit != value[m].Fit || !slices.Equal(last, value[m].Last) {
					t.Fatalf("%v, %d breaks, h %d: %v %v, want %+v", y, m, least, fit, last, value[m])
				}
			}
		}
	}
}

// ties draws small numbers, so that cuts tie, and gaps.
func ties(rng *rand.Rand, n int, large int64) (positive, total []int64, y []float64) {
	positive, total, y = make([]int64, n), make([]int64, n), make([]float64, n)
	for i := range y {
		y[i] = float64(rng.IntN(3))
		total[i] = large * int64(rng.IntN(4))
		positive[i] = large * rng.Int64N(total[i]/large+1)
		if rng.IntN(5) == 0 {
			y[i], total[i], positive[i] = math.NaN(), 0, 0
		}
	}
	return positive, total, y
}

func countCost(positive, total []int64) func(from, to int) float64 {
	return func(from, to int) float64 {
		p, t := int64(0), int64(0)
		for i := from; i < to; i++ {
			p, t = p+positive[i], t+total[i]
		}
		return xLogX(t) - xLogX(p) - xLogX(t-p)
	}
}

func valueCost(y []float64) func(from, to int) float64 {
	var s valueSums
	s.set(y)
	return func(from, to int) float64 {
		n, sum := s.n[to]-s.n[from], s.sum[to]-s.sum[from]
		if n == 0 {
			return 0
		}
		return max(0, s.squares[to]-s.squares[from]-float64(sum*sum)/n)
	}
}

func BenchmarkRefit(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{20, 40, 79} {
		positive, total, y := ties(rng, n, 50)
		for m := 1; m <= 4; m++ {
			r, err := NewRefitter(n, m, BreakOptions{})
			if err != nil {
				b.Fatal(err)
			}
			last := make([]int, m)
			b.Run(fmt.Sprintf("counts/n=%d/m=%d", n, m), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r.Counts(positive, total, last)
				}
			})
			b.Run(fmt.Sprintf("means/n=%d/m=%d", n, m), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r.Means(y, last)
				}
			})
		}
		b.Run(fmt.Sprintf("choose/n=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := CountBreaks(positive, total, BreakOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestBreakDates(t *testing.T) {
	var cuts []int // of 40 draws: 4 once, 5 in 30, 6 in 8, 9 once; and 12, or 5 once
	for i := range 40 {
		first, second := 5, 12
		switch {
		case i == 0:
			first = 4
		case i == 1:
			first, second = 9, 14
		case i < 10:
			first = 6
		}
		cuts = append(cuts, first, second)
	}
	cuts[0], cuts[1] = 4, 5
	got := BreakDates([]int{5, 12}, cuts, 0.95)
	// The quantile 0.025 of 40 is the first, 0.975 the 39th: one is left out.
	if want := []Dates{{4, 6, 31.0 / 40}, {5, 12, 38.0 / 40}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got = BreakDates([]int{5, 12}, cuts, 0.9)
	if want := []Dates{{5, 6, 31.0 / 40}, {12, 12, 38.0 / 40}}; !slices.Equal(got, want) {
		t.Errorf("90 %%: got %v, want %v", got, want)
	}
	if got := BreakDates([]int{5}, nil, 0); got[0].Low != 5 || got[0].High != 5 || !math.IsNaN(got[0].Support) {
		t.Errorf("no draws: %v", got)
	}
}

func TestLevels(t *testing.T) {
	out := make([]float64, 3)
	CountLevels([]int64{1, 2, 0, 0, 4}, []int64{3, 2, 0, 0, 4}, []int{2, 4}, out)
	for j, want := range []float64{math.Log(3.5 / 2.5), math.NaN(), math.Log(4.5 / 0.5)} {
		same(t, "count level", out[j], want)
	}
	MeanLevels([]float64{1, 3, math.NaN(), math.NaN(), 4}, []int{2, 4}, out)
	for j, want := range []float64{2, math.NaN(), 4} {
		same(t, "mean level", out[j], want)
	}
}
