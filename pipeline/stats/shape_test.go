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
			r := FitShape(w.Y, w.C, ShapeOptions{Draws: 1999, Clear: -1, Both: true})
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
