package network

import (
	"github.com/frameshift/frameshift/pipeline/stats"
)

// sums are the counters of several documents.
type sums struct {
	counters
	n         []int64
	most      []int32 // of each counter, in one document
	documents []int32 // that have it
}

func (c *corpus) sum(docs []int32) *sums {
	s := &sums{c.counters, make([]int64, c.size()), make([]int32, c.size()), make([]int32, c.size())}
	for _, d := range docs {
		for _, k := range c.docs[d].counts {
			s.n[k.at] += int64(k.n)
			s.most[k.at] = max(s.most[k.at], k.n)
			s.documents[k.at]++
		}
	}
	return s
}

// table is that of a pair. Units in which the nodes meet only in hits that share bytes
// say nothing of it, and are in none of its cells.
func (s *sums) table(pair, i, j int) stats.FourFold {
	o := float64(s.n[s.overlap(pair)])
	return stats.Met(float64(s.n[s.together(pair)]), float64(s.n[s.node(i)])-o, float64(s.n[s.node(j)])-o, float64(s.n[0])-o)
}

// draws are the counters of several documents in every draw, a row a counter.
type draws struct {
	counters
	n [][]int32
}

// drawer draws networks. It is not safe for concurrent use.
type drawer struct {
	*corpus
	weights *stats.Weights
	w       []int32
	into    draws
	values  []float64
	bounds  stats.Percentiles
}

func newDrawer(c *corpus) *drawer {
	d := &drawer{corpus: c, weights: stats.NewWeights(c.o.Seed), w: make([]int32, c.o.Draws), values: make([]float64, c.o.Draws)}
	d.into = draws{c.counters, make([][]int32, c.size())}
	for i := range d.into.n {
		d.into.n[i] = make([]int32, c.o.Draws)
	}
	return d
}

// draw draws documents, as often as the weights of the series' bootstrap say.
func (d *drawer) draw(docs []int32) *draws {
	for _, row := range d.into.n {
		clear(row)
	}
	for _, at := range docs {
		doc := &d.docs[at]
		d.weights.Draw(doc.key, 1, d.w)
		for _, k := range doc.counts {
			row := d.into.n[k.at][:len(d.w)]
			if k.n == 1 {
				for b, w := range d.w {
					row[b] += w
				}
				continue
			}
			for b, w := range d.w {
				row[b] += w * k.n
			}
		}
	}
	return &d.into
}

// table is that of a pair in a draw.
func (d *draws) table(b, pair, i, j int) stats.FourFold {
	o := float64(d.n[d.overlap(pair)][b])
	return stats.Met(float64(d.n[d.together(pair)][b]), float64(d.n[d.node(i)][b])-o, float64(d.n[d.node(j)][b])-o, float64(d.n[0][b])-o)
}
