// Package growth fails a test of work that takes more than in proportion to its
// input.
package growth

import (
	"math"
	"runtime"
	"testing"
	"time"
)

// power is that of the input in which work may grow, n log n among it, and caches
// how many times longer it may take where the memory is large and others use the
// caches too. The square is far above both.
const power, caches = 1.2, 2

// factor is how many times more input is tried, rounds how often before work that
// seems to grow faster is believed to: other programs on the machine only slow it.
const factor, rounds = 16, 6

// Linear measures the work that prepare makes of n and of factor·n pieces of
// input.
func Linear(tb testing.TB, name string, n int, prepare func(n int) (work func())) {
	tb.Helper()
	small, large := prepare(n), prepare(factor*n)
	limit := caches * math.Pow(factor, power)
	least, most := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for range rounds {
		runtime.GC()
		for range 3 { // a small time that is too long would hide growth
			least = min(least, timeOf(small))
		}
		most = min(most, timeOf(large))
		if float64(most) <= limit*float64(least) {
			return
		}
	}
	tb.Errorf("%s: %v for %d, %v for %d: grows with the power %.2f", name, least, n, most, factor*n,
		math.Log(float64(most)/float64(least))/math.Log(factor))
}
