package simulate

import (
	"math"
	"slices"
)

// expected are the hits a sentence, by frame, and the sentences that pair security
// and development, of many documents of one kind.
type expected struct {
	hits  [len(Frames)]float64
	pairs float64
}

// of is the mean hits of a frame.
func (e *expected) of(frame string) *float64 { return &e.hits[slices.Index(Frames[:], frame)] }

// expect is the mean of a cell.
func (o Options) expect(cl cell) (e expected) {
	pairs, rest := cl.ends[0], 1-cl.ends[len(cl.ends)-1]
	for i, c := range o.Courses {
		*e.of(c.Frame) += cl.ends[i+1] - cl.ends[i]
	}
	sovereign, other := float64(rest*o.HitRate*cl.p), float64(rest*o.HitRate*(1-cl.p))
	*e.of(hegemonismFrame) += float64(sovereign * o.HegemonismShare)
	*e.of(sovereigntyFrame) += float64(sovereign * (1 - o.HegemonismShare))
	*e.of(developmentFrame) += other + pairs
	*e.of(securityFrame) += float64(rest*o.SecurityShare) + pairs
	if len(cl.concepts) > 0 {
		*e.of(balanceFrame) += float64(pairs * o.BalanceShare)
	}
	e.pairs = pairs + float64(other*o.SecurityShare)
	return e
}

// expectedIn is the mean of a year over its cells, by their documents in a
// language, or in any for "".
func (c *Corpus) expectedIn(year int, lang string) (e expected) {
	all := 0.0
	for _, cl := range c.cells {
		if cl.year != year {
			continue
		}
		aud := c.opt.Audiences[cl.audience]
		w := float64(aud.Documents)
		switch lang {
		case chinese.code:
			w *= aud.Chinese
		case english.code:
			w *= 1 - aud.Chinese
		}
		x := c.opt.expect(cl)
		for i := range e.hits {
			e.hits[i] += float64(w * x.hits[i])
		}
		e.pairs += float64(w * x.pairs)
		all += w
	}
	if all == 0 {
		return expected{}
	}
	for i := range e.hits {
		e.hits[i] /= all
	}
	e.pairs /= all
	return e
}

// A contrast is what the sample plants a step in, and how its two sides follow
// from the planted shares.
type contrast struct {
	key, about string
	logit      func(e expected) float64
}

var contrasts = []contrast{
	{"sovereignty-balance", "sentences with values.sovereignty against those with values.balance or with values.security and values.development", func(e expected) float64 {
		return math.Log(*e.of(sovereigntyFrame) / e.pairs)
	}},
	{"sovereignty-development", "hits of values.sovereignty against values.development", func(e expected) float64 {
		return math.Log(*e.of(sovereigntyFrame) / *e.of(developmentFrame))
	}},
}

// level is the mean of a contrast's planted log-odds from one year to before another.
func (c *Corpus) level(k contrast, from, until int) float64 {
	sum := 0.0
	for year := from; year < until; year++ {
		sum += k.logit(c.expectedIn(year, ""))
	}
	return sum / float64(until-from)
}
