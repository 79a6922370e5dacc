package figure

import (
	"math"
	"testing"
)

func TestReadable(t *testing.T) {
	for in, want := range map[string]string{"values.human_rights": "Human rights", "a-b": "A – b", "": "", "主权": "主权"} {
		if got := readable(in); got != want {
			t.Errorf("readable %q: %q, want %q", in, got, want)
		}
	}
}

// TestCounts takes P and N back out of ln((P+½)/(N+½)).
func TestCounts(t *testing.T) {
	for p := 0.0; p < 60; p++ {
		for n := 0.0; n < 60; n++ {
			r := seriesRow{estimate: math.Log((p + 0.5) / (n + 0.5)), hits: int64(p + n)}
			if a, b := r.counts(); a != p || b != n {
				t.Fatalf("%v and %v come back as %v and %v", p, n, a, b)
			}
		}
	}
}
