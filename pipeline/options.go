package pipeline

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// seriesOptions are what the configuration says of series of a frequency and of
// their evidence.
func (c Config) seriesOptions(freq string) (series.Options, error) {
	o, err := c.evidence()
	o.Freq, o.Weighting = series.Freq(freq), series.Weighting(c.Weighting)
	o.By, o.Topic = groupings(c.By, o.Versus), c.Topic
	return o, err
}

// groupings are the keys to group by: those of the configuration, and those of
// pairs of groups.
func groupings(by []string, pairs []group.Group) []string {
	out := slices.Clone(by)
	for _, v := range pairs {
		for _, key := range v.By() {
			if !slices.Contains(out, key) {
				out = append(out, key)
			}
		}
	}
	return out
}

// parsePairs reads pairs of groups.
func parsePairs(texts []string) (out []group.Group, err error) {
	for _, text := range texts {
		v, err := series.ParseVersus(text)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// evidence are what the configuration says of the evidence.
func (c Config) evidence() (series.Options, error) {
	o := series.Options{Draws: c.Draws, Seed: c.Seed, BreaksOf: c.BreaksOf}
	var err error
	if o.Unit, err = series.ParseUnit(c.Unit); err != nil {
		return o, err
	}
	if c.Draws < leastDraws || c.Draws > mostDraws {
		return o, fmt.Errorf("draws %d: want %d to %d", c.Draws, leastDraws, mostDraws)
	}
	if o.Versus, err = parsePairs(c.Versus); err != nil {
		return o, err
	}
	if o.From, o.To, err = ParseSpans(c.From, c.To); err != nil {
		return o, err
	}
	for _, m := range c.BreaksOf {
		if !slices.Contains(measure.Names(), m) {
			return o, fmt.Errorf("breaks_of %q: want some of %q", m, measure.Names())
		}
	}
	o.Breaks, err = BreakOptions(c.MinSegment, c.MaxBreaks)
	return o, err
}

// ParseSpans reads two spans, the first of which has to end before the second
// starts; neither may be missing unless both are.
func ParseSpans(from, to string) (first, second series.Span, err error) {
	if from == "" && to == "" {
		return first, second, nil
	}
	if from == "" || to == "" {
		return first, second, errors.New("from and to go together: say both, like 1975..1984 and 2010..2019")
	}
	if first, err = series.ParseSpan(from); err != nil {
		return first, second, fmt.Errorf("from: %w", err)
	}
	if second, err = series.ParseSpan(to); err != nil {
		return first, second, fmt.Errorf("to: %w", err)
	}
	if !first.End.Before(second.Start) {
		return first, second, fmt.Errorf("from %v to %v: the first span has to end before the second starts", first, second)
	}
	return first, second, nil
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
