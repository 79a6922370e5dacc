package stats

import "math"

// costs price the stretches of a series; a cut costs the sum of its segments.
type costs interface {
	// row sets out[k] to the cost of the periods behind from+k up to to.
	row(from, to int, out []float64)
}

// A cutter cuts series of n periods behind m of them, at the least cost, by
// dynamic programming over the place of the last break. It keeps its buffers.
//
// Segments of at least h periods leave slack = n − (m+1)h to give away, so the
// j-th segment ends at (j+1)h + k with 0 ≤ k ≤ slack, and the one before it
// ended at jh + i with i ≤ k: no other cell of the table can be part of a cut.
type cutter struct {
	n, m, h, slack int
	best           [][]float64 // by segment and k
	last           [][]int32   // the i of the best cut
	buf            []float64
}

func newCutter(n, m, h int) *cutter {
	c := &cutter{n: n, m: m, h: h, slack: n - (m+1)*h}
	for range m {
		c.best = append(c.best, make([]float64, c.slack+1))
		c.last = append(c.last, make([]int32, c.slack+1))
	}
	c.buf = make([]float64, c.slack+1)
	return c
}

// cut fills last, of length m, with the last periods of all segments but the
// final one, and returns the cost. Of cuts that cost the same, the one with the
// earlier last break is taken.
func (c *cutter) cut(s costs, last []int) float64 {
	if c.m == 0 {
		s.row(0, c.n, c.buf[:1])
		return c.buf[0]
	}
	for k := range c.best[0] {
		s.row(0, c.h+k, c.best[0][k:k+1])
	}
	for j := 1; j < c.m; j++ {
		for k := range c.best[j] {
			c.best[j][k], c.last[j][k] = c.cheapest(s, j, k)
		}
	}
	fit, at := c.cheapest(s, c.m, c.slack)
	for j := c.m; j > 0; j-- {
		last[j-1] = j*c.h + int(at)
		at = c.last[j-1][at]
	}
	return fit
}

// cheapest finds where the segments before j end when j ends at (j+1)h + k.
func (c *cutter) cheapest(s costs, j, k int) (cost float64, at int32) {
	row := c.buf[:k+1]
	s.row(j*c.h, (j+1)*c.h+k, row)
	before := c.best[j-1][:len(row)]
	cost = math.Inf(1)
	for i, v := range row {
		if v += before[i]; v < cost {
			cost, at = v, int32(i)
		}
	}
	return cost, at
}
