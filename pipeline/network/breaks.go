package network

import (
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/result"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
	"github.com/frameshift/frameshift/pipeline/usage"
)

// Breaks are the spans between the dated steps of a run: those of the position of the
// first contrast that has any, of all documents within the topic.
func Breaks(run *result.Run, topic string) ([]series.Span, error) {
	lex, err := run.Lexicon()
	if err != nil {
		return nil, err
	}
	steps := map[string][]time.Time{}
	for r, err := range result.Scan[store.BreakRow](run) {
		if err != nil {
			return nil, err
		}
		if r.Measure == "position" && r.Group == "" && r.Topic == topic && r.Freq == run.Config.Freq {
			steps[r.Of] = append(steps[r.Of], r.Next)
		}
	}
	var names []string
	for _, c := range lex.Contrasts {
		names = append(names, c.Key)
		if dates := steps[c.Key]; len(dates) > 0 {
			return between(run, dates)
		}
	}
	return nil, usage.Errorf("spans: no dated step in the position of %s: name spans such as 1972..1990,1991..2005", strings.Join(names, ", "))
}

// between cuts the time of a run's documents where steps are.
func between(run *result.Run, dates []time.Time) ([]series.Span, error) {
	var first, last time.Time
	for d, err := range result.Scan[store.DocumentRow](run) {
		if err != nil {
			return nil, err
		}
		if d.Date.IsZero() {
			continue
		}
		if first.IsZero() || d.Date.Before(first) {
			first = d.Date
		}
		if d.Date.After(last) {
			last = d.Date
		}
	}
	slices.SortFunc(dates, time.Time.Compare)
	freq := series.Freq(run.Config.Freq)
	start := freq.Start(first)
	var out []series.Span
	for _, next := range dates {
		out = append(out, series.Span{Start: start, End: next.AddDate(0, 0, -1)})
		start = next
	}
	return append(out, series.Span{Start: start, End: freq.Next(freq.Start(last)).AddDate(0, 0, -1)}), nil
}
