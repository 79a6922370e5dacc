package stats

import "math"

// sum adds numbers up with the rounding errors carried along, so that parts
// give their whole to the last bit or nearly.
//
// Source: Neumaier, ZAMM 54 (1974) 39–51.
func sum(x []float64) float64 {
	var total, lost float64
	for _, v := range x {
		t := total + v
		if math.Abs(total) >= math.Abs(v) {
			lost += (total - t) + v
		} else {
			lost += (v - t) + total
		}
		total = t
	}
	return total + lost
}
