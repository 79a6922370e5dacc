package pipeline

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stats"

	"github.com/frameshift/frameshift/pipeline/usage"
)

// seriesOptions are what the configuration says of series of a frequency and of
// their evidence.
func (c Config) seriesOptions(freq string) (series.Options, error) {
	o, err := c.evidence()
	o.Freq, o.Weighting = series.Freq(freq), series.Weighting(c.Weighting)
	o.By, o.Topic = group.Keys(c.By, o.Versus), c.Topic
	return o, err
}

// evidence are what the configuration says of the evidence.
func (c Config) evidence() (series.Options, error) {
	o := series.Options{Draws: c.Draws, Seed: c.Seed, BreaksOf: c.BreaksOf, Stances: !c.unmarked()}
	var err error
	if o.Unit, err = series.ParseUnit(c.Unit); err != nil {
		return o, err
	}
	if c.Draws < leastDraws || c.Draws > mostDraws {
		return o, fmt.Errorf("draws %d: want %d to %d", c.Draws, leastDraws, mostDraws)
	}
	if o.Versus, err = series.ParsePairs(c.Versus); err != nil {
		return o, err
	}
	if o.From, o.To, err = series.ParseSpans(c.From, c.To); err != nil {
		return o, err
	}
	for _, m := range c.BreaksOf {
		if !slices.Contains(measure.Names(), m) {
			return o, fmt.Errorf("breaks_of %q: %swant some of %q", m, usage.Meant(m, measure.Names()), measure.Names())
		}
	}
	return o, nil
}

// maxSegment bounds a number of periods that is typed in.
const maxSegment = 1_000_000

// BreakOptions reads the bounds of a search for breaks: the least length of a
// segment, as a number of periods or a share of the series, or empty; and the
// largest number of breaks, or 0.
func BreakOptions(minSegment string, most int) (stats.BreakOptions, error) {
	o := stats.BreakOptions{Max: most}
	if most < 0 {
		return o, fmt.Errorf("largest number of breaks %d: want 0 or more", most)
	}
	if minSegment == "" {
		return o, nil
	}
	v, err := strconv.ParseFloat(minSegment, 64)
	switch {
	case err != nil || !(v > 0) || v >= 1 && v != math.Trunc(v) || v > maxSegment:
		return o, fmt.Errorf("min-segment %q: want a number of periods, or a share between 0 and 1", minSegment)
	case v < 1:
		o.MinShare = v
	default:
		o.MinSegment = int(v)
	}
	return o, nil
}
