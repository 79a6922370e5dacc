package series

import (
	"cmp"
	"slices"

	"github.com/frameshift/frameshift/pipeline/lexicon"
	"github.com/frameshift/frameshift/pipeline/score"
)

// measure is one measure of one contrast, frame or pair.
type measure struct {
	name, of, topic string
	// ratio marks measures that compare hits with hits and so say little when
	// there are few.
	ratio    bool
	hits     func(*tally) int64
	estimate func(*tally) float64
}

// measures lists what is measured with a lexicon, by name and key.
func measures(lex *lexicon.Lexicon) []measure {
	var ms []measure
	for _, c := range lex.Contrasts {
		ms = append(ms, contrastMeasures(lex, c)...)
	}
	for i, f := range lex.Frames {
		hits := func(t *tally) int64 { return t.frames[i] }
		ms = append(ms, measure{"rate", f.Key, "", false, hits, func(t *tally) float64 { return score.Rate(hits(t), t.tokens) }})
	}
	for i, p := range lex.Pairs {
		ms = append(ms, pairMeasures(i, p)...)
	}
	slices.SortFunc(ms, func(x, y measure) int {
		return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.of, y.of))
	})
	return ms
}

func contrastMeasures(lex *lexicon.Lexicon, c lexicon.Contrast) []measure {
	positive, negative := sum(lex, c.Positive), sum(lex, c.Negative)
	hits := func(t *tally) int64 { return positive(t) + negative(t) }
	return []measure{
		{"position", c.Key, c.Topic, true, hits, func(t *tally) float64 { return score.Position(positive(t), negative(t)) }},
		{"share", c.Key, c.Topic, true, hits, func(t *tally) float64 { return score.Share(positive(t), negative(t)) }},
		{"difference", c.Key, c.Topic, false, hits, func(t *tally) float64 { return score.Difference(positive(t), negative(t), t.tokens) }},
		{"salience", c.Key, c.Topic, false, hits, func(t *tally) float64 { return score.Salience(positive(t), negative(t), t.tokens) }},
	}
}

// sum returns the hits of the frames together.
func sum(lex *lexicon.Lexicon, keys []string) func(*tally) int64 {
	frames := make([]int, len(keys))
	for i, k := range keys {
		frames[i] = lex.FrameIndex(k)
	}
	return func(t *tally) (n int64) {
		for _, f := range frames {
			n += t.frames[f]
		}
		return n
	}
}

func pairMeasures(i int, p lexicon.Pair) []measure {
	pair := func(t *tally) *pairTally { return &t.pairs[i] }
	hits := func(t *tally) int64 { return pair(t).a + pair(t).b }
	return []measure{
		{"together", p.Key, p.Topic, false, hits, func(t *tally) float64 { return float64(pair(t).both) }},
		{"lift", p.Key, p.Topic, true, hits, func(t *tally) float64 {
			q := pair(t)
			return score.Lift(q.both, q.onlyA, q.onlyB, t.sentences-q.both-q.onlyA-q.onlyB)
		}},
		{"jaccard", p.Key, p.Topic, true, hits, func(t *tally) float64 {
			q := pair(t)
			return score.Jaccard(q.both, q.onlyA, q.onlyB)
		}},
		{"evenness", p.Key, p.Topic, true, hits, func(t *tally) float64 { return score.Evenness(pair(t).a, pair(t).b) }},
	}
}
