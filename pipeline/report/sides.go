package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/frameshift/frameshift/pipeline/measure"
	"github.com/frameshift/frameshift/pipeline/store"
)

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
	return r.side(k.A, k.PairsA), r.side(k.B, k.PairsB)
}

// inOne tells a pair from its halves.
const inOne = " in one sentence"

// side names frames, and pairs that count where both halves meet.
func (r *run) side(frames, pairs []string) string {
	var labels, parts []string
	for _, f := range frames {
		labels = append(labels, r.frame(f))
	}
	if labels != nil {
		parts = append(parts, list(labels))
	}
	for _, p := range r.pairs(pairs) {
		label := cmp.Or(p.Label, p.Key)
		if !strings.HasSuffix(label, inOne) {
			label += inOne
		}
		parts = append(parts, label)
	}
	return strings.Join(parts, ", or ")
}

// counts is what the column hits of a series counts: hits, or the sentences on
// the sides of a contrast.
func (r *run) counts(n name) string {
	if k := r.opposed(n); k != nil && k.Count != "" {
		return strings.TrimSuffix(k.Count, "s")
	}
	return "hit"
}

// framesBehind are the keys of the frames that a series counts, of the sides of a
// contrast and of its pairs, each once.
func (r *run) framesBehind(n name) []string {
	k := r.opposed(n)
	if k == nil {
		return []string{n.Of}
	}
	keys := slices.Concat(k.A, k.B)
	for _, p := range r.pairs(slices.Concat(k.PairsA, k.PairsB)) {
		keys = slices.Concat(keys, p.A, p.B)
	}
	var out []string
	for _, f := range keys {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// pairs are those with the keys.
func (r *run) pairs(keys []string) (out []store.Term) {
	for _, p := range r.glossary.Pairs {
		if slices.Contains(keys, p.Key) {
			out = append(out, p)
		}
	}
	return out
}
