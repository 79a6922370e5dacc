package stats

import (
	"math"
	"slices"
)

// Fitted is the model of the class, a value for each period from the first with an
// observation to the last: a level, a line or a ramp, or steps with or without a
// line. NaN elsewhere, and in a hole in which there is a step; nil for a series
// whose shape is undecided.
func (r Shape) Fitted() []float64 {
	if r.search == nil || r.Class == UndecidedChanged || r.Class == UndecidedWanders {
		return nil
	}
	s := r.search
	x := s.regressors(r.fitted(), nil)
	if r.Class == Moves && r.Ramped {
		x = [][]float64{ones(r.N), r.ramp()}
	}
	l := slices.Index(noises[:], r.Noise)
	z := make([]float64, r.N)
	s.whiten(l, r.y, z)
	rest := append([]float64(nil), z...)
	remove(orthonormal(l, s.whitener, x...), rest)
	for i := range z {
		z[i] -= rest[i]
	}
	s.colour(l, z, z)
	return r.spread(z)
}

// spread puts values on the calendar, and a straight line across holes.
func (r Shape) spread(z []float64) []float64 {
	out := make([]float64, r.periods)
	for i := range out {
		out[i] = math.NaN()
	}
	t := r.search.t
	for i, v := range z {
		out[r.first+t[i]] = r.mean + v
		if i == 0 || r.Class.Dated() && slices.Contains(r.model.at, i) {
			continue
		}
		for p := t[i-1] + 1; p < t[i]; p++ {
			part := float64(p-t[i-1]) / float64(t[i]-t[i-1])
			out[r.first+p] = r.mean + z[i-1] + float64(part*(v-z[i-1]))
		}
	}
	return out
}

func (r Shape) ramp() []float64 {
	x := make([]float64, r.N)
	for i, t := range r.search.t {
		x[i] = min(1, max(0, (float64(r.first+t-r.Ramp.Start)+0.5)/float64(r.Ramp.Length)))
	}
	return x
}

// Levels are those of a flat series, or before, between and after steps without a
// line, by generalised least squares with t(n−p), under the noise that restricted
// likelihood prefers; nil for others. Of counts take Counted.Level: the mean of
// logits of few hits is not the logit of their mean.
func (r Shape) Levels(confidence float64) []Estimate {
	if confidence == 0 {
		confidence = 0.95
	}
	var at []int
	switch {
	case r.search == nil || r.Class != Flat && r.Class != Steps:
		return nil
	case r.Class == Steps:
		at = r.model.at
	}
	var segments [][]float64
	for j, from := 0, 0; j <= len(at); j++ {
		to := end(at, j, r.N)
		x := make([]float64, r.N)
		for i := from; i < to; i++ {
			x[i] = 1
		}
		segments, from = append(segments, x), to
	}
	out := make([]Estimate, len(segments))
	for j := range out {
		last := len(segments) - 1
		segments[j], segments[last] = segments[last], segments[j]
		e := r.search.coefficient(slices.Index(noises[:], r.memory), r.y, confidence, segments...)
		segments[j], segments[last] = segments[last], segments[j]
		out[j] = Estimate{r.mean + e.Value, r.mean + e.Low, r.mean + e.High}
	}
	return out
}

// coefficient of the last regressor, with t for the others' degrees of freedom.
func (s *searcher) coefficient(l int, y []float64, confidence float64, x ...[]float64) Estimate {
	basis := orthonormal(l, s.whitener, x...)
	own := basis[len(basis)-1]
	z := make([]float64, len(y))
	s.whiten(l, y, z)
	value := dot(own.q, z) / own.norm
	remove(basis, z)
	degrees := float64(len(y) - len(x))
	half := studentQuantile(confidence, degrees) * math.Sqrt(dot(z, z)/degrees) / own.norm
	return Estimate{value, value - half, value + half}
}
