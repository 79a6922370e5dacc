package stats

import (
	"math"
	"testing"
)

// TestFalseDiscovery: scipy 1.17.1, false_discovery_control.
func TestFalseDiscovery(t *testing.T) {
	p := []float64{.0125, .005, math.NaN(), .37, .05, 1, .0125, .2, .04}
	want := []float64{.03333333333333333, .03333333333333333, math.NaN(), .4228571428571428, .08, 1, .03333333333333333, .26666666666666666, .08}
	for i, q := range FalseDiscovery(p) {
		if math.IsNaN(want[i]) != math.IsNaN(q) || math.Abs(q-want[i]) > 1e-12 {
			t.Errorf("q of %g is %g, want %g", p[i], q, want[i])
		}
	}
	if len(FalseDiscovery(nil)) != 0 || FalseDiscovery([]float64{.3})[0] != .3 {
		t.Error("none, or one")
	}
}
