package stats

// CohenKappa of two coders who rated the same units, NaN where one gave no
// rating; a unit without both is left out, with a warning. Slices of different
// length are a misuse and panic.
//
//	κ = (p_o − p_e)/(1 − p_e),  p_e = Σ_j p_aj p_bj
//
// p_o is the share of units rated alike, p_aj the share of category j with the
// first coder, p_bj with the second.
//
// Source: Cohen, Educational and Psychological Measurement 20 (1960) 37–46.
func CohenKappa(a, b []float64) Agreement {
	units, r := comparableUnits([][]float64{a, b}, 2)
	values := distinct(units)
	first, second := make([]float64, len(units)), make([]float64, len(units))
	same := 0.0
	for i, u := range units {
		first[i], second[i] = u[0], u[1]
		if u[0] == u[1] {
			same++
		}
	}
	n, chance := float64(len(units)), 0.0
	nb := counts(second, values)
	for j, na := range counts(first, values) {
		chance += float64(na * nb[j])
	}
	return r.kappa(same*n, chance, n*n)
}

// FleissKappa of ratings[coder][unit], at least two coders, any category. Only
// units that every coder rated count; the others are left out, with a warning.
//
//	κ = (P̄ − P̄_e)/(1 − P̄_e)
//	P̄ = Σ_ij n_ij(n_ij − 1) / (N m (m−1)),  P̄_e = Σ_j (Σ_i n_ij / (N m))²
//
// n_ij is how many of the m coders gave unit i, of N, the category j.
//
// Source: Fleiss, Psychological Bulletin 76 (1971) 378–382.
func FleissKappa(ratings [][]float64) Agreement {
	m := max(len(ratings), 2)
	units, r := comparableUnits(ratings, m)
	values := distinct(units)
	total := make([]float64, len(values))
	pairs := 0.0
	for _, u := range units {
		for j, n := range counts(u, values) {
			pairs += float64(n * (n - 1))
			total[j] += n
		}
	}
	all, chance := float64(r.Ratings), 0.0
	for _, n := range total {
		chance += float64(n * n)
	}
	return r.kappa(pairs*all/float64(m-1), chance, all*all)
}

// kappa takes shares as counts over a common whole, so that "all alike" is seen
// exactly and not through a rounded 1 − p_e.
func (a Agreement) kappa(seen, chance, whole float64) Agreement {
	if whole == chance {
		a.warn("fewer than two different ratings in units that can be compared: agreement is not defined")
		return a
	}
	a.Value = (seen - chance) / (whole - chance)
	return a
}
