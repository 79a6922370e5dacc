package stats

// bounded tells whether a series can be cut within a bound. No part of a series
// costs more than the whole, so most beginnings and ends are soon out of it.
type bounded struct {
	n, h       int
	start, end []float64 // cost up to a period, and behind it, above the floor
	first      int       // the first period the end behind which is within the bound
	last       int       // the last period the start up to which is
	row        []float64
}

func newBounded(n, h int) *bounded {
	return &bounded{n: n, h: h, start: make([]float64, n+1), end: make([]float64, n+1), row: make([]float64, n+1)}
}

// one tells it of one break, and prepares two, whose bound is not larger.
func (b *bounded) one(s *shuffled, bound float64) bool {
	b.last = b.h - 1
	for i := b.h; i <= b.n-b.h; i++ {
		s.costs.row(0, i, b.row[:1])
		if b.start[i] = b.row[0] - s.floor[i]; b.start[i] > bound {
			break
		}
		b.last = i
	}
	b.first = b.n - b.h + 1
	for j := b.n - b.h; j >= b.h; j-- {
		s.costs.row(j, b.n, b.row[:1])
		if b.end[j] = b.row[0] - (s.floor[b.n] - s.floor[j]); b.end[j] > bound {
			break
		}
		b.first = j
	}
	for i := b.first; i <= b.last; i++ {
		if b.start[i]+b.end[i] <= bound {
			return true
		}
	}
	return false
}

func (b *bounded) two(s *shuffled, bound float64) bool {
	for j := max(b.first, 2*b.h); j <= b.n-b.h; j++ {
		left := bound - b.end[j]
		if left < 0 {
			continue
		}
		row := b.row[:max(0, min(b.last, j-b.h)-b.h+1)]
		s.costs.row(b.h, j, row)
		for k, middle := range row {
			i := b.h + k
			if b.start[i]+middle-(s.floor[j]-s.floor[i]) <= left {
				return true
			}
		}
	}
	return false
}
