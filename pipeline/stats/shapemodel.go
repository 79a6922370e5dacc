package stats

// A stepModel is steps, at the number of values before each, alone or beside a
// line.
type stepModel struct {
	at    []int
	line  bool
	noise int
}

func (m stepModel) periods(s *searcher) []int {
	out := make([]int, len(m.at))
	for j, k := range m.at {
		out[j] = s.t[k]
	}
	return out
}

// regressors of a model, without the steps in leave.
func (s *searcher) regressors(m stepModel, leave []int) [][]float64 {
	n := len(s.t)
	x := [][]float64{ones(n)}
	if m.line {
		x = append(x, s.line())
	}
	for _, k := range m.at {
		if len(leave) > 0 && k >= leave[0] && k <= leave[len(leave)-1] {
			continue
		}
		x = append(x, stepAt(n, k))
	}
	return x
}

func (s *searcher) rss(l int, y []float64, x ...[]float64) float64 {
	z := make([]float64, len(y))
	s.whiten(l, y, z)
	remove(orthonormal(l, s.whitener, x...), z)
	return dot(z, z)
}

// levels are the weighted means of segments.
func (s *searcher) levels(y []float64, at []int) []float64 {
	out := make([]float64, len(at)+1)
	from := 0
	for j := range out {
		to := end(at, j, len(y))
		sum, weight := 0.0, 0.0
		for i := from; i < to; i++ {
			sum, weight = sum+y[i]/s.c[i], weight+1/s.c[i]
		}
		out[j], from = sum/weight, to
	}
	return out
}
