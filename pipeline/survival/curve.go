package survival

import (
	"math"
	"slices"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
)

// Span is the time in which a unit is watched: after Entry, up to and with Exit.
// With Event it adopts at Exit, else that is when it was last seen without.
type Span struct {
	Entry, Exit float64
	Event       bool
}

// Step is the curve of adoption at a time.
type Step struct {
	Time    float64
	AtRisk  int // watched just before, and had not adopted
	Adopted int // at that time
	// Share of units that have adopted by then, had all been watched throughout, with
	// its 95 % interval; the ends are NaN where the share is 0 or 1.
	Share, Low, High float64
}

// z95 is the normal quantile of a two-sided interval of 95 %.
const z95 = 1.959963984540054

// Curve is that of Kaplan and Meier (1958) with delayed entry, as the share that has
// adopted, 1 − S, at the times given, or, where none are, at those of events. The
// interval is Greenwood's on log(−log S), as in R's survival (conf.type "log-log")
// and lifelines.
func Curve(spans []Span, times []float64) []Step {
	r := risk(spans)
	if times == nil {
		times = r.times
	}
	var out []Step
	survive, variance, next := 1.0, 0.0, 0
	for _, t := range times {
		step := Step{Time: t, AtRisk: r.at(t)}
		for ; next < len(r.times) && r.times[next] <= t; next++ {
			n, d := r.at(r.times[next]), r.events[next]
			survive *= 1 - float64(d)/float64(n)
			variance += float64(d) / (float64(n) * float64(n-d)) // infinite once all have
			if r.times[next] == t {
				step.Adopted = d
			}
		}
		step.Share = 1 - survive
		step.Low, step.High = logLog(survive, variance)
		out = append(out, step)
	}
	return out
}

// logLog are the ends of the interval of 1 − S.
func logLog(survive, variance float64) (low, high float64) {
	if !(survive > 0 && survive < 1) {
		return math.NaN(), math.NaN()
	}
	half := z95 * math.Sqrt(variance) / math.Abs(portable.Log(survive))
	return 1 - portable.Pow(survive, portable.Exp(-half)), 1 - portable.Pow(survive, portable.Exp(half))
}

// riskSet counts who is watched when.
type riskSet struct {
	entries, exits []float64
	times          []float64 // of events, each once
	events         []int     // at each
}

func risk(spans []Span) *riskSet {
	r := &riskSet{}
	var at []float64
	for _, s := range spans {
		r.entries, r.exits = append(r.entries, s.Entry), append(r.exits, s.Exit)
		if s.Event {
			at = append(at, s.Exit)
		}
	}
	slices.Sort(r.entries)
	slices.Sort(r.exits)
	slices.Sort(at)
	for i, t := range at {
		if i == 0 || t != at[i-1] {
			r.times, r.events = append(r.times, t), append(r.events, 0)
		}
		r.events[len(r.events)-1]++
	}
	return r
}

// at is how many are at risk at a time: in before it, and not out before it.
func (r *riskSet) at(t float64) int {
	in, _ := slices.BinarySearch(r.entries, t)
	out, _ := slices.BinarySearch(r.exits, t)
	return in - out
}

// adopted is how many adopt at a time.
func (r *riskSet) adopted(t float64) int {
	if i, ok := slices.BinarySearch(r.times, t); ok {
		return r.events[i]
	}
	return 0
}
