package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

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

// value is a value of a measure as text, without its unit.
func (m shown) value(v float64) string { return fixed(v*m.Shown.Scale, m.Shown.Decimals) }

// with is a value with its unit.
func (m shown) with(v float64) string { return m.unit(m.value(v)) }

func (m shown) unit(text string) string {
	switch m.Shown.Unit {
	case "":
		return text
	case "%":
		return text + " %"
	}
	return text + " " + m.Shown.Unit
}

// interval is an estimate and its 95 % interval.
func (m shown) interval(v, low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return m.with(v)
	}
	return fmt.Sprintf("%s (%s to %s)", m.with(v), m.value(low), m.value(high))
}

// signed is a change, with + before what rises.
func (m shown) signed(v float64) string {
	if text := m.value(v); v > 0 {
		return m.unit("+" + text)
	}
	return m.with(v)
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

// opposed finds the contrast or pair that a series is of; nil for a frame.
func (r *run) opposed(n name) *store.Term {
	list := r.glossary.Contrasts
	if measureOf(n.Measure).Of == measure.Pair {
		list = r.glossary.Pairs
	}
	if i := slices.IndexFunc(list, func(k store.Term) bool { return k.Key == n.Of }); i >= 0 && measureOf(n.Measure).Of != measure.Frame {
		return &list[i]
	}
	return nil
}

// sides names the two sides of a contrast or pair by the labels of their frames.
func (r *run) sides(n name) (positive, negative string) {
	k := r.opposed(n)
	if k == nil {
		return "the first side", "the second side"
	}
	name := func(keys []string) string {
		var labels []string
		for _, f := range keys {
			labels = append(labels, r.frame(f))
		}
		return list(labels)
	}
	return name(k.A), name(k.B)
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

// groupName names a group: issuer=CHN is issuer: CHN.
func groupName(text string) string {
	g, err := group.Parse(text)
	switch {
	case err != nil:
		return text // of another version
	case g.Pair():
		return keyName(g.First) + " minus " + keyName(g.Second)
	}
	return keyName(g.First)
}

func keyName(k group.Key) string {
	if len(k) == 0 {
		return "all documents"
	}
	var parts []string
	for _, p := range k {
		parts = append(parts, p.Key+": "+cmp.Or(p.Value, "(none)"))
	}
	return strings.Join(parts, ", ")
}
