package validate

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/store"
)

// The kinds of rows of stability that a validation has.
const (
	kindRaw       = "all"
	kindCorrected = "corrected"
)

// spans are the two stretches of time between which the run explains changes.
func (v *Validation) spans() (s store.Spans, ok bool, err error) {
	for row, err := range result.Scan[store.ShiftRow](v.run) {
		if err != nil {
			return s, false, err
		}
		if row.Break.IsZero() && row.Group == "" {
			return row.Spans, true, nil
		}
	}
	return s, false, nil
}

// stability is the change of the pooled positions between the spans of the run, raw and
// corrected.
func (c *corrector) stability(pooled *tallies) (out []store.StabilityRow, err error) {
	spans, ok, err := c.spans()
	if err != nil || !ok {
		return nil, err
	}
	for i := range c.targets {
		t := &c.targets[i]
		if t.contrast == "" || t.negative {
			continue
		}
		name := store.SeriesName{Measure: "position", Of: t.contrast, Freq: c.Freq}
		raw, corrected, hits, found := c.change(pooled, i, spans)
		if !found {
			continue
		}
		out = append(out,
			store.StabilityRow{SeriesName: name, Kind: kindRaw, Hits: int64(hits), Change: raw, Delta: 0},
			store.StabilityRow{SeriesName: name, Kind: kindCorrected, Item: c.o.Method, Hits: int64(hits), Change: corrected, Delta: corrected - raw, Rank: 1})
	}
	return out, nil
}

// change is that of a contrast whose positive side is a target.
func (c *corrector) change(pooled *tallies, t int, spans store.Spans) (raw, corrected, hits float64, ok bool) {
	e := &estimator{corrector: c, scale: scales["position"], a: t, b: t + 1, matrix: []errorMatrix{c.matrix(t), c.matrix(t + 1)}}
	c.inGroup = make([]bool, len(c.units))
	for i := range c.inGroup {
		c.inGroup[i] = true
	}
	e.pools = newPools(c.Validation, t, t+1, [2]float64{c.lambda(t), c.lambda(t + 1)}, c.inGroup)
	var sums, rights [2][2]float64
	for i, cell := range pooled.cells {
		at := pooled.periods[i]
		span := spanOf(at, spans)
		if cell == nil || span < 0 {
			continue
		}
		f := e.totals(cell.found)
		total, _, warnings := e.total(at, cell, f)
		for _, w := range warnings {
			if w == notCorrected {
				return raw, corrected, hits, false
			}
		}
		for k := range 2 {
			sums[span][k] += f[k]
			rights[span][k] += total[k]
			hits += f[k]
		}
	}
	position := func(s [2]float64) float64 { return portable.Log((s[0] + 0.5) / (s[1] + 0.5)) }
	return position(sums[1]) - position(sums[0]), position(rights[1]) - position(rights[0]), hits, true
}

// spanOf is 0 or 1, or -1 for neither.
func spanOf(at time.Time, s store.Spans) int {
	switch {
	case !at.Before(s.FromStart) && !at.After(s.FromEnd):
		return 0
	case !at.Before(s.ToStart) && !at.After(s.ToEnd):
		return 1
	}
	return -1
}
