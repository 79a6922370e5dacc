package series

import (
	"time"

	"github.com/frameshift/frameshift/pipeline/corpus"
	"github.com/frameshift/frameshift/pipeline/score"
)

// dayOf is the day of the period on which a document stands, from 1, or 0 where
// its date is coarser.
func dayOf(d *score.Document, period time.Time) int {
	if d.Date.Precision != corpus.PrecisionDay {
		return 0
	}
	return int(d.Date.First().Sub(period)/(24*time.Hour)) + 1
}

// The last period counts as incomplete where its documents end, as a part of its
// days, before those of every other period do, and where so many documents as a
// period has would have left the rest empty in fewer than one case in twenty
// (e⁻³): it takes three periods before it to say what is usual.
const (
	fewestBefore   = 3
	missingAtLeast = 3.0
)

// incomplete says whether the period is the last of the calendar and not yet
// whole.
func (a *Aggregator) incomplete(period time.Time) bool {
	if a.unended == nil {
		last := a.unfinished()
		a.unended = &last
	}
	return !a.unended.IsZero() && a.unended.Equal(period)
}

// unfinished is the last period if it is incomplete, else zero.
func (a *Aggregator) unfinished() time.Time {
	ends, documents := map[time.Time]int{}, map[time.Time]int{}
	var last time.Time
	for d := range a.reader().each(0) {
		if d.day == 0 {
			return time.Time{}
		}
		ends[d.period] = max(ends[d.period], d.day)
		documents[d.period]++
		if d.period.After(last) {
			last = d.period
		}
	}
	part := func(p time.Time) float64 {
		return float64(ends[p]) / (a.o.Freq.Next(p).Sub(p).Hours() / 24)
	}
	before, usual := 0, 0
	for p := range ends {
		if p.Equal(last) {
			continue
		}
		if part(p) <= part(last) {
			return time.Time{}
		}
		before, usual = before+1, usual+documents[p]
	}
	if before < fewestBefore || float64(usual)/float64(before)*(1-part(last)) < missingAtLeast {
		return time.Time{}
	}
	return last
}
