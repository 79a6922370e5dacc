package stats

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A toy is a series with the figures of the reference implementation, shape.py,
// to be met to six digits; p-values, of 1,999 draws, to 0.01.
type toy struct {
	Y, C       []float64
	Crit       []float64
	S          []float64
	ConstWhite float64 `json:"const_white"`
	F          []float64
	Grad, Ramp float64
	Dates      []int
	G          int
	PStep      float64 `json:"p_step"`
	PChange    float64 `json:"p_change"`
	Class      string  `json:"cls"`
}

// fewToys are two of toys.json, printed to six digits in the design (section 9).
var fewToys = map[string]toy{
	"C step": {
		Y: []float64{.12, .31, .07, .21, .16, -.42, .26, -.16, -.65, .09, .57, .38, .2, 1.26, .21, 1.34, 1.25, .14, 1.07, .92, 1.62, 1.22, 1.29, 1.3, .93, .58, 1.22, 1.14, 1.2, 1.13},
		C: slices.Repeat([]float64{.04, .1, .16}, 10), G: 0,
		Crit: []float64{-45.277505, -50.917429, -53.790357, -65.532770, -62.143205, -59.603583, -54.041544},
		S:    []float64{11.742413, 20.255264}, ConstWhite: -31.587356, F: []float64{-74.332130, -57.191554, -71.159081},
		Grad: -3.173049, Ramp: 2.961512, Dates: []int{13}, PStep: .0205, PChange: .0035, Class: "step",
	},
	"D ramp": {
		Y: []float64{-.07, .08, .03, -.09, -.28, -.39, -.22, -.02, .14, -.06, .1, .17, .36, .04, .27, .17, .04, -.02, .46, .64, .97, .59, .85, .85, .61, 1.11, 1.05, .91, 1.35, 1.01, 1.17, 1.06, .99, 1.07, 1.22, 1, .85, 1.37, 1.17, .96},
		C: slices.Repeat([]float64{.02}, 40), G: 0,
		Crit: []float64{-110.297571, -120.208394, -119.180202, -120.678450, -128.675020, -125.059583, -126.866015},
		S:    []float64{8.466626, 18.377448}, ConstWhite: -52.528829, F: []float64{-130.348744, -122.869081, -139.213589},
		Grad: 8.864845, Ramp: 2.079919, Dates: []int{19}, PStep: .1, PChange: .006, Class: "trend",
	},
}

// checks reads the reference results of the folder FRAMESHIFT_CHECKS names.
func checks[T any](tb testing.TB, name string) (v T, ok bool) {
	tb.Helper()
	dir := os.Getenv("FRAMESHIFT_CHECKS")
	if dir == "" {
		return v, false
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		tb.Fatal(err)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return v, true
}

func toys(tb testing.TB) map[string]toy {
	all, ok := checks[map[string]toy](tb, "shapes/toys.json")
	if !ok {
		tb.Log("FRAMESHIFT_CHECKS is unset: two toys of five")
		return fewToys
	}
	if len(all) != 5 {
		tb.Errorf("%d toys, want 5", len(all))
	}
	return all
}

const sixDigits = 1e-6

// TestShapeToys compares with the reference implementation (shape.py, numpy).
func TestShapeToys(t *testing.T) {
	for name, w := range toys(t) {
		t.Run(name, func(t *testing.T) {
			r := FitShape(w.Y, w.C, ShapeOptions{Draws: 1999, Enough: 100, Clear: -1, Both: true})
			c := r.Criteria
			for i, got := range []float64{c.Constant, c.Walk, c.Line, c.Step, c.LineStep, c.TwoSteps, c.ThreeSteps} {
				nearby(t, "criterion", got, w.Crit[i])
			}
			nearby(t, "StepGain", r.StepGain, w.S[0])
			nearby(t, "ChangeGain", r.ChangeGain, w.S[1])
			nearby(t, "WhiteLevel", r.WhiteLevel, w.ConstWhite)
			nearby(t, "StepFit", r.StepFit, w.F[0])
			nearby(t, "LineFit", r.LineFit, w.F[1])
			nearby(t, "RampFit", r.RampFit, w.F[2])
			nearby(t, "GradualMargin", r.GradualMargin, w.Grad)
			nearby(t, "RampMargin", r.RampMargin, w.Ramp)
			if !slices.Equal(r.Steps, w.Dates) || r.model.noise != w.G {
				t.Errorf("steps %v, noise %d, want %v, %d", r.Steps, r.model.noise, w.Dates, w.G)
			}
			drawn(t, "PStep", r.PStep, w.PStep)
			drawn(t, "PChange", r.PChange, w.PChange)
			want := w.Class
			if want == "trend+step" {
				want = "trend and step"
			}
			if r.Class.String() != want {
				t.Errorf("class %v, want %v", r.Class, want)
			}
		})
	}
}

// drawn allows two p-values their draws: 1,999, or those until 100 exceed, with a
// standard error of a tenth each.
func drawn(t *testing.T, what string, got, want float64) {
	t.Helper()
	tolerance := 0.01
	if want > 0.05 {
		tolerance += 0.3 * want
	}
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s = %g, want %g", what, got, want)
	}
}

