package stats

import (
	"math"
	"sync"
)

// sen sets Sen's slope: the median of (y_j − y_i)/(t_j − t_i) over all pairs, or
// those within a season.
// With K pairs and C = z·√VarS the interval runs from the slope of rank
// (K − C)/2 to that of rank (K + C)/2 + 1, ranks rounded half to even as R's
// trend::sens.slope does (Sen 1968).
func (r *Trend) sen(g slopeSet, confidence float64) {
	n := g.len()
	k, c := float64(n), float64(normalQuantile(1-confidence)*math.Sqrt(r.VarS))
	low := int(math.RoundToEven((k - c) / 2))
	high := int(math.RoundToEven(float64((k+c)/2) + 1))
	if low < 1 || high > n {
		r.warn("%d observed values: too few for the interval of Sen's slope, its ends are the extreme slopes", r.N)
		low, high = max(low, 1), min(high, n)
	}
	kth := g.kth
	if g.points() <= directPoints {
		o := orders.Get().(*orderedSlopes)
		defer orders.Put(o)
		o.set(g.list(o.list))
		kth = o.kth
	}
	r.Sen, r.SenLow, r.SenHigh = kth((n-1)/2), kth(low-1), kth(high-1)
	if n%2 == 0 {
		r.Sen = (r.Sen + kth(n/2)) / 2
	}
}

// orders keeps the memory of slopes for the next series.
var orders = sync.Pool{New: func() any { return new(orderedSlopes) }}

// orderedSlopes are ordered for several ranks.
type orderedSlopes struct {
	ordered
	list []float64 // by bin, once they are set
}

// set takes the slopes of the list, none of which is NaN.
func (o *orderedSlopes) set(list []float64) {
	o.ordered.set(list)
	o.list = list
	var next [orderedBins]int32
	at := int32(0)
	for bin, n := range o.counts {
		next[bin], at = at, at+n
	}
	for i, v := range o.x {
		bin := o.bins[i]
		o.list[next[bin]] = v
		next[bin]++
	}
}

func (o *orderedSlopes) kth(k int) float64 {
	bin, before := o.bin(k)
	in := o.list[before : before+int(o.counts[bin])]
	put(in, k-before)
	return in[k-before]
}
