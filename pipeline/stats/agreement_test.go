package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// textbook is the example of Krippendorff, Computing Krippendorff's
// Alpha-Reliability (2011): four coders, twelve units.
var textbook = [][]float64{
	{1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan},
	{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3},
	{nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan},
	{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan},
}

func TestKrippendorffTextbook(t *testing.T) {
	for level, want := range []float64{0.743, 0.815, 0.849, 0.797} {
		a := KrippendorffAlpha(textbook, Level(level))
		if math.Abs(a.Value-want) > 0.0005 {
			t.Errorf("level %d: %.4f, published %.3f", level, a.Value, want)
		}
		if a.Units != 11 || a.Ratings != 40 || len(a.Warnings) != 1 {
			t.Errorf("level %d: %d units, %d ratings, %q", level, a.Units, a.Ratings, a.Warnings)
		}
	}
}

// TestFleissPublished: ten units, fourteen coders, five categories, the example
// of Wikipedia's "Fleiss' kappa": 0.210.
func TestFleissPublished(t *testing.T) {
	given := [][]int{
		{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
	}
	ratings := make([][]float64, 14)
	for _, unit := range given {
		coder := 0
		for category, n := range unit {
			for range n {
				ratings[coder] = append(ratings[coder], float64(category))
				coder++
			}
		}
	}
	if got := FleissKappa(ratings).Value; math.Abs(got-0.210) > 0.0005 {
		t.Errorf("κ = %.4f, published 0.210", got)
	}
}

// TestCohenByHand: 20 and 15 of 50 alike on either side, p_o 0.7, p_e 0.5.
func TestCohenByHand(t *testing.T) {
	a := slices.Concat(repeat(1, 25), repeat(0, 25), []float64{nan})
	b := slices.Concat(repeat(1, 20), repeat(0, 5), repeat(1, 10), repeat(0, 15), []float64{1})
	k := CohenKappa(a, b)
	near(t, "κ", k.Value, 0.4, nineDigits)
	if k.Units != 50 || len(k.Warnings) != 1 {
		t.Errorf("%d units, %q", k.Units, k.Warnings)
	}
}

func TestAgreementUndefined(t *testing.T) {
	for name, ratings := range map[string][][]float64{
		"one value":    {{1, 1, 1}, {1, 1, 1}},
		"no unit":      {{}, {}},
		"never shared": {{1, nan}, {nan, 2}},
	} {
		for _, a := range []Agreement{
			KrippendorffAlpha(ratings, Interval), CohenKappa(ratings[0], ratings[1]), FleissKappa(ratings),
		} {
			if !math.IsNaN(a.Value) || !strings.Contains(strings.Join(a.Warnings, "; "), "not defined") {
				t.Errorf("%s: %+v", name, a)
			}
		}
	}
	if a := KrippendorffAlpha(nil, Nominal); !math.IsNaN(a.Value) {
		t.Errorf("no coders: %+v", a)
	}
	if a := FleissKappa([][]float64{{1, 2, 3}}); !math.IsNaN(a.Value) {
		t.Errorf("one coder: %+v", a)
	}
}

// TestAgreementProperties: perfect is 1; neither the order of coders nor that
// of units matters.
func TestAgreementProperties(t *testing.T) {
	alike := [][]float64{{0, 1, 3}, {0, 1, 3}, {0, 1, 3}}
	turned := slices.Clone(textbook)
	slices.Reverse(turned)
	for i, row := range turned {
		turned[i] = slices.Clone(row)
		slices.Reverse(turned[i])
	}
	for level := Nominal; level <= Ratio; level++ {
		near(t, "α of equal coders", KrippendorffAlpha(alike, level).Value, 1, nineDigits)
		near(t, "α turned", KrippendorffAlpha(turned, level).Value, KrippendorffAlpha(textbook, level).Value, nineDigits)
	}
	near(t, "Cohen of equal coders", CohenKappa(alike[0], alike[1]).Value, 1, nineDigits)
	near(t, "Fleiss of equal coders", FleissKappa(alike).Value, 1, nineDigits)
	near(t, "Fleiss turned", FleissKappa(turned).Value, FleissKappa(textbook).Value, nineDigits)
}

// TestUnequalRowsPanic: a coder with fewer units is a bug of the caller.
func TestUnequalRowsPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	KrippendorffAlpha([][]float64{{1, 2}, {1}}, Nominal)
}

func repeat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }
