package validate

import (
	"context"
	"math"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/stats"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// More draws a further wave: n sentences, spread over the strata so that what people
// find is known best, by the codings there are (Neyman); without any, so many of each
// kind as o says, in the strata of the first wave.
func More(ctx context.Context, run *result.Run, dir string, n int, o Options, read Reader) (*Sample, error) {
	v, err := Load(run, dir)
	if err != nil {
		return nil, err
	}
	if n < 0 || n > 100_000 || n == 0 && o.Hits+o.Near+o.Far == 0 {
		return nil, usage.Errorf("nothing to draw: say how many sentences, or how many of each kind")
	}
	p, st, err := v.populationOf(run)
	if err != nil {
		return nil, err
	}
	if v.Waves == 9 {
		return nil, usage.Errorf("nine waves are the most there are")
	}
	s := &Sample{Design: *v.Design, Key: v.Key}
	s.Waves++
	s.Wave = s.Waves
	if s.wider, err = readWider(dir, &s.Design); err != nil {
		return nil, err
	}
	more := s.allocate(o.Hits, o.Near, o.Far)
	if n > 0 {
		if err := v.need(); err != nil {
			return nil, err
		}
		more = v.neyman(n)
	}
	for i := range more {
		more[i] = min(more[i], s.Strata[i].Size-s.Strata[i].N())
	}
	return s, s.wave(ctx, p, st, more, read)
}

// neyman spreads n over the strata by the shares that people found in them, summed over
// the frames.
func (v *Validation) neyman(n int) []int {
	spread := make([]float64, len(v.Strata))
	sum := 0.0
	for h := range v.Strata {
		for t := range v.targets {
			if v.targets[t].frame == "" {
				continue
			}
			var found, all float64
			for i := range v.units {
				if y := v.units[i].human[t]; v.units[i].stratum == h && !math.IsNaN(y) {
					found, all = found+y, all+1
				}
			}
			p := found / max(1, all)
			spread[h] += float64(max(p, 1/(all+2)) * (1 - p))
		}
		spread[h] = float64(float64(v.Strata[h].Size) * math.Sqrt(spread[h]))
		sum += spread[h]
	}
	out := make([]int, len(v.Strata))
	for h := range out {
		out[h] = int(math.Round(float64(n) * spread[h] / sum))
	}
	return out
}

// Plan is how many codings an interval takes.
type Plan struct {
	Frame             string
	Precision, Recall float64 // that are expected
	ForPrecision      float64 // sentences with a hit
	ForRecall         float64 // sentences of all kinds, spread as is best
	Hits, Near, Far   float64 // of them
}

// Power says how many codings an interval of such a width takes, by the codings there
// are.
func Power(v *Validation, width float64) ([]Plan, error) {
	if err := v.need(); err != nil {
		return nil, err
	}
	if !(width > 0 && width < 1) {
		return nil, usage.Errorf("width %g: want the width of an interval, between 0 and 1", width)
	}
	var out []Plan
	for t := range v.targets {
		if v.targets[t].frame != "" {
			out = append(out, v.plan(t, width))
		}
	}
	return out, nil
}

func (v *Validation) plan(t int, width float64) Plan {
	row, _ := v.measure(t, "", -1)
	p := Plan{Frame: row.Frame, Precision: row.Precision, Recall: row.Recall, ForPrecision: stats.PrecisionCodings(row.Precision, width)}
	var strata []stats.Planned
	var kind []string
	for h := range v.Strata {
		for _, found := range []bool{true, false} {
			if s, ok := v.planned(h, t, found); ok {
				strata, kind = append(strata, s), append(kind, v.Strata[h].Kind)
			}
		}
	}
	n, spread := stats.RecallCodings(strata, width)
	p.ForRecall = n
	for i, m := range spread {
		switch kind[i] {
		case Hit:
			p.Hits += m
		case Near:
			p.Near += m
		default:
			p.Far += m
		}
	}
	return p
}

// planned is the part of a stratum in which the lexicon finds a target, or does not, with
// the share of it that people find: half a sentence more, lest what was not seen be
// impossible.
func (v *Validation) planned(h, t int, found bool) (stats.Planned, bool) {
	var n, part, human float64
	for i := range v.units {
		u := &v.units[i]
		if y := u.human[t]; u.stratum == h && !math.IsNaN(y) {
			n++
			if v.targets[t].has(u.frames) == found {
				part, human = part+1, human+y
			}
		}
	}
	if part == 0 {
		return stats.Planned{}, false
	}
	return stats.Planned{Size: float64(v.Strata[h].Size) * part / n, Share: (human + 0.5) / (part + 1), Found: found}, true
}
