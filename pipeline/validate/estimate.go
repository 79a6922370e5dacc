package validate

import (
	"math"
	"slices"
	"time"
)

// z95 is the normal quantile of a two-sided interval of 95 %.
const z95 = 1.959963984540054

// fewDocuments is how many documents a period needs for their spread to be seen.
const fewDocuments = 10

// scale is a measure on the scale of its interval: two totals and the tokens there, its
// slopes, and the way back.
type scale struct {
	of     func(p, n, tokens float64) float64 // the measure itself
	at     func(p, n, tokens float64) float64
	slopes func(p, n float64) [2]float64
	back   func(x float64) float64
}

// logRatio is ln((p+½)/(n+½)), which keeps a share off the ends too.
func logRatio(p, n, _ float64) float64 { return math.Log((p + 0.5) / (n + 0.5)) }

func ratioSlopes(p, n float64) [2]float64 { return [2]float64{1 / (p + 0.5), -1 / (n + 0.5)} }

var scales = map[string]scale{
	"position": {logRatio, logRatio, ratioSlopes, func(x float64) float64 { return x }},
	"share": {
		func(p, n, _ float64) float64 { return p / (p + n) },
		logRatio, ratioSlopes,
		func(x float64) float64 { return 1 / (1 + math.Exp(-x)) },
	},
	"rate": {
		func(p, _, tokens float64) float64 { return 1000 * p / tokens },
		func(p, _, tokens float64) float64 { return math.Log(1000 * (p + 0.5) / tokens) },
		func(p, _ float64) [2]float64 { return [2]float64{1 / (p + 0.5), 0} },
		math.Exp,
	},
}

// estimator corrects one series.
type estimator struct {
	*corrector
	scale
	pools  *pools
	a, b   int           // targets; b -1: one
	matrix []errorMatrix // of both, by method matrix
}

// period corrects a period; cell nil: it has no documents.
func (e *estimator) period(at time.Time, cell *tally) (CorrectedRow, periodError) {
	nan := math.NaN()
	row := CorrectedRow{Period: at, Raw: nan, RawLow: nan, RawHigh: nan, Corrected: nan, Low: nan, High: nan, CodingSE: nan, DocumentsSE: nan,
		Method: e.o.Method, Assumes: assumes[e.o.Method]}
	if cell == nil {
		row.Warnings = noDocuments
		return row, periodError{own: nan, raw: nan}
	}
	row.Sentences, row.Documents, row.Tokens = cell.sentences, int64(len(cell.docs)), cell.tokens
	row.Codings = e.pools.coded[at]
	raw := e.totals(cell.found)
	rawSpread := e.spread(cell, raw)
	row.Raw, row.RawLow, row.RawHigh = e.interval(raw, cell.tokens, rawSpread)
	total, err, warnings := e.total(at, cell, raw)
	err.raw = math.Sqrt(rawSpread)
	if slices.Contains(warnings, notCorrected) {
		row.Warnings, err.own = notCorrected, nan
		return row, err
	}
	spread := e.spread(cell, total)
	coding := float64(err.own*err.own) + err.variance()
	row.Corrected, row.Low, row.High = e.interval(total, cell.tokens, coding+spread)
	row.CodingSE, row.DocumentsSE = math.Sqrt(coding), math.Sqrt(spread)
	err.own = math.Sqrt(float64(err.own*err.own) + spread)
	slices.Sort(warnings)
	for _, w := range slices.Compact(warnings) {
		row.Warnings = joined(row.Warnings, w)
	}
	return row, err
}

func (e *estimator) totals(found []float64) [2]float64 {
	if e.b < 0 {
		return [2]float64{found[e.a], 0}
	}
	return [2]float64{found[e.a], found[e.b]}
}

// interval is the value of two totals with its interval.
func (e *estimator) interval(total [2]float64, tokens int64, variance float64) (value, low, high float64) {
	if tokens == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	x, half := e.at(total[0], total[1], float64(tokens)), z95*math.Sqrt(variance)
	value, low, high = e.of(total[0], total[1], float64(tokens)), e.back(x-half), e.back(x+half)
	if e.b < 0 && total[0] == 0 {
		low = 0
	}
	return value, low, high
}

// spread is the variance from having these documents only, on the scale of the interval:
// that of a Poisson bootstrap of them, to the first order.
func (e *estimator) spread(cell *tally, total [2]float64) float64 {
	least := 0.0 // of counts as they come, half a sentence where there is none
	for k, slope := range e.slopes(total[0], total[1]) {
		least += float64(slope * slope * max(total[k], 0.5))
	}
	if len(cell.docs) < fewDocuments {
		return least
	}
	raw := e.totals(cell.found)
	slope, v := e.slopes(raw[0], raw[1]), 0.0
	for _, d := range cell.docs {
		f := e.totals(d.found)
		x := float64(slope[0]*f[0]) + float64(slope[1]*f[1])
		if e.b < 0 {
			x -= d.tokens / float64(cell.tokens) * raw[0] * slope[0]
		}
		v += float64(x * x)
	}
	if min(total[0], total[1]) < 1 && e.b >= 0 || total[0] < 1 {
		return max(v, least)
	}
	return v
}

// periodError is the error of a period on the scale of its interval: its own standard
// error, and its parts in errors that periods share.
type periodError struct {
	raw, own float64
	shared   []sharedPart
}

// sharedPart is how the error of a pool moves a period.
type sharedPart struct {
	pool      *pool
	direction [2]float64
}

// add puts a number of sentences of a pool on the period.
func (s *periodError) add(p *pool, size float64, slope [2]float64) {
	at := slices.IndexFunc(s.shared, func(o sharedPart) bool { return o.pool == p })
	if at < 0 {
		at = len(s.shared)
		s.shared = append(s.shared, sharedPart{pool: p})
	}
	for k := range slope {
		s.shared[at].direction[k] += float64(size * slope[k])
	}
}

// variance is that of what is shared.
func (s *periodError) variance() (v float64) {
	for _, o := range s.shared {
		v += o.pool.along(o.direction) / o.pool.n
	}
	return v
}

// total corrects the totals of a period, and gives the error of it from coding.
func (e *estimator) total(at time.Time, cell *tally, raw [2]float64) (total [2]float64, err periodError, warnings []string) {
	if e.o.Method == Matrix {
		return e.byMatrix(cell, raw)
	}
	list := make([]*pool, len(cell.strata))
	for k := range total {
		total[k] = e.pools.lambda[k] * raw[k]
	}
	for h, size := range cell.strata {
		if size == 0 {
			continue
		}
		if list[h] = e.pools.of(h, at); list[h] == nil {
			return total, err, []string{notCorrected}
		}
		for k := range total {
			total[k] += float64(size * list[h].mean[k])
		}
	}
	warnings = e.floor(&total)
	slope := e.slopes(total[0], total[1])
	own := 0.0
	for h, size := range cell.strata {
		switch p := list[h]; {
		case p == nil:
		case p.warning == "":
			own += float64(size*size) * p.along(slope) / p.n
		default:
			err.add(p, size, slope)
			own += size * p.along(slope)
			warnings = append(warnings, p.warning)
		}
	}
	err.own = math.Sqrt(own)
	return total, err, warnings
}

// floor keeps totals from going below nothing.
func (e *estimator) floor(total *[2]float64) (warnings []string) {
	for k := range total {
		if total[k] < -1e-9 {
			warnings = append(warnings, belowZero)
		}
		total[k] = max(0, total[k])
	}
	return warnings
}
