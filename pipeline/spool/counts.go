package spool

import (
	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/frameshift/frameshift/pipeline/score"
)

// countsBuilder are the columns of score.Counts.
type countsBuilder struct {
	size          [2]*array.Int64Builder // tokens, sentences
	frames, pairs listBuilder

	frameHits, frameSentences *array.Int64Builder
	frameWeight               *array.Float64Builder
	pair                      [5]*array.Int64Builder
}

func takeCounts(b *builders) (c countsBuilder) {
	takeAll(b, c.size[:])
	c.frames, c.pairs = takeList(b), takeList(b)
	in := c.frames.columns()
	c.frameHits = take[*array.Int64Builder](&in)
	c.frameWeight = take[*array.Float64Builder](&in)
	c.frameSentences = take[*array.Int64Builder](&in)
	in = c.pairs.columns()
	takeAll(&in, c.pair[:])
	return c
}

func (c *countsBuilder) add(n *score.Counts) {
	appendAll(c.size[:], int64(n.Tokens), int64(n.Sentences))
	c.frames.add(len(n.Frames))
	for _, f := range n.Frames {
		c.frameHits.Append(int64(f.Hits))
		c.frameWeight.Append(f.Weight)
		c.frameSentences.Append(int64(f.Sentences))
	}
	c.pairs.add(len(n.Pairs))
	for _, p := range n.Pairs {
		appendAll(c.pair[:], int64(p.Both), int64(p.OnlyA), int64(p.OnlyB), int64(p.HitsA), int64(p.HitsB))
	}
}

// countsColumn are the same columns for reading.
type countsColumn struct {
	tokens, sentences *array.Int64
	frames, pairs     listColumn
}

func columnCounts(c *columns) countsColumn {
	return countsColumn{column[*array.Int64](c), column[*array.Int64](c), columnList(c), columnList(c)}
}

func (c *countsColumn) at(row int) score.Counts {
	return score.Counts{
		Tokens: int(c.tokens.Value(row)), Sentences: int(c.sentences.Value(row)),
		Frames: c.frameCounts(row), Pairs: c.pairCounts(row),
	}
}

func (c *countsColumn) frameCounts(row int) []score.FrameCount {
	from, to := c.frames.at(row)
	in := columns{next: c.frames.columns}
	hits, weight, sentences := column[*array.Int64](&in), column[*array.Float64](&in), column[*array.Int64](&in)
	out := make([]score.FrameCount, to-from)
	for j := range out {
		out[j] = score.FrameCount{
			Hits: int(hits.Value(from + j)), Weight: weight.Value(from + j), Sentences: int(sentences.Value(from + j)),
		}
	}
	return out
}

func (c *countsColumn) pairCounts(row int) []score.PairCount {
	from, to := c.pairs.at(row)
	out := make([]score.PairCount, to-from)
	for j := range out {
		p := &out[j]
		for k, n := range [...]*int{&p.Both, &p.OnlyA, &p.OnlyB, &p.HitsA, &p.HitsB} {
			*n = int(c.pairs.columns[k].(*array.Int64).Value(from + j))
		}
	}
	return out
}