// nearby fails unless got is want to six decimals.
func nearby(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= sixDigits*max(1, math.Abs(want))) {
		t.Errorf("%s = %.7f, want %.7f", what, got, want)
	}
}

// TestDateSetToys: the sets of the two toys with a step, and what they rest on.
func TestDateSetToys(t *testing.T) {
	for name, w := range toys(t) {
		want, ok := map[string]struct {
			at           int
			most, around float64
			others       map[int]float64 // p at dates that are not in the set
		}{
			"C step":          {13, 92.247178, 121.465827, map[int]float64{15: .021}},
			"E line and step": {21, 135.095689, 172.598654, nil},
		}[name]
		if !ok {
			continue
		}
		r := FitShape(w.Y, w.C, ShapeOptions{})
		d := r.search.dates(r.y, r.model, 0, DateOptions{Draws: 4999}.withDefaults())
		nearby(t, name+": max a²", d.most, want.most)
		nearby(t, name+": y'y", d.around, want.around)
		for i, k := range d.at {
			switch p, ok := want.others[k]; {
			case k == want.at && d.p[i] != 1,
				ok && math.Abs(d.p[i]-p) > 0.01,
				!ok && k != want.at && d.p[i] > 0.01:
				t.Errorf("%s: p of %d is %g", name, k, d.p[i])
			}
		}
		dates := r.Dates(DateOptions{})
		if len(dates) != 1 || dates[0].At != want.at || dates[0].Low != want.at || dates[0].High > want.at+2 {
			t.Errorf("%s: dates %v, want %d", name, dates, want.at)
		}
	}
}

// TestShapeHoles: a step across a hole is dated to the whole of it, and gaps
// around a series change nothing.
func TestShapeHoles(t *testing.T) {
	y := make([]float64, 40)
	normals(1, 1, 1, y)
	for i := range y {
		y[i] *= 0.1
		if i >= 20 {
			y[i]++
		}
		if i >= 18 && i < 21 {
			y[i] = math.NaN()
		}
	}
	r := FitShape(y, nil, ShapeOptions{})
	d := r.Dates(DateOptions{})
	if r.Class != Steps || len(d) != 1 || d[0].At != 21 || !slices.Equal(d[0].Set, []int{18, 19, 20, 21}) {
		t.Errorf("%v, dates %+v", r.Class, d)
	}
	padded := slices.Concat([]float64{math.NaN(), math.NaN()}, y, []float64{math.NaN()})
	p := FitShape(padded, nil, ShapeOptions{})
	if p.Class != r.Class || p.Criteria != r.Criteria || p.PStep != r.PStep || p.Steps[0] != r.Steps[0]+2 || p.Ramp.Start != r.Ramp.Start+2 {
		t.Errorf("padded %+v, want %+v", p, r)
	}
}

// TestShapeLongHole: a change across a hole as long as the shortest ramp may be
// gradual.
func TestShapeLongHole(t *testing.T) {
	y := make([]float64, 40)
	normals(1, 1, 1, y)
	for i := range y {
		y[i] *= 0.1
		if i >= 16 && i < 24 {
			y[i] = math.NaN()
		} else if i >= 24 {
			y[i]++
		}
	}
	if r := FitShape(y, nil, ShapeOptions{}); r.Class != UndecidedChanged || r.RampMargin > 1e-9 || len(r.Warnings) != 1 {
		t.Errorf("%v, ramp margin %g", r.Class, r.RampMargin)
	}
}

