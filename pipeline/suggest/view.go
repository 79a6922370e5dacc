package suggest

import (
	"github.com/frameshift/frameshift/pipeline/internal/portable"
	"github.com/frameshift/frameshift/pipeline/stats"
)

// view is what texts look like to some of a frame's entries: the sentences they
// hit, and how often each candidate stands apart from their hits and from what the
// exceptions block.
type view struct {
	*grams
	active []bool // by entry: it counts, or it blocks

	inside, beside, beyond float64 // words of hit sentences, of the others of their documents, of all others
	hits                   int64   // places, overlapping ones taken together

	tallies []tally
	weights []float32 // of contexts, by hash: how much more at home the frame is there
}

// tally is what is counted of one candidate, where no hit lies over it.
type tally struct {
	inside, beside, all int32   // in hit sentences, in the others of their documents, anywhere
	context             float32 // sum of the weights of its contexts
}

// contexts is how many hashes contexts share.
const contexts = 1 << 22

// setting is the hash of the words to the left and right, or 0 where neither is
// one.
func setting(left, right uint32) uint32 {
	if left == 0 && right == 0 {
		return 0
	}
	return uint32((uint64(left)<<32|uint64(right))*0x9e3779b97f4a7c15>>42) | 1
}

// backdrop counts the contexts of all candidates: what is expected of any.
func (g *grams) backdrop() []int32 {
	counts := make([]int32, contexts)
	for i := range g.docs {
		g.sentences(i, nil, func(s *sentence) {
			for _, o := range s.found {
				counts[s.context(o.start, o.end)]++
			}
		})
	}
	return counts
}

func (g *grams) newView(entries []soughtEntry, active []bool, backdrop []int32) *view {
	v := &view{grams: g, active: active, tallies: make([]tally, len(g.terms))}
	v.weigh(entries, backdrop)
	m := &masker{entries: entries, active: active}
	var aside []stand // outside hit sentences, until the document is known to have one
	for i := range g.docs {
		hit, rest := false, 0.0
		aside = aside[:0]
		g.sentences(i, m, func(s *sentence) {
			if hit = hit || s.hit; s.hit {
				v.inside += s.length()
			} else {
				rest += s.length()
			}
			aside = v.tally(s, aside)
		})
		if !hit {
			v.beyond += rest
			continue
		}
		v.beside += rest
		for _, o := range aside {
			v.tallies[o.gram].beside++
		}
	}
	return v
}

// tally counts the candidates of a sentence, and appends those of one without a hit
// to the list.
func (v *view) tally(s *sentence, aside []stand) []stand {
	for _, o := range s.found {
		if !s.free(o.start, o.end) {
			continue
		}
		t := &v.tallies[o.gram]
		t.all++
		t.context += v.weights[s.context(o.start, o.end)]
		if s.hit {
			t.inside++
		} else {
			aside = append(aside, o)
		}
	}
	return aside
}

// weigh finds the weights of contexts: the positive pointwise mutual information
// of frame and context, discounted where it rests on few hits (Pantel and Lin 2002).
func (v *view) weigh(entries []soughtEntry, backdrop []int32) {
	counts := make([]int32, contexts)
	m := &masker{entries: entries, active: v.active}
	for i := range v.docs {
		d := &v.docs[i]
		m.begin(d)
		start := int32(0)
		for _, end := range d.ends {
			if _, hit := m.sentence(int(start), int(end)); hit {
				s := sentence{words: d.words[start:end]}
				m.merged(int(start), func(from, to int) {
					counts[s.context(from, to)]++
					v.hits++
				})
			}
			start = end
		}
	}
	all := 0.0
	for _, n := range backdrop {
		all += float64(n)
	}
	v.weights = make([]float32, contexts)
	for h, n := range counts {
		if n == 0 || h == 0 {
			continue
		}
		pmi := portable.Log(float64(n) / float64(v.hits) / ((float64(backdrop[h]) + 1) / all))
		v.weights[h] = float32(max(0, pmi) * float64(n) / float64(n+1))
	}
}

// keyness is G² of a candidate in hit sentences against the others of the same
// documents.
func (v *view) keyness(gram int) float64 {
	t := &v.tallies[gram]
	return stats.G2(float64(t.inside), v.inside, float64(t.beside), v.beside)
}

// plain is G² of a candidate in hit sentences against all others.
func (v *view) plain(gram int) float64 {
	t := &v.tallies[gram]
	return stats.G2(float64(t.inside), v.inside, float64(t.all-t.inside), v.beside+v.beyond)
}

// shrink is how many contexts without weight a candidate is taken to have besides.
const shrink = 40

// neighbours is the mean weight of a candidate's contexts.
func (v *view) neighbours(gram int) float64 {
	t := &v.tallies[gram]
	return float64(t.context) / (float64(t.all) + shrink)
}
