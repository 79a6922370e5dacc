package stats

import "math"

// ExactSum adds finite numbers up without rounding: neither their order nor how
// they are split into parts changes the sum. The zero value is an empty sum.
//
// Source: Shewchuk, Discrete & Computational Geometry 18 (1997) 305–363; the
// last rounding is that of math.fsum in CPython.
type ExactSum struct {
	parts []float64 // of the sum: of growing size, no two with digits in the same place
}

// Add adds a number.
func (s *ExactSum) Add(x float64) {
	n := 0
	for _, y := range s.parts {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		high := x + y
		if low := y - (high - x); low != 0 {
			s.parts[n] = low
			n++
		}
		x = high
	}
	s.parts = append(s.parts[:n], x)
}

// Value is the sum, rounded once to the nearest number, ties to even.
func (s *ExactSum) Value() float64 {
	n := len(s.parts)
	if n == 0 {
		return 0
	}
	n--
	high, low := s.parts[n], 0.0
	for n > 0 && low == 0 {
		n--
		x, y := high, s.parts[n]
		high = x + y
		low = y - (high - x)
	}
	// A tie was rounded without regard to what comes after it.
	if n > 0 && (low < 0) == (s.parts[n-1] < 0) && low != 0 {
		if x := high + (low + low); x-high == low+low {
			high = x
		}
	}
	return high
}
