package network

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/stats"
	"gonum.org/v1/gonum/mat"
)

// ties is by how much two numbers that are equal may differ from rounding.
const ties = 1e-9

// changes compares the networks of two spans and tests all links at once, by the largest
// change of any (Westfall and Young 1993, Resampling-based multiple testing).
func (c *corpus) changes(ctx context.Context, before, after *links, first, second []int32, seed uint64) (rows []ChangeRow, distance, p float64) {
	r, side := c.relabelings(first, second)
	x := &contrast{total: r.total}
	c.each(func(pair, i, j int) {
		if r.total[c.node(i)] > 0 && r.total[c.node(j)] > 0 {
			x.pairs = append(x.pairs, pairOf{pair, c.node(i), c.node(j), c.together(pair), c.overlap(pair)})
		}
	})
	rows = c.deltas(before, after)
	if len(x.pairs) == 0 {
		return rows, math.NaN(), math.NaN()
	}
	start := make([]int64, c.size())
	c.add(start, [][]int32{first, second}[side])
	_, distance = x.extent(start)
	if r.exact == 1 {
		for i := range rows {
			rows[i].Warnings = strings.TrimPrefix(rows[i].Warnings+separator+noRelabeling, separator)
		}
		return rows, distance, math.NaN()
	}
	larger, p := c.test(ctx, r, x, x.sizes(start), distance, seed)
	for i, at := range x.pairs {
		rows[at.pair].P = larger[i]
	}
	return rows, distance, p
}

// test says how often the largest change of relabelings is as large as each of sizes, and
// the distance as large as the one observed.
func (c *corpus) test(ctx context.Context, r *relabelings, x *contrast, sizes []float64, distance float64, seed uint64) (p []float64, pDistance float64) {
	largest, all, own := c.relabeled(ctx, r, x, seed)
	slices.Sort(largest)
	further := 0
	for _, v := range all {
		if v >= distance-ties {
			further++
		}
	}
	share := func(n int) float64 { return float64(n+own) / float64(len(largest)+own) }
	for _, size := range sizes {
		below, _ := slices.BinarySearch(largest, size-ties)
		p = append(p, share(len(largest)-below))
	}
	return p, share(further)
}

// relabeled takes the extents of relabelings: of all, among which is the one observed, or
// of some beside it, own.
func (c *corpus) relabeled(ctx context.Context, r *relabelings, x *contrast, seed uint64) (largest, all []float64, own int) {
	if r.exact > 0 {
		r.every(c, func(sums []int64) {
			most, sum := x.extent(sums)
			largest, all = append(largest, most), append(all, sum)
		})
		return largest, all, 0
	}
	const lot = 500
	n := c.o.Permutations
	largest, all = make([]float64, n), make([]float64, n)
	// An error is that of ctx, which the caller meets too.
	_ = c.parallel(ctx, (n+lot-1)/lot, func() func(int) {
		return func(i int) {
			r.drawn(c, i*lot, min(n, (i+1)*lot), seed, func(b int, sums []int64) { largest[b], all[b] = x.extent(sums) })
		}
	})
	return largest, all, 1
}

// deltas are the changes with their intervals, without a test.
func (c *corpus) deltas(before, after *links) []ChangeRow {
	rows := make([]ChangeRow, c.pairs)
	var bounds stats.Percentiles
	drawn := make([]float64, c.o.Draws)
	c.each(func(pair, i, j int) {
		a, b := &before.rows[pair], &after.rows[pair]
		row := ChangeRow{Topic: a.Topic, Group: a.Group, From: a.Span, To: b.Span, Window: a.Window, A: a.A, B: a.B,
			Delta: math.NaN(), Low: math.NaN(), High: math.NaN(), Z: math.NaN(), P: math.NaN()}
		first, second := before.sums.table(pair, i, j), after.sums.table(pair, i, j)
		if first.Both+first.First+second.Both+second.First > 0 && first.Both+first.Second+second.Both+second.Second > 0 {
			row.Delta = second.LogOdds() - first.LogOdds()
			row.Z = row.Delta / portable.Hypot(first.Error(), second.Error())
		}
		if x, y := before.lors[pair], after.lors[pair]; x != nil && y != nil {
			for b := range drawn {
				drawn[b] = y[b] - x[b]
			}
			row.Low, row.High = bounds.Interval(drawn, 0)
		}
		var warnings []string
		for _, w := range []string{absent, few} {
			if warned(a.Warnings, w) || warned(b.Warnings, w) {
				warnings = append(warnings, w)
			}
		}
		row.Warnings = strings.Join(warnings, separator)
		rows[pair] = row
	})
	return rows
}

// spectral is how far the spectra of two networks are apart: the Euclidean distance of
// the eigenvalues of their normalised Laplacians, I − D^−½ W D^−½, in the order of size
// (Chung 1997, Spectral graph theory; as Discourse Network Analyzer's phase transitions).
// Weights are log-odds above 0.
func (c *corpus) spectral(before, after *links) float64 {
	a, b := c.spectrum(before), c.spectrum(after)
	if a == nil || b == nil {
		return math.NaN()
	}
	sum := 0.0
	for i := range a {
		sum += float64((a[i] - b[i]) * (a[i] - b[i]))
	}
	return math.Sqrt(sum)
}

func (c *corpus) spectrum(l *links) []float64 {
	w := mat.NewSymDense(c.nodes, nil)
	degree := make([]float64, c.nodes)
	c.each(func(pair, i, j int) {
		if v := l.rows[pair].LOR; v > 0 {
			w.SetSym(i, j, v)
			degree[i] += v
			degree[j] += v
		}
	})
	for i := range c.nodes {
		for j := i + 1; j < c.nodes; j++ {
			if v := w.At(i, j); v > 0 {
				w.SetSym(i, j, -v/math.Sqrt(degree[i]*degree[j]))
			}
		}
		if degree[i] > 0 {
			w.SetSym(i, i, 1)
		}
	}
	var e mat.EigenSym
	if !e.Factorize(w, false) {
		return nil
	}
	return e.Values(nil)
}
