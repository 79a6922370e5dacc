package survival_test

import (
	"errors"
	"math"
	"testing"

	"github.com/frameshift/frameshift/pipeline/survival"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.7f, want %.7f", what, got, want)
	}
}

// units of the toy: lifelines 0.30, KaplanMeierFitter with entry, gives the same
// shares and intervals.
var units = []survival.Span{
	{2000, 2003, true}, {2000, 2005, true}, {2000, 2005, true}, {2002, 2005, false},
	{2004, 2006, true}, {2000, 2008, false}, {2006, 2008, true}, {2000, 2010, false},
}

func TestCurve(t *testing.T) {
	want := []survival.Step{
		{2003, 6, 1, .166667, .025288, .726877},
		{2005, 6, 2, .444444, .171538, .840535},
		{2006, 3, 1, .629630, .293514, .941538},
		{2008, 3, 1, .753086, .420959, .972143},
	}
	got := survival.Curve(units, nil)
	if len(got) != len(want) {
		t.Fatalf("%d steps: %v", len(got), got)
	}
	for i, w := range want {
		g := got[i]
		if g.Time != w.Time || g.AtRisk != w.AtRisk || g.Adopted != w.Adopted {
			t.Errorf("step %v, want %v", g, w)
		}
		near(t, "share", g.Share, w.Share, 5e-7)
		near(t, "low", g.Low, w.Low, 5e-7)
		near(t, "high", g.High, w.High, 5e-7)
	}
	// At other times the curve is what it was at the last event.
	at := survival.Curve(units, []float64{2002, 2007})
	if at[0].Share != 0 || !math.IsNaN(at[0].Low) || at[0].AtRisk != 5 || at[1].Adopted != 0 || at[1].Share != got[2].Share || at[1].AtRisk != 3 {
		t.Errorf("%v", at)
	}
	all := survival.Curve([]survival.Span{{0, 1, true}, {0, 2, true}}, nil)
	if last := all[1]; last.Share != 1 || !math.IsNaN(last.High) {
		t.Errorf("once all have adopted: %v", last)
	}
}

// TestLogRank: lifelines, logrank_test, of the two groups of the toy; a group that is
// never at risk when anyone adopts has no part in it.
func TestLogRank(t *testing.T) {
	one := []survival.Span{{0, 1, true}, {0, 2, true}, {0, 3, true}, {0, 5, false}}
	two := []survival.Span{{0, 3, true}, {0, 5, true}, {0, 5, false}, {0, 4, true}}
	r := survival.LogRank([][]survival.Span{one, two})
	near(t, "chi2", r.Chi2, .535437, 5e-7)
	near(t, "p", r.P, .464330, 5e-7)
	near(t, "expected", r.Expected[0]+r.Expected[1], 6, 1e-12)
	three := survival.LogRank([][]survival.Span{one, {{8, 9, false}}, two})
	if three.Degrees != 1 || math.Abs(three.Chi2-r.Chi2) > 1e-12 {
		t.Errorf("with a group that is never at risk: %+v", three)
	}
	if alone := survival.LogRank([][]survival.Span{one}); !math.IsNaN(alone.P) {
		t.Errorf("a single group: %+v", alone)
	}
	// lifelines 0.30.3, multivariate_logrank_test, of these and a third.
	other := []survival.Span{{0, 2, true}, {0, 2, false}, {0, 6, true}, {0, 4, true}, {0, 3, true}}
	r = survival.LogRank([][]survival.Span{one, two, other})
	near(t, "chi2 of three", r.Chi2, .719922, 5e-7)
	near(t, "p of three", r.P, .697704, 5e-7)
	// Three equal groups differ in nothing.
	same := survival.LogRank([][]survival.Span{one, one, one})
	near(t, "chi2 of equal groups", same.Chi2, 0, 1e-12)
	if same.Degrees != 2 {
		t.Errorf("%d degrees", same.Degrees)
	}
}

