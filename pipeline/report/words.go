package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/frameshift/frameshift/pipeline/series"
)

// measure is how a measure is shown.
type measure struct {
	Label    string  `json:"label"`
	Unit     string  `json:"unit"`
	Scale    float64 `json:"scale"` // shown = table × scale
	Decimals int     `json:"decimals"`
	About    string  `json:"-"`
	Of       string  `json:"-"` // contrast, frame or pair
}

// measures are those of series.MeasureNames.
var measures = map[string]measure{
	"position":   {"Position", "logits", 1, 2, "the logarithm of how often the one side is named for each time the other is: 0 is as often, 0.7 twice as often, −0.7 half as often", "contrast"},
	"share":      {"Share", "%", 100, 0, "the first side's share in the hits of both sides", "contrast"},
	"difference": {"Difference", "per 1,000 words", 1000, 2, "hits of the first side minus hits of the second, per 1,000 words", "contrast"},
	"salience":   {"Salience", "per 1,000 words", 1000, 2, "hits of both sides per 1,000 words: how much is said about the matter at all", "contrast"},
	"rate":       {"Rate", "per 1,000 words", 1, 2, "hits of the frame per 1,000 words", "frame"},
	"together":   {"Together", "sentences", 1, 0, "sentences that name both sides", "pair"},
	"lift":       {"Lift", "log odds ratio", 1, 2, "whether the two sides meet in a sentence more often (above 0) or less often (below 0) than if they knew nothing of each other", "pair"},
	"jaccard":    {"Jaccard", "%", 100, 1, "sentences with both sides among the sentences with either", "pair"},
	"evenness":   {"Evenness", "0 to 1", 1, 2, "1 where both sides have as many hits, 0 where one side has all", "pair"},
}

func measureOf(key string) measure {
	m, ok := measures[key]
	if !ok {
		m = measure{Label: key, Scale: 1, Decimals: 3}
	}
	return m
}

// value is a value of a measure as text, without its unit.
func (m measure) value(v float64) string { return fixed(v*m.Scale, m.Decimals) }

// with is a value with its unit.
func (m measure) with(v float64) string { return m.unit(m.value(v)) }

func (m measure) unit(text string) string {
	switch m.Unit {
	case "":
		return text
	case "%":
		return text + " %"
	}
	return text + " " + m.Unit
}

// interval is an estimate and its 95 % interval.
func (m measure) interval(v, low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return m.with(v)
	}
	return fmt.Sprintf("%s (%s to %s)", m.with(v), m.value(low), m.value(high))
}

// signed is a change, with + before what rises.
func (m measure) signed(v float64) string {
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
	if i := slices.IndexFunc(r.book.frames, func(f frame) bool { return f.Key == key }); i >= 0 {
		return cmp.Or(r.book.frames[i].Label, key)
	}
	return key
}

// of is the label of a contrast, frame or pair.
func (r *run) of(n name) string {
	if measureOf(n.Measure).Of == "frame" {
		return r.frame(n.Of)
	}
	if k := r.opposed(n); k != nil {
		return cmp.Or(k.label, k.key)
	}
	return n.Of
}

// opposed finds the contrast or pair that a series is of; nil for a frame.
func (r *run) opposed(n name) *contrast {
	list := r.book.contrasts
	if measureOf(n.Measure).Of == "pair" {
		list = r.book.pairs
	}
	if i := slices.IndexFunc(list, func(k contrast) bool { return k.key == n.Of }); i >= 0 && measureOf(n.Measure).Of != "frame" {
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
	return name(k.positive), name(k.negative)
}

func (r *run) topic(key string) string {
	if key == "" {
		return "all discourse"
	}
	return cmp.Or(r.book.topics[key], key)
}

// group names a group: issuer=CHN is issuer: CHN.
func group(g string) string {
	if g == "" {
		return "all documents"
	}
	first, second, pair := strings.Cut(g, " vs ")
	key, value, _ := strings.Cut(first, "=")
	text := key + ": " + cmp.Or(value, "(none)")
	if pair {
		return text + " minus " + group(second)
	}
	return text
}

// warningMeanings are what the words in the column mean.
var warningMeanings = map[string]string{
	"weak":            "under 5 hits: the estimate is little more than chance",
	"few-documents":   "the interval is drawn from the sentences of few documents, and does not know how documents differ",
	"thin-topic":      "under ten sentences on the topic",
	"no-documents":    "no document: there is no estimate",
	"not-significant": "a cut was found, but a series without any break looks as broken by chance",
	"too-short":       "too few periods to look for breaks",
	"too-long":        "too many periods to look for breaks",
}
