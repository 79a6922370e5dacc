package stats

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// Expected values: toys_validation.py, numpy 2 and scipy 1.17; ppi_py for the
// prediction-powered means.

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.9g, want %.9g", what, got, want)
	}
}

const sixPlaces = 5.1e-7

// coded makes n codings of a stratum, so many of them positive.
func coded(stratum int, machine bool, n, positive int) (out []Coding) {
	for i := range n {
		c := Coding{Stratum: stratum, Machine: machine}
		if i < positive {
			c.Human = 1
		}
		out = append(out, c)
	}
	return out
}

var threeStrata = []Stratum{{Size: 12000}, {Size: 30000}, {Size: 900000, Far: true}}

func TestMeasure(t *testing.T) {
	a := Measure(threeStrata, slices.Concat(coded(0, true, 200, 176), coded(1, false, 200, 18), coded(2, false, 300, 1)))
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"precision", a.Precision.Value, .88}, {"low", a.Precision.Low, .827657}, {"high", a.Precision.High, .918020},
		{"recall", a.Recall.Value, .649446}, {"se", a.RecallSE, .122372}, {"low", a.Recall.Low, .392483}, {"high", a.Recall.High, .841589},
		{"F1", a.F1.Value, .747346}, {"right", a.Right, 10560}, {"missed", a.Missed, 5700},
	} {
		within(t, c.what, c.got, c.want, sixPlaces)
	}
	if len(a.Warnings) > 0 || !math.IsNaN(a.Unseen) {
		t.Errorf("warnings %q, unseen %g", a.Warnings, a.Unseen)
	}
	if !(a.F1.Low < a.F1.Value && a.F1.Value < a.F1.High) {
		t.Errorf("F1 %v", a.F1)
	}
}

// TestMeasureEdges: what there is nothing of is a warning.
func TestMeasureEdges(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		what              string
		codings           []Coding
		precision, recall float64
		low               float64 // of recall
		warnings          []string
	}{
		{"nobody", nil, nan, nan, nan, []string{NotCoded}},
		{"no miss in far", slices.Concat(coded(0, true, 200, 176), coded(1, false, 200, 18), coded(2, false, 300, 0)),
			.88, 10560. / 13260, 10560 / (13260 + 8942.5), []string{FarNone}},
		{"perfect", slices.Concat(coded(0, true, 200, 200), coded(1, false, 200, 0), coded(2, false, 300, 0)),
			1, 1, 12000 / (12000 + 8942.5), []string{Perfect, FarNone}},
		{"all zero", slices.Concat(coded(0, true, 200, 0), coded(1, false, 200, 0), coded(2, false, 300, 0)),
			0, nan, nan, []string{AllZero, FarNone}},
		{"nothing found", coded(1, false, 200, 18), nan, 0, 0, []string{NoneFound}},
		{"few", coded(0, true, 5, 4), .8, 1, 0, []string{FewCodings}},
	} {
		a := Measure(threeStrata, c.codings)
		same := func(what string, got, want, tolerance float64) {
			if math.IsNaN(got) != math.IsNaN(want) || !math.IsNaN(want) && math.Abs(got-want) > tolerance {
				t.Errorf("%s: %s %g, want %g", c.what, what, got, want)
			}
		}
		same("precision", a.Precision.Value, c.precision, 1e-12)
		same("recall", a.Recall.Value, c.recall, 1e-12)
		same("low", a.Recall.Low, c.low, 1e-5)
		if !slices.Equal(a.Warnings, c.warnings) {
			t.Errorf("%s: warnings %q, want %q", c.what, a.Warnings, c.warnings)
		}
	}
	within(t, "most unseen", MostUnseen(900000, 300), 8942.5, .05)
}

func TestNeyman(t *testing.T) {
	plan := []Planned{{12000, .88, true}, {30000, .09, false}, {900000, 1. / 300, false}}
	got := Neyman(700, plan, []float64{200, 200, 300})
	for h, want := range []float64{42.4, 93.4, 564.2} {
		within(t, "Neyman", got[h], want, .05)
	}
	// The same variance as the delta method has for a sample of that size: an interval of
	// the width of that in TestMeasure, on the share itself, takes fewer.
	n, spread := RecallCodings(plan, 2*z95*.122372)
	within(t, "sum of the spread", spread[0]+spread[1]+spread[2], n, 1e-9)
	if !(n < 700) {
		t.Errorf("%g codings, want fewer than an even spread took", n)
	}
	within(t, "precision .88 within .0904", PrecisionCodings(.88, 2*z95*math.Sqrt(.88*.12/200)), 200, 1e-9)
}

func TestDSLMean(t *testing.T) {
	nan := math.NaN()
	f := []float64{1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}
	y := []float64{1, 0, nan, nan, 0, 1, nan, nan, nan, nan, nan, nan}
	pi := []float64{.5, .5, .5, .5, .25, .25, .25, .25, .25, .25, .25, .25}
	m := DSLMean(f, y, pi)
	within(t, "mean", m.Value, .5, sixPlaces)
	within(t, "se", m.SE, .358870, sixPlaces)
	within(t, "low", m.Low, -.203373, sixPlaces)
	within(t, "high", m.High, 1.203373, sixPlaces)
}