// TestFirstUses: numpy, by convolution; tokens of A and B by year 20k/80k, 30k/90k,
// 25k/75k, 40k/60k.
func TestFirstUses(t *testing.T) {
	ofA := []bool{true, true, true, false, true, false}
	chance := []float64{.2, .2, .25, .25, .25, .4}
	for _, c := range []struct {
		k, observed    int
		expected, z, p float64
	}{{1, 1, .2, 2, .2}, {3, 3, .65, 3.298753, .01}, {5, 4, 1.15, 3.033804, .01125}} {
		f := survival.FirstUses(ofA[:c.k], chance[:c.k])
		if f.Observed != c.observed {
			t.Errorf("k %d: observed %d", c.k, f.Observed)
		}
		near(t, "expected", f.Expected, c.expected, 1e-12)
		near(t, "z", f.Z, c.z, 5e-7)
		near(t, "p", f.P, c.p, 1e-12)
	}
	if f := survival.FirstUses([]bool{true}, []float64{1}); !math.IsNaN(f.P) {
		t.Errorf("where B has no text nothing is tested: %+v", f)
	}
}

// periods of the toy: eight issuers in two groups, exposure of the others of a group.
func periods() (event []bool, x [][]float64, cluster []int) {
	adopt, group := []int{1, 2, 3, 0, 3, 5, 0, 4}, []int{1, 1, 1, 1, 0, 0, 0, 0}
	for i := range adopt {
		for p := 1; p <= 5 && (adopt[i] == 0 || p <= adopt[i]); p++ {
			before := 0.0
			for j := range adopt {
				if j != i && group[j] == group[i] && adopt[j] > 0 && adopt[j] < p {
					before++
				}
			}
			event, x, cluster = append(event, adopt[i] == p), append(x, []float64{1, before / 3}), append(cluster, i)
		}
	}
	return event, x, cluster
}

// TestCloglog: statsmodels, GLM with CLogLog, which stops once the deviance moves by
// less than 1e-8, and so with five digits.
func TestCloglog(t *testing.T) {
	h, err := survival.Cloglog(periods())
	if err != nil {
		t.Fatal(err)
	}
	if h.Rows != 28 || h.Events != 6 || h.Clusters != 8 || !h.Converged {
		t.Errorf("%+v", h)
	}
	near(t, "const", h.Coef[0], -1.666343, 5e-6)
	near(t, "exposure", h.Coef[1], .882488, 5e-6)
	near(t, "se of const", h.SE[0], .554957, 5e-6)
	near(t, "se of exposure", h.SE[1], 1.153264, 5e-6)
	near(t, "log-likelihood", h.LogLik, -14.251026, 5e-7)
}

// TestClusters: rows told twice in their clusters have the robust errors of the rows
// told once, where the others shrink by √2.
func TestClusters(t *testing.T) {
	event, x, cluster := periods()
	once, err := survival.Cloglog(event, x, cluster)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := survival.Cloglog(append(event, event...), append(x, x...), append(cluster, cluster...))
	if err != nil {
		t.Fatal(err)
	}
	for a := range once.Coef {
		near(t, "robust", twice.Robust[a], once.Robust[a], 1e-8)
		near(t, "plain", twice.SE[a]*math.Sqrt2, once.SE[a], 1e-8)
	}
}

func TestCloglogRefuses(t *testing.T) {
	event, x, cluster := periods()
	for i := range x {
		x[i] = append(x[i], 2*x[i][1])
	}
	if _, err := survival.Cloglog(event, x, cluster); !errors.Is(err, survival.ErrSingular) {
		t.Errorf("a doubled column: %v", err)
	}
	apart := [][]float64{{1, 0}, {1, 0}, {1, 1}, {1, 1}}
	if h, err := survival.Cloglog([]bool{false, false, true, true}, apart, []int{1, 2, 3, 4}); err == nil && h.Converged {
		t.Errorf("what tells adopters from others without an exception has no estimate: %+v", h)
	}
}
