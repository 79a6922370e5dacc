package stats

// weightedSums price stretches of a series whose values weigh differently, by
// the weighted sum of squares around their mean.
type weightedSums struct {
	weight, sum, squares []float64 // sums before each value; weight of each
	before               []float64
	inverse              [][]float64 // by end and start: 1 over the weight between
}

func (s *weightedSums) n() int { return len(s.weight) }

func (s *weightedSums) weigh(c []float64) {
	n := len(c)
	s.weight, s.before = make([]float64, n), make([]float64, n+1)
	s.sum, s.squares = make([]float64, n+1), make([]float64, n+1)
	for i, v := range c {
		s.weight[i] = 1 / v
		s.before[i+1] = s.before[i] + s.weight[i]
	}
	s.inverse = make([][]float64, n+1)
	for to := range s.inverse {
		s.inverse[to] = make([]float64, to)
		for from := range s.inverse[to] {
			s.inverse[to][from] = 1 / (s.before[to] - s.before[from])
		}
	}
}

func (s *weightedSums) set(y []float64) {
	for i, v := range y {
		w := float64(s.weight[i] * v)
		s.sum[i+1] = s.sum[i] + w
		s.squares[i+1] = s.squares[i] + float64(w*v)
	}
}

func (s *weightedSums) row(from, to int, out []float64) {
	sum, squares, inverse := s.sum[from:][:len(out)], s.squares[from:][:len(out)], s.inverse[to][from:][:len(out)]
	sumTo, squaresTo := s.sum[to], s.squares[to]
	for k := range out {
		d := sumTo - sum[k]
		out[k] = squaresTo - squares[k] - float64(float64(d*d)*inverse[k])
	}
}
