package diffusion

import "math"

// tally is what some documents have of a concept in a period.
type tally struct {
	documents, using, hits int
	tokens                 int64
}

// share is that of documents that use it; NaN without documents.
func (t tally) share() float64 { return float64(t.using) / float64(t.documents) }

func (t *tally) add(o tally) {
	t.documents += o.documents
	t.using += o.using
	t.hits += o.hits
	t.tokens += o.tokens
}

// tallies counts documents, which the concept can be found in, by period.
func (s *study) tallies(c *concept, members []int) []tally {
	hits := make(map[int]int, len(c.uses))
	for _, u := range c.uses {
		hits[u.document] = u.hits
	}
	out := make([]tally, len(s.docs.periods))
	for _, m := range members {
		d := &s.docs.list[m]
		if !c.langs[d.Lang] {
			continue
		}
		n := hits[m]
		out[d.period].add(tally{1, btoi(n > 0), n, d.Tokens})
	}
	return out
}

// shifted is the share of ways to turn a series round by whole periods, none among
// them, in which a statistic is as large as without, or larger. What hangs together
// from period to period still does.
// NaN where it is not defined without turning.
func shifted(periods int, statistic func(turn int) float64) float64 {
	observed, as, all := statistic(0), 0, 0
	if math.IsNaN(observed) {
		return math.NaN()
	}
	for turn := range periods {
		v := statistic(turn)
		if math.IsNaN(v) {
			continue
		}
		all++
		as += btoi(v >= observed-1e-12)
	}
	return float64(as) / float64(all)
}
