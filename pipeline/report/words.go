package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/claim"
	"github.com/frameshift/frameshift/pipeline/group"
	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/series"
	"github.com/frameshift/frameshift/pipeline/store"
)

// shown is a measure as the page shows it.
type shown struct{ measure.Measure }

func measureOf(name string) shown {
	m, _ := measure.Named(name)
	return shown{m}
}

// value is a value of a measure as claims write it.
func (m shown) value(v float64) string { return claim.Value(m.Name, v) }

// with is a value with its unit.
func (m shown) with(v float64) string { return m.unit(m.value(v)) }

// unit adds the unit to a text that lacks it: a percentage has its own.
func (m shown) unit(text string) string {
	if m.Shown.Unit == "" || strings.HasSuffix(text, "%") {
		return text
	}
	return text + " " + m.Shown.Unit
}

// interval is an estimate and its 95 % interval.
func (m shown) interval(v, low, high float64) string {
	return m.unit(claim.Interval(m.Name, v, low, high))
}

// periodName is the name of the period that starts at t.
func periodName(f series.Freq, t time.Time) string {
	if f == series.Week {
		return "week of " + f.Name(t)
	}
	return f.Name(t)
}

// span names a stretch of days by its first and last period.
func (r *run) span(start, end time.Time) string {
	first, last := r.period(r.freq.Start(start)), r.period(r.freq.Start(end))
	if first == last {
		return first
	}
	return first + "–" + last
}

func (r *run) frame(key string) string {
	if i := slices.IndexFunc(r.glossary.Frames, func(f store.Term) bool { return f.Key == key }); i >= 0 {
		return cmp.Or(r.glossary.Frames[i].Label, key)
	}
	return key
}

// of is the label of a contrast, frame or pair.
func (r *run) of(n name) string {
	if measureOf(n.Measure).Of == measure.Frame {
		return r.frame(n.Of)
	}
	if k := r.opposed(n); k != nil {
		return cmp.Or(k.Label, k.Key)
	}
	return n.Of
}

func (r *run) topic(key string) string {
	if key == "" {
		return "all discourse"
	}
	if i := slices.IndexFunc(r.glossary.Topics, func(t store.Term) bool { return t.Key == key }); i >= 0 {
		return cmp.Or(r.glossary.Topics[i].Label, key)
	}
	return key
}

// groupName names a group: issuer=CHN is China (CHN), audience=domestic is audience:
// domestic.
func (r *run) groupName(text string) string {
	g, err := group.Parse(text)
	switch {
	case err != nil:
		return text // of another version
	case g.Pair():
		return r.keyName(g.First) + " minus " + r.keyName(g.Second)
	}
	return r.keyName(g.First)
}

func (r *run) keyName(k group.Key) string {
	if len(k) == 0 {
		return "all documents"
	}
	var parts []string
	for _, p := range k {
		if name := r.states.names[p.Value]; p.Key == "issuer" && name != "" {
			parts = append(parts, name+" ("+p.Value+")")
			continue
		}
		parts = append(parts, p.Key+": "+cmp.Or(p.Value, "(none)"))
	}
	return strings.Join(parts, ", ")
}