// TestShapeUnits: shifting and scaling a series, or all its variances, changes
// nothing that is said.
func TestShapeUnits(t *testing.T) {
	w := fewToys["C step"]
	y, c := slices.Clone(w.Y), slices.Clone(w.C)
	for i := range y {
		y[i], c[i] = 1024+4*y[i], 8*c[i]
	}
	a, b := FitShape(w.Y, w.C, ShapeOptions{Seed: 5}), FitShape(y, c, ShapeOptions{Seed: 5})
	if a.Class != b.Class || a.PStep != b.PStep || a.Noise != b.Noise || !slices.Equal(a.Steps, b.Steps) {
		t.Errorf("%+v, want %+v", b, a)
	}
	nearby(t, "StepGain", b.StepGain, a.StepGain)
	nearby(t, "RampMargin", b.RampMargin, a.RampMargin)
	nearby(t, "size", b.Dates(DateOptions{})[0].Size.High, 4*a.Dates(DateOptions{})[0].Size.High)
	nearby(t, "unseen", b.Unseen(), 4*a.Unseen())
	if b.Forget(); b.Dates(DateOptions{}) != nil || !math.IsNaN(b.Unseen()) {
		t.Error("dates of what was forgotten")
	}
}

// TestShapeStepDraws: a clear step has the p-value that the draws allow, and no more
// is drawn for a change than its test needs.
func TestShapeStepDraws(t *testing.T) {
	w := fewToys["C step"]
	for i := range w.Y {
		w.Y[i] += float64(i / 13)
	}
	few, many := FitShape(w.Y, w.C, ShapeOptions{}), FitShape(w.Y, w.C, ShapeOptions{StepDraws: 999})
	if few.PStep != 1./80 || few.Draws != 79 || !(many.PStep < 0.006) || many.Draws != 999 || few.Class != many.Class {
		t.Errorf("p %g after %d, %g after %d draws", few.PStep, few.Draws, many.PStep, many.Draws)
	}
}

// TestShapeFitted: levels are weighted means, with the interval of a t test where
// noise is white; a hole with a step has no level, nothing begins before the data.
func TestShapeFitted(t *testing.T) {
	y := slices.Repeat([]float64{0, 1, 2}, 10)
	for i := range y {
		if y[i] /= 8; i >= 15 {
			y[i] += 3
		}
	}
	y[14], y[20] = math.NaN(), math.NaN()
	r := FitShape(slices.Concat([]float64{math.NaN()}, y), nil, ShapeOptions{})
	fitted := r.Fitted()
	if r.Class != Steps || !math.IsNaN(fitted[0]) || !math.IsNaN(fitted[15]) || math.IsNaN(fitted[21]) || len(fitted) != 31 {
		t.Fatalf("%v, fitted %v", r.Class, fitted)
	}
	levels := r.Levels(0)
	for j, want := range [][]float64{y[:14], y[15:]} {
		mean, n := 0.0, 0.0
		for _, v := range want {
			if !math.IsNaN(v) {
				mean, n = mean+v, n+1
			}
		}
		nearby(t, "level", levels[j].Value, mean/n)
		nearby(t, "fitted", fitted[1+16*j], mean/n)
		// qt(.975, 26) = 2.055529
		nearby(t, "half", levels[j].High-levels[j].Value, 2.055529*math.Sqrt(r.Scale/n))
	}
	d := FitShape(fewToys["D ramp"].Y, nil, ShapeOptions{})
	line := d.Fitted()
	if d.Class != Moves || !d.Ramped || math.Abs(line[0]-line[d.Ramp.Start-1]) > 1e-12 || line[0] > line[d.Ramp.Start] || d.Levels(0) != nil {
		t.Errorf("%v, %+v: %v", d.Class, d.Ramp, line)
	}
}

// TestShapeEdges: series of which little or nothing can be said.
func TestShapeEdges(t *testing.T) {
	exact := slices.Concat(make([]float64, 10), ones(10))
	line := make([]float64, 20)
	for i := range line {
		line[i] = float64(i)
	}
	gap := math.NaN()
	for _, test := range []struct {
		name     string
		y        []float64
		want     Class
		warnings int
	}{
		{"none", nil, Undecided, 1},
		{"gaps", []float64{gap, gap}, Undecided, 1},
		{"eleven", slices.Concat(exact[:11], []float64{gap, gap}), Undecided, 1},
		{"1,501", slices.Repeat(ones(3), 500+1), Undecided, 1},
		{"constant", make([]float64, 20), Flat, 1},
		{"infinite", slices.Concat([]float64{math.Inf(1)}, make([]float64, 11)), Undecided, 2},
		{"a step without noise", exact, Steps, 0},
		{"a line without noise", line, Moves, 0},
	} {
		r := FitShape(test.y, nil, ShapeOptions{})
		if r.Class != test.want || len(r.Warnings) != test.warnings {
			t.Errorf("%s: %v, warnings %q, want %v, %d", test.name, r.Class, r.Warnings, test.want, test.warnings)
		}
		if (r.Dates(DateOptions{}) == nil) != (r.search == nil) {
			t.Errorf("%s: dates of %v", test.name, r.Class)
		}
	}
}