// TestPPIMean: the draw of seed 7 in counts.
func TestPPIMean(t *testing.T) {
	of := func(ones, zeros int) []float64 { return append(ofOnes(ones), make([]float64, zeros)...) }
	human := slices.Concat(of(18, 0), of(8, 0), of(0, 14), of(0, 160))
	machine := slices.Concat(of(18, 0), of(0, 8), of(14, 0), of(0, 160))
	rest := of(365, 1435)
	m := PPIMean(human, machine, rest, 1)
	within(t, "λ 1", m.Value, .172778, sixPlaces)
	within(t, "low", m.Low, .123376, sixPlaces)
	within(t, "high", m.High, .222179, sixPlaces)
	m = PPIMean(human, machine, rest, math.NaN())
	within(t, "PPI++", m.Value, .146737, sixPlaces)
	within(t, "low", m.Low, .106985, sixPlaces)
	within(t, "high", m.High, .186490, sixPlaces)
}

func ofOnes(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

func TestCorrections(t *testing.T) {
	within(t, "Rogan–Gladen", RoganGladen(.02, .7, .995), .021583, sixPlaces)
	if !math.IsNaN(RoganGladen(.02, .5, .5)) {
		t.Error("a test that tells nothing corrects something")
	}
	m := CorrectedPosition(120, 15, 80, 12, 0)
	within(t, "position", m.Value, .403393, sixPlaces)
	within(t, "se", m.SE, .194209, sixPlaces)
	within(t, "raw", math.Log(150.5/70.5), .758350, sixPlaces)
}

// panChen reads the posts of Pan and Chen (2018) as package dsl has them
// (naoki-egami/dsl @537664a).
func panChen(t *testing.T) (header []string, rows [][]float64) {
	dir := os.Getenv("FRAMESHIFT_CHECKS")
	if dir == "" {
		t.Skip("FRAMESHIFT_CHECKS is unset: no posts of Pan and Chen")
	}
	f, err := os.Open(filepath.Join(dir, "dsl", "pan_chen.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := make([]float64, len(line))
		for i, cell := range line {
			if row[i], err = strconv.ParseFloat(cell, 64); err != nil {
				row[i] = math.NaN()
			}
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

func TestPanChen(t *testing.T) {
	header, rows := panChen(t)
	at := func(name string) int { return slices.Index(header, name) }
	human, machine, sent := at("countyWrong"), at("pred_countyWrong"), at("SendOrNot")
	var f, y, pi, known []float64
	n := 0
	for _, r := range rows {
		f, y = append(f, r[machine]), append(y, r[human])
		if !math.IsNaN(r[human]) {
			n++
			known = append(known, r[human])
		}
	}
	if len(rows) != 1412 || n != 500 {
		t.Fatalf("%d posts, %d coded", len(rows), n)
	}
	share := float64(n) / float64(len(rows))
	for range rows {
		pi = append(pi, share)
	}
	within(t, "naive", average(f), .243626, sixPlaces)
	within(t, "labelled", average(known), .236, sixPlaces)
	m := DSLMean(f, y, pi)
	within(t, "DSL", m.Value, .239626, sixPlaces)
	within(t, "se", m.SE, .019558, sixPlaces)

	var units []LogitUnit
	others := []int{at("prefecWrong"), at("connect2b"), at("prevalence"), at("regionj"), at("groupIssue")}
	for _, r := range rows {
		x := func(v float64) []float64 {
			out := []float64{1, v}
			for _, o := range others {
				out = append(out, r[o])
			}
			return out
		}
		u := LogitUnit{X: x(r[machine]), Y: r[sent], HumanY: r[sent], Inclusion: share}
		if !math.IsNaN(r[human]) {
			u.HumanX = x(r[human])
		}
		units = append(units, u)
	}
	b, err := DSLLogit(units)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float64{{2.1006, .3606}, {-.2432, .2373}, {-1.1009, .2962}, {-.0805, .1205}, {-.3213, .1512}, {.1279, .4556}, {-2.3305, .3581}} {
		within(t, "coefficient", b[i].Value, want[0], 5.1e-5)
		within(t, "its error", b[i].SE, want[1], 5.1e-5)
	}
}

// TestSame: scipy.stats.chi2_contingency without correction, and the normal test by
// hand.
func TestSame(t *testing.T) {
	within(t, "shares", SameShares([]float64{.9, .8, .7}, []float64{100, 100, 100}), .0019304541, 1e-7)
	within(t, "values", SameValues([]float64{1, 2}, []float64{.5, .5}), math.Erfc(1/math.Sqrt2), 1e-9)
	if !math.IsNaN(SameShares([]float64{1, 1}, []float64{5, 5})) || !math.IsNaN(SameShares([]float64{.5}, []float64{5})) {
		t.Error("a test of nothing has a p-value")
	}
}
