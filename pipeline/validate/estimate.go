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
	rawSpread := e.spread(cell, raw, e.found)
	row.Raw, row.RawLow, row.RawHigh = e.interval(raw, cell.tokens, rawSpread)
	total, err, warnings := e.total(at, cell, raw)
	err.raw = math.Sqrt(rawSpread.along(e.slopes(raw[0], raw[1])))
	if slices.Contains(warnings, notCorrected) {
		row.Warnings, err.own = notCorrected, nan
		return row, err
	}
	slope, spread, coding := e.slopes(total[0], total[1]), e.spread(cell, total, e.expected(err.pools, raw, total)), err.coding
	for _, o := range err.shared {
		coding.add(o.pool.scatter, float64(o.size*o.size)/o.pool.n)
	}
	both := coding
	both.add(spread, 1)
	row.Corrected, row.Low, row.High = e.interval(total, cell.tokens, both)
	row.CodingSE, row.DocumentsSE = math.Sqrt(coding.along(slope)), math.Sqrt(spread.along(slope))
	err.slope = slope
	err.own = math.Sqrt(err.coding.along(slope) + spread.along(slope))
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

// spread is the covariance of totals from having these documents only: that of a
// Poisson bootstrap of what each has, to the first order. Of fewer than ten documents
// it is that of sentences as they come.
func (e *estimator) spread(cell *tally, total [2]float64, has func(*docTally) [2]float64) (v matrix2) {
	for i := range cell.docs {
		d := &cell.docs[i]
		f := has(d)
		if e.b < 0 {
			f[0] -= float64(d.tokens / float64(cell.tokens) * total[0])
		}
		v.add(matrix2{{f[0] * f[0], f[0] * f[1]}, {f[0] * f[1], f[1] * f[1]}}, 1)
	}
	for k := range 2 {
		if len(cell.docs) < fewDocuments || total[k] < 1 {
			v[k][1-k], v[1-k][k] = 0, 0
			v[k][k] = max(total[k], 0.5)
		}
	}
	if e.b < 0 {
		v[1] = [2]float64{}
	}
	return v
}

// found is what the lexicon finds in a document.
func (e *estimator) found(d *docTally) [2]float64 { return e.totals(d.found) }

// expected is what people are expected to find in it.
func (e *estimator) expected(list []*pool, raw, total [2]float64) func(*docTally) [2]float64 {
	return func(d *docTally) [2]float64 {
		out := e.totals(d.found)
		for k := range out {
			if list == nil {
				out[k] *= (total[k] + 0.5) / (raw[k] + 0.5)
				continue
			}
			out[k] *= e.pools.lambda[k]
			for h, n := range d.strata {
				if n > 0 {
					out[k] += float64(n * list[h].mean[k])
				}
			}
		}
		return out
	}
}

// periodError is the error of a period: what is its own, and what it shares with other
// periods.
type periodError struct {
	raw, own float64 // standard errors on the scale of the measure
	coding   matrix2 // of the totals, by coding, its own
	slope    [2]float64
	shared   []sharedPart
	pools    []*pool // by stratum; nil by method matrix
}

// sharedPart is how many sentences of a period the error of a pool moves.
type sharedPart struct {
	pool *pool
	size float64
}

// add puts a number of sentences of a pool on the period.
func (s *periodError) add(p *pool, size float64) {
	at := slices.IndexFunc(s.shared, func(o sharedPart) bool { return o.pool == p })
	if at < 0 {
		at = len(s.shared)
		s.shared = append(s.shared, sharedPart{pool: p})
	}
	s.shared[at].size += size
}

// variance is that of the measure by what is shared.
func (s *periodError) variance() (v float64) {
	for _, o := range s.shared {
		v += float64(o.size*o.size) * o.pool.scatter.along(s.slope) / o.pool.n
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
		if list[h] = e.pools.of(h, at, size); list[h] == nil {
			return total, err, []string{notCorrected}
		}
		for k := range total {
			total[k] += float64(size * list[h].mean[k])
		}
	}
	err.pools = list
	warnings = e.floor(&total)
	for h, size := range cell.strata {
		switch p := list[h]; {
		case p == nil:
		case p.warning == "":
			err.coding.add(p.scatter, float64(size*size)/p.n)
		default:
			err.add(p, size)
			warnings = append(warnings, p.warning)
		}
	}
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
