package stats

import (
	"math"
	"sync"
)

// sen sets Sen's slope: the median of slopes d, which are (y_j − y_i)/(t_j − t_i)
// over all pairs, or those within a season.
// With K pairs and C = z·√VarS the interval runs from the slope of rank
// (K − C)/2 to that of rank (K + C)/2 + 1, ranks rounded half to even as R's
// trend::sens.slope does (Sen 1968).
func (r *Trend) sen(d []float64, confidence float64) {
	o := orders.Get().(*ordered)
	defer orders.Put(o)
	o.set(d)
	n := len(o.x)
	k, c := float64(n), normalQuantile(1-confidence)*math.Sqrt(r.VarS)
	low := int(math.RoundToEven((k - c) / 2))
	high := int(math.RoundToEven((k+c)/2 + 1))
	if low < 1 || high > n {
		r.warn("%d observed values: too few for the interval of Sen's slope, its ends are the extreme slopes", r.N)
		low, high = max(low, 1), min(high, n)
	}
	r.Sen = o.median()
	r.SenLow, _ = o.pair(low - 1)
	r.SenHigh, _ = o.pair(high - 1)
}

// orders keeps the memory of slopes for the next series.
var orders = sync.Pool{New: func() any { return new(ordered) }}

func slopes(p points) []float64 {
	n := len(p.y)
	d := make([]float64, 0, n*(n-1)/2)
	for i := range p.y {
		for j := i + 1; j < n; j++ {
			d = append(d, (p.y[j]-p.y[i])/float64(p.t[j]-p.t[i]))
		}
	}
	return d
}

func (o *ordered) median() float64 {
	n := len(o.x)
	at, next := o.pair((n - 1) / 2)
	if n%2 == 1 {
		return at
	}
	return (at + next) / 2
}
