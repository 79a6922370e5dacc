package stats

// Concordance of two measurements of the same units, NaN where one is missing:
// 1 only where they are equal, so that one that is always twice the other does
// not agree with it, however well they correlate. Slices of different length are a
// misuse and panic.
//
//	ρ_c = 2 s_ab / (s_a² + s_b² + (ā − b̄)²),  s over n
//
// Source: Lin, Biometrics 45 (1989) 255–268.
func Concordance(a, b []float64) Agreement {
	units, r := comparableUnits([][]float64{a, b}, 2)
	n := float64(len(units))
	var meanA, meanB float64
	for _, u := range units {
		meanA += u[0] / n
		meanB += u[1] / n
	}
	var apart, together float64
	for _, u := range units {
		da, db := u[0]-meanA, u[1]-meanB
		apart += float64(da*da) + float64(db*db)
		together += float64(da * db)
	}
	apart += float64(n * float64((meanA-meanB)*(meanA-meanB)))
	if len(units) < 2 || apart == 0 {
		r.warn("one and the same value in all units: concordance is not defined")
		return r
	}
	r.Value = 2 * together / apart
	return r
}
