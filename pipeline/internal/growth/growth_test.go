package growth

import "testing"

var spun int

// recorder keeps whether a test failed.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

// TestLinear: what grows with the square is found out, what does not passes.
func TestLinear(t *testing.T) {
	for _, c := range []struct {
		name string
		cost func(n int) int
		fail bool
	}{
		{"n", func(n int) int { return n }, false},
		{"n²", func(n int) int { return n * n / 100 }, true},
	} {
		r := &recorder{TB: t}
		Linear(r, c.name, 100, func(n int) func() {
			return func() {
				for range c.cost(n) * 1000 {
					spun++
				}
			}
		})
		if r.failed != c.fail {
			t.Errorf("%s: failed is %v", c.name, r.failed)
		}
	}
}
